/** 快速反应的文书 The acts of Annex 1, and what the engine is told of each: codes, dates and ids only. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { Settings, SubjectKind } from './duties.ts';
import type { ActWith } from '../law/acts.ts';

export const grounds = {
  institution: ['suspected-violation', 'agreement-breach', 'refusal', 'other'],
  practitioner: ['suspected-violation', 'refusal', 'other'],
} as const satisfies Record<SubjectKind, readonly string[]>;
export type Ground = (typeof grounds)['institution'][number];

/** TJ51-3 the eight key violations, numbered as in the instrument; 7 and 8 are compound. */
export const keyViolations = {
  'leased-department': { clause: 'TJ51-3.1', zh: '承包、出租科室' },
  'false-claim': { clause: 'TJ51-3.2', zh: '虚假申报' },
  'practice-beyond-licence': { clause: 'TJ51-3.3', zh: '超许可范围执业' },
  'forged-records': { clause: 'TJ51-3.4', zh: '伪造医疗文书或凭证' },
  'private-settlement': { clause: 'TJ51-3.5', zh: '私自联网结算' },
  'hoarded-cards': { clause: 'TJ51-3.6', zh: '敛存社会保障卡' },
  'borrowed-licence': { clause: 'TJ51-3.7', zh: '挂靠执业医师证、出借医师工作站' },
  obstruction: { clause: 'TJ51-3.8', zh: '抗拒阻挠监督检查、拒不执行处理处罚决定' },
} as const;
export type KeyViolation = keyof typeof keyViolations;
export const keyViolationCodes = Object.keys(keyViolations) as [KeyViolation, ...KeyViolation[]];

/** 处理决定 TJ51-A1-1.5b and, under its 等, the ladder of TJ51-13.2. */
export const measures = [
  'restore',
  'warn',
  'recover',
  'rectify',
  'suspend-payment',
  'suspend',
  'terminate',
  'cancel',
] as const;
export type MeasureKind = (typeof measures)[number];
export interface Measure {
  measure: MeasureKind;
  /** 追回基金: how much, in fen. */
  amountFen?: number;
  /** 限期整改: until when. */
  by?: CivilDate;
  /** 暂停: the end, or the day it is looked at again. */
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
}

/** 终止、取消 What cannot be undone. */
export const ends: readonly MeasureKind[] = ['terminate', 'cancel'];
/** What is decided against the subject: everything but 恢复. */
export const adverse: readonly MeasureKind[] = measures.filter((m) => m !== 'restore');

/**
 * （五）Whether a decision departs from the opinion: it leaves out what is recommended, or is harder than that. 恢复 and 暂停 say what becomes of the
 * suspension, which every decision must; the end that the veto forces departs from nothing. Nothing is said of an opinion that has told no recommendation.
 */
export function departsFrom(
  opinion: {
    confirmed: boolean;
    keyViolations: readonly unknown[];
    recommended?: readonly MeasureKind[] | undefined;
  },
  decided: readonly Measure[],
): boolean {
  const { confirmed, keyViolations: violations, recommended } = opinion;
  if (recommended === undefined) return false;
  const kinds = decided.map((m) => m.measure);
  const ended = kinds.some((kind) => ends.includes(kind));
  if (ended && violations.length > 0) return false;
  const [asked, hard] = [recommended, kinds].map((list) =>
    list.filter((kind) => adverse.includes(kind) && kind !== 'suspend'),
  );
  const same = (a: MeasureKind, b: MeasureKind) =>
    a === b || (ends.includes(a) && ends.includes(b));
  if (confirmed && asked!.length === 0 && recommended.length === 0) return false;
  return (
    asked!.some((a) => !hard!.some((b) => same(a, b))) ||
    hard!.some((b) => !asked!.some((a) => same(a, b)))
  );
}

/** 先行暂停 The suspension that the handling body made before its letter (B). `notices`: those that were served before the letter. */
export interface PreemptiveSuspension {
  decidedAt: Instant;
  startsAt: Instant;
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
  notices?: readonly DeliveredNotice[];
}
export interface DeliveredNotice {
  item: string;
  servedAt: Instant;
  patientsInformedBy: CivilDate;
  method: string;
}

