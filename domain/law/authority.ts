import type { CivilDate } from '../time/instant.ts';
import type { Refusal } from './refusal.ts';

/** 身份与权限 What the registries say, at the moment of the verdict, of the officer who acts. */
export interface Standing {
  kind: 'person' | 'system';
  unit: string;
  bureau: string;
  unitRoles: readonly string[];
  roles: readonly string[];
  /** TJ51-19.2: removed from the enforcement team. */
  removed: boolean;
  /** TJ51-19.1: until when the signed commitment letter counts; null when none is signed. */
  commitmentUntil: CivilDate | null;
}

/**
 * May this officer act for the unit the act names? Only an officer of that unit, not removed, and with a commitment letter where the unit enforces;
 * `manages`: the act is no enforcement (督办, 重试), so a coordinator needs no such letter.
 */
export function refuseStanding(standing: Standing | null, unit: string, on: CivilDate, manages = false): Refusal | undefined {
  if (!standing || standing.unit !== unit) return refusals.notOfThisUnit;
  if (standing.removed) return refusals.removed;
  const enforces = !manages && standing.unitRoles.includes('supervision-body');
  if (standing.kind === 'person' && enforces && !(standing.commitmentUntil && standing.commitmentUntil >= on)) return refusals.noCommitment;
  return undefined;
}

const refusals = {
  notOfThisUnit: {
    code: 'not-authorised', clause: 'TJ51-A1', say: { zh: '经办人员不属于该单位，或名册中没有此人。', en: 'The officer does not belong to this unit, or is not registered.' },
    lawful: { zh: '由负有该义务的单位的在册人员办理。', en: 'A registered officer of the unit that owes the act may submit it.' },
  },
  removed: {
    code: 'officer-removed', clause: 'TJ51-19.2', say: { zh: '该人员已被清除出行政执法队伍，不得再办理案件。', en: 'This officer has been removed from the enforcement team and may not handle files.' },
    lawful: { zh: '改派其他在册执法人员。', en: 'Assign another registered officer.' },
  },
  noCommitment: {
    code: 'commitment-unsigned', clause: 'TJ51-19.1', say: { zh: '该执法人员没有在有效期内的承诺书。', en: 'This enforcement officer has no commitment letter in force.' },
    lawful: { zh: '先签订承诺书并登记，或由已签订承诺书的人员办理。', en: 'Sign and register the commitment letter first, or let an officer who has signed act.' },
  },
} as const satisfies Record<string, Refusal>;
