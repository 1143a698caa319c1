/** 待办、违期 The boards: what is owed, and what was breached. */
import { z } from 'zod';
import { breachLedger, type BreachRow } from '../../db/queries/duties.ts';
import { type ActDeps, fileOr404 } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import { dutyBoardRoutes, place, placeOf } from './duty-board.ts';
import { time } from './file-shape.ts';
import { when } from '../http/when.ts';
import { disputeOf, disputeShape } from './dispute-shape.ts';

const breachShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    action: z
      .object({ zh: z.string(), en: z.string() })
      .meta({ description: '所欠 What was owed' }),
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
  ['所欠 what was owed', (b) => b.action.zh],
];

export function boardRoutes(deps: ActDeps) {
  return (api: Api): void => {
    dutyBoardRoutes(api, deps);
    breaches(api, deps);
  };
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
