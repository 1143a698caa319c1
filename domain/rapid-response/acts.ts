/** 快速反应的文书 The acts of Annex 1, and what the engine is told of each: codes, dates and ids only. */
import type { Act } from '../law/act.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { Settings, SubjectKind } from './duties.ts';

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
  'obstruction': { clause: 'TJ51-3.8', zh: '抗拒阻挠监督检查、拒不执行处理处罚决定' },
} as const;
export type KeyViolation = keyof typeof keyViolations;
export const keyViolationCodes = Object.keys(keyViolations) as [KeyViolation, ...KeyViolation[]];

/** 处理决定 TJ51-A1-1.5b and, under its 等, the ladder of TJ51-13.2. */
export const measures = ['restore', 'warn', 'recover', 'rectify', 'suspend-payment', 'suspend', 'terminate', 'cancel'] as const;
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

/** 先行暂停 The suspension that the handling body made before its letter (B). */
export interface PreemptiveSuspension { decidedAt: Instant; startsAt: Instant; endsOn?: CivilDate; reviewOn?: CivilDate }

type With<F> = Omit<Act, 'facts'> & { facts: F };

export type Letter = With<{
  direction: 'A' | 'B';
  subject: string;
  documentHash: string;
  grounds: Ground[];
  phoned: boolean;
  /** B: the suspension made before the letter (先行暂停). */
  suspension?: PreemptiveSuspension;
}>;
export type SuspensionDecision = With<{ outcome: 'suspend' | 'decline'; clauseCited: boolean; clauseInAgreement: boolean; clauseCoversRefusal: boolean; reasonGiven: boolean; endsOn?: CivilDate; reviewOn?: CivilDate }>;
export type FilingDecision = With<{ outcome: 'filed' | 'not-filed'; caseNo?: string; reasonGiven: boolean }>;
export type SuspensionNotice = With<{ item: string; startsAt: Instant; patientsInformedBy?: CivilDate; method: string }>;
export type CaseClosure = With<{ caseNo: string; legalReviewer: string; investigators: string[]; participants: number }>;
export type Opinion = With<{ confirmed: boolean; keyViolations: KeyViolation[] }>;
export type StatementOffer = With<{ windowEndsOn: CivilDate }>;
export type Statement = With<{ outcome: 'made' | 'waived' }>;
export type FinalDecision = With<{ measures: Measure[]; faceRecognitionReady: boolean }>;
export type SuspensionReview = With<{ outcome: 'confirm' | 'lift' | 'extend'; reviewOn?: CivilDate; endsOn?: CivilDate; clauseCited: boolean; reasonGiven: boolean; faceRecognitionReady: boolean }>;
/** `suspension`: of a letter of direction B that joins the file; `oneGround`: it rests on its clause and approver. */
export type FurtherLetter = With<{ documentHash: string; newFacts: boolean; suspension?: PreemptiveSuspension; oneGround?: boolean }>;
export type FurtherAnswer = With<{ outcome: 'suspend' | 'no-change' | 'filed' | 'not-filed'; caseNo?: string; clauseCited: boolean; clauseInAgreement: boolean; clauseCoversRefusal: boolean; reasonGiven: boolean; endsOn?: CivilDate; reviewOn?: CivilDate }>;
/** Which of the two bodies sent a letter: 监督所, or 社保中心 with its 支付处. */
export type Side = 'supervision' | 'handling';

/** 快速反应一案的现状 What the guards look at. */
export interface State {
  subject: SubjectKind;
  direction: 'A' | 'B';
  grounds: readonly Ground[];
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
  /** The date of the filing decision. */
  filedAt?: Instant;
  confirmed: boolean;
  keyViolations: readonly KeyViolation[];
  /** Last day on which the final decision is in time, once the opinion is in. */
  finalLastDay?: CivilDate;
  /** 陈述申辩: offered, until when; made or waived. */
  statement?: { endsOn: CivilDate; heard: boolean };
}
