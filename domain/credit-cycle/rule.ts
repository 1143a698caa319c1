/**
 * 评价规则 A version of the rule by which subjects are graded (QHD-2.4c), as data. Columns count acts: how many of these classes, of this gravity, of these
 * items. A line says for which numbers it stands and what the grade is. A table answers for every number of every column, and once.
 */
import type { CivilDate } from '../time/instant.ts';
import { recordClasses, type Grade, type RecordClass } from './terms.ts';

/** One factor. What is left out restricts nothing; `good` counts what was done well. */
export interface RuleColumn {
  id: string;
  name: string;
  polarity: 'bad' | 'good';
  classes?: RecordClass[] | undefined;
  gravities?: string[] | undefined;
  items?: string[] | undefined;
}
/** 起止均含 Both ends belong to it; `until` null: any number from there on. */
interface Range {
  from: number;
  until: number | null;
}
/** What is left out of `when` may be any number. */
export interface RuleLine {
  when: Record<string, Range>;
  grade: Grade;
}
export interface RuleTable {
  columns: RuleColumn[];
  lines: RuleLine[];
}
export interface RuleVersion extends RuleTable {
  version: number;
  title: string;
  inForceFrom: CivilDate;
  /** 样例 Invented numbers: for demonstration and trial, never the law. */
  sample: boolean;
  /** 异议期 Working days in which an objection is decided; null: the rule has none, and the bureau's setting counts. */
  objectionDays: number | null;
}

/** What makes a table no table: with the numbers, one of each column, for which it fails. */
export type Fault =
  | { fault: 'hole'; at: Record<string, number> }
  | { fault: 'overlap'; at: Record<string, number>; lines: [number, number] }
  | { fault: 'unknown-column'; line: number; column: string }
  | { fault: 'uncounted'; cls: RecordClass }
  | { fault: 'too-large' };

/** More combinations than this are no table that somebody can read. */
const MOST = 200_000;

/**
 * Between two ends of ranges nothing changes, so that one number for each interval is enough to try all of them. Also what cannot be (more grave acts than acts)
 * has its answer: whoever writes a line for it says so.
 */
export function faultOf({ columns, lines }: RuleTable): Fault | undefined {
  for (const [n, { when }] of lines.entries()) {
    const column = Object.keys(when).find((id) => !columns.some((c) => c.id === id));
    if (column !== undefined) return { fault: 'unknown-column', line: n + 1, column };
  }
  const cls = recordClasses.find((one) => !columns.some(counts(one)));
  if (cls) return { fault: 'uncounted', cls };
  const steps = columns.map(({ id }) => stepsOf(lines, id));
  if (steps.reduce((product, s) => product * s.length, 1) > MOST) return { fault: 'too-large' };
  for (const point of points(steps)) {
    const [first, second] = matching(lines, columns, point);
    if (first !== undefined && second === undefined) continue;
    const at = Object.fromEntries(columns.map(({ id }, i) => [id, point[i]!]));
    return first === undefined
      ? { fault: 'hole', at }
      : { fault: 'overlap', at, lines: [first + 1, second! + 1] };
  }
  return undefined;
}

/** A class whose acts no column counts whatever their gravity would be graded as though nothing had been done. */
const counts =
  (cls: RecordClass) =>
  ({ polarity, classes, gravities, items }: RuleColumn): boolean =>
    polarity === 'bad' &&
    gravities === undefined &&
    items === undefined &&
    (classes === undefined || classes.includes(cls));

/** The numbers at which something may change: zero, every beginning, and what follows every end. */
function stepsOf(lines: readonly RuleLine[], id: string): number[] {
  const steps = new Set([0]);
  for (const { when } of lines) {
    const range = when[id];
    if (!range) continue;
    steps.add(range.from);
    if (range.until !== null) steps.add(range.until + 1);
  }
  return [...steps].sort((a, b) => a - b);
}

function* points(steps: readonly number[][]): Generator<number[]> {
  const [first, ...rest] = steps;
  if (!first) return yield [];
  for (const one of first) for (const more of points(rest)) yield [one, ...more];
}

/** The places of the first two lines that stand for these numbers. */
function matching(
  lines: readonly RuleLine[],
  columns: readonly RuleColumn[],
  numbers: readonly number[],
): number[] {
  const found: number[] = [];
  for (const [n, { when }] of lines.entries()) {
    if (columns.every(({ id }, i) => within(when[id], numbers[i]!))) found.push(n);
    if (found.length === 2) break;
  }
  return found;
}
const within = (range: Range | undefined, n: number): boolean =>
  range === undefined || (n >= range.from && (range.until === null || n <= range.until));

/** 行为 One act, as the gravest of its records has it. */
export interface CountedAct {
  polarity: 'bad' | 'good';
  cls: RecordClass | null;
  gravity: string | null;
  item: string | null;
}

/** How many of the acts each column counts. */
const countsOf = ({ columns }: Pick<RuleTable, 'columns'>, acts: readonly CountedAct[]): number[] =>
  columns.map(
    (c) =>
      acts.filter(
        (a) =>
          a.polarity === c.polarity &&
          (c.classes === undefined || (a.cls !== null && c.classes.includes(a.cls))) &&
          (c.gravities === undefined || (a.gravity !== null && c.gravities.includes(a.gravity))) &&
          (c.items === undefined || (a.item !== null && c.items.includes(a.item))),
      ).length,
  );

/** What the table says, and which line of it: what the database does for all subjects at once (`credit_lines`), here for one. */
export function graded(
  rule: RuleTable,
  acts: readonly CountedAct[],
): { grade: Grade; line: number; counts: number[] } {
  const numbers = countsOf(rule, acts);
  const [line] = matching(rule.lines, rule.columns, numbers);
  return { grade: rule.lines[line!]!.grade, line: line! + 1, counts: numbers };
}
