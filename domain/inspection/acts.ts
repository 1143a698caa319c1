/** 行政检查 The inspection file: what it is opened with, and what it knows of itself. Ids, codes and dates only. */
import type { Act } from '../law/act.ts';
import type { WorkCalendar } from '../time/limit.ts';
import type { InspectionSettings } from './settings.ts';

/** What conduct needs of the opening; the file's own opening adds the rest. */
export interface InspectionOpening {
  file: string;
  letter: Act;
  calendar: WorkCalendar;
  settings: InspectionSettings;
}

export interface InspectionState {
  /** The plan's random id: the subject of the file. */
  plan: string;
}
