/** 报告的数字 A figure of a report as it is shown. */
import { z } from 'zod';
import { articleOf } from '../../domain/dossier/titles.ts';
import { isWhole, type Figure } from '../../domain/reports/figures.ts';
import { categoryName, kindTerms, reportKinds } from '../../domain/reports/kinds.ts';
import { overrunOf, procedureNamed } from './case-shape.ts';
import type { Days } from './scope.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });

export const figureShape = z
  .object({
    period: z.string().meta({ description: '年 `2026` 或季度 `2026-Q1` A year or a quarter' }),
    whole: z.boolean().meta({
      description: '所选期间完整覆盖该年度、季度 The days asked for cover all of it',
    }),
    kind: z.enum(reportKinds),
    kindName: sentence,
    by: z.enum(['all', 'unit', 'clause', 'procedure']),
    of: z.string().nullable(),
    name: sentence.nullable(),
    cases: z.int(),
    categories: z.array(z.object({ category: z.string(), name: sentence, cases: z.int() })),
    overrunHours: z.number().nullable().meta({
      description:
        '已履行（恢复）的超期合计 What those that are over ran over, together; null where nothing runs over',
    }),
  })
  .meta({ id: 'ReportFigure' });
export type FigureShown = z.output<typeof figureShape>;

const runsOver = new Set(['breaches', 'technical-stops']);

export function figureOf(
  figure: Figure,
  days: Days,
  units: ReadonlyMap<string, string>,
): FigureShown {
  const { period, kind, by, of, cases, categories, overrunMs } = figure;
  return {
    period,
    whole: isWhole(period, days.from, days.until),
    kind,
    kindName: kindTerms[kind].title,
    by,
    of,
    name: nameOf(figure, units),
    cases,
    // Every category, also those of which there was none: that is a figure too.
    categories: Object.keys(kindTerms[kind].categories).map((category) => ({
      category,
      name: categoryName(kind, category),
      cases: categories[category] ?? 0,
    })),
    overrunHours: runsOver.has(kind) ? overrunOf(overrunMs).overrunHours : null,
  };
}

function nameOf({ by, of }: Figure, units: ReadonlyMap<string, string>): FigureShown['name'] {
  if (of === null) return null;
  if (by === 'clause') return articleOf(of);
  if (by === 'procedure') return procedureNamed(of)!.title;
  const name = units.get(of);
  return name === undefined ? null : { zh: name, en: name };
}
