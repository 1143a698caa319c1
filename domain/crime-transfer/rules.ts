/** 不得 What 国令310号 refuses of the transfer of a suspected crime, under the clause by which the procedure has it. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { DecisionFacts, ReportFacts } from './acts.ts';
import { crimeDocuments } from './terms.ts';

/** Two officers, the report and the five documents, decided by the principal; no fine in its place. */
export interface CrimeTransfer {
  certificates: readonly string[];
  documents: readonly string[];
  decidedBy: 'principal' | 'acting-principal' | 'other';
  approved: boolean;
  reasonGiven: boolean;
  fined: boolean;
}
/** What is asked of a transfer, as far as it is known at a step; the rest is taken as it should be. */
const sound: CrimeTransfer = {
  certificates: ['1', '2'],
  documents: crimeDocuments,
  decidedBy: 'principal',
  approved: true,
  reasonGiven: true,
  fined: false,
};

export function refuseCrime(clause: string, known: Partial<CrimeTransfer>): Refusal | undefined {
  const t = { ...sound, ...known };
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
  return refuseDocuments(clause, t.documents);
}

function refuseDocuments(clause: string, documents: readonly string[]): Refusal | undefined {
  const missing = crimeDocuments.filter((d) => !documents.includes(d));
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

/** In writing, with the standard for prosecution and the jurisdiction; one report at a time. */
export function refuseReport(
  clause: string,
  facts: ReportFacts,
  openAlready: boolean,
): Refusal | undefined {
  if (openAlready)
    return refuse(
      'duplicate',
      clause,
      '已有移送报告。',
      'There is a report already.',
      '由负责人决定。',
      'Let the head decide.',
    );
  if (!facts.reported)
    return refuse(
      'document-missing',
      clause,
      '没有书面报告。',
      'The written report is missing.',
      '附书面报告。',
      'Attach it.',
    );
  return facts.standardGiven && facts.jurisdictionGiven
    ? undefined
    : refuse(
        'basis-missing',
        clause,
        '没有写明追诉标准和管辖。',
        'The standard for prosecution and the jurisdiction are not recorded.',
        '写明追诉标准和有管辖权的公安机关。',
        'Record both.',
      );
}

/** What is not accepted is no case of theirs. */
export const refuseContradiction = (
  clause: string,
  { accepted, filed }: { accepted: boolean; filed: boolean },
): Refusal | undefined =>
  filed && !accepted
    ? refuse(
        'answer-contradictory',
        clause,
        '公安机关不予受理的，不会立案。',
        'What the police have not taken in they have not opened a case about.',
        '按公安机关的通知更正。',
        'Correct it as the notice of the police has it.',
      )
    : undefined;

/** Art. 5: decided in person by the principal, or who acts in that place by a document; the deputy in charge by itself does not do; nobody of the group. */
export function refuseDecision(
  clause: string,
  { approved, reasonGiven, fined }: DecisionFacts,
  by: { officer: string; group: readonly string[]; decidedBy: CrimeTransfer['decidedBy'] },
): Refusal | undefined {
  if (by.group.includes(by.officer))
    return refuse(
      'same-person',
      'X-7',
      '决定人是专案组成员。',
      'Who decides is of the group.',
      '由未参与的负责人决定。',
      'Let a head decide who is not of the group.',
    );
  return refuseCrime(clause, { decidedBy: by.decidedBy, approved, reasonGiven, fined });
}

export const refuseMove = (
  clause: string,
  facts: { documents: readonly string[]; receiptGiven: boolean; fined: boolean },
): Refusal | undefined =>
  refuseCrime(clause, facts) ??
  (facts.receiptGiven
    ? undefined
    : refuse(
        'document-missing',
        clause,
        '没有公安机关的回执。',
        'The receipt of the police is missing.',
        '附回执。',
        'Attach the receipt.',
      ));

export const refuseAnswer = (
  clause: string,
  { accepted, filed, reasonGiven }: { accepted: boolean; filed: boolean; reasonGiven: boolean },
): Refusal | undefined =>
  (accepted && filed) || reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        clause,
        '公安机关不予受理、立案的须记录理由。',
        'Where the police open no case the reason is recorded.',
        '写明理由。',
        'Give the reason.',
      );
