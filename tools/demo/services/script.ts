/** 剧本 What a bureau did in 2021: its tasks, closed cases, innovations, by hand or by a seed. Nobody and nothing in it exists. */

/** A row of annex 1 as it was done: by which day, when, and whether the office gave it back once. */
export interface Done {
  row: string;
  due: string;
  on: string;
  returned?: true;
}

/** 附件1 Typed off the plan once more, so that it is no list of the product's. Two are late. */
export const dated: readonly Done[] = [
  { row: '1.2', due: '2021-06-30', on: '2021-06-28' },
  { row: '2.1', due: '2021-06-30', on: '2021-07-09' },
  { row: '3.1', due: '2021-09-30', on: '2021-09-30' },
  { row: '4.1', due: '2021-04-30', on: '2021-04-30' },
  { row: '4.2', due: '2021-04-30', on: '2021-05-12', returned: true },
  { row: '5.1', due: '2021-12-31', on: '2021-12-20' },
  { row: '5.2', due: '2021-12-31', on: '2021-11-30' },
  { row: '6.1', due: '2021-12-31', on: '2021-12-31' },
  { row: '6.2', due: '2021-12-31', on: '2021-12-31' },
  { row: '8', due: '2021-09-30', on: '2021-08-15' },
  { row: '9', due: '2021-12-31', on: '2021-12-30' },
];
export const ongoing: readonly string[] = ['1.1', '2.2', '3.2', '3.3', '7'];

export const innovations = [
  { on: '2021-09-15', title: '样例创新一' },
  { on: '2021-10-20', title: '样例创新二' },
] as const;

/** 法定时限 Of the three services that have one: number, unit, time. */
export const timed = [
  [1, 'working-days', 20],
  [2, 'hours', 5],
  [4, 'days', 10],
] as const;
/** The first so many services, and powers, of which it is said. */
export const flagged = { online: 35, wholly: 31, instant: 16, powers: 12 } as const;

export interface Case {
  no: string;
  service: number;
  closedOn: string;
  visits: number;
  /** In tenths of the unit; none of a service without a statutory time. */
  took: number | undefined;
  withdrawn: boolean;
}

/** Numbers as they come from a seed, so that every run is the same. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const dayAfter = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

export function casesOf(count: number, seed = 7): Case[] {
  const below = seeded(seed);
  return Array.from({ length: count }, (_, n) => {
    const service = [1, 1, 2, 3, 4][below(5)]!;
    const limit = timed.find(([number]) => number === service)?.[2];
    return {
      no: `YJ-${n + 1}`,
      service,
      closedOn: dayAfter('2021-04-27', below(249)),
      visits: [0, 0, 0, 0, 1, 2][below(6)]!,
      took: limit === undefined ? undefined : below(limit * 5),
      withdrawn: below(40) === 0,
    };
  });
}
