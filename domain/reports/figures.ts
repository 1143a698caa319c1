/** 汇总 The figures of a report: cases counted by quarter and by year, by unit, by clause, by procedure. Pure sums of what the database has counted. */
import type { ReportKind } from './kinds.ts';

/** So many cases of one category, in one quarter, of one unit, clause and procedure. Milliseconds. */
export interface Counted {
  kind: ReportKind;
  year: number;
  quarter: number;
  unit: string | null;
  clause: string | null;
  procedure: string | null;
  category: string;
  cases: number;
  overrunMs: number;
}

const by = ['unit', 'clause', 'procedure'] as const;
export type By = (typeof by)[number];

export interface Figure {
  /** `2026` or `2026-Q1`. */
  period: string;
  kind: ReportKind;
  /** Of the whole, of a unit, of a clause or of a procedure. */
  by: 'all' | By;
  of: string | null;
  cases: number;
  categories: Record<string, number>;
  overrunMs: number;
}

const quarterOf = ({ year, quarter }: Pick<Counted, 'year' | 'quarter'>): string =>
  `${year}-Q${quarter}`;

/** Quarters before their year, in the order of time; within, in the order in which kinds are told, the whole first. */
export function figuresOf(counted: readonly Counted[]): Figure[] {
  const figures = new Map<string, Figure>();
  for (const one of counted)
    for (const period of [quarterOf(one), String(one.year)])
      for (const [name, of] of [
        ['all', null] as const,
        ...by.map((name) => [name, one[name]] as const),
      ]) {
        const key = JSON.stringify([period, one.kind, name, of]);
        const figure = figures.get(key) ?? {
          period,
          kind: one.kind,
          by: name,
          of,
          cases: 0,
          categories: {},
          overrunMs: 0,
        };
        figure.cases += one.cases;
        figure.overrunMs += one.overrunMs;
        figure.categories[one.category] = (figure.categories[one.category] ?? 0) + one.cases;
        figures.set(key, figure);
      }
  return [...figures.values()].toSorted(
    (a, b) =>
      compare(sortable(a.period), sortable(b.period)) ||
      compare(a.by, b.by) ||
      compare(a.of ?? '', b.of ?? '') ||
      0,
  );
}

/** `2026-Q4` before `2026`, which is before `2027-Q1`. */
const sortable = (period: string): string => (period.length === 4 ? `${period}-Y` : period);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The quarters from a day to another, both included, as they are named. */
export function quartersBetween(from: string, until: string): string[] {
  const place = (day: string): number =>
    Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  const quarters: string[] = [];
  for (let n = place(from); n <= place(until); n++)
    quarters.push(`${Math.floor(n / 4)}-Q${(n % 4) + 1}`);
  return quarters;
}

/** 部分 Whether a quarter or year lies within the days asked for as a whole. */
export function isWhole(period: string, from: string, until: string): boolean {
  const [year, q] = [period.slice(0, 4), Number(period.slice(6))];
  const first = q ? `${year}-${String(q * 3 - 2).padStart(2, '0')}-01` : `${year}-01-01`;
  const last = q ? `${year}-${['03-31', '06-30', '09-30', '12-31'][q - 1]}` : `${year}-12-31`;
  return from <= first && last <= until;
}
