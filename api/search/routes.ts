/** 检索 `GET /v1/search`: by the number of a file, a decision, a letter or a case, by an institution, by a person. Nothing is found by what its reader may not read. */
import postgres from 'postgres';
import { z } from 'zod';
import {
  searchFiles,
  searchLetters,
  TooWide,
  type FoundFile,
  type FoundLetter,
  type SearchReader,
} from '../../db/queries/search.ts';
import type { FilePlace } from '../../db/queries/files.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { Sql } from '../../db/client.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, pageQuery, readCursor, writeCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { fileOf, fileShape, tag, time } from '../files/file-shape.ts';
import { partiesOf, unitsReadInFull } from '../intake/authority.ts';
import { hiddenFrom, withheldFrom } from '../intake/hidden.ts';
import type { Seal } from '../intake/sealing.ts';
import { allRules } from '../rules.ts';

const hitShape = z.object({
  by: z.enum(['file', 'subject', 'act', 'officer', 'paper']).meta({
    description:
      '案卷编号、主体、文书所写、提交文书的人员、在案卷中制发的公文 The number of the file, its subject, what an act says, whoever filed one, a paper that was issued in it',
  }),
  paper: z.string().optional().meta({ description: '公文编号 The paper' }),
  act: time.meta({ description: '文书编号 The act' }),
  type: time.meta({ description: '文书种类 The kind of act' }),
  field: time.meta({ description: '所在栏目 The field of its form' }),
});

const lettersShape = z
  .array(z.object({ id: z.string(), number: z.string(), title: z.string() }))
  .meta({
    description:
      '尚未立卷的公文，只在第一页 Letters by which no file was opened yet (/v1/papers/openings), with the first page',
  });

const searchSpec = (seal: Pick<Seal, 'mark'> | undefined) =>
  describeRoute({
    method: 'get',
    path: '/v1/search',
    tag,
    summary: '检索 — Files by a number or a name',
    description:
      '文号、案号从第一个字或从年份的括号起（至少四个字，并有年份以外的数字）；证件号、电话、代码和姓名写全；机构名称写一部分即可；全角半角、大小写、空格、括号的写法不论。只列本人有权知道的；见到文书所写的案卷逐一记入查阅登记。 Numbers of letters, decisions and cases from their first character or from the year in brackets on (four characters at least, with a digit beside the year); certificates, telephones, codes and names of people whole; any part of the name of a registered institution; however it is typed. Only what the caller may know; each file of which an act is shown is entered in the read log.',
    auth: 'caller',
    problems: ['report-too-large'],
    reads: {
      kind: 'narrative',
      when: (body) => saying(body).length > 0,
      // The files that were shown, and by which equal questions can be told: not what was asked, which may be a name.
      each: (body, { bureau, query }) => {
        const mark = seal?.mark(folded(String(query['q'])), `search:${bureau}`);
        return saying(body).map(({ id }) => ({
          file: id,
          asked: mark === undefined ? {} : { mark },
        }));
      },
    },
    query: z.strictObject({
      cursor: pageQuery.cursor,
      limit: z.coerce.number().int().min(1).max(200).optional(),
      q: z
        .string()
        .trim()
        .min(2, { error: '至少两个字 | At least two characters' })
        .max(120)
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: '不得含控制字符 | No control characters' }),
    }),
    responses: {
      200: {
        description: '最近立案的在前 The newest files first',
        schema: z.object({
          items: z.array(z.object({ ...fileShape.shape, found: z.array(hitShape) })),
          next: time,
          letters: lettersShape,
        }),
      },
    },
  });

interface Found {
  id: string;
  found: { by: string }[];
}
/** Of an answer: the files of which it says what an act says or whose it is, or which paper was issued. */
const saying = (body: unknown): Found[] =>
  (body as { items: Found[] }).items.filter(({ found }) =>
    found.some(({ by }) => by !== 'file' && by !== 'subject'),
  );
/** As near to how it is compared (`search_fold`) as a mark needs. */
const folded = (q: string): string =>
  q
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\s/gu, '')
    .replaceAll(/[〔【[{]/gu, '(')
    .replaceAll(/[〕】\]}]/gu, ')');

async function readerOf(sql: Sql, caller: Caller): Promise<SearchReader> {
  const bureau = await findBureau(sql, caller.bureau);
  const reader = {
    id: caller.id,
    unit: caller.unit,
    day: databaseToday(),
    settings: bureau!.settings,
  };
  return {
    bureau: caller.bureau,
    reader: caller.id,
    parties: await partiesOf(sql, caller),
    near: await unitsReadInFull(sql, caller),
    hidden: await hiddenFrom(sql, caller),
    withheld: withheldFrom(sql, caller.id),
    ruled: allRules().flatMap(([procedure, { relation, wordsKnown }]) =>
      relation || wordsKnown
        ? [{ procedure, known: (near) => wordsKnown?.(sql, reader, near) ?? sql`false` }]
        : [],
    ),
  };
}

const letterFound = ({ id, procedure, kind, title, ...number }: FoundLetter) => ({
  id,
  number: numberText(number),
  title: title || (paperOf(procedure, kind)?.title.zh ?? kind),
});

const tooWide = () =>
  new Problem('report-too-large', {
    say: {
      zh: '找到的太多，检索已停止。',
      en: 'Too much is found by this: the search was stopped.',
    },
    lawful: { zh: '写得更完整一些再检索。', en: 'Say more of the number or the name.' },
  });

async function page(
  { sql, reports }: Databases,
  caller: Caller,
  q: string,
  from: FilePlace | undefined,
  most: number,
): Promise<{ files: FoundFile[]; letters: FoundLetter[] }> {
  const reader = await readerOf(sql, caller);
  try {
    const files = await searchFiles(reports, q, reader, from, most);
    return { files, letters: from ? [] : await searchLetters(reports, q, reader) };
  } catch (error) {
    const cut = error instanceof postgres.PostgresError && error.code === '57014';
    if (cut || error instanceof TooWide) throw tooWide();
    throw error;
  }
}

interface Databases {
  sql: Sql;
  /** Where what takes long is asked. */
  reports: Sql;
}

export const searchRoute =
  ({ seal, ...databases }: Databases & { seal: Pick<Seal, 'mark'> | undefined }) =>
  (api: Api): void => {
    api.route(searchSpec(seal), async ({ query: { q, cursor, limit = 50 }, caller, req }) => {
      const from = readCursor(cursor, z.tuple([at.instant, at.id]));
      const place = from && { openedAt: from[0], id: from[1] };
      const { files: rows, letters } = await page(databases, caller, q, place, limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next = rows.length > limit && last ? writeCursor([last.openedAt, last.id]) : null;
      const body = {
        items: items.map((one) => ({ ...fileOf(one), found: one.hits })),
        next,
        letters: letters.map(letterFound),
      };
      return { body, headers: linkToNext(req, next) };
    });
  };
