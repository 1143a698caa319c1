/** 分派与移交 Who may have a duty in hand, who says so, and who may stand in for somebody. Pure; nothing of it changes what a unit owes. */
import {
  holdsRole,
  refuseOffice,
  refuseStanding,
  type Office,
  type Standing,
} from '../law/authority.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';

const clause = 'X-4';

/** Who orders work in a unit: a head or a coordinator of it, or of one over it. `under`: the units under the own one, and that. */
export const ordersWork = (
  office: Pick<Office, 'roles' | 'removed'>,
  under: readonly string[],
  unit: string,
): boolean => holdsRole(office, 'head', 'coordinator') && under.includes(unit);

export interface Assigning {
  /** Who says so, and whether they order work in the unit that owes it. */
  by: string;
  orders: boolean;
  owedBy: string;
  /** Who has it now. */
  current: string | null;
  /** `reads`: may read the file as it is today. */
  to: { id: string; standing: Standing | null; reads: boolean };
  on: CivilDate;
}

/** An officer takes what nobody has; everything else is said by whoever orders the work. */
export function refuseAssigning(a: Assigning): Refusal | undefined {
  const takes = a.to.id === a.by && a.current === null;
  if (!a.orders && !takes) return notYours;
  const { standing, reads } = a.to;
  if (!isOf(standing, a.owedBy) || !reads)
    return refuse(
      'assignee-outside',
      clause,
      '该人员不是负有义务的单位的在册人员，或者不能查阅本卷。',
      'The officer is not a registered one of the unit that owes the duty, or may not read the file.',
      '由负有义务的单位中能够查阅、办理本卷的在册人员承办。',
      'Name a registered officer of that unit who may read the file and act in it.',
    );
  return refuseStanding(standing, a.owedBy, a.on);
}

/** Whoever has it gives it back; so does whoever orders the work. */
export const refuseReleasing = ({
  by,
  orders,
  current,
}: Pick<Assigning, 'by' | 'orders' | 'current'>): Refusal | undefined =>
  orders || current === by || current === null ? undefined : notYours;

export interface HandingOver {
  by: string;
  /** Whether they order work in the officer's unit. */
  orders: boolean;
  from: { id: string; unit: string };
  to: { id: string; standing: Standing | null };
}

/** By the officer or by whoever orders the work there; to another officer of the same unit, who gains no right by it. */
export function refuseHandingOver({ by, orders, from, to }: HandingOver): Refusal | undefined {
  if (by !== from.id && !orders) return notYours;
  return isOf(to.standing, from.unit) && to.id !== from.id
    ? undefined
    : refuse(
        'deputy-outside',
        clause,
        '代办人员须是同一单位的另一名在册人员。',
        'A deputy is another registered officer of the same unit.',
        '由同一单位的另一名在册人员代办。',
        'Name another registered officer of that unit.',
      );
}

/** A person of the unit who holds an office today. */
const isOf = (standing: Standing | null, unit: string): standing is Standing =>
  standing?.kind === 'person' && standing.unit === unit && refuseOffice(standing) === undefined;

const notYours = refuse(
  'not-authorised',
  clause,
  '分派、改派和移交由本人，或者该单位及其上级单位的负责人、协调员办理；已有承办人的由后者改派。',
  'An officer takes what nobody has and gives back or hands over the own; everything else is for a head or coordinator of that unit or one over it.',
  '请该单位的负责人或者协调员办理。',
  'Ask a head or a coordinator of that unit.',
);
