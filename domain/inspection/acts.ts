/** 行政检查 The inspection file: what it is opened with, and what it knows of itself. Ids, codes and dates only; neither the target nor the planned days. */
import type { CivilDate } from '../time/instant.ts';
import type { ConductState } from './conduct/acts.ts';
import type { InspectionSettings } from './settings.ts';
import type { InspectionKind } from './terms.ts';
import type { ActWith } from '../law/acts.ts';

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

/** 方案变更: `expiresOn` where the days change. */
export type PlanChange = ActWith<{ expiresOn?: CivilDate; team: boolean }>;
/** 历史更正, brought by a task: `barred`: by a cap or a window, as the history now is. */
export type HistoryCorrected = ActWith<object, { barred: boolean; clause: string; code?: string }>;
/** 唤醒, brought by an errand: its time has come, or something that barred it is free. `wakesOn` absent: it waits for the end of what bars it. */
export type Waking = ActWith<
  { cause: 'timer' | 'freed' },
  { woke: boolean; clause: string; code?: string; wakesOn?: CivilDate; expiresOn?: CivilDate }
>;
