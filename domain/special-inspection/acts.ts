/** 专项检查的文书 The papers of a special inspection (QY-7), and what the engine is told of each: days, levels and hashes only. */
import type { CivilDate } from '../time/instant.ts';
import type { EmergencyRisk, Level } from '../inspection/terms.ts';
import { act } from '../law/acts.ts';

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

type Filing = { on: CivilDate; level: GovernmentLevel; area: string; documentHash: string };
/** Plans under it that are still to be carried out, and visits that have begun. */
type Visits = { pending: number; begun: number };

export const governmentApproval = act<
  {
    on: CivilDate;
    kind: ApproverKind;
    level: GovernmentLevel;
    area: string;
    documentHash: string;
    documentId: string;
  },
  { ownUnit: boolean }
>()('government-approval', '政府批准', 'Approval by the government');
export const justiceFiling = act<Filing>()(
  'justice-filing',
  '同级司法行政部门备案',
  'Filing with the justice department',
);
export const amendedPlanFiling = act<Filing>()(
  'amended-plan-filing',
  '修改后的计划备案',
  'Filing of the amended plan',
);
export const specialPublication = act<{ on: CivilDate }>()(
  'special-publication',
  '向社会公布',
  'Publication',
);
export const emergencyApproval = act<{ documentHash: string }, { head: boolean }>()(
  'emergency-approval',
  '负责人批准紧急专项',
  'Approval of the emergency by the head',
);
export const specialWithdrawal = act<Record<never, never>, Visits>()(
  'special-withdrawal',
  '撤回专项检查计划',
  'Withdrawal',
);
export const specialEnd = act<{ documentHash: string }, Visits>()(
  'special-end',
  '专项检查结束',
  'End of the special inspection',
);

export type Acts =
  | typeof governmentApproval
  | typeof justiceFiling
  | typeof amendedPlanFiling
  | typeof specialPublication
  | typeof emergencyApproval
  | typeof specialWithdrawal
  | typeof specialEnd;

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
