/** /v1/services/cases: closed cases of public services, one or many at a time, and the list of them (QJ-2.6d, 2.6e). */
import { z } from 'zod';
import { hashOf } from '../../db/queries/turns.ts';
import {
  casesOf,
  takeCases,
  type CaseEvent,
  type CaseRow,
} from '../../db/service-figures/store.ts';
import { dayText } from '../../domain/law/shapes.ts';
import {
  BATCH,
  caseNo,
  CASES,
  caseShape,
  channels,
  refusedBecause,
  withdrawalShape,
} from '../../domain/service-figures/cases.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { readPart } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { asProblem } from '../http/problem-answer.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireReporter, requireServiceReader, tag } from './readers.ts';

const any = z.union([caseShape, withdrawalShape]).or(z.unknown());
const batch = z
  .strictObject({
    cases: z
      .array(any)
      .min(1)
      .max(BATCH, { error: `一次最多 ${BATCH} 件 | At most ${BATCH} a call` }),
  })
  .meta({ id: 'ServiceCases' });
const single = z
  .union([caseShape, withdrawalShape])
  .or(z.looseObject({}).refine((one) => !('cases' in one)));
const answerShape = z
  .object({
    case: z.string().nullable(),
    state: z
      .enum(['accepted', 'duplicate', 'withdrawn', 'withdrawn-before', 'refused', 'conflict'])
      .meta({
        description:
          'duplicate：已收到过，不重复计数；withdrawn-before：该编号已撤销，不计数，以新的编号报送 It had come in before and is counted once; its number was withdrawn and counts nothing: report it under a new one',
      }),
    ...refusedFields,
  })
  .meta({ id: 'ServiceCaseAnswer' });
type Answer = z.infer<typeof answerShape>;
type Read = CaseEvent | { case: string | null; refused: Problem };
const isRefused = (one: Read): one is Extract<Read, { refused: Problem }> =>
  one['refused'] instanceof Problem;

export function caseIntake(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/services/cases',
      tag,
      summary: '报送办结的办件 — Report closed cases of public services',
      description: `一件，或 {"cases": [...]}，一次最多 ${BATCH} 件，按次序处理，逐件答复。办件编号在本局唯一：原样重发为 duplicate，换了内容为 conflict。撤销：{"case", "withdrawn": true, "reason"}，撤销后不再计数；另一机构报送的，由两人撤销。不含个人信息。 One or up to ${BATCH}, in their order, each answered. The same again is a duplicate, other content a conflict. No personal data.`,
      auth: 'caller',
      clause: CASES,
      body: z.union([batch, single], {
        error: `应为一件办件，或 {"cases": [1–${BATCH} 件]} | One case, or {"cases": [1–${BATCH}]}`,
      }),
      bodyLimit: '1mb',
      responses: {
        200: {
          description: '逐件答复 One answer each, in order',
          schema: z.object({ items: z.array(answerShape) }),
        },
      },
    },
    async ({ body, caller }) => {
      requireReporter(caller, CASES);
      const given = 'cases' in body ? (body as z.output<typeof batch>).cases : [body];
      const read = given.map(readCase);
      const valid = read.flatMap((one) => (isRefused(one) ? [] : [one]));
      const words = (
        await takeCases(sql, { bureau: caller.bureau, by: caller.id }, valid)
      ).values();
      return {
        body: {
          items: read.map((one) =>
            isRefused(one)
              ? { case: one.case, state: 'refused' as const, ...refusedAs(one.refused) }
              : answerTo(one.case, words.next().value!),
          ),
        },
      };
    },
  );
}

/** Form first: what is not well formed claims no number. */
function readCase(raw: unknown): Read {
  try {
    if (typeof raw === 'object' && raw !== null && 'withdrawn' in raw)
      return readPart(withdrawalShape, raw, 'body', CASES);
    const { case: no, ...content } = readPart(caseShape, raw, 'body', CASES);
    return { case: no, hash: hashOf(content), ...content };
  } catch (error) {
    const named = caseNo.safeParse((raw as { case?: unknown } | null)?.case);
    return { case: named.success ? named.data : null, refused: asProblem(error) };
  }
}

function answerTo(no: string, word: string): Answer {
  const why = refusedBecause[word];
  if (word !== 'conflict' && !why) return { case: no, state: word as Answer['state'] };
  const problem = why
    ? new Problem(why.code, {
        clause: why.clause,
        say: { zh: why.zh, en: why.en },
        lawful: { zh: why.lawfulZh, en: why.lawfulEn },
      })
    : new Problem('idempotency-conflict', {
        clause: CASES,
        lawful: {
          zh: '内容有误的，先撤销，再用新的编号报送。',
          en: 'Withdraw what was wrong, and report it under a new number.',
        },
      });
  return { case: no, state: why ? 'refused' : 'conflict', ...refusedAs(problem) };
}

const text = z.string().nullable();
const rowShape = z
  .object({
    case: z.string(),
    service: z.int(),
    version: z.int(),
    acceptedOn: z.string(),
    closedOn: z.string(),
    visits: z.int(),
    channel: z.enum(channels),
    took: text,
    statutory: text,
    unit: text,
    inPlace: z.boolean(),
    recordedBy: z.string(),
    arrivedAt: z.string(),
    withdrawnAt: text,
    withdrawnReason: text,
  })
  .meta({ id: 'ServiceCaseRow' });

const columns: readonly Column<CaseRow>[] = [
  ['办件 case', (c) => c.case],
  ['服务序号 service', (c) => c.service],
  ['清单版本 version', (c) => c.version],
  ['受理 accepted', (c) => c.acceptedOn],
  ['办结 closed', (c) => c.closedOn],
  ['跑动次数 visits', (c) => c.visits],
  ['渠道 channel', (c) => c.channel],
  ['办理时间 took', (c) => c.took],
  ['法定时限 statutory', (c) => c.statutory],
  ['单位 unit', (c) => c.unit],
  ['当场办结 in place', (c) => c.inPlace],
  ['报送 recorded by', (c) => c.recordedBy],
  ['收到 arrived', (c) => when(c.arrivedAt)],
  ['撤销 withdrawn', (c) => when(c.withdrawnAt)],
];

const listQuery = z.strictObject({
  ...pageQuery,
  from: dayText.optional().meta({ description: '办结自 Closed from this day' }),
  until: dayText.optional(),
  service: z.coerce.number().int().min(1).max(999).optional(),
  counting: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: '只列计数的（未撤销） Only what counts, or only what does not' }),
});

export function caseList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/services/cases',
      tag,
      summary: '办结的办件 — Closed cases, the latest arrival first',
      auth: 'caller',
      query: listQuery,
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(rowShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireServiceReader(caller);
      const { cursor, limit = 100, format, counting, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await casesOf(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          counting: counting === undefined ? undefined : counting === 'true',
        },
        after && { arrivedAt: after[0], case: after[1] },
        limit + 1,
      );
      const page = paged(rows, limit, (c) => [c.arrivedAt, c.case]);
      const headers = linkToNext(req, page.next);
      if (wantsCsv(req, format))
        return sendCsv(res, 'service-cases', csv(columns, page.items), headers);
      const items = page.items.map((c) => ({
        ...c,
        arrivedAt: when(c.arrivedAt)!,
        withdrawnAt: when(c.withdrawnAt),
      }));
      return { body: { items, next: page.next }, headers };
    },
  );
}
