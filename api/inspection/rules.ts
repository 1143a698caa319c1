/** QY-10.3 Before the door is opened a plan is known to those who made it, are of its team or head its body; they may read its file whatever their unit. */
import { findingsOfAct, knownPlan, planStanding } from '../../db/inspection/insiders.ts';
import { gatesOf } from '../../db/inspection/gates.ts';
import type { FileRules } from '../file-rules.ts';

export const inspectionRules: FileRules = {
  async relation(sql, { id }, reader, day) {
    const { begun, insider } = await planStanding(sql, id, reader.id, day);
    return { near: insider, unannounced: !begun && !insider };
  },
  subjectKnown: knownPlan,
  gates: gatesOf,
  async refusalSays(sql, act, officer, day) {
    const findings = await findingsOfAct(sql, act, { officer, day });
    return findings && { findings };
  },
};
