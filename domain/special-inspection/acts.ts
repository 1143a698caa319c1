/** 专项检查的文书 The papers of a special inspection (QY-7), and what the engine is told of each: days, levels and hashes only. */
import type { CivilDate } from '../time/instant.ts';
import type { EmergencyRisk, Level } from '../inspection/terms.ts';
import type { ActWith } from '../law/acts.ts';

/** 乡镇 is written so that it can be refused. */
export const governmentLevels = [
  'national',
  'province',
  'prefecture',
  'county',
  'township',
] as const;
export type GovernmentLevel = (typeof governmentLevels)[number];
export const approverKinds = ['government', 'medical-insurance', 'other-department'] as const;
type ApproverKind = (typeof approverKinds)[number];

export type GovernmentApproval = ActWith<
  {
    on: CivilDate;
    kind: ApproverKind;
    level: GovernmentLevel;
    area: string;
    documentHash: string;
    documentId: string;
  },
  { ownUnit: boolean }
>;
export type Filing = ActWith<{
  on: CivilDate;
  level: GovernmentLevel;
  area: string;
  documentHash: string;
}>;
export type Publication = ActWith<{ on: CivilDate }>;
export type HeadApproval = ActWith<{ approved: boolean }, { head: boolean }>;
export type Ending = ActWith<{ documentHash: string }, { pending: number; begun: number }>;

/** 专项检查的现状 What the guards look at. */
export interface State {
  body: { level: Level; area: string };
  madeOn: CivilDate;
  /** QY-7.3: the risk named at the opening. */
  risk?: EmergencyRisk;
  government?: { on: CivilDate; level: GovernmentLevel; area: string };
  filedOn?: CivilDate;
  publishedOn?: CivilDate;
  headOn?: CivilDate;
}
