/** 移送 To whom something is transferred: another competent body, or the police for suspected crime (QY-14.1 to 14.3). Pure guards. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

/** 移送涉嫌犯罪的材料 QY-14.3: `other` belongs to the five, with a note where there is nothing more. */
export const crimeDocuments = [
  'transfer-letter',
  'investigation-report',
  'list-of-goods',
  'test-report',
  'other',
] as const;

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
  return refuseDocuments(t.documents);
}

function refuseDocuments(documents: readonly string[]): Refusal | undefined {
  const missing = crimeDocuments.filter((d) => !documents.includes(d));
  return missing.length > 0
    ? refuse(
        'document-missing',
        'QY-14.3',
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
