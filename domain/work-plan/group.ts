/** 政务服务工作领导小组 The leading group, the sections by their printed names, and the matters: one in charge, one accepting section (QJ-3.1). Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { GROUP } from './clauses.ts';

/** 一人分管、一科受理、多科室协同 */
interface Matter {
  id: string;
  name: string;
  inCharge: readonly string[];
  accepting: readonly string[];
  cooperating: readonly string[];
}

export interface WorkGroup {
  head: string | null;
  deputies: readonly string[];
  members: readonly string[];
  office: string | null;
  /** A section by the name that plans print, and the unit that it is. */
  sections: readonly { name: string; unit: string }[];
  matters: readonly Matter[];
}

/** What the registries know of whom and what it names. */
export interface KnownToGroup {
  /** Persons of the bureau in office. */
  persons: readonly string[];
  /** Of them, whoever is registered as 负责人. */
  heads: readonly string[];
  /** Units of the bureau. */
  units: readonly string[];
}

export const peopleOf = ({ head, deputies, members }: WorkGroup): string[] => [
  ...(head === null ? [] : [head]),
  ...deputies,
  ...members,
];

const say = (
  code: 'group-incomplete' | 'group-person-unfit' | 'matter-not-single' | 'unknown-reference',
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
): Refusal => refuse(code, GROUP, zh, en, lawfulZh, lawfulEn);

/** Why the group cannot be registered so. */
export const refuseGroup = (g: WorkGroup, known: KnownToGroup): Refusal | undefined =>
  refuseParts(g) ?? refusePeople(g, known) ?? refuseUnits(g, known) ?? refuseMatters(g);

function refuseParts(g: WorkGroup): Refusal | undefined {
  const missing = [
    ...(g.head === null ? ['组长'] : []),
    ...(g.deputies.length === 0 ? ['副组长'] : []),
    ...(g.members.length === 0 ? ['成员'] : []),
    ...(g.office === null ? ['办公室'] : []),
  ];
  return missing.length === 0
    ? undefined
    : say(
        'group-incomplete',
        `领导小组缺少：${missing.join('、')}。`,
        'The leading group has a head, deputies, members and an office; some are missing.',
        '写明组长（主要领导）、副组长、成员和办公室。',
        'Name the head, the deputies, the members and the office.',
      );
}

function refusePeople(g: WorkGroup, { persons, heads }: KnownToGroup): Refusal | undefined {
  const all = peopleOf(g);
  if (new Set(all).size < all.length)
    return say(
      'group-person-unfit',
      '同一人在领导小组中出现两次。',
      'Somebody stands in the group twice.',
      '每人只担任一职。',
      'Name everybody once.',
    );
  if (!all.every((one) => persons.includes(one)))
    return say(
      'group-person-unfit',
      '领导小组的人员须为本局在任的工作人员。',
      'Whoever is in the group is a person of the bureau in office.',
      '只写本局在任的人员。',
      'Name persons of the bureau who are in office.',
    );
  return heads.includes(g.head!)
    ? undefined
    : say(
        'group-person-unfit',
        '组长由主要领导担任，所写人员没有登记为负责人。',
        'The head of the group is the principal of the bureau; this one is not registered as a head.',
        '写明登记为负责人的主要领导。',
        'Name the principal, who is registered as a head.',
      );
}

function refuseUnits(g: WorkGroup, { units }: KnownToGroup): Refusal | undefined {
  const named = [
    g.office!,
    ...g.sections.map(({ unit }) => unit),
    ...g.matters.flatMap(({ accepting, cooperating }) => [...accepting, ...cooperating]),
  ];
  return named.every((one) => units.includes(one))
    ? undefined
    : say(
        'unknown-reference',
        '所写单位中有的不是本局的单位。',
        'Some of the units are none of the bureau.',
        '先登记单位。',
        'Register the unit first.',
      );
}

function refuseMatters(g: WorkGroup): Refusal | undefined {
  const leading = [g.head!, ...g.deputies];
  for (const { id, inCharge, accepting } of g.matters) {
    if (inCharge.length !== 1 || !leading.includes(inCharge[0]!))
      return say(
        'matter-not-single',
        `事项 ${id} 须由一人分管，分管人为组长或者副组长。`,
        `Exactly one is in charge of the matter ${id}: the head or a deputy of the group.`,
        '写明一名分管人。',
        'Name one of them.',
      );
    if (accepting.length !== 1)
      return say(
        'matter-not-single',
        `事项 ${id} 须由一个科室受理。`,
        `Exactly one section accepts the matter ${id}.`,
        '写明一个受理科室，其余为协同科室。',
        'Name one accepting section; the others cooperate.',
      );
  }
  return undefined;
}
