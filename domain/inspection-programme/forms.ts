/** 年度联合检查计划 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { document, instantText, line, unitId } from '../law/shapes.ts';
import { civilDateOf, parseInstant } from '../time/civil-date.ts';
import { itemIds, url } from '../special-inspection/forms.ts';
import {
  acting,
  amendment,
  announcement,
  quarterReport,
  settlement,
  yearReport,
  type Acts,
} from './acts.ts';
import { quarterName } from './duties.ts';
import { authorities, type Part } from './opening.ts';
import { formFor, type Forms } from '../law/forms.ts';

const remarks = line(2000).optional();

const time = z
  .array(
    z.strictObject({ quarter: z.int().min(1).max(4), inspections: z.int().min(0).max(100_000) }),
  )
  .length(4)
  .refine((rows) => new Set(rows.map((r) => r.quarter)).size === 4, {
    error: '每季度一行 | One row a quarter',
  });
/** In the order of the quarters. */
export const plannedOf = (rows: z.output<typeof time>): number[] =>
  rows.toSorted((a, b) => a.quarter - b.quarter).map((q) => q.inspections);

export const forms = {
  'programme-announcement': formFor(
    announcement,
    z.strictObject({ announcedAt: instantText, url, document, remarks }),
    (p) => ({
      occurredAt: parseInstant(p.announcedAt)!,
      facts: { on: civilDateOf(parseInstant(p.announcedAt)!), documentHash: p.document.sha256 },
    }),
  ),
  'programme-amendment': formFor(
    amendment,
    z.strictObject({ announcedAt: instantText, url, time, reason: line(2000), document, remarks }),
    (p) => ({
      occurredAt: parseInstant(p.announcedAt)!,
      facts: { planned: plannedOf(p.time), documentHash: p.document.sha256 },
    }),
  ),
  'level-settlement': formFor(
    settlement,
    z.strictObject({
      programme: z
        .string()
        .max(200)
        .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
        .meta({ description: '下级计划的案卷 The file of the lower programme' }),
      items: itemIds,
      acting: z.enum(acting),
      document,
      remarks,
    }),
    (p) => ({
      facts: {
        programme: p.programme,
        items: p.items,
        acting: p.acting,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'quarterly-report': formFor(
    quarterReport,
    z.strictObject({ quarter: z.int().min(1).max(4), document: document.optional(), remarks }),
    (p) => ({ facts: { item: quarterName(p.quarter) } }),
  ),
  'year-report': formFor(yearReport, z.strictObject({ document, remarks }), (p) => ({
    facts: { documentHash: p.document.sha256 },
  })),
} satisfies Forms<Acts>;

/** 年度联合检查计划 What POST /v1/inspection-programmes takes. What article 5 demands may be left out of the form: its absence is refused under the article, not as bad input. */
export const programmeShape = z.strictObject({
  body: unitId.meta({ description: '检查主体 The body whose programme it is' }),
  year: z.int().min(2025).max(2199),
  subjects: z
    .array(z.strictObject({ authority: z.enum(authorities), name: line(200) }))
    .max(50)
    .optional()
    .meta({ description: '检查主体 Who inspects, jointly' }),
  objects: z
    .array(
      z.strictObject({ kind: line(100), area: line(100), count: z.int().min(1).max(1_000_000) }),
    )
    .max(200)
    .optional()
    .meta({
      description: '检查对象：种类、地区、数量，不写机构名称 Kinds, places and numbers; no names',
    }),
  contents: itemIds.optional().meta({ description: '检查内容：事项 The items' }),
  time: time
    .optional()
    .meta({ description: '检查时间：各季度拟检查数 How many inspections in each quarter' }),
  document,
  remarks,
});
export type ProgrammePayload = z.output<typeof programmeShape>;

export const missingOf = (p: ProgrammePayload): Part[] =>
  (['subjects', 'objects', 'contents', 'time'] as const).filter(
    (part) => (p[part]?.length ?? 0) === 0,
  );
