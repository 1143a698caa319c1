/** 待办 The duty board: what is owed now, whose, and how much of it. */
import { z } from 'zod';
import { dutyBoard, dutyCounts, type DutyFilter, type DutyRow } from '../../db/queries/duties.ts';
import { day, officerId } from '../../domain/law/shapes.ts';
import { addDays, startOfDay } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { dutyOf, dutyShape } from './duty-shape.ts';
import { time } from './file-shape.ts';

const dutyTag = '待办 Duties';
/** Where a page of either board ends. */
export const place = z.tuple([at.instant, at.id, at.id]);
export const placeOf = (after: z.output<typeof place> | undefined) =>
  after && { due: after[0], file: after[1], key: after[2] };

const dutyColumns: readonly Column<DutyRow>[] = [
  ['案卷 file', (d) => d.file],
  ['义务 duty', (d) => dutyOf(d).action.zh],
  ['条款 clause', (d) => d.clause],
  ['性质 force', (d) => d.force],
  ['负有方 owed by', (d) => d.owedBy],
  ['对方 owed to', (d) => d.owedTo],
  ['到期 due', (d) => when(d.due)],
  ['状态 state', (d) => d.state],
  ['可能逾期 possibly overdue', (d) => (dutyOf(d).possiblyOverdue ? '是' : '')],
  ['督办 chases', (d) => d.chases],
  ['未答复 unanswered', (d) => d.unanswered],
  ['承办人 assignee', (d) => d.assignee],
  ['代办 deputy', (d) => d.deputy],
];
const dutyFilter = {
  mine: z.enum(['true']).optional().meta({
    description: '本单位应办的，等于 unit=本单位 What the caller’s own unit owes',
  }),
  state: z.enum(['open', 'due-soon', 'overdue']).optional(),
  force: z.enum(['law', 'management']).optional().meta({
    description:
      'law：法定期限或本系统的理解；management：管理时限 Periods of law, or management periods only',
  }),
  possiblyOverdue: z.enum(['true']).optional().meta({
    description: '可能逾期（日历未定） Past the expected instant of an unpublished calendar',
  }),
  unit: z.string().max(64).optional(),
  clause: z.string().max(40).optional(),
  procedure: z.string().max(40).optional(),
  unanswered: z.enum(['true']).optional(),
  assignee: z
    .union([z.literal(['me', 'none']), officerId])
    .optional()
    .meta({
      description:
        'me：本人承办或者代办的；none：尚未分派的；或者人员编号 In the hands of the caller, also as a deputy; of nobody yet; or of an officer',
    }),
  from: day.optional().meta({
    description:
      '到期日不早于；一日24时到期的属于该日 Due on this day or later; what is due at 24:00 of a day belongs to that day',
  }),
  until: day.optional().meta({ description: '到期日不晚于 Due on this day or before' }),
};
const filterShape = z.strictObject(dutyFilter);
const countsShape = z.strictObject({
  ...dutyFilter,
  upTo: z.coerce.number().int().min(1).max(10_000).optional().meta({
    description:
      '各项最多数到此数；等于此数的，表示不少于此数 Counts each no further than this, which is faster: a number that equals it stands for that many or more',
  }),
});

const dutyList = describeRoute({
  method: 'get',
  path: '/v1/duties',
  tag: dutyTag,
  summary: '待办义务 — The duty board, oldest first',
  auth: 'caller',
  query: z.strictObject({ ...pageQuery, ...dutyFilter }),
  responses: {
    200: {
      description: '待办 Duties',
      schema: z.object({ items: z.array(dutyShape), next: time }),
      csv: true,
    },
  },
});

const dutyTotals = describeRoute({
  method: 'get',
  path: '/v1/duties/counts',
  tag: dutyTag,
  summary: '待办义务的数目 — How much the duty board holds, by the same filters',
  auth: 'caller',
  query: countsShape,
  responses: {
    200: {
      description: '数目 Counts; late by a management period is no breach',
      schema: z
        .object({
          all: z.int(),
          overdueByLaw: z.int(),
          overdueByManagement: z.int(),
          dueSoon: z.int(),
          unanswered: z.int(),
          inMyHands: z
            .int()
            .meta({ description: '其中本人承办或者代办的 Of these, in the hands of the caller' }),
          unassigned: z.int().meta({ description: '其中尚未分派的 Of these, in nobody’s hands' }),
        })
        .meta({ id: 'DutyCounts' }),
    },
  },
});

/** What of the board is asked for, as far as the caller may see it. */
async function filterOf(
  sql: ActDeps['sql'],
  caller: Caller,
  {
    mine,
    unanswered,
    possiblyOverdue,
    assignee,
    from,
    until,
    ...filter
  }: z.output<typeof filterShape>,
): Promise<DutyFilter> {
  return {
    ...filter,
    ...(mine && { unit: caller.unit }),
    ...(assignee === 'none'
      ? { unassigned: true }
      : assignee !== undefined && { inHandsOf: assignee === 'me' ? caller.id : assignee }),
    ...(from && { after: startOfDay(from) }),
    ...(until && { until: startOfDay(addDays(until, 1)) }),
    unanswered: unanswered === 'true',
    possiblyOverdue: possiblyOverdue === 'true',
    bureau: caller.bureau,
    reader: caller.id,
    parties: await partiesOf(sql, caller),
  };
}

export function dutyBoardRoutes(api: Api, { sql }: ActDeps): void {
  api.route(dutyTotals, async ({ query: { upTo, ...filter }, caller }) => ({
    body: await dutyCounts(sql, await filterOf(sql, caller, filter), upTo),
  }));
  api.route(dutyList, async ({ query, caller, req, res }) => {
    const { cursor, limit = 100, format, ...filter } = query;
    const rows = await dutyBoard(
      sql,
      await filterOf(sql, caller, filter),
      placeOf(readCursor(cursor, place)),
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (d) => [d.due, d.file, d.key]);
    if (wantsCsv(req, format))
      return sendCsv(res, 'duties', csv(dutyColumns, items), linkToNext(req, next));
    return { body: { items: items.map(dutyOf), next }, headers: linkToNext(req, next) };
  });
}
