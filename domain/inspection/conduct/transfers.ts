/** 不得 Transfers: to who is competent, and nothing is handled afterwards; suspected crimes under 国令310 (QY-14.1 to 14.3, TJ51-16.1). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import {
  crimeDocuments,
  refuseAcceptance,
  refuseCrimeTransfer,
  refuseTransfer,
  type CrimeTransfer as Decided,
} from '../outcomes.ts';
import { certified, holdsOn } from '../judging.ts';
import type {
  Authority,
  crimeDecision,
  crimeReport,
  crimeTransfer,
  jurisdictionDecision,
  jurisdictionDispute,
  Matter,
  policeAnswer,
  transfer,
  transferAcceptance,
  TransferActs,
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

/** QY-14.1  Who is competent for what. Of what is none of these the sender says why the receiver is. */
const competent: Readonly<Record<Matter, readonly Authority[]>> = {
  'medical-insurance': ['medical-insurance'],
  'medical-practice': ['health'],
  'drug-quality': ['drug-administration', 'market-regulation'],
  price: ['market-regulation'],
  registration: ['market-regulation', 'health', 'drug-administration'],
  discipline: ['discipline-inspection'],
  other: ['other', 'health', 'drug-administration', 'market-regulation', 'discipline-inspection'],
};

const transferHolds: GuardOf<typeof transfer, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (s.transfers.has(facts.item))
    return refuse(
      'duplicate',
      'QY-14.1',
      '该移送编号已经使用。',
      'This transfer is registered already.',
      '另用编号。',
      'Use another id.',
    );
  const again = facts.findings.find((f) => s.gone.findings.includes(f));
  if (again !== undefined)
    return refuse(
      'already-transferred',
      'QY-14.1',
      `问题 ${again} 已经移送。`,
      `${again} is transferred already.`,
      '等待接收单位处理。',
      'The receiver deals with it.',
    );
  const right =
    competent[facts.matter].includes(facts.authority) &&
    (facts.unit === undefined || (known?.own === false && known.contains === true));
  const refused = refuseTransfer(right);
  if (refused) return refused;
  if (
    facts.authority === 'medical-insurance' &&
    facts.unit === undefined &&
    !facts.competenceReasoned
  )
    return refuseTransfer(false);
  if (!facts.competenceReasoned)
    return reasonMissing(
      'QY-14.1',
      '移送须说明接收单位有管辖权的依据。',
      'A transfer says why the receiver is competent.',
    );
  return facts.evidenceGiven
    ? undefined
    : refuse(
        'evidence-missing',
        'QY-14.1',
        '移送没有附证据材料。',
        'The transfer comes without its evidence.',
        '附证据材料。',
        'Attach the evidence.',
      );
};

// 第十四条 The competent one accepts, or says why not; a dispute goes to the common superior.
const acceptanceHolds: GuardOf<typeof transferAcceptance, ConductState> = (act, s) => {
  const { facts } = act;
  const transfer = s.transfers.get(facts.item);
  if (transfer?.decided && !facts.accepted)
    return refuse(
      'jurisdiction-decided',
      'QY-14.2',
      '共同上级已经指定管辖，应当接收。',
      'The common superior has decided: it is accepted.',
      '接收。',
      'Accept it.',
    );
  return transfer ? refuseAcceptance(facts.accepted, facts.reasonGiven) : unknownTransfer;
};
const unknownTransfer: Refusal = refuse(
  'not-awaited',
  'QY-14.2',
  '没有该项移送。',
  'There is no such transfer.',
  '填写现有移送的编号。',
  'Name a transfer that stands.',
);
const disputeHolds: GuardOf<typeof jurisdictionDispute, ConductState> = (act, s) => {
  const { facts } = act;
  const transfer = s.transfers.get(facts.item);
  if (!transfer?.refused)
    return refuse(
      'not-awaited',
      'QY-14.2',
      '接收单位没有拒绝接收。',
      'The receiver has not refused.',
      '等待接收单位答复。',
      'Wait for the receiver.',
    );
  return transfer.superior === null || facts.to === transfer.superior
    ? undefined
    : refuse(
        'not-common-superior',
        'QY-14.2',
        '管辖争议报请双方最近的共同上级。',
        'A dispute goes to the nearest superior of both.',
        '报该上级。',
        'Submit it to that superior.',
      );
};
const decisionOnDispute: GuardOf<typeof jurisdictionDecision, ConductState> = (act, s) =>
  s.transfers.get(act.facts.item)?.disputed
    ? undefined
    : refuse(
        'not-awaited',
        'QY-14.2',
        '没有报请共同上级。',
        'No dispute was submitted.',
        '先报请共同上级。',
        'Submit the dispute on jurisdiction first.',
      );

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

export const transferGuards: Guards<TransferActs, ConductState> = {
  transfer: [transferHolds],
  'transfer-acceptance': [acceptanceHolds],
  'jurisdiction-dispute': [disputeHolds],
  'jurisdiction-decision': [decisionOnDispute],
  'police-answer': [answerHolds],
  'crime-report': [notGone, reportHolds],
  'crime-decision': [decisionHolds],
  'crime-transfer': [moveHolds],
};
