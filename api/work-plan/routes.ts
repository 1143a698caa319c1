/** /v1/work-plans: a plan is registered, and the plans with their rows as they stand (QJ annex 1). */
import { z } from 'zod';
import { plansOf, type PlanListRow, type PlanRowShown } from '../../db/work-plan/store.ts';
import { ANNEX } from '../../domain/work-plan/clauses.ts';
import { planShape } from '../../domain/work-plan/forms.ts';
import { requireOffice } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openPlan } from './open.ts';
import { tag } from './tag.ts';

export function workPlanRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/work-plans',
        tag,
        summary: '登记工作方案 — The plan of work of a year, with its tasks',
        description:
          'QJ 附件1：领导小组办公室登记一个年度的方案，每项任务立一卷，责任科室和完成时限照录；某月底前含该月最后一日。2021 年的方案为所印发的十六项。时限冲突的，两个日期都登记，由领导小组人员确认；此前不计逾期。周、月、季、年期满后的首个工作日自行立卷。年度已过的方案，写明终结日期。',
        body: planShape,
        opens: { type: 'work-plan', clause: ANNEX },
        problems: [
          'no-legal-basis',
          'group-missing',
          'not-owed-by-you',
          'person-required',
          'in-the-future',
          'plan-year-unfit',
          'plan-rows-missing',
          'plan-not-as-printed',
          'task-without-section',
          'section-unregistered',
          'task-undated',
          'task-date-conflict',
          'plan-exists',
        ],
      },
      (body, caller, key) => openPlan(deps, caller, key, body),
    );
    list(api, deps);
  };
}

const text = z.string().nullable();

const planRow = z
  .object({
    row: z.string(),
    heading: z.string(),
    clause: z.string(),
    sections: z.array(z.string()),
    units: z.array(z.string()),
    printed: text.meta({ description: '完成时限原文 The date as it is printed' }),
    dueOn: text,
    ongoing: z.boolean(),
    conflictOn: text,
    file: text,
    stage: text,
    attention: text,
    holdsOn: text.meta({
      description:
        '现在以其为准的日期；冲突未确认的为空 By which it is due now; null while two are in conflict',
    }),
    datedAt: text,
    completedAt: text,
    acceptedAt: text,
    withdrawnAt: text.meta({ description: '以新的文件取消 Taken out by a new document' }),
  })
  .meta({ id: 'WorkPlanTask' });

const planListShape = z
  .object({
    file: z.string(),
    year: z.int(),
    issuedOn: z.string(),
    documentNo: text,
    printed: z.boolean().meta({ description: '附件1所印 The annex as it was printed' }),
    closedOn: text,
    rows: z.array(planRow),
  })
  .meta({ id: 'WorkPlan' });

const shown = (p: PlanListRow): z.input<typeof planListShape> => ({
  ...p,
  rows: p.rows.map((row) => ({
    ...row,
    datedAt: when(row.datedAt),
    completedAt: when(row.completedAt),
    acceptedAt: when(row.acceptedAt),
    withdrawnAt: when(row.withdrawnAt),
  })),
});

type Line = { plan: PlanListRow; row: PlanRowShown };
const columns: readonly Column<Line>[] = [
  ['年度 year', ({ plan }) => plan.year],
  ['任务 row', ({ row }) => row.row],
  ['名称 heading', ({ row }) => row.heading],
  ['条款 clause', ({ row }) => row.clause],
  ['责任科室 sections', ({ row }) => row.sections.join('，')],
  ['时限原文 printed', ({ row }) => row.printed],
  ['时限 due', ({ row }) => row.holdsOn],
  ['冲突日期 conflict', ({ row }) => row.conflictOn],
  ['持续推进 ongoing', ({ row }) => (row.ongoing ? '是 yes' : '')],
  ['阶段 stage', ({ row }) => row.stage],
  ['完成 completed', ({ row }) => when(row.completedAt)],
  ['确认 accepted', ({ row }) => when(row.acceptedAt)],
  ['案卷 file', ({ row }) => row.file],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/work-plans',
      tag,
      summary:
        '工作方案及任务 — Plans of work, the newest first, each with its tasks as they stand',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        year: z.coerce.number().int().min(2021).max(2200).optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '各年度 The plans',
          schema: z.object({ items: z.array(planListShape) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireOffice(caller);
      const rows = await plansOf(sql, caller.bureau, query.year);
      if (wantsCsv(req, query.format)) {
        const lines = rows.flatMap((plan) => plan.rows.map((row): Line => ({ plan, row })));
        return sendCsv(res, 'work-plans', csv(columns, lines), {});
      }
      return { body: { items: rows.map(shown) } };
    },
  );
}
