/** 分层 Territories and, in each, the credit classes: what there is to draw, and between which bounds (docs/draw.md §4). */
import { canBeDrawn, weightOf, type Candidate, type Quota, type Statement } from './record.ts';
import type { Part } from './share.ts';

/** A credit class in a territory, with those that can be drawn, in order of their ids. */
interface Cell extends Part {
  class: string;
  candidates: string[];
}
export interface Territory extends Part {
  territory: string;
  cells: Cell[];
}

const byKey =
  <K extends string, T>(key: (one: T) => K) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : 1;

/** Sorted by territory, then class. Strata without anybody to draw do not appear. */
export function strataOf({
  objects,
  rule,
  quotas,
}: Pick<Statement, 'objects' | 'rule' | 'quotas'>): Territory[] {
  const territories = new Map<string, Map<string, string[]>>();
  for (const one of objects.filter(canBeDrawn)) cellOf(territories, one).push(one.id);
  return [...territories]
    .map(([territory, classes]) => {
      const cells = [...classes]
        .map(([name, candidates]): Cell => {
          const quota = quotaOf(quotas, territory, name);
          return {
            class: name,
            candidates,
            weight: candidates.length * weightOf(rule, name),
            least: quota?.least ?? 0,
            most: Math.min(candidates.length, quota?.most ?? Infinity),
          };
        })
        .sort(byKey((cell) => cell.class));
      const quota = quotaOf(quotas, territory, null);
      const sum = (of: (cell: Cell) => number) =>
        cells.reduce((total, cell) => total + of(cell), 0);
      return {
        territory,
        cells,
        weight: sum((c) => c.weight),
        least: Math.max(
          quota?.least ?? 0,
          sum((c) => c.least),
        ),
        most: Math.min(
          quota?.most ?? Infinity,
          sum((c) => c.most),
        ),
      };
    })
    .sort(byKey((one) => one.territory));
}

const quotaOf = (
  quotas: readonly Quota[],
  territory: string,
  name: string | null,
): Quota | undefined =>
  quotas.find((quota) => quota.territory === territory && quota.class === name);

function cellOf(
  territories: Map<string, Map<string, string[]>>,
  { territory, class: name }: Candidate,
): string[] {
  let classes = territories.get(territory);
  if (!classes) territories.set(territory, (classes = new Map()));
  let cell = classes.get(name);
  if (!cell) classes.set(name, (cell = []));
  return cell;
}
