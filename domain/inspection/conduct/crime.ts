/** 不得 Suspected crimes to the police under 国令310: reported by a group, decided by the principal, moved with the five documents (QY-14.3, TJ51-16.1). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import {
  crimeDocuments,
  refuseCrimeTransfer,
  type CrimeTransfer as Decided,
} from '../transferring.ts';
import { certified, holdsOn } from '../judging.ts';
import type {
  crimeDecision,
  crimeReport,
  crimeTransfer,
  policeAnswer,
  CrimeActs,
} from './acts-outcomes.ts';
import { notGone } from './gone.ts';
import type { ConductState } from './state.ts';
import type { People } from './told.ts';
import {
  asTeam,
  caseOn,
  dayOfAct,
  nobodyKnown,
  reasonMissing,
  refusePresence,
} from './refusing.ts';
import { refuse } from '../../law/refuse.ts';
import type { CivilDate } from '../../time/instant.ts';

/** What is asked of a crime transfer, as far as it is known at a step; the rest is taken as it should be. */
const sound: Decided = {
  certificates: ['1', '2'],
  documents: crimeDocuments,
  decidedBy: 'principal',
  approved: true,
  reasonGiven: true,
  fined: false,
};

const reportHolds: GuardOf<typeof crimeReport, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!known) return nobodyKnown('QY-14.3');
  if (s.crime && s.crime.decided !== 'not-approved')
    return refuse(
      'duplicate',
      'QY-14.3',
      '已有移送报告。',
      'There is a report already.',
      '由负责人决定。',
      'Let the head decide.',
    );
  if (!facts.reported)
    return refuse(
      'document-missing',
      'QY-14.3',
      '没有书面报告。',
      'The written report is missing.',
      '附书面报告。',
      'Attach it.',
    );
  if (!facts.standardGiven || !facts.jurisdictionGiven)
    return refuse(
      'basis-missing',
      'QY-14.3',
      '没有写明追诉标准和管辖。',
      'The standard for prosecution and the jurisdiction are not recorded.',
      '写明追诉标准和有管辖权的公安机关。',
      'Record both.',
    );
  const group = asTeam(known, facts.group)!;
  const shown = facts.group.map((officer) => ({ officer, shown: 'certificate' as const }));
  const c = caseOn(group, dayOfAct(act), shown, s.settings);
  return (
    refuseCrimeTransfer({ ...sound, certificates: [...certified(c, c.plan.team)] }) ??
    refusePresence(group, dayOfAct(act), shown, s.settings)
  );
};

/** 国令310 art. 5: decided in person by the principal, or who acts in that place by a document; the deputy in charge by itself does not do. */
function decider(
  people: People,
  officer: string,
  acting: boolean,
  on: CivilDate,
): Decided['decidedBy'] {
  const posts = people.heads
    .filter((h) => h.officer === officer && holdsOn(h.in, on))
    .map((h) => h.post);
  if (posts.includes('principal')) return 'principal';
  return posts.length > 0 && acting ? 'acting-principal' : 'other';
}
const decisionHolds: GuardOf<typeof crimeDecision, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!known) return nobodyKnown('QY-14.3');
  if (s.crime?.group.includes(act.officer))
    return refuse(
      'same-person',
      'X-7',
      '决定人是专案组成员。',
      'Who decides is of the group.',
      '由未参与的负责人决定。',
      'Let a head decide who is not of the group.',
    );
  return refuseCrimeTransfer({
    ...sound,
    decidedBy: decider(known, act.officer, facts.actingGiven, dayOfAct(act)),
    approved: facts.approved,
    reasonGiven: facts.reasonGiven,
    fined: facts.fined,
  });
};
const moveHolds: GuardOf<typeof crimeTransfer, ConductState> = (act) => {
  const { facts } = act;
  const refused = refuseCrimeTransfer({ ...sound, documents: facts.documents, fined: facts.fined });
  return (
    refused ??
    (facts.receiptGiven
      ? undefined
      : refuse(
          'document-missing',
          'QY-14.3',
          '没有公安机关的回执。',
          'The receipt of the police is missing.',
          '附回执。',
          'Attach the receipt.',
        ))
  );
};

const answerHolds: GuardOf<typeof policeAnswer, ConductState> = (act) => {
  const { accepted, filed, reasonGiven } = act.facts;
  return (accepted && filed) || reasonGiven
    ? undefined
    : reasonMissing(
        'QY-14.3',
        '公安机关不予受理、立案的须记录理由。',
        'Where the police open no case the reason is recorded.',
      );
};

export const crimeGuards: Guards<CrimeActs, ConductState> = {
  'crime-report': [notGone, reportHolds],
  'crime-decision': [decisionHolds],
  'crime-transfer': [moveHolds],
  'police-answer': [answerHolds],
};
