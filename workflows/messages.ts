/** What the API and the files say to each other. Types and names only. */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { FileView } from '../activities/contract.ts';

export type { FileView } from '../activities/contract.ts';
import type { Act } from '../domain/law/act.ts';
import type { LegalBasis } from '../domain/law/basis.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { WorkCalendar } from '../domain/time/limit.ts';

/** The one signal: an official act has been stored in the inbox. */
export const actSignal = defineSignal<[Act]>('act');
/** Diagnosis and tests only. */
export const viewQuery = defineQuery<FileView>('view');
/** The number of the act judged last: less than what the register says when the engine was restored older. */
export const judgedQuery = defineQuery<number | undefined>('judged');

/** What every procedure is started with. The calendar rides along so that it is in the history. */
export interface Opening {
  file: string;
  procedure: string;
  bureau: string;
  /** Inbox number 1: the act that opens the file. */
  letter: Act;
  calendar: WorkCalendar;
  /** `management` where the bureau has only adopted the instrument: then no period is a legal one. */
  force: LegalBasis['force'];
  /** When the bureau's office closes, in minutes after midnight: by it reminders keep to its days. Files of before have none and remind as they did. */
  closes?: number;
  /** How many events one run may hold, by the file's own count; absent: 4,000. */
  runEvents?: number;
  /** Where a run takes up a file that has lived already. */
  carried?: Carried;
}

/** 续办 The place at which one run hands a file over to the next: what is behind it stands in inbox and register, and is lived through again. */
export interface Carried {
  /** Highest inbox number judged. */
  judged: number;
  /** Every wake up to this instant has been entered. */
  until: Instant;
  /** Numbers beyond it that have been signalled, from and to. Histories hold the field under this name. */
  heard: readonly (readonly [number, number])[];
  /** Which changes of the code have come into this file's life. */
  changes: readonly string[];
}

export interface Closing {
  file: string;
  outcome: string;
}
