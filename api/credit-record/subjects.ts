/** /v1/credit/subjects: who is a credit subject, and what it has promised (QHD-1.2, 1.3). */
import { z } from 'zod';
import {
  enterCommitment,
  findSubject,
  institutionsAmong,
  registerInstitutions,
  registerSubjects,
  subjectsClashing,
  subjectsOf,
  type SubjectView,
} from '../../db/credit-record/subjects.ts';
import { SUBJECTS } from '../../domain/credit-record/recording.ts';
import {
  commitmentShape,
  subjectKind,
  subjectRow,
  type SubjectRow,
} from '../../domain/credit-record/shapes.ts';
import {
  contradicting,
  refuseContradiction,
  refuseSubject,
} from '../../domain/credit-record/subjects.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Caller } from '../http/authentication.ts';
import { holds } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { creditBureau, notRegistered, requireSection, tag } from './tag.ts';

const PROMISE = 'QHD-1.2';
const params = z.strictObject({ kind: subjectKind, id: subjectId });

export function subjectRoutes(deps: ActDeps) {
  return (api: Api): void => {
    registration(api, deps);
    list(api, deps);
    commitment(api, deps);
  };
}

function registration(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/subjects',
      tag,
      summary: '登记信用主体 — Register credit subjects',
      description:
        'QHD-1.3：定点医药机构、参保单位，以及清单第一、四项所列企业；自然人不是信用主体。写明各主体，或者登记本局登记簿中的全部定点医药机构。已登记的不变；全部可以登记的才登记。没有承诺的主体可以登记，予以提示。',
      auth: ['handler', 'head', 'registrar'],
      bodyLimit: '4mb',
      body: z.union([
        z.strictObject({ subjects: z.array(subjectRow).min(1).max(5000) }),
        z.strictObject({ institutions: z.literal('all') }),
      ]),
      clause: SUBJECTS,
      responses: {
        200: {
          description: '新登记的主体数 How many are new',
          schema: z.object({ registered: z.int() }),
        },
      },
      problems: [
        'no-legal-basis',
        'not-owed-by-you',
        'natural-person',
        'subject-not-registered',
        'subject-differs',
      ],
    },
    async ({ body, caller }) => {
      if (!holds(caller, 'registrar')) requireSection(caller, SUBJECTS);
      await creditBureau(sql, caller.bureau);
      const registered =
        'subjects' in body
          ? await registerAll(sql, caller, body.subjects)
          : await registerInstitutions(sql, caller.bureau, null, caller.id);
      return { body: { registered } };
    },
  );
}

async function registerAll(
  sql: ActDeps['sql'],
  { bureau, id: by }: Caller,
  rows: readonly SubjectRow[],
): Promise<number> {
  const named = rows.filter(({ kind }) => kind === 'institution').map(({ id }) => id);
  const known = await institutionsAmong(sql, bureau, named);
  const refusals = rows.map((row): Refusal | undefined => refuseSubject(row, known.has(row.id)));
  const refused = refusals.findIndex((refusal) => refusal !== undefined);
  if (refused >= 0)
    throw Problem.refused(refusals[refused]!, [
      { in: 'body', path: `/subjects/${refused}`, zh: '不予登记', en: 'It is not registered' },
    ]);
  const other = contradicting(rows);
  if (other >= 0)
    throw Problem.refused(refuseContradiction(), [
      {
        in: 'body',
        path: `/subjects/${other}`,
        zh: '与前一行矛盾',
        en: 'It contradicts a row before',
      },
    ]);
  const others = rows.flatMap(({ kind, id, name, creditCode }) =>
    kind === 'institution' ? [] : [{ kind, id, name: name!, creditCode: creditCode! }],
  );
  const [clash] = await subjectsClashing(sql, bureau, others);
  if (clash)
    throw new Problem('subject-differs', {
      clause: SUBJECTS,
      lawful: {
        zh: '核对编号和统一社会信用代码。',
        en: 'Look at the id and the unified social credit code.',
      },
    });
  let count = await registerSubjects(sql, { bureau, by, subjects: others });
  for (const id of known) count += await registerInstitutions(sql, bureau, id, by);
  return count;
}

export const subjectView = z
  .object({
    kind: subjectKind,
    id: z.string(),
    name: z.string(),
    creditCode: z.string(),
    registeredAt: z.string(),
    endedOn: z.string().nullable().meta({ description: '终止日期 The day on which it ended' }),
    ended: z.boolean().meta({
      description:
        '已终止或者不再定点，不再评价 It has ended, or is designated no more: graded no more',
    }),
    committedOn: z.string().nullable().meta({
      description: '最近一次承诺；空为没有承诺，评价前提示 Null: no commitment, a warning',
    }),
    objected: z.boolean().meta({ description: '异议中 An objection is being looked at' }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'CreditSubject' });

/** 承诺在先 Principle, so a warning and no bar. */
export const NO_PROMISE =
  '没有登记承诺（QHD-1.2 承诺在先）。No commitment of the subject is on record.';

export const shownSubject = (s: SubjectView): z.input<typeof subjectView> => ({
  ...s,
  registeredAt: when(s.registeredAt)!,
  warnings: s.committedOn === null ? [NO_PROMISE] : [],
});

const columns: readonly Column<SubjectView>[] = [
  ['类别 kind', (s) => s.kind],
  ['编号 id', (s) => s.id],
  ['名称 name', (s) => s.name],
  ['统一社会信用代码 credit code', (s) => s.creditCode],
  ['登记 registered', (s) => when(s.registeredAt)],
  ['终止 ended', (s) => s.ended],
  ['承诺 committed', (s) => s.committedOn],
  ['异议中 objected', (s) => s.objected],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/subjects',
      tag,
      summary: '信用主体 — Credit subjects, by kind and id',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        ...pageQuery,
        kind: subjectKind.optional(),
        committed: z.enum(['true', 'false']).optional().meta({ description: '有无承诺' }),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(subjectView), next: z.string().nullable() }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireReader(caller);
      const { cursor, limit = 100, format, kind, committed } = query;
      const after = readCursor(cursor, z.tuple([at.id, at.id]));
      const rows = await subjectsOf(
        sql,
        { bureau: caller.bureau, kind, committed: committed && committed === 'true' },
        after,
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (s) => [s.kind, s.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'credit-subjects', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(shownSubject), next }, headers: linkToNext(req, next) };
    },
  );
}

function commitment(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/subjects/:kind/:id/commitments',
      tag,
      summary: '登记承诺 — Enter a commitment of a subject',
      auth: ['handler', 'head', 'registrar'],
      params,
      body: commitmentShape,
      clause: PROMISE,
      responses: {
        200: {
          description: '已登记；同日的不另立 Entered; the same day again is no change',
          schema: z.object({ changed: z.boolean() }),
        },
      },
      problems: ['not-owed-by-you', 'subject-not-registered', 'in-the-future'],
    },
    async ({ params: key, body, caller }) => {
      if (!holds(caller, 'registrar')) requireSection(caller, PROMISE);
      const subject = { ...key, bureau: caller.bureau };
      if (!(await findSubject(sql, subject))) throw notRegistered();
      if (body.signedOn > databaseToday()) throw new Problem('in-the-future', { clause: PROMISE });
      return {
        body: { changed: await enterCommitment(sql, { ...subject, ...body, by: caller.id }) },
      };
    },
  );
}
