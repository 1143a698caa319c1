/** 待办、违期 The boards: what is owed, and what was breached. */
import { z } from 'zod';
import { breachLedger, dutyBoard, type BreachRow, type DutyRow } from '../../db/queries/duties.ts';
import { type ActDeps, fileOr404 } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import { dutyOf, dutyShape } from './duty-shape.ts';
import { when } from '../http/when.ts';
import { disputeOf, disputeShape } from './dispute-shape.ts';

const time = z.string().nullable();
const place = z.tuple([at.instant, at.id, at.id]);
const placeOf = (after: z.output<typeof place> | undefined) =>
  after && { due: after[0], file: after[1], key: after[2] };

const breachShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    procedure: z.string(),
    clause: z.string(),
    owedBy: z.string(),
    owedTo: z.string(),
    due: z.string(),
    secondReading: time,
    recordedAt: z.string(),
    doneAt: time,
    overrunMs: z.number().nullable(),
    force: z.enum(['text', 'reading']),
    state: z.enum(['standing', 'claimed-in-time', 'reversed']),
    outage: disputeShape.nullable().meta({
      description:
        '期限前最后几小时系统中断的，须由另一单位的人员决定；决定以前仍是违期 Disputed because of an outage in its last hours: a breach until a person of another unit has decided',
    }),
  })
  .meta({ id: 'Breach' });
const breachOf = ({ due, altDue, recordedAt, doneAt, ...b }: BreachRow) => ({
  ...b,
  force: b.force as 'text',
  due: when(due)!,
  secondReading: when(altDue),
  recordedAt: when(recordedAt)!,
  doneAt: when(doneAt),
  state: b.state as 'standing',
  outage: b.outage && disputeOf(b.outage),
});

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
];
const breachColumns: readonly Column<BreachRow>[] = [
  ['案卷 file', (b) => b.file],
  ['义务 duty', (b) => b.duty],
  ['条款 clause', (b) => b.clause],
  ['性质 force', (b) => b.force],
  ['负有方 owed by', (b) => b.owedBy],
  ['对方 owed to', (b) => b.owedTo],
  ['到期 due', (b) => when(b.due)],
  ['完成 done', (b) => when(b.doneAt)],
  ['超期毫秒 overrun ms', (b) => b.overrunMs],
  ['状态 state', (b) => b.state],
  ['系统中断 outage', (b) => b.outage?.state],
];

export function boardRoutes(deps: ActDeps) {
  return (api: Api): void => {
    duties(api, deps);
    breaches(api, deps);
  };
}

const dutyList = describeRoute({
  method: 'get',
  path: '/v1/duties',
  tag: '待办 Duties',
  summary: '待办义务 — The duty board, oldest first',
  auth: 'caller',
  query: z.strictObject({
    ...pageQuery,
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
  }),
  responses: {
    200: {
      description: '待办 Duties',
      schema: z.object({ items: z.array(dutyShape), next: time }),
      csv: true,
    },
  },
});

function duties(api: Api, { sql }: ActDeps): void {
  api.route(dutyList, async ({ query, caller, req, res }) => {
    const { cursor, limit = 100, format, unanswered, possiblyOverdue, ...filter } = query;
    const flags = {
      unanswered: unanswered === 'true',
      possiblyOverdue: possiblyOverdue === 'true',
    };
    const rows = await dutyBoard(
      sql,
      {
        ...filter,
        ...flags,
        bureau: caller.bureau,
        reader: caller.id,
        parties: await partiesOf(sql, caller),
      },
      placeOf(readCursor(cursor, place)),
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (d) => [d.due, d.file, d.key]);
    if (wantsCsv(req, format))
      return sendCsv(res, 'duties', csv(dutyColumns, items), linkToNext(req, next));
    return { body: { items: items.map(dutyOf), next }, headers: linkToNext(req, next) };
  });
}

function breaches(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/breaches',
      tag: '违期 Breaches',
      summary: '违期台账 — The ledger of breaches, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        unit: z.string().max(64).optional(),
        clause: z.string().max(40).optional(),
        file: z.string().max(200).optional(),
        state: z.enum(['standing', 'claimed-in-time', 'reversed']).optional(),
        outage: disputeShape.shape.state.optional(),
      }),
      responses: {
        200: {
          description: '违期 Breaches',
          schema: z.object({ items: z.array(breachShape), next: time }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const rows = await breachLedger(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          reader: caller.id,
          parties: await partiesOf(sql, caller),
        },
        placeOf(readCursor(cursor, place)),
        limit + 1,
      );
      const { items: all, next } = paged(rows, limit, (b) => [b.due, b.file, b.key]);
      const items = await undecidedFor(sql, caller, all);
      if (wantsCsv(req, format))
        return sendCsv(res, 'breaches', csv(breachColumns, items), linkToNext(req, next));
      return { body: { items: items.map(breachOf), next }, headers: linkToNext(req, next) };
    },
  );
}

/** Of a file of which the caller is shown nothing yet, who decided on an outage and why is not shown either. */
async function undecidedFor(
  sql: ActDeps['sql'],
  caller: Caller,
  rows: readonly BreachRow[],
): Promise<BreachRow[]> {
  const decided = new Set(rows.filter(({ outage }) => outage?.decidedAt).map(({ file }) => file));
  const withheld = new Set<string>();
  for (const file of decided) {
    const scope = await scopeOf(sql, caller, await fileOr404(sql, file)).catch(
      (problem: unknown) => {
        if (problem instanceof Problem) return 'withheld';
        throw problem;
      },
    );
    if (scope === 'withheld') withheld.add(file);
  }
  return rows.map((row) =>
    row.outage && withheld.has(row.file)
      ? { ...row, outage: { ...row.outage, decidedBy: null, decidedUnit: null, reason: null } }
      : row,
  );
}
