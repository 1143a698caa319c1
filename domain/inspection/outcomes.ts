/** 第十二至十四条 What an inspection may end in: rectification, soft means, leniency, sealing, transfer (QY-11, 12.3, 13.1 to 13.3, 14.1, 14.3). Pure guards; the lists come in as data. */
import { addDays } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

/** 检查结果: 无问题, 责令改正, 柔性执法, 立案, 移送. A stop order (QY-12.2) is no outcome: it waits for none of them. */
export const outcomeKinds = [
  'no-problem',
  'rectification',
  'soft-means',
  'case-filing',
  'transfer',
  'crime-transfer',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];
export const outcomeLabels: Readonly<Record<OutcomeKind, string>> = {
  'no-problem': '无问题',
  rectification: '责令改正',
  'soft-means': '柔性执法',
  'case-filing': '立案',
  transfer: '移送',
  'crime-transfer': '移送涉嫌犯罪',
};

/** 柔性执法方式 QY-13.1. */
export const softMeans = ['persuasion', 'guidance', 'warning', 'reminder', 'interview'] as const;

/** “两轻一免”: exempt 免于处罚, mitigated 减轻, lighter 从轻 (QY-13.2). The list is data of the bureau; its text is not in our sources. */
export const leniencyEffects = ['exempt', 'mitigated', 'lighter'] as const;
export type LeniencyEntry = {
  code: string;
  effect: (typeof leniencyEffects)[number];
  inForceFrom: CivilDate;
};

/** 移送涉嫌犯罪的材料 QY-14.3: `other` belongs to the five, with a note where there is nothing more. */
export const crimeDocuments = [
  'transfer-letter',
  'investigation-report',
  'list-of-goods',
  'test-report',
  'other',
] as const;

export interface Gravity {
  first: boolean;
  minor: boolean;
  harmless: boolean;
}
/** 首次、轻微且没有明显危害后果: all three. */
const calledSoft = ({ first, minor, harmless }: Gravity): boolean => first && minor && harmless;

/** QY-13.1  Soft means when all three hold and only then; where they are left aside although they do, a reason. */
export function refuseSoftMeans(
  kind: OutcomeKind,
  gravity: Gravity,
  reasonGiven: boolean,
): Refusal | undefined {
  if (kind === 'soft-means' && !calledSoft(gravity))
    return refuse(
      'soft-means-unfounded',
      'QY-13.1',
      '柔性执法须首次、轻微且没有明显危害后果。',
      'Soft means need all three: first, minor, without obvious harm.',
      '责令改正或者立案。',
      'Order rectification or file a case.',
    );
  const harder = kind === 'rectification' || kind === 'case-filing';
  return harder && calledSoft(gravity) && !reasonGiven
    ? refuse(
        'soft-means-owed',
        'QY-13.1',
        '首次、轻微且没有明显危害后果，不采用柔性执法的须说明理由。',
        'All three hold: leaving soft means aside needs its reason.',
        '采用柔性执法，或者写明理由。',
        'Use soft means, or give the reason.',
      )
    : undefined;
}

/** QY-13.2  A code of the list in force on the day, or none. */
export function leniencyOf(
  code: string,
  list: readonly LeniencyEntry[],
  on: CivilDate,
): LeniencyEntry | Refusal {
  const found = list.find((e) => e.code === code && e.inForceFrom <= on);
  return (
    found ??
    refuse(
      'leniency-unknown',
      'QY-13.2',
      `“两轻一免”清单没有 ${code}。`,
      `The list of leniency has no ${code}.`,
      '填写清单中的编号。',
      'Give a code of the list.',
    )
  );
}

export interface Rectification {
  orderedOn: CivilDate;
  until: CivilDate;
  findings: readonly string[];
}
/** QY-12.3  One notice lists every finding, with a date after the order; nothing is demanded a second time for the same finding. */
export function refuseRectification(
  notice: Rectification,
  found: readonly string[],
  before: readonly Rectification[],
): Refusal | undefined {
  if (notice.until < notice.orderedOn)
    return refuse(
      'rectification-date-invalid',
      'QY-12.3',
      '整改期限早于责令之日。',
      'The date lies before the order.',
      '整改期限不得早于责令之日。',
      'The date does not lie before the order.',
    );
  const again = notice.findings.find((f) => before.some((b) => b.findings.includes(f)));
  if (again !== undefined)
    return refuse(
      'already-notified',
      'QY-12.3',
      `问题 ${again} 已经告知，不得另提新的要求。`,
      `${again} was told already: no second list of demands.`,
      '在原整改通知下跟踪、复核。',
      'Track and re-check under the notice there is.',
    );
  const left = found.filter(
    (f) => !notice.findings.includes(f) && !before.some((b) => b.findings.includes(f)),
  );
  return left.length > 0
    ? refuse(
        'finding-unlisted',
        'QY-12.3',
        `整改通知没有列明：${left.join('、')}。`,
        `The notice leaves out: ${left.join(', ')}.`,
        '一次告知全部问题。',
        'Tell all findings at once.',
      )
    : undefined;
}

