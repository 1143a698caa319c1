/** 窗口案卷 What an inspection leaves behind: the year in which its items are not inspected again (QY-15.1). */
import type { Act } from '../law/act.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { CivilDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/limit.ts';

export interface WindowOpening {
  file: string;
  procedure: string;
  bureau: string;
  letter: Act;
  calendar: WorkCalendar;
  force: LegalBasis['force'];
  /** The inspection, and the day on which it ended. */
  inspection: string;
  endedOn: CivilDate;
  units: { inspecting: string; institution: 'institution' };
}
