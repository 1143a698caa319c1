/** 十六（一）不得 What a penalty case refuses of a suspected crime (TJ51-16.1 with 国令310号), and what it refuses over one. Pure. */
import {
  refuseAnswer,
  refuseContradiction,
  refuseCrime,
  refuseDecision,
  refuseMove,
  refuseReport,
  type CrimeTransfer,
} from '../crime-transfer/rules.ts';
import type { Act } from '../law/act.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
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
import { dayOf, notBefore, reasonMissing } from './inquiry.ts';
import { personOf, present, refuseEnforcer, refuseInvolved } from './people.ts';
import { since, type State } from './state.ts';

const clause = 'TJ51-16.1';

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
  }) ?? since(s, 'crime-independent', refuseInvolved(act.officer, s));

/** 受理、立案 They answer what was moved to them. */
const afterMove = (
  act: Pick<Act, 'occurredAt' | 'servedAt' | 'receivedAt'>,
  s: State,
): Refusal | undefined =>
  s.crime?.movedAt !== undefined && dayOf(act) < civilDateOf(s.crime.movedAt)
    ? notBefore(act, s.crime.movedAt, '移送', 'the transfer')
    : undefined;
/** Received no earlier than it was given, and no later than it is recorded; the second answer is to the request. */
const answerInOrder: GuardOf<typeof policeAnswer, State> = (act, s) => {
  const { occurredAt, receivedAt, facts } = act;
  const { noticedAt } = facts;
  const asked = s.crime?.askedAt;
  if (asked !== undefined && dayOf(act) < civilDateOf(asked))
    return since(s, 'answer-consistent', notBefore(act, asked, '提请复议', 'the request'));
  if (noticedAt === undefined || occurredAt === undefined) return undefined;
  return noticedAt >= occurredAt && noticedAt <= receivedAt
    ? undefined
    : refuse(
        'notice-day-wrong',
        clause,
        '收到通知之日不得早于答复之日，也不得晚于提交之日。',
        'The notice is received no earlier than it is given, and no later than it is recorded.',
        '更正收到之日。',
        'Correct the day.',
      );
};
const answerHolds: GuardOf<typeof policeAnswer, State> = (act, s) =>
  since(s, 'answer-consistent', refuseContradiction(clause, act.facts)) ??
  refuseAnswer(clause, act.facts) ??
  afterMove(act, s) ??
  answerInOrder(act, s);
const returnHolds: GuardOf<typeof policeReturn, State> = (act, s) =>
  act.facts.reasonGiven
    ? afterMove(act, s)
    : reasonMissing(clause, '退回须记录理由。', 'A return has its reason recorded.');

const handoverHolds: GuardOf<typeof goodsHandover, State> = (act, s) =>
  act.facts.given || act.facts.noneReasoned
    ? since(s, 'handover-with-the-case', afterMove(act, s))
    : refuse(
        'document-missing',
        clause,
        '没有移交清单，也没有说明没有涉案物品。',
        'There is neither a list of what was handed over nor a reason why there is nothing.',
        '附移交清单，或者写明没有涉案物品的理由。',
        'Attach the list, or say why there is nothing.',
      );
const askingHolds: GuardOf<typeof reconsideration, State> = ({ facts }) =>
  facts.asked || facts.reasonGiven
    ? undefined
    : reasonMissing(
        clause,
        '不提请复议的须说明理由。',
        'That the police are not asked to reconsider needs its reason.',
      );

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