/** QY-12.3  Closed only when re-checked, by two with certificates; what failed leads on. */
export function refuseClosing(
  recheck: { certificates: readonly string[]; conforming: boolean } | undefined,
  next: OutcomeKind | undefined,
): Refusal | undefined {
  if (!recheck)
    return refuse(
      'not-rechecked',
      'QY-12.3',
      '整改没有复核，不得结案。',
      'Nothing is closed without a re-check.',
      '两名执法人员复核。',
      'Let two officers re-check.',
    );
  if (new Set(recheck.certificates).size < 2)
    return refuse(
      'too-few-officers',
      'QY-12.3',
      '复核的执法人员不得少于两人。',
      'A re-check takes two certificated officers.',
      '由两名执法人员复核。',
      'Let two officers re-check.',
    );
  return recheck.conforming || next === 'case-filing' || next === 'transfer'
    ? undefined
    : refuse(
        'not-rechecked',
        'QY-12.3',
        '复核不合格，须进入下一步处理。',
        'The re-check failed: the next measure follows.',
        '立案或者移送。',
        'File a case or transfer it.',
      );
}

/** QY-11  Every major decision is reviewed, by somebody who is not on the team. What is major is a table of the bureau. */
export function refuseUnreviewed(
  major: boolean,
  reviewer: string | undefined,
  team: readonly string[],
): Refusal | undefined {
  if (!major) return undefined;
  if (reviewer === undefined)
    return refuse(
      'review-missing',
      'QY-11',
      '重大执法决定没有经法制审核。',
      'A major decision is not reviewed.',
      '先经法制审核。',
      'Have it reviewed first.',
    );
  return team.includes(reviewer)
    ? refuse(
        'reviewer-is-investigator',
        'QY-11',
        '法制审核人员参与了检查。',
        'The reviewer is on the team.',
        '由未参与检查的人员审核。',
        'Let somebody review who is not on the team.',
      )
    : undefined;
}

/** QY-13.3  Of 查封, 扣押, 冻结 and 封存 medical-insurance bodies have the last only, with the head's own approval. */
export const measures = ['closing', 'seizure', 'freezing', 'sealing'] as const;
export function refuseMeasure(
  measure: (typeof measures)[number],
  approvedByHead: boolean,
): Refusal | undefined {
  if (measure !== 'sealing')
    return refuse(
      'measure-not-available',
      'QY-13.3',
      '医保部门没有查封、扣押、冻结的权力，只可封存。',
      'Medical-insurance bodies may seal, nothing else.',
      '依法封存资料。',
      'Seal what the law allows.',
    );
  return approvedByHead
    ? undefined
    : refuse(
        'approver-not-head',
        'QY-13.3',
        '封存须另经主体负责人批准。',
        'Sealing needs the approval of the head by itself.',
        '报主体负责人批准。',
        'Have the head approve it.',
      );
}
/** The last day of a sealing: 30 natural days, the first not counted, never rolled (条例 27(5); legal-time §2). */
export const sealedThrough = (from: CivilDate): CivilDate => addDays(from, 30);

/** QY-14.3  Suspected crime: two officers, the report and the five documents, decided by the principal; no fine in its place. */
export interface CrimeTransfer {
  certificates: readonly string[];
  documents: readonly string[];
  decidedBy: 'principal' | 'acting-principal' | 'other';
  approved: boolean;
  reasonGiven: boolean;
  fined: boolean;
}
export function refuseCrimeTransfer(t: CrimeTransfer): Refusal | undefined {
  const clause = 'QY-14.3';
  if (t.fined)
    return refuse(
      'fine-instead-of-transfer',
      clause,
      '涉嫌犯罪的应当移送，不得以罚代移。',
      'Suspected crime is transferred: no fine instead.',
      '办理移送。',
      'Transfer it.',
    );
  if (new Set(t.certificates).size < 2)
    return refuse(
      'too-few-officers',
      clause,
      '专案组不得少于两名执法人员。',
      'The group has two officers at least.',
      '增派执法人员。',
      'Add an officer.',
    );
  if (t.decidedBy === 'other')
    return refuse(
      'approver-not-head',
      clause,

      '由正职负责人或者主持工作的负责人决定。',
      'The principal decides, or who acts as principal.',
      '报正职负责人决定。',
      'Let the principal decide.',
    );
  if (!t.approved)
    return t.reasonGiven
      ? undefined
      : refuse(
          'reason-missing',
          clause,
          '不批准移送的须记录理由。',
          'What is not approved has its reason recorded.',
          '写明理由。',
          'Record the reason.',
        );
  const missing = crimeDocuments.filter((d) => !t.documents.includes(d));
  return missing.length > 0
    ? refuse(
        'document-missing',
        clause,
        `移送材料缺少：${missing.join('、')}。`,
        `Missing: ${missing.join(', ')}.`,
        '补齐移送材料。',
        'Complete the documents.',
      )
    : undefined;
}

/** QY-14.1, 14.2  To a body that is competent; the competent one accepts, or says why not. */
export function refuseTransfer(receiverCompetent: boolean): Refusal | undefined {
  return receiverCompetent
    ? undefined
    : refuse(
        'receiver-not-competent',
        'QY-14.1',
        '接收单位对该违法行为没有管辖权。',
        'The receiver has no jurisdiction.',
        '移送有管辖权的医保部门或者行业主管部门。',
        'Transfer it to the competent department.',
      );
}
export function refuseAcceptance(accepted: boolean, reasonGiven: boolean): Refusal | undefined {
  return accepted || reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        'QY-14.2',
        '有管辖权的部门应当接收；不接收的须说明理由。',
        'The competent department accepts; a refusal gives its reason.',

        '接收，或者写明理由；有争议的报共同上级。',
        'Accept it, or give the reason; a dispute goes to the common superior.',
      );
}