export type Letter = ActWith<{
  direction: 'A' | 'B';
  subject: string;
  documentHash: string;
  grounds: Ground[];
  phoned: boolean;
  /** 涉嫌 The key violations that are suspected; nothing follows from them until the opinion confirms them. */
  suspected?: KeyViolation[];
  /** B: the suspension made before the letter (先行暂停). */
  suspension?: PreemptiveSuspension;
}>;
/** What the registered agreement says of the clause cited. `clauseCovers` is not told by acts that were submitted before it was asked. */
interface Citation {
  clauseCited: boolean;
  clauseInAgreement: boolean;
  clauseCoversRefusal: boolean;
  clauseCovers?: string[];
}
export type SuspensionDecision = ActWith<
  Citation & {
    outcome: 'suspend' | 'decline';
    reasonGiven: boolean;
    endsOn?: CivilDate;
    reviewOn?: CivilDate;
  }
>;
export type FilingDecision = ActWith<{
  outcome: 'filed' | 'not-filed';
  caseNo?: string;
  reasonGiven: boolean;
}>;
export type SuspensionNotice = ActWith<{
  item: string;
  startsAt: Instant;
  patientsInformedBy?: CivilDate;
  method: string;
}>;
export type CaseClosure = ActWith<{
  caseNo: string;
  legalReviewer: string;
  investigators: string[];
  participants: number;
}>;
/** `recommended`: what the opinion recommends; not told by opinions that came before it was asked. */
export type Opinion = ActWith<{
  confirmed: boolean;
  keyViolations: KeyViolation[];
  recommended?: MeasureKind[];
}>;
export type StatementOffer = ActWith<{ windowEndsOn: CivilDate }>;
export type FinalDecision = ActWith<{ measures: Measure[]; faceRecognitionReady: boolean }>;
export type SuspensionReview = ActWith<
  Pick<Citation, 'clauseCited' | 'clauseCovers'> & {
    outcome: 'confirm' | 'lift' | 'extend';
    reviewOn?: CivilDate;
    endsOn?: CivilDate;
    clauseInAgreement?: boolean;
    reasonGiven: boolean;
    faceRecognitionReady: boolean;
  }
>;
/**
 * `newFacts`: whether it brings new facts or grounds, where it says so. `suspension`: of a letter of direction B that joins the file;
 * `oneGround`: it rests on its clause and approver.
 */
export type FurtherLetter = ActWith<{
  documentHash: string;
  newFacts?: boolean;
  grounds?: Ground[];
  suspected?: KeyViolation[];
  suspension?: PreemptiveSuspension;
  oneGround?: boolean;
}>;
export type FurtherAnswer = ActWith<
  Citation & {
    outcome: 'suspend' | 'no-change' | 'filed' | 'not-filed';
    caseNo?: string;
    reasonGiven: boolean;
    endsOn?: CivilDate;
    reviewOn?: CivilDate;
  }
>;
/** Which of the two bodies sent a letter: 监督所, or 社保中心 with its 支付处. */
export type Side = 'supervision' | 'handling';

/** 快速反应一案的现状 What the guards look at. */
export interface State {
  subject: SubjectKind;
  direction: 'A' | 'B';
  grounds: readonly Ground[];
  /** 涉嫌 The key violations that the letters of this file suspect. */
  suspected: readonly KeyViolation[];
  settings: Settings;
  supervisionUnit: string;
  /** Hashes of the document numbers of the letters of this file. */
  letters: string[];
  lastSender: Side;
  suspended: boolean;
  /** 先行暂停: the suspension stands since before its notice (B, or a letter of B that joined); a later one is told in advance like any other. */
  preemptive: boolean;
  /** 支付处 has decided on the suspension, one way or the other (in B by suspending first). */
  decided: boolean;
  caseFiled: boolean | undefined;
  /** 案号 The numbers of the cases that 监督所 has filed here. */
  caseNos: readonly string[];
  /** The date of the filing decision. */
  filedAt?: Instant;
  confirmed: boolean;
  keyViolations: readonly KeyViolation[];
  /** What the opinion recommends, where it has told the file. */
  recommended?: readonly MeasureKind[] | undefined;
  /** Last day on which the final decision is in time, once the opinion is in. */
  finalLastDay?: CivilDate;
  /** 陈述申辩: offered, until when; made or waived. */
  statement?: { endsOn: CivilDate; heard: boolean };
}
