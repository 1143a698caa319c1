/** 巡查的用语 The four stages of a patrol, how a demand ends, and what a look back finds. */
import type { CivilDate } from '../time/instant.ts';

/** 监控跟踪 → 警示约谈 → 立案查处 → 回头看, in that order (TJ51-4.1). */
export const stages = ['monitoring', 'talk', 'case', 'look-back'] as const;
export type Stage = (typeof stages)[number];
export const stageNames: Readonly<Record<Stage, { zh: string; en: string }>> = {
  monitoring: { zh: '监控跟踪', en: 'monitoring' },
  talk: { zh: '警示约谈', en: 'warning talk' },
  case: { zh: '立案查处', en: 'penalty case' },
  'look-back': { zh: '回头看', en: 'look back' },
};

/** 到场一方 Who came for the party: an office and never a name. */
export const partyRoles = [
  'legal-representative',
  'person-in-charge',
  'insurance-office',
  'practitioner',
  'entrusted',
] as const;
export type PartyRole = (typeof partyRoles)[number];

/** 改正要求的结果 */
export const demandOutcomes = ['met', 'refused', 'let-pass'] as const;
export type DemandOutcome = (typeof demandOutcomes)[number];
/** 限期改正 What a talk has demanded. `met-late`: corrected after its day, or after it was found refused. */
export interface TalkDemand {
  /** The day of the talk, and the last day for the correction. */
  on: CivilDate;
  by: CivilDate;
  state: 'open' | DemandOutcome | 'met-late';
  /** The act that says how it ended. */
  act?: string;
}
/** 拒不改正 A demand that was refused or let pass, and the act, of whichever file, whose payload has its document (TJ51-4.3). */
export type Failed = {
  on: CivilDate;
  outcome: 'refused' | 'let-pass';
  file: string;
  act: string;
};

/** 回头看结果 Corrected; not corrected in spite of a demand; or done again without one. */
export const lookBackOutcomes = ['corrected', 'refused', 'relapsed'] as const;
export type LookBackOutcome = (typeof lookBackOutcomes)[number];
/** 结束 How a patrol may end before a case. */
export const endings = ['nothing-found', 'corrected', 'subject-ended'] as const;
export type Ending = (typeof endings)[number];

/** 发现 A finding by its source and id. */
export type FindingKey = { source: string; finding: string };
export const keyOf = ({ source, finding }: FindingKey): string => `${source} ${finding}`;

/** 案卷的主体 One open patrol a subject and matter. */
export const subjectKeyOf = (p: {
  subject: { kind: string; id: string };
  matter: string;
  matterRef?: string | null | undefined;
}): string =>
  [p.subject.kind, p.subject.id, p.matter, ...(p.matterRef ? [p.matterRef] : [])].join(':');
