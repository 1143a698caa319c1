/** 政务服务事项的用语 The two lists of a version, what is said of each item, and how two versions differ. */
import { printedNotes, printedPowers, printedServices } from './printed.ts';

export const POWERS = 'QJ-A2';
export const SERVICES = 'QJ-A3';

/** 附件2 The five types of the annex. */
export const powerTypes = {
  penalty: { zh: '行政处罚', en: 'administrative penalty' },
  coercion: { zh: '行政强制', en: 'administrative coercion' },
  inspection: { zh: '行政检查', en: 'administrative inspection' },
  confirmation: { zh: '行政确认', en: 'administrative confirmation' },
  reward: { zh: '行政奖励', en: 'administrative reward' },
} as const;
export type PowerType = keyof typeof powerTypes;
export const powerTypeIds = Object.keys(powerTypes) as [PowerType, ...PowerType[]];

/** 事项标识 What is said of a service; what is not said is unknown and counts as not so. */
export const flags = {
  commitment: { zh: '告知承诺', en: 'by commitment' },
  online: { zh: '网上可办', en: 'online' },
  fullyOnline: { zh: '全程网办', en: 'wholly online' },
  instant: { zh: '即办件', en: 'done at once' },
  onceOnly: { zh: '最多跑一次', en: 'one visit at most' },
  noMaterials: { zh: '零材料提交', en: 'without materials' },
  tolerant: { zh: '容缺受理', en: 'accepted with gaps' },
  oneWindow: { zh: '一窗综办', en: 'at one window' },
  comprehensiveCounter: { zh: '综合柜员', en: 'by any clerk' },
  cityWide: { zh: '同城通办', en: 'anywhere in the city' },
} as const;
export type Flag = keyof typeof flags;
export const flagIds = Object.keys(flags) as [Flag, ...Flag[]];

export const timeUnits = ['working-days', 'days', 'hours', 'minutes'] as const;
type TimeUnit = (typeof timeUnits)[number];

interface Power {
  number: number;
  name: string;
  type: PowerType;
  note?: string | undefined;
  online?: boolean | undefined;
  fullyOnline?: boolean | undefined;
  /** Why it is called or classed otherwise than in the version before. */
  why?: string | undefined;
}

export interface Service extends Partial<Readonly<Record<Flag, boolean | undefined>>> {
  number: number;
  name: string;
  note?: string | undefined;
  /** The item of the list of commitment (TJ84-3.1), where it is there. */
  commitmentItem?: string | undefined;
  /** Where it leads to something that is kept here: agreements of institutions, complaints. */
  leadsTo?: 'agreements' | 'complaints' | undefined;
  /** 法定时限、实际时限 Decimals in one unit. */
  time?: { unit: TimeUnit; statutory: string; actual?: string | undefined } | undefined;
  materials?: readonly string[] | undefined;
  why?: string | undefined;
}

export interface Lists {
  powers: readonly Power[];
  services: readonly Service[];
}

const leads: Readonly<Record<number, Service['leadsTo']>> = {
  2: 'agreements',
  3: 'agreements',
  37: 'complaints',
};

/** 附件 The first version, where the bureau gives no more than the text does. */
export const printed: Lists = {
  powers: printedPowers.map(([name, type], n) => ({ number: n + 1, name, type })),
  services: printedServices.map((name, n) => ({
    number: n + 1,
    name,
    note: printedNotes[n + 1],
    leadsTo: leads[n + 1],
  })),
};

export interface Counts {
  powers: number;
  services: number;
  byType: Readonly<Record<PowerType, number>>;
}
export const countsOf = ({ powers, services }: Lists): Counts => ({
  powers: powers.length,
  services: services.length,
  byType: Object.fromEntries(
    powerTypeIds.map((type) => [type, powers.filter((one) => one.type === type).length]),
  ) as Record<PowerType, number>,
});

/** add, delete, rename and modify, of P (power) or S (service) and its number. */
export interface Change {
  kind: 'add' | 'delete' | 'rename' | 'modify';
  item: string;
  why?: string | undefined;
}
export const changeText = ({ kind, item }: Change): string => `${kind}:${item}`;

type Item = Power | Service;
const said = ({ why: _why, note: _note, ...rest }: Item): string =>
  JSON.stringify(rest, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== undefined && one !== null)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
/** Another name, or a power of another type. */
const renamed = (a: Item, b: Item): boolean =>
  a.name !== b.name || ('type' in a && 'type' in b && a.type !== b.type);

function changesIn(letter: 'P' | 'S', before: readonly Item[], after: readonly Item[]): Change[] {
  const old = new Map(before.map((item) => [item.number, item]));
  const now = new Set(after.map(({ number }) => number));
  return [
    ...after.flatMap((item): Change[] => {
      const known = old.get(item.number);
      const key = `${letter}${item.number}`;
      if (!known) return [{ kind: 'add', item: key, why: item.why }];
      if (renamed(known, item)) return [{ kind: 'rename', item: key, why: item.why }];
      return said(known) === said(item) ? [] : [{ kind: 'modify', item: key }];
    }),
    ...before
      .filter(({ number }) => !now.has(number))
      .map(({ number }): Change => ({ kind: 'delete', item: `${letter}${number}` })),
  ];
}

/** How a version differs from the one before it. A note is ours and changes nothing; neither does the order. */
export const changesOf = (before: Lists, after: Lists): Change[] => [
  ...changesIn('P', before.powers, after.powers),
  ...changesIn('S', before.services, after.services),
];
