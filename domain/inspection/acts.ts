/** 行政检查 The inspection file: what it is opened with, its acts before the door (those after it: conduct/acts.ts), and what it knows of itself. Ids, codes and dates only; neither the target nor the planned days. */
import type { CivilDate } from '../time/instant.ts';
import type { ConductState } from './conduct/state.ts';
import type { InspectionSettings } from './settings.ts';
import type { InspectionKind } from './terms.ts';
import { act, actOfOurs } from '../law/acts.ts';

/** Beside what every procedure is started with. */
export interface InspectionOpening {
  kind: InspectionKind;
  onSite: boolean;
  /** QY-10.2: urgent, on the spot: the approval may follow. */
  urgent: boolean;
  /** On hold: the day on which it is asked anew. */
  wakesOn?: CivilDate;
  /** On hold: the clause of the cap or window that bars it. */
  heldBy?: string;
  /** The last day of the month in which the planned days end: then an approval is spent, and a plan without one too. The days themselves stay in Postgres. */
  expiresOn: CivilDate;
  /** `head`: the body in whose name it acts, whose head approves. */
  units: { inspecting: string; head: string; [more: string]: string };
  /** The units of the registered heads. */
  approvers: readonly string[];
  settings: InspectionSettings;
}

export interface InspectionState {
  /** The plan's random id: the subject of the file. */
  plan: string;
  approved: boolean;
  started: boolean;
  /** From the start on. */
  conduct: ConductState;
}

/** Decided across files: what the approval takes is known when it stands. `overrides`: the clauses of what the head overrides. */
export const approval = act<
  { overrides: string[] },
  { usesPlace: boolean; overridden: string[] },
  'workflow'
>()('approval', '负责人批准', 'Approval by the head');
/** `expiresOn` where the days change; `twice`: somebody is listed twice. */
export const planChange = act<{
  expiresOn?: CivilDate;
  team: boolean;
  twice?: true;
  reasonGiven: boolean;
}>()('plan-change', '方案变更', 'Change of the plan');
export const cancellation = act<{ reasonGiven: boolean }>()(
  'cancellation',
  '取消检查方案',
  'Cancellation of the plan',
);
export const notice = act<{ documentHash: string }>()(
  'notice',
  '行政检查通知书',
  'Notice of inspection',
);
/** How many are there and how many showed something. `owed`: what must follow an urgent start. */
export const onSiteStart = act<
  { present: number; shown: number; noticeServed: boolean },
  { startedOn: CivilDate; owed: readonly string[]; approved: boolean },
  'workflow'
>()('on-site-start', '开始检查', 'Start of the inspection');
export const urgentReport = act<{ documentHash: string }>()(
  'urgent-report',
  '当场实施的报告与补办手续',
  'Report and formalities after an urgent start',
);
/** 唤醒, brought by a task: its time has come, or something that barred it is free. `wakesOn` absent: it waits for the end of what bars it. */
export const waking = actOfOurs<
  { cause: 'timer' | 'freed' },
  { woke: boolean; clause: string; code?: string; wakesOn?: CivilDate; expiresOn?: CivilDate }
>()('waking');
/** 历史更正, brought by a task: `barred`: by a cap or a window, as the history now is. */
export const historyCorrected = actOfOurs<
  Record<never, never>,
  { barred: boolean; clause: string; code?: string }
>()('history-corrected');

export type Acts =
  | typeof approval
  | typeof planChange
  | typeof cancellation
  | typeof notice
  | typeof onSiteStart
  | typeof urgentReport
  | typeof waking
  | typeof historyCorrected;
