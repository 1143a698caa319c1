/** 窗口案卷的文书 The acts of the file that an inspection leaves behind (QY-15.1). */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';

export const windowCorrection = act<
  { endedOn: CivilDate; evidence: boolean; reasonGiven: boolean },
  { startedOn: CivilDate; endedOn: CivilDate }
>()('window-correction', '更正检查结束日期', 'Correction of the end');
/** The end as its own file has corrected it. */
export const endMoved = actOfOurs<{ endedOn: CivilDate }>()('end-moved');

export type WindowActs = typeof windowCorrection | typeof endMoved;
