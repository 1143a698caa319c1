/** 独立清点 Periods, states of tasks and figures counted again from the script alone: no line of the product's periods, SQL or fractions is used. */
import { dated, dayAfter, flagged, innovations, ongoing, timed, type Case } from './script.ts';

export type Kind = 'week' | 'month' | 'quarter' | 'year';
export interface Period {
  kind: Kind;
  from: string;
  /** The last day of it. */
  last: string;
}

const [FIRST, LAST] = ['2021-04-27', '2021-12-31'];
const sunday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
const ends: Readonly<Record<Kind, (day: string) => boolean>> = {
  week: sunday,
  month: (day) => dayAfter(day, 1).endsWith('-01'),
  quarter: (day) => /-(?:01|04|07|10)-01$/.test(dayAfter(day, 1)),
  year: (day) => day.endsWith('-12-31'),
};

/** Day by day from the issue to the closing. */
export function periods(): Period[] {
  return (Object.keys(ends) as Kind[]).flatMap((kind) => {
    const all: Period[] = [];
    let from = FIRST;
    for (let day = FIRST; day <= LAST; day = dayAfter(day, 1))
      if (ends[kind](day) || day === LAST) {
        all.push({ kind, from, last: day });
        from = dayAfter(day, 1);
      }
    return all;
  });
}

/** Each row with its state and whether it is late, at the end of a day. 6.1 was dated years later, and stood in conflict all along. */
export function statesAt(last: string): Map<string, string> {
  const states = new Map(ongoing.map((row) => [row, 'ongoing']));
  for (const { row, due, on } of dated) {
    const late = on > due ? ' late' : '';
    if (row === '6.1') states.set(row, 'date-conflict');
    else if (on <= last) states.set(row, `${row === '9' ? 'ongoing' : 'done'}${late}`);
    else states.set(row, due <= last ? 'overdue late' : 'open');
  }
  return states;
}

/** How many of these rows are overdue at the end of a period, and how many were handed in too late within it. */
export function lateOf(rows: readonly string[], { from, last }: Period): string {
  const own = dated.filter(({ row, on, due }) => rows.includes(row) && row !== '6.1' && on > due);
  const overdue = own.filter(({ due, on }) => due <= last && on > last).length;
  return `${overdue}/${own.filter(({ on }) => on >= from && on <= last).length}`;
}

type Ratio = readonly [n: bigint, d: bigint];
const add = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d + c * b, b * d];
const mean = (all: readonly Ratio[]): Ratio => {
  const [n, d] = all.reduce<Ratio>(add, [0n, 1n]);
  return [n, d * BigInt(all.length)];
};

/** Of a period: what each figure is, and whether it is met; null where the plan has no answer. */
export function figuresOf(
  { from, last }: Period,
  cases: readonly Case[],
): Map<string, [Ratio, boolean | null]> {
  const closed = cases.filter((c) => !c.withdrawn && c.closedOn >= from && c.closedOn <= last);
  const cut = ({ service, took }: Case): Ratio => {
    const limit = BigInt(timed.find(([number]) => number === service)![2] * 10);
    return [limit - BigInt(took!), limit];
  };
  const measured = closed.filter(({ took }) => took !== undefined);
  const items = timed
    .map(([number]) => measured.filter(({ service }) => service === number).map(cut))
    .filter((all) => all.length > 0);
  const visits: Ratio = [
    BigInt(closed.reduce((sum, c) => sum + c.visits, 0)),
    BigInt(closed.length),
  ];
  const there = innovations.filter(({ on }) => on <= last && on <= '2021-09-30').length;
  const least = ([n, d]: Ratio, percent: bigint): boolean | null =>
    d === 0n ? null : n * 100n >= percent * d;
  const share = (n: number, of: number): Ratio => [BigInt(n), BigInt(of)];
  const online = share(flagged.online, 38);
  const wholly = share(flagged.wholly, 38);
  const instant = share(flagged.instant, 38);
  const powers = share(flagged.powers, 17);
  return new Map<string, [Ratio, boolean | null]>([
    ['online', [online, least(online, 90n)]],
    ['services-fully-online', [wholly, least(wholly, 80n)]],
    ['powers-fully-online', [powers, least(powers, 70n)]],
    ['instant', [instant, least(instant, 40n)]],
    ['instant-printed', [instant, null]],
    ['visits', [visits, visits[1] === 0n ? null : visits[0] * 10n <= visits[1] * 3n]],
    ['time-cut', [mean(items.map(mean)), least(mean(items.map(mean)), 80n)]],
    ['time-cut-by-cases', [mean(measured.map(cut)), least(mean(measured.map(cut)), 80n)]],
    ['innovations', [share(there, 1), there >= 1 ? true : last < '2021-09-30' ? null : false]],
    ...['rectified', 'revisited', 'answered'].map((kpi): [string, [Ratio, null]] => [
      kpi,
      [[0n, 0n], null],
    ]),
  ]);
}
