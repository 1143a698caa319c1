/** QY-10.3 Before the door is opened a plan is known to those who made it, are of its team or head its body; they may read its file whatever their unit. */
import {
  findingsOfAct,
  knownPlan,
  planStanding,
  planWordsKnown,
} from '../../db/inspection/insiders.ts';
import { gatesOf } from '../../db/inspection/gates.ts';
import { headsBody } from '../../db/inspection-registries/offices.ts';
import { overrideCases } from '../../db/inspection/reports.ts';
import { holds } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { FileRules } from '../file-rules.ts';

export const inspectionRules: FileRules = {
  async relation(sql, { id }, reader, day) {
    const { begun, insider } = await planStanding(sql, id, reader.id, day);
    return { near: insider, unannounced: !begun && !insider };
  },
  wordsKnown: planWordsKnown,
  subjectKnown: knownPlan,
  gates: gatesOf,
  // X-3, QY-19: told to regulators, and to heads as long as their post lasts.
  async overrides(sql, reader, span) {
    const told =
      holds(reader, 'regulator') ||
      (holds(reader, 'head') && (await headsBody(sql, reader.id, reader.bureau, databaseToday())));
    return told ? { cases: overrideCases(sql, { bureau: reader.bureau, ...span }) } : undefined;
  },
  async refusalSays(sql, act, officer, day) {
    const findings = await findingsOfAct(sql, act, { officer, day });
    return findings && { findings };
  },
};
