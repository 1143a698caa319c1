/** 及时率、差错率 How punctual and correct exchanges were, and what waits for a department (TJ84-15.3). */
import { z } from 'zod';
import {
  departmentOf,
  exchangeFigures,
  type FiguresRow,
} from '../../db/coordination-issue/store.ts';
import { waitingBy } from '../../db/queries/waiting.ts';
import {
  exchanges,
  exchangeTypes,
  ratesOf,
  sum,
} from '../../domain/coordination-issue/exchange.ts';
import { day, unitId } from '../../domain/law/shapes.ts';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { pageQuery } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { badInput } from '../http/fields.ts';
import { partiesOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';

export const tag = '审管联动 Coordination';
export const text = z.string().nullable();
export const label = z.object({ zh: z.string(), en: z.string() });
export const period = { from: day.optional(), to: day.optional() };

/** Whole days, both included. */
export const span = (from?: CivilDate, to?: CivilDate): { from?: Instant; to?: Instant } => ({
  ...(from && { from: startOfDay(from) }),
  ...(to && { to: startOfDay(addDays(to, 1)) }),
});

const counts = {
  sent: z.int(),
  accepted: z.int(),
  late: z.int(),
  refused: z.int(),
  pending: z.int(),
  atTheDoor: z.int(),
  overdue: z.int(),
  latenessPercent: z.number().nullable(),
  errorPercent: z.number().nullable(),
};
const figuresRow = z.object({
  unit: z.string(),
  item: text,
  type: z.enum(exchangeTypes),
  label,
  ...counts,
});
const figuresOf = (r: FiguresRow) => ({ ...r, label: exchanges[r.type], ...ratesOf(r) });
const figuresColumns: readonly Column<FiguresRow>[] = [
  ['部门 unit', (r) => r.unit],
  ['事项 item', (r) => r.item],
  ['类型 type', (r) => exchanges[r.type].zh],
  ['发出 sent', (r) => r.sent],
  ['采纳 accepted', (r) => r.accepted],
  ['迟延 late', (r) => r.late],
  ['逾期未办 overdue', (r) => r.overdue],
  ['退回 refused', (r) => r.refused],
  ['门口退回 at the door', (r) => r.atTheDoor],
  ['待裁定 pending', (r) => r.pending],
  ['迟延率 lateness %', (r) => ratesOf(r).latenessPercent],
  ['差错率 error %', (r) => ratesOf(r).errorPercent],
];

export function figures(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/exchange-figures',
      tag,
      summary: '推送时效与准确率 — Counts, lateness and errors by department, item and kind',
      auth: 'caller',
      description:
        'TJ84-15.3。迟延率 =（迟延 + 期间内到期仍未办）/（采纳 + 期间内到期仍未办）；差错率 =（退回 + 门口退回）/（发出 + 门口退回）。时限为管理设定或实施细则所定，不是违期。',
      query: z.strictObject({
        from: day,
        to: day,
        unit: z.string().max(64).optional(),
        format: pageQuery.format,
      }),
      responses: {
        200: {
          description: '数据 Figures',
          schema: z.object({
            from: z.string(),
            to: z.string(),
            total: z.object(counts),
            items: z.array(figuresRow),
          }),
          csv: true,
        },
      },
    },
    async ({ query: { from, to, unit, format }, caller, req, res }) => {
      if (to < from)
        throw badInput([{ in: 'query', path: '/to', zh: '不得早于 from', en: 'Not before from' }]);
      const rows = await exchangeFigures(
        sql,
        caller.bureau,
        startOfDay(from),
        startOfDay(addDays(to, 1)),
        unit,
        await partiesOf(sql, caller),
      );
      if (wantsCsv(req, format)) return sendCsv(res, 'exchange-figures', csv(figuresColumns, rows));
      const total = sum(rows);
      return {
        body: { from, to, total: { ...total, ...ratesOf(total) }, items: rows.map(figuresOf) },
      };
    },
  );
}

const sides = <T extends z.ZodType>(of: T) => z.object({ accepting: of, supervising: of });
const waitingShape = z.object({
  files: z.int(),
  duties: z.int(),
  overdue: z.int(),
  since: z.string(),
  file: z.string(),
  duty: z.string(),
});

const departmentRoute = describeRoute({
  method: 'get',
  path: '/v1/departments/:unit/information',
  tag,
  summary: '部门信息 — A department: coordinators, items, cases, what waits for it, its figures',
  auth: 'caller',
  params: z.strictObject({ unit: unitId }),
  query: z.strictObject(period),
  problems: ['not-found', 'other-bureau'],
  responses: {
    200: {
      description: '部门信息 Information',
      schema: z.object({
        unit: z.string(),
        coordinators: sides(text),
        accepts: z.array(z.string()),
        supervises: z.array(z.string()),
        results: sides(z.int()),
        openCases: sides(z.int()),
        waiting: waitingShape.nullable(),
        period: z.object({ from: z.string(), to: z.string() }),
        figures: z.object({ total: z.object(counts), items: z.array(figuresRow) }),
      }),
    },
  },
});

/** TJ84-15.2 A department's service and supervision information in one place. */
export function department(api: Api, { sql }: ActDeps): void {
  api.route(departmentRoute, async ({ params: { unit }, query, caller }) => {
    const today = civilDateOf(api.deps.clock.now());
    const found = await departmentOf(sql, unit, today);
    if (!found) throw new Problem('not-found');
    if (found.bureau !== caller.bureau) throw new Problem('other-bureau');
    const parties = await partiesOf(sql, caller);
    if (parties && !parties.includes(unit))
      throw new Problem('not-authorised', {
        lawful: {
          zh: '限本部门及其上级、协调员和监管人员查看。',
          en: 'For the department, those over it, coordinators and regulators.',
        },
      });
    const from = query.from ?? addDays(today, -30),
      to = query.to ?? today;
    const rows = await exchangeFigures(
      sql,
      caller.bureau,
      startOfDay(from),
      startOfDay(addDays(to, 1)),
      unit,
      undefined,
    );
    const [waiting] = await waitingBy(sql, { bureau: caller.bureau, reader: caller.id }, unit, 1);
    const { id: _id, bureau: _bureau, ...registered } = found;
    const total = sum(rows);
    return {
      body: {
        unit,
        ...registered,
        waiting: waiting
          ? {
              files: waiting.files,
              duties: waiting.duties,
              overdue: waiting.overdue,
              since: when(waiting.since)!,
              file: waiting.file,
              duty: waiting.duty,
            }
          : null,
        period: { from, to },
        figures: { total: { ...total, ...ratesOf(total) }, items: rows.map(figuresOf) },
      },
    };
  });
}
