/** 不得 Suspected crimes to the police under 国令310: reported by a group, decided by the principal, moved with the five documents (QY-14.3, TJ51-16.1). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import {
  refuseAsking,
  refuseBeforeAsking,
  refuseBeforeMove,
  refuseHandover,
  refuseLateAsking,
  refuseNotice,
  refuseReturn,
} from '../../crime-transfer/after.ts';
import {
  refuseAnswer,
  refuseContradiction,
  refuseCrime,
  refuseDecision,
  refuseMove,
  refuseReport,
  type CrimeTransfer,
} from '../../crime-transfer/rules.ts';
import { certified, holdsOn } from '../judging.ts';
import type {
  crimeDecision,
  crimeReport,
  crimeTransfer,
  goodsHandover,
  policeAnswer,
  policeReturn,
  reconsideration,
  CrimeActs,
} from './acts-outcomes.ts';
import { notGone } from './gone.ts';
import { oursAgain, type ConductState } from './state.ts';
import type { People } from './told.ts';
import { asTeam, caseOn, dayOfAct, nobodyKnown, refusePresence } from './refusing.ts';
import type { CivilDate } from '../../time/instant.ts';

const clause = 'QY-14.3';

const reportHolds: GuardOf<typeof crimeReport, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!known) return nobodyKnown(clause);
  const refused = refuseReport(clause, facts, s.crime !== undefined && !oursAgain(s.crime));
  if (refused) return refused;
  const group = asTeam(known, facts.group)!;
  const shown = facts.group.map((officer) => ({ officer, shown: 'certificate' as const }));
  const c = caseOn(group, dayOfAct(act), shown, s.settings);
  return (
    refuseCrime(clause, { certificates: [...certified(c, c.plan.team)] }) ??
    refusePresence(group, dayOfAct(act), shown, s.settings)
  );
};

/** 国令310 art. 5: by the heads of the body in whose name it is done, as registered on that day. */
function decider(
  people: People,
  officer: string,
  acting: boolean,
  on: CivilDate,
): CrimeTransfer['decidedBy'] {
  const posts = people.heads
    .filter((h) => h.officer === officer && holdsOn(h.in, on))
    .map((h) => h.post);
  if (posts.includes('principal')) return 'principal';
  return posts.length > 0 && acting ? 'acting-principal' : 'other';
}
const decisionHolds: GuardOf<typeof crimeDecision, ConductState> = (act, s) => {
  const { facts, known, officer } = act;
  if (!known) return nobodyKnown(clause);
  const decidedBy = decider(known, officer, facts.actingGiven, dayOfAct(act));
  return refuseDecision(clause, facts, { officer, group: s.crime?.group ?? [], decidedBy });
};
const moveHolds: GuardOf<typeof crimeTransfer, ConductState> = ({ facts }) =>
  refuseMove(clause, facts);
const answerHolds: GuardOf<typeof policeAnswer, ConductState> = (act, s) => {
  const { facts } = act;
  const contradiction = refuseContradiction(clause, facts);
  if (contradiction && s.changed('answer-consistent')) return contradiction;
  const wrong = refuseAnswer(clause, facts);
  if (wrong || !s.changed('crime-whole-course')) return wrong;
  return (
    refuseBeforeMove(clause, act, s.crime ?? {}) ??
    refuseBeforeAsking(clause, act, s.crime ?? {}) ??
    refuseNotice(clause, act, facts.noticedAt)
  );
};

const handoverHolds: GuardOf<typeof goodsHandover, ConductState> = (act, s) =>
  refuseHandover(clause, act.facts) ?? refuseBeforeMove(clause, act, s.crime ?? {});
const askingHolds: GuardOf<typeof reconsideration, ConductState> = (act, { crime }) =>
  refuseAsking(clause, act.facts, act, crime?.noticedAt) ??
  (crime?.lapsedAt === undefined ? undefined : refuseLateAsking(clause, act.facts, crime.lapsedAt));
const returnHolds: GuardOf<typeof policeReturn, ConductState> = (act, s) =>
  refuseReturn(clause, act.facts) ?? refuseBeforeMove(clause, act, s.crime ?? {});

export const crimeGuards: Guards<CrimeActs, ConductState> = {
  'crime-report': [notGone, reportHolds],
  'crime-decision': [decisionHolds],
  'crime-transfer': [moveHolds],
  'police-answer': [answerHolds],
  'goods-handover': [handoverHolds],
  'police-reconsideration': [askingHolds],
  'police-return': [returnHolds],
};
