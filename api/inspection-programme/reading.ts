/** 计划的查阅 The programmes of a body with what became of them, and the merged checklist (QY-5.3, 5.4). */
import { z } from 'zod';
import { findBureau } from '../../db/queries/subjects.ts';
import { checklist, programmesOf, type ProgrammeRow } from '../../db/inspection-programme/store.ts';
import { acting } from '../../domain/inspection-programme/acts.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import { databaseToday } from '../http/clock.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';

export const tag = '年度计划 Programmes';

const count = z.int();
const figuresShape = z.object({
  quarters: z.array(
    z.object({
      quarter: count,
      planned: count,
      begun: count,
      unused: count.nullable(),
      overrun: count,
    }),
  ),
  beside: z.object({ special: count, case: count, outside: count }).meta({
    description: '计划外：专项、线索检查，以及事项不在计划内的日常检查 Beside the programme',
  }),
  planned: count,
  begun: count,
  unused: count,
  overrun: count,
});
const overlapShape = z
  .object({
    upper: z.string(),
    lower: z.string(),
    item: z.string(),
    acting: z.enum(acting).nullable(),
  })
  .meta({
    description:
      '不同层级的同一事项，及上级如何统筹（QY-5.2） Overlapping levels, and how it was settled',
  });
const programmeRow = z
  .object({
    file: z.string(),
    body: z.string(),
    year: count,
    items: z.array(z.string()),
    announcedOn: z.string().nullable(),
    state: z.enum(['open', 'closed']),
    stage: z.string(),
    attention: z.string(),
    subjects: z.array(z.object({ authority: z.string(), name: z.string() })),
    objects: z.array(z.object({ kind: z.string(), area: z.string(), count })),
    figures: figuresShape,
    overlaps: z.array(overlapShape),
  })
  .meta({ id: 'InspectionProgramme' });
const columns: readonly Column<ProgrammeRow>[] = [
  ['案卷 file', (r) => r.file],
  ['主体 body', (r) => r.body],
  ['年度 year', (r) => r.year],
  ['公布 announced', (r) => r.announcedOn],
  ['状态 state', (r) => r.state],
  ['计划 planned', (r) => r.figures.planned],
  ['已实施 begun', (r) => r.figures.begun],
  ['未用 unused', (r) => r.figures.unused],
  ['超出 overrun', (r) => r.figures.overrun],
  ['重复未统筹 unsettled', (r) => r.overlaps.filter((o) => o.acting === null).length],
];

export function reading(api: Api, deps: ActDeps): void {
  programmeList(api, deps);
  oneProgramme(api, deps);
}

function programmeList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-programmes',
      tag,
      summary: '年度计划及执行情况 — Programmes, and what became of them',
      auth: 'caller',
      query: z.strictObject({
        year: z.coerce.number().int().min(2000).max(2200).optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(programmeRow) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const items = await programmesOf(sql, {
        bureau: caller.bureau,
        year: query.year,
        today: databaseToday(),
      });
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'inspection-programmes', csv(columns, items), {});
      return { body: { items } };
    },
  );
}

function oneProgramme(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-programmes/:file',
      tag,
      summary: '一个年度计划 — One programme',
      auth: 'caller',
      params: z.strictObject({ file: fileId }),
      responses: { 200: { description: '计划 The programme', schema: programmeRow } },
      problems: ['not-found'],
    },
    async ({ params, caller }) => {
      const [found] = await programmesOf(sql, {
        bureau: caller.bureau,
        file: params.file,
        today: databaseToday(),
      });
      if (!found) throw new Problem('not-found');
      return { body: found };
    },
  );
}

const checklistShape = z
  .object({
    rows: z.array(
      z.object({
        content: z.string(),
        items: z.array(z.string()),
        methods: z.array(z.string()),
        standards: z.array(z.string()),
      }),
    ),
    missing: z
      .array(z.string())
      .meta({ description: '没有公布的事项 Items that are not published' }),
    teamSize: count.meta({
      description: '现场检查人数的管理上限 More people on site than this are remarked upon',
    }),
    force: z.literal('management'),
    clause: z.literal('QY-5.4'),
  })
  .meta({ id: 'InspectionChecklist' });

/** 一表通查 One list for simple matters: what several items look at is looked at once. */
export function merged(api: Api, { sql }: ActDeps): void {
  const ids = z
    .string()
    .max(4000)
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .refine((list) => list.length > 0 && list.length <= 50, {
      error: '1–50 个事项，用逗号分隔 | 1–50 items, separated by commas',
    });
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-checklists',
      tag,
      summary: '一表通查 — One checklist for several items',
      auth: 'caller',
      query: z.strictObject({ items: ids }),
      responses: {
        200: { description: '合并的检查表 The merged checklist', schema: checklistShape },
      },
    },
    async ({ query, caller }) => {
      const rows = await checklist(sql, caller.bureau, query.items, databaseToday());
      const { teamSize } = inspectionSettingsOf((await findBureau(sql, caller.bureau))!.settings);
      const known = rows[0]?.known ?? [];
      return {
        body: {
          rows: rows.map(({ known: _known, ...row }) => row),
          missing: query.items.filter((id) => !known.includes(id)),
          teamSize,
          force: 'management',
          clause: 'QY-5.4',
        },
      };
    },
  );
}
