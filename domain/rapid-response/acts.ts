/** 快速反应的文书 The acts of Annex 1, and what the engine is told of each: codes, dates and ids only. */
import { act, type ActWith } from '../law/acts.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { Measure, MeasureKind } from './measures.ts';
import type { Cut, Ground, KeyViolation } from './terms.ts';

/** 先行暂停 The suspension that the handling body made before its letter (B). `notices`: those that were served before the letter. */
export type PreemptiveSuspension = {
  decidedAt: Instant;
  startsAt: Instant;
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
  notices?: readonly DeliveredNotice[];
  /** 熔断 Made by the system itself under the clause of an indicator: the file of the breaker, and what is cut (TJ51-6.3). */
  breaker?: string;
  cut?: Cut;
};
export type DeliveredNotice = {
  item: string;
  servedAt: Instant;
  patientsInformedBy: CivilDate;
  method: string;
};

/** What a final decision makes of what a breaker has cut: it flows again, or stays cut. */
export const cutDecisions = ['resume', 'keep'] as const;
export type CutDecision = (typeof cutDecisions)[number];

/** 函告 The letter that opens the file. */
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
  /** TJ51-8.1: the city body that assigned it to a district body outside its area. */
  assignedBy?: string;
}>;

/** What the registered agreement says of the clause cited. `clauseCovers` is not told by acts that were submitted before it was asked. */
export type Citation = {
  clauseCited: boolean;
  clauseInAgreement: boolean;
  clauseCoversRefusal: boolean;
  clauseCovers?: string[];
};
/** 暂停 Until when it lasts, or when it is looked at again. */
type Dates = { endsOn?: CivilDate; reviewOn?: CivilDate };

export const suspensionDecision = act<
  Citation & Dates & { outcome: 'suspend' | 'decline'; reasonGiven: boolean }
>()('suspension-decision', '暂停决定', 'Suspension decision');
/** What the registries say of the penalty case that a filing names; nothing where it names none. */
export type NamedCase = {
  readable: boolean;
  same: boolean;
  open: boolean;
  caseNo: string | null;
};
export const filingDecision = act<
  {
    outcome: 'filed' | 'not-filed';
    caseNo?: string;
    /** 立案查处 The file in which the case is led: its 办结 closes this one. */
    penaltyCase?: string;
    reasonGiven: boolean;
  },
  NamedCase
>()('filing-decision', '立案决定', 'Filing decision');
export const suspensionNotice = act<{
  item: string;
  startsAt: Instant;
  patientsInformedBy?: CivilDate;
  method: string;
}>()('suspension-notice', '暂停告知', 'Notice of suspension');
export const patientNoticeProof = act<{ item: string; informedOn: CivilDate }>()(
  'patient-notice-proof',
  '患者告知证明',
  'Proof that patients were informed',
);
export const decisionReply = act()('decision-reply', '暂停决定回复', 'Reply on the suspension');
export const decisionFiling = act()('decision-filing', '暂停决定备案', 'Filing of the suspension');
/** The registries add nothing: that they were asked says that case numbers were compared already when it was judged. */
export const caseReply = act<{ caseNo: string }, Record<never, never>>()(
  'case-reply',
  '立案案件回复',
  'Reply on the filed case',
);
/** What the registries say of an officer whom a closure names. */
export type NamedOfficer = { registered: boolean; reviews: boolean; removedOn: string | null };
export const caseClosure = act<
  { caseNo: string; legalReviewer: string; investigators: string[]; participants: number },
  {
    reviewer: NamedOfficer;
    investigators: NamedOfficer[];
    participants: NamedOfficer[];
    /** Under another account of the same certificate. */
    reviewerInvestigated?: boolean;
  }
>()('case-closure', '案件办结', 'Closure of the case');
/** `recommended`: what the opinion recommends; not told by opinions that came before it was asked. */
export const opinion = act<{
  confirmed: boolean;
  keyViolations: KeyViolation[];
  recommended?: MeasureKind[];
}>()('opinion', '处理处罚意见通报', 'Opinion');
export const statementOffer = act<{ windowEndsOn: CivilDate; method: string }>()(
  'statement-offer',
  '陈述申辩告知',
  'Offer to be heard',
);
export const statement = act<{ outcome: 'made' | 'waived' }>()(
  'statement',
  '陈述申辩',
  'Statement',
);
/** The registries know what the accepted opinion recommends, also of an opinion that did not tell the file. */
export const finalDecision = act<
  { measures: Measure[]; faceRecognitionReady: boolean; cut?: CutDecision },
  { recommended: MeasureKind[] | null }
>()('final-decision', '处理决定', 'Final decision');
export const finalService = act<{ item: string; method: string }>()(
  'final-service',
  '处理决定送达',
  'Service of the final decision',
);
export const finalReply = act()('final-reply', '处理决定回复', 'Reply on the final decision');
export const finalFiling = act()('final-filing', '处理决定备案', 'Filing of the final decision');
export const suspensionReview = act<
  Citation &
    Dates & {
      outcome: 'confirm' | 'lift' | 'extend';
      reasonGiven: boolean;
      faceRecognitionReady: boolean;
    }
>()('suspension-review', '暂停复核', 'Review of the suspension');
/**
 * `newFacts`: whether it brings new facts or grounds, where it says so. `suspension`: of a letter of direction B that joins the file;
 * `oneGround`: it rests on its clause and approver.
 */
export const furtherLetter = act<{
  documentHash: string;
  newFacts?: boolean;
  grounds?: Ground[];
  suspected?: KeyViolation[];
  suspension?: PreemptiveSuspension;
  oneGround?: boolean;
}>()('further-letter', '后续函告', 'Further letter');
export const furtherAnswer = act<
  Citation &
    Dates & {
      item: string;
      outcome: 'suspend' | 'no-change' | 'filed' | 'not-filed';
      caseNo?: string;
      penaltyCase?: string;
      reasonGiven: boolean;
    },
  NamedCase
>()('further-answer', '后续函告的决定', 'Decision on a further letter');
export const phoneRecord = act()('phone-record', '电话告知记录', 'Record of the phone call');

export type Acts =
  | typeof suspensionDecision
  | typeof filingDecision
  | typeof suspensionNotice
  | typeof patientNoticeProof
  | typeof decisionReply
  | typeof decisionFiling
  | typeof caseReply
  | typeof caseClosure
  | typeof opinion
  | typeof statementOffer
  | typeof statement
  | typeof finalDecision
  | typeof finalService
  | typeof finalReply
  | typeof finalFiling
  | typeof suspensionReview
  | typeof furtherLetter
  | typeof furtherAnswer
  | typeof phoneRecord;
