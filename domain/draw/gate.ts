/** 双随机关口 QY-6.2: whom a daily inspection goes to, and who goes, is drawn. Two exceptions, each with its evidence; the rest of 等 is no exception by itself. */
import type { Refusal } from '../law/refusal.ts';
import type { DrawRecord } from './record.ts';
import { exemptionUnproved, handPickedObject, handPickedOfficers } from './refusals.ts';
import { standing } from './standing.ts';

/** 明确线索指向的投诉举报、上级交办 The grounds that lift the draw; data monitoring and own request do not. */
export const grounds = ['clear-clue-complaint', 'superior-assigned'] as const;
export type Ground = (typeof grounds)[number];

export interface PlanToDraw {
  kind: 'daily' | 'special' | 'case';
  institution: string;
  team: readonly string[];
  /** `evidence`: the clue's id or the order's document; without one it proves nothing. */
  exemption: { ground: Ground; evidence: string } | undefined;
}

/** `chain`: the records of the draw, the first one first; all revealed. */
export function refuseUndrawn(plan: PlanToDraw, chain: readonly DrawRecord[], clause: 'QY-6.2' | 'TJ51-14.2' = 'QY-6.2'): Refusal | undefined {
  if (plan.kind !== 'daily') return undefined;
  if (plan.exemption && grounds.includes(plan.exemption.ground)) return plan.exemption.evidence.trim() === '' ? exemptionUnproved(plan.exemption.ground) : undefined;
  const team = standing(chain).teams.get(plan.institution);
  if (!team) return handPickedObject(clause, plan.institution, '未经随机抽取', 'not drawn at random');
  const [drawn, named] = [[...team].sort(), [...plan.team].sort()];
  return drawn.length > 0 && drawn.join() === named.join() ? undefined : handPickedOfficers(clause, '检查人员不是抽取的人员', 'The team is not the one that was drawn');
}
