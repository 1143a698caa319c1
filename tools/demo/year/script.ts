/** 一年的剧本 What is meant to happen in the year, from a seed: who is visited when, what is found, when the institution is told. Pure; nothing of the product's rules is asked. */

export interface Size {
  institutions: number;
  items: number;
  inspections: number;
  seed: number;
}
export const YEAR = 2027;
/** At least 21 items: eight are drawn for, ten are special, one is waited for. */
export const fullSize: Size = { institutions: 500, items: 40, inspections: 2000, seed: 7 };

/** `rectification`: ordered, reported, re-checked. `never`: nobody tells the institution. */
type Ending = 'nothing' | 'rectification' | 'never';
export interface Visit {
  n: number;
  kind: 'daily' | 'special' | 'case';
  body: 'ju' | 'xf' | 'qc';
  institution: string;
  items: string[];
  quarter: number;
  day: string;
  ending: Ending;
  /** Days from the end until the result is told. */
  tellAfter: number;
  /** Led by a complaint that names the item inspected within the year: lifted by the clue. Without one, by the head. */
  again?: 'by-complaint' | 'by-override' | 'refused';
  /** On hold: when the inspection of before ended. */
  heldAfter?: string;
  /** On hold because the item's own cap is taken: until the next year, when the run is over. */
  heldByCap?: true;
  /** 执法扰企 The institution complains of how it was done; what is found of that. */
  complains?: 'founded' | 'partly' | 'unfounded';
}

/** `capped`: of each pair the first takes the only place of an item, the second waits. */
export interface Script {
  size: Size;
  held: Visit[];
  capped: [Visit, Visit][];
  special: Visit[];
  cases: Visit[];
  dailyEach: number;
  institutions: { id: string; area: '621002' | '621021' }[];
}

