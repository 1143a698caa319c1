/** 十六（一）不得 What a penalty case refuses of a suspected crime (TJ51-16.1 with 国令310号), and what it refuses over one. Pure. */
import {
  refuseAsking,
  refuseBeforeAsking,
  refuseBeforeMove,
  refuseHandover,
  refuseLateAsking,
  refuseNotice,
  refuseReturn,
} from '../crime-transfer/after.ts';
import {
  refuseAnswer,
  refuseContradiction,
  refuseCrime,
  refuseDecision,
  refuseMove,
  refuseReport,
  type CrimeTransfer,
} from '../crime-transfer/rules.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { decision } from './acts.ts';
import type {
  CrimeActs,
  crimeDecision,
  crimeReport,
  goodsHandover,
  policeAnswer,
  policeReturn,
  reconsideration,
} from './crime-acts.ts';
import { dayOf, notBefore } from './inquiry.ts';
import { personOf, present, refuseEnforcer, refuseInvolved } from './people.ts';
import { since, type State } from './state.ts';

const clause = 'TJ51-16.1';
/** Nothing is dated before what it follows. */
const IN_ORDER = 'TJ51-14.1';

const reportHolds: GuardOf<typeof crimeReport, State> = (act, s) => {
  const { facts, known } = act;
  const wrong =
    refuseReport(clause, facts, s.crime !== undefined) ??
    notBefore(act, s.filedAt, '立案', 'the filing');
  if (wrong) return wrong;
  for (const officer of facts.group) {
    const refusal = refuseEnforcer(officer, known, dayOf(act), s, clause);
    if (refusal) return refusal;
  }
  const certificates = facts.group.map((officer) => personOf(known, officer)!.certificate!.number);
  return refuseCrime(clause, { certificates });
};

/** 国令310 art. 5: the bureau's principal; a head who acts as principal, by a document. */
function decidedBy(act: Parameters<typeof decisionHolds>[0]): CrimeTransfer['decidedBy'] {
  const person = personOf(act.known, act.officer);
  if (!present(person, dayOf(act))) return 'other';
  if (person!.principal) return 'principal';
  return person!.head && act.facts.actingGiven ? 'acting-principal' : 'other';
}
const decisionHolds: GuardOf<typeof crimeDecision, State> = (act, s) =>
  refuseDecision(clause, act.facts, {
    officer: act.officer,
    group: s.crime?.group ?? [],
    decidedBy: decidedBy(act),
  }) ?? since(s, 'crime-independent', refuseInvolved(act.officer, act.known, s));

const answerHolds: GuardOf<typeof policeAnswer, State> = (act, s) =>
  since(s, 'answer-consistent', refuseContradiction(clause, act.facts)) ??
  refuseAnswer(clause, act.facts) ??
  refuseBeforeMove(IN_ORDER, act, s.crime ?? {}) ??
  since(s, 'answer-consistent', refuseBeforeAsking(IN_ORDER, act, s.crime ?? {})) ??
  refuseNotice(clause, act, act.facts.noticedAt);
const returnHolds: GuardOf<typeof policeReturn, State> = (act, s) =>
  refuseReturn(clause, act.facts) ?? refuseBeforeMove(IN_ORDER, act, s.crime ?? {});

const handoverHolds: GuardOf<typeof goodsHandover, State> = (act, s) =>
  refuseHandover(clause, act.facts) ??
  since(s, 'handover-with-the-case', refuseBeforeMove(IN_ORDER, act, s.crime ?? {}));
const askingHolds: GuardOf<typeof reconsideration, State> = (act, s) =>
  refuseAsking(clause, act.facts, act, s.crime?.noticedAt ?? s.declined?.noticedAt) ??
  (s.declined ? refuseLateAsking(clause, act.facts, s.declined.at) : undefined);

export const crimeGuards: Guards<CrimeActs, State> = {
  'crime-report': [reportHolds],
  'crime-decision': [decisionHolds],
  'crime-transfer': [({ facts }) => refuseMove(clause, facts)],
  'police-answer': [answerHolds],
  'goods-handover': [handoverHolds],
  'police-reconsideration': [askingHolds],
  'police-return': [returnHolds],
};

const taken = (s: State): boolean => s.crime?.step === 'taken' || s.crime?.step === 'handed';

/** 十六（一）A case ends as transferred when the police have opened theirs; and nothing else lets a suspicion drop while it is under transfer. */
export const crimeComesFirst: GuardOf<typeof decision, State> = ({ facts }, s) => {
  const { outcome } = facts;
  if (outcome === 'transferred' && !taken(s))
    return since(
      s,
      'crime-course',
      refuse(
        'transfer-not-taken',
        clause,
        '案件尚未移送，或者公安机关尚未立案。',
        'The case has not been moved, or the police have opened none.',
        '先办理涉嫌犯罪案件的移送，公安机关立案后再作出移送的处理决定。',
        'Transfer it first; decide so once the police have opened a case.',
      ),
    );
  return outcome === 'no-penalty' || outcome === 'withdrawn' ? crimeOpen(s, false) : undefined;
};

/** Nothing is closed over it: what was handed over is with the police. */
export const crimeOpen = (s: State, handedIsEnough = true): Refusal | undefined =>
  s.crime === undefined || (handedIsEnough && s.crime.step === 'handed')
    ? undefined
    : refuse(
        'crime-open',
        clause,
        '涉嫌犯罪的移送尚未有结果。',
        'The transfer of the suspected crime is open.',
        '等待负责人决定、公安机关的答复，并移交涉案物品。',
        'Wait for the decision of the principal and the answer of the police, and hand the goods over.',
      );
