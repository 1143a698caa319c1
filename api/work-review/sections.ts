/** /v1/section-assessments: what the reviews of a year say of each section (QJ-3.3). */
import { z } from 'zod';
import { sectionReviews, type SectionRow } from '../../db/work-review/store.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { spans } from '../../domain/time/spans.ts';
import { kindNames } from '../../domain/work-review/terms.ts';
import { requireOffice } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const count = z.int();
const counts = {
  tasks: count,
  done: count.meta({ description: '已完成并经办公室确认 Accepted by the office' }),
  submitted: count.meta({ description: '已提交，尚未确认 Handed in, not looked at yet' }),
  overdue: count.meta({ description: '逾期未完成 Due and not handed in' }),
  late: count.meta({ description: '本期内逾期提交 Handed in too late, within the period' }),
  conflicts: count,
  ongoing: count,
  progress: count.meta({ description: '本科室的推进记录 Its own reports of progress' }),
};
const reviewShape = z.object({
  file: z.string(),
  span: z.enum(spans),
  from: z.string(),
  until: z.string(),
  version: count,
  ...counts,
  closedAt: z.string(),
});
const sectionShape = z
  .object({
    unit: z.string(),
    name: z.string(),
    reviews: z.array(reviewShape),
    counted: z.object({ week: count, month: count, quarter: count, year: count }).meta({
      description: '各类已审定的期数 How many closed reviews of each kind',
    }),
    withOverdue: count.meta({
      description:
        '其中有逾期任务的期数 Of them, those in which the section had something overdue, or handed it in too late',
    }),
  })
  .meta({ id: 'SectionAssessment' });

const columns: readonly Column<SectionRow>[] = [
  ['科室 section', (r) => r.unit],
  ['名称 name', (r) => r.name],
  ['类别 kind', (r) => kindNames[r.span].zh],
  ['起 from', (r) => r.from],
  ['止（不含） until', (r) => r.until],
  ['版本 version', (r) => r.version],
  ['任务 tasks', (r) => r.tasks],
  ['完成 done', (r) => r.done],
  ['待确认 submitted', (r) => r.submitted],
  ['逾期 overdue', (r) => r.overdue],
  ['迟交 late', (r) => r.late],
  ['时限冲突 conflicts', (r) => r.conflicts],
  ['持续推进 ongoing', (r) => r.ongoing],
  ['推进记录 progress', (r) => r.progress],
  ['案卷 file', (r) => r.file],
];

function bySection(rows: readonly SectionRow[]): z.input<typeof sectionShape>[] {
  const sections = new Map<string, z.input<typeof sectionShape>>();
  for (const { unit, name, ...review } of rows) {
    const one = sections.get(unit) ?? {
      unit,
      name,
      reviews: [],
      counted: { week: 0, month: 0, quarter: 0, year: 0 },
      withOverdue: 0,
    };
    sections.set(unit, one);
    one.reviews.push({ ...review, closedAt: when(review.closedAt)! });
    one.counted[review.span]++;
    if (review.overdue + review.late > 0) one.withOverdue++;
  }
  return [...sections.values()];
}

export function sectionRoute(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/section-assessments',
      tag,
      summary: '责任科室考核 — What the reviews of a year say of each section',
      description:
        'QJ-3.3：督查结果纳入责任科室平时考核，作为年度考核依据。各期以已审定的最新版本为准，按其末日所在年度计。',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        year: z.coerce
          .number()
          .int()
          .min(2021)
          .max(2200)
          .optional()
          .meta({ description: '不写的为今年 This year, where it is not given' }),
        unit: unitId.optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '各科室 The sections',
          schema: z.object({ items: z.array(sectionShape) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireOffice(caller);
      const { year = Number(databaseToday().slice(0, 4)), unit } = query;
      const rows = await sectionReviews(sql, { bureau: caller.bureau, year, unit });
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'section-assessments', csv(columns, rows), {});
      return { body: { items: bySection(rows) } };
    },
  );
}
