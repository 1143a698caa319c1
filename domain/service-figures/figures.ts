/** 指标的计算 Figures of the rows that the database lists. Exact: fractions of whole numbers, boundaries included, and no denominator is 无, neither met nor missed. Pure. */
import {
  compare,
  decimal,
  fraction,
  minus,
  over,
  shown,
  sum,
  ZERO,
  type Fraction,
} from '../service-catalogue/exact.ts';
import { kpiOf, type KpiId } from './kpis.ts';

/** One line of a figure, as everybody can count it again. Without `denominator` it is listed and left out, `note` says why. */
export interface FigureRow {
  kpi: KpiId;
  /** The number in the list, or of the registry's entry. */
  item: string;
  name: string;
  numerator: string;
  denominator: string | null;
  /** How many closed cases it stands for; of figures of cases only. */
  cases: number | null;
  note: string | null;
}

/** As the plan of the year has it: a decimal, in percent where the figure is a share. */
export type Targets = Readonly<Partial<Record<KpiId, string>>>;

export interface Figure {
  kpi: KpiId;
  /** Exact and in lowest terms only where it has to be: Σ of its rows where they are simply added. */
  numerator: string;
  denominator: string;
  /** Undefined: 无. */
  value: Fraction | undefined;
  target: Fraction | undefined;
  /** `pending`: the day by which it is to be met has not come. */
  state: 'met' | 'missed' | 'pending' | 'none' | 'no-target';
}

const number = (text: string): Fraction => {
  const value = decimal(text);
  if (!value) throw new RangeError('a row of a figure has whole numbers and decimals only');
  return value;
};
const percent = (kpi: KpiId): boolean => !['average', 'count'].includes(kpiOf(kpi).kind);

/** The figure of one kind, of its rows; `target` as the plan has it; `pending`: the day of what is counted up to a day (QJ-2.8) has not come. */
export function figureOf(
  kpi: KpiId,
  rows: readonly FigureRow[],
  target: string | undefined,
  pending = false,
): Figure {
  const { kind, better } = kpiOf(kpi);
  const counted = rows.filter(({ kpi: of, denominator }) => of === kpi && denominator !== null);
  const { n, d } = ways[kind](counted);
  if (kind === 'share' && compare(n, d) > 0)
    throw new RangeError('a share has no more above than below');
  const value = compare(d, ZERO) === 0 ? undefined : over(n, d);
  const aim =
    target === undefined ? undefined : over(number(target), fraction(percent(kpi) ? 100 : 1));
  const away = value && aim && compare(value, aim) * (better === 'at-most' ? -1 : 1);
  return {
    kpi,
    numerator: text(n),
    denominator: text(d),
    value,
    target: aim,
    state: !value
      ? 'none'
      : !aim
        ? 'no-target'
        : away! >= 0
          ? 'met'
          : pending && kind === 'count'
            ? 'pending'
            : 'missed',
  };
}

interface Parts {
  n: Fraction;
  d: Fraction;
}
const summed = (rows: readonly FigureRow[]): Parts => ({
  n: sum(rows.map(({ numerator }) => number(numerator))),
  d: sum(rows.map(({ denominator }) => number(denominator!))),
});
const counted = (rows: readonly FigureRow[]): Parts => ({ n: summed(rows).n, d: fraction(1) });

/** Σ cases · cut: of a row its cut is one minus the time taken over the time allowed by all of its cases. */
const cut = ({ numerator, denominator, cases }: FigureRow): Fraction =>
  over(fraction(BigInt(cases!) * number(numerator).n, number(numerator).d), number(denominator!));
const weighted = (rows: readonly FigureRow[]): Parts => ({
  n: sum(rows.map(cut)),
  d: fraction(rows.reduce((all, { cases }) => all + cases!, 0)),
});
/** Every item counts once, however many cases and versions it had. */
function mean(rows: readonly FigureRow[]): Parts {
  const items = new Map<string, FigureRow[]>();
  for (const row of rows) items.set(row.item, [...(items.get(row.item) ?? []), row]);
  const means = [...items.values()].map(weighted).map(({ n, d }) => over(n, d));
  return { n: sum(means), d: fraction(means.length) };
}
const ways: Readonly<
  Record<'share' | 'average' | 'count' | 'mean' | 'weighted', (rows: readonly FigureRow[]) => Parts>
> = { share: summed, average: summed, count: counted, mean, weighted };

/** As an exact number: whole, or a fraction. */
const text = ({ n, d }: Fraction): string => (d === 1n ? n.toString() : `${n}/${d}`);

/** 显示 In percent with two places, or as a plain number; cut off, never rounded up into a target; 无 where there is no denominator. */
export function valueText({ kpi, value }: Pick<Figure, 'kpi' | 'value'>): string {
  if (!value) return '无';
  if (!percent(kpi)) return shown(value, 3);
  return `${shown(fraction(value.n * 100n, value.d), 2)}%`;
}

/** How far a value lies from its target; above zero it is better. */
export const margin = ({ kpi, value, target }: Figure): Fraction | undefined =>
  value && target
    ? kpiOf(kpi).better === 'at-least'
      ? minus(value, target)
      : minus(target, value)
    : undefined;
