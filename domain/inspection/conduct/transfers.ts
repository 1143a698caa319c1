/** 不得 Transfers: to who is competent, who accepts or says why not; a dispute goes to the common superior (QY-14.1, 14.2). */
import type { GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { refuseAcceptance, refuseTransfer } from '../transferring.ts';
import type {
  Authority,
  jurisdictionDecision,
  jurisdictionDispute,
  Matter,
  transfer,
  transferAcceptance,
  TransferActs,
} from './acts-outcomes.ts';
import type { ConductState } from './state.ts';
import { reasonMissing } from './refusing.ts';
import { refuse } from '../../law/refuse.ts';

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

export const transferGuards: Guards<TransferActs, ConductState> = {
  transfer: [transferHolds],
  'transfer-acceptance': [acceptanceHolds],
  'jurisdiction-dispute': [disputeHolds],
  'jurisdiction-decision': [decisionOnDispute],
};