/** mulberry32: the same numbers from the same seed, everywhere. */
export function dice(seed: number): (below: number) => number {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
/** A Monday to Friday of that month, on or after the day. */
export function weekdayIn(month: number, from: number): string {
  let day = from;
  while ([0, 6].includes(new Date(Date.UTC(YEAR, month - 1, day)).getUTCDay())) day += 1;
  return `${YEAR}-${two(month)}-${two(day)}`;
}
const monthOf = (quarter: number, nth: number): number => 3 * (quarter - 1) + nth;
export const itemId = (n: number): string => `y-${two(n)}`;
/** Items: two a quarter for the draws, the next ten for the special inspections, the last for what waits, the one before it may be inspected once a year, all others for clues. */
export const dailyItems = (quarter: number): string[] => [
  itemId(2 * quarter - 1),
  itemId(2 * quarter),
];

/** Every tenth result comes late; every fortieth never. */
function endingOf(roll: (below: number) => number): Pick<Visit, 'ending' | 'tellAfter'> {
  const luck = roll(40);
  if (luck === 0) return { ending: 'never', tellAfter: 60 };
  return {
    ending: roll(4) === 0 ? 'rectification' : 'nothing',
    tellAfter: luck <= 4 ? 36 + roll(12) : 3 + roll(20),
  };
}

export function visitOf(
  n: number,
  of: Pick<Visit, 'kind' | 'body' | 'institution' | 'items' | 'quarter' | 'day'> & Partial<Visit>,
  roll: (below: number) => number,
): Visit {
  return {
    n,
    ...endingOf(roll),
    ...(roll(20) === 0 && { complains: (['founded', 'partly', 'unfounded'] as const)[roll(3)]! }),
    ...of,
  };
}

export const cappedItem = ({ items }: Size): string => itemId(items - 1);

type Roll = (below: number) => number;
type Institutions = Script['institutions'];

/** A quarter of the inspections led by clues, a quarter special, half of them drawn. The first institutions only wait: nobody else goes there. */
export function scriptOf(size: Size): Script {
  const roll = dice(size.seed);
  if (size.items < 22) throw new Error('--items: at least 22');
  const institutions: Institutions = Array.from({ length: size.institutions }, (_, i) => ({
    id: String(i + 1),
    area: i % 2 === 0 ? ('621002' as const) : ('621021' as const),
  }));
  const waiting = Math.max(2, Math.round(size.inspections / 100));
  const full = Math.max(1, Math.round(size.inspections / 200));
  const others = institutions.slice(waiting + full);
  const each = Math.floor(size.inspections / 16);
  const held = heldOf(size, institutions.slice(0, waiting), roll);
  const capped = cappedOf(size, institutions.slice(waiting, waiting + full), roll);
  const special = specialOf(each, others, roll);
  const cases = casesOf(size, each * 4 - waiting - full, others, roll);
  again(cases, special, Math.max(3, Math.round(size.inspections / 40)));
  return {
    size,
    held,
    capped,
    special,
    cases,
    dailyEach: Math.floor(size.inspections / 2 / 4),
    institutions,
  };
}

/** Never the same item twice for one institution. */
const rotated = (i: number, others: Institutions): number =>
  (i % others.length) + Math.floor(i / others.length);

/** Filed in January and held until a year after an inspection of before. */
function heldOf(size: Size, institutions: Institutions, roll: Roll): Visit[] {
  return institutions.map(({ id }, i) => {
    const month = 2 + (i % 9);
    return visitOf(
      10_000 + i,
      {
        kind: 'case',
        body: 'ju',
        institution: id,
        items: [itemId(size.items)],
        quarter: 1,
        day: `${YEAR}-01-11`,
        heldAfter: `${YEAR - 1}-${two(month)}-${two(3 + roll(20))}`,
        ending: 'nothing',
        tellAfter: 3 + roll(15),
      },
      roll,
    );
  });
}

/** Two at an institution whose item has a cap of one: the second waits for the next year. */
function cappedOf(size: Size, institutions: Institutions, roll: Roll): [Visit, Visit][] {
  return institutions.map(({ id }, i): [Visit, Visit] => {
    const of = {
      kind: 'case',
      body: 'ju',
      institution: id,
      items: [cappedItem(size)],
      ending: 'nothing',
    } as const;
    return [
      visitOf(
        40_000 + i,
        {
          ...of,
          items: [...of.items],
          quarter: 1,
          day: weekdayIn(3, 2 + roll(14)),
          tellAfter: 3 + roll(15),
        },
        roll,
      ),
      visitOf(
        50_000 + i,
        {
          ...of,
          items: [...of.items],
          quarter: 2,
          day: weekdayIn(6, 2 + roll(14)),
          again: 'by-complaint',
          heldByCap: true,
        },
        roll,
      ),
    ];
  });
}

function specialOf(each: number, others: Institutions, roll: Roll): Visit[] {
  return Array.from({ length: each * 4 }, (_, i) => {
    const quarter = 1 + Math.floor(i / each);
    return visitOf(
      20_000 + i,
      {
        kind: 'special',
        body: 'ju',
        institution: others[i % others.length]!.id,
        items: [itemId(9 + (rotated(i, others) % 10))],
        quarter,
        day: weekdayIn(monthOf(quarter, 2), 3 + roll(16)),
      },
      roll,
    );
  });
}

function casesOf(size: Size, led: number, others: Institutions, roll: Roll): Visit[] {
  return Array.from({ length: led }, (_, i): Visit => {
    const quarter = 1 + Math.floor((4 * i) / led);
    const { id, area } = others[i % others.length]!;
    const item = itemId(19 + (rotated(i, others) % (size.items - 20)));
    return visitOf(
      30_000 + i,
      {
        kind: 'case',
        body: area === '621002' ? 'xf' : 'qc',
        institution: id,
        items: [item],
        quarter,
        day: weekdayIn(monthOf(quarter, 3), 2 + roll(14)),
      },
      roll,
    );
  });
}

/** Some of the last quarter look again at what a special inspection of the year looked at: the head overrides, a complaint lifts it, or it is refused. Where nobody else goes that month, so that nothing is to be merged. */
function again(cases: readonly Visit[], special: readonly Visit[], count: number): void {
  const last = cases.filter(({ quarter }) => quarter === 4);
  const visited = new Set(last.map(({ institution }) => institution));
  const earlier = special.filter(
    ({ quarter, institution }) => quarter < 4 && !visited.has(institution),
  );
  for (const [i, visit] of last.slice(0, Math.min(count, earlier.length)).entries()) {
    const { institution, items } = earlier[i]!;
    Object.assign(visit, {
      body: 'ju',
      institution,
      items: [...items],
      again: (['by-override', 'by-complaint', 'refused'] as const)[i % 3],
    } satisfies Partial<Visit>);
  }
}
