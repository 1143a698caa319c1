/** 独立清点 What the year must have left behind, counted from what was done and from the published arrangements alone, day by day and with nothing of the product. */
import type { Done } from './done.ts';
import type { Arrangement } from './run.ts';

export interface Counted {
  inspections: number;
  /** Files whose result was late or never came (QY-12.1). */
  late: string[];
  overrides: string[];
  /** Of each inspection that ended: the last day of the year that it opens (QY-15.1). */
  windows: Record<string, string>;
  /** Plans on hold, and the first lawful day of each. */
  woken: Record<string, string>;
  refused: { n: number; earliest: string }[];
  /** 执法扰企 Each complaint with what was found of it. */
  complaints: string[];
}

const next = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
/** The corresponding day of the next year; 29 February has none, and then it is the last of the month. */
function yearLater(day: string): string {
  const [year, month, date] = day.split('-');
  const later = `${Number(year) + 1}-${month}-${date}`;
  return Number.isNaN(Date.parse(later)) || new Date(later).toISOString().slice(0, 10) !== later
    ? `${Number(year) + 1}-02-28`
    : later;
}

/** Which days are worked, by the notices of both years. */
export function worked(
  arrangements: readonly Pick<Arrangement, 'off' | 'work'>[],
): (day: string) => boolean {
  const [off, work] = [
    new Set(arrangements.flatMap((a) => a.off)),
    new Set(arrangements.flatMap((a) => a.work)),
  ];
  return (day) =>
    work.has(day) || (!off.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
}

/** The 20th working day after the day of the end, which is not counted. */
export function twentieth(end: string, isWorked: (day: string) => boolean): string {
  let day = end;
  for (let left = 20; left > 0;) {
    day = next(day);
    if (isWorked(day)) left -= 1;
  }
  return day;
}

/** By visit. `held`: what was waited for: the end of the inspection of before. `capped`: the year whose only place was taken. `again`: the end of the inspection for which it was refused. */
export interface Barred {
  held: ReadonlyMap<number, string>;
  capped: ReadonlyMap<number, number>;
  again: ReadonlyMap<number, string>;
}

export function count(
  done: readonly Done[],
  arrangements: { before: readonly Arrangement[]; after: readonly Arrangement[] },
  { held, capped, again }: Barred,
): Counted {
  const ended = done.filter((d) => d.endedOn !== undefined);
  const isLate = (d: Done): boolean =>
    d.toldOn === undefined ||
    d.toldOn >
      twentieth(
        d.endedOn!,
        worked(d.told === 'before-revision' ? arrangements.before : arrangements.after),
      );
  return {
    inspections: ended.length,
    late: ended
      .filter(isLate)
      .map(({ file }) => file)
      .sort(),
    overrides: done
      .filter((d) => d.override !== undefined)
      .map(({ file, override }) => `${file} ${override}`)
      .sort(),
    windows: Object.fromEntries(ended.map(({ file, endedOn }) => [file, yearLater(endedOn!)])),
    woken: Object.fromEntries(
      done.flatMap((d) =>
        held.has(d.n)
          ? [[d.file, next(yearLater(held.get(d.n)!))]]
          : capped.has(d.n)
            ? [[d.file, `${capped.get(d.n)! + 1}-01-01`]]
            : [],
      ),
    ),
    complaints: done
      .flatMap(({ complaint }) => (complaint ? [`${complaint.file} ${complaint.founded}`] : []))
      .sort(),
    refused: done
      .filter((d) => d.refused)
      .map((d) => ({ n: d.n, earliest: next(yearLater(again.get(d.n)!)) }))
      .sort((a, b) => a.n - b.n),
  };
}
