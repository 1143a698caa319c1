/**
 * 按等级分配检查次数 How many of a year's inspections fall to each grade (QHD-3.2, QY-9.2): in proportion to the weights that the draw has, and never beyond the places
 * that the caps leave. Counts for a programme; who is inspected is drawn.
 */
import { UNKNOWN, weightOf, type Rule } from '../draw/record.ts';
import { share } from '../draw/share.ts';
import { grades } from './terms.ts';

/** `places`: what the yearly caps leave, over all objects of the grade. */
export interface GradeObjects {
  grade: string;
  objects: number;
  places: number;
}
export interface PlannedRow extends GradeObjects {
  weight: number;
  inspections: number;
}

/** `short`: what the caps leave no place for. Where a share is no whole number the first grade in the list is rounded up: no lot is drawn for a plan. */
export function plannedBy(
  total: number,
  objects: readonly GradeObjects[],
  rule: Pick<Rule, 'weights'>,
): { rows: PlannedRow[]; short: number } {
  const known = new Map(objects.map((one) => [one.grade, one]));
  const rows = [...grades.toReversed(), UNKNOWN].map((grade) => ({
    ...(known.get(grade) ?? { grade, objects: 0, places: 0 }),
    weight: weightOf({ version: '', team: 0, most: 1, ...rule }, grade),
  }));
  const able = rows.reduce((sum, { places }) => sum + places, 0);
  const given = share(
    Math.min(total, able),
    rows.map((r) => ({ weight: r.objects * r.weight, least: 0, most: r.places })),
    () => 0,
  );
  return {
    rows: rows.map((r, i) => ({ ...r, inspections: given[i]! })),
    short: Math.max(0, total - able),
  };
}
