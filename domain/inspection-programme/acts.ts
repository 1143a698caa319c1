/** 年度联合检查计划的文书 The acts of a yearly programme (QY-5.2, 5.3), and what the engine is told of each: codes, counts and hashes only. */
import type { CivilDate } from '../time/instant.ts';
import { act } from '../law/acts.ts';

/** Of a quarter; `unused` only where it is over. */
type QuarterFigures = {
  quarter: number;
  planned: number;
  begun: number;
  unused: number | null;
  overrun: number;
};
export type Figures = {
  quarters: QuarterFigures[];
  beside: { special: number; case: number; outside: number };
  planned: number;
  begun: number;
  unused: number;
  overrun: number;
};

export const acting = ['upper', 'lower', 'joint'] as const;
type Acting = (typeof acting)[number];

/** `unsettled`: items that a programme of another level has too, and nobody has settled yet. */
export const announcement = act<{ on: CivilDate; documentHash: string }, { unsettled: string[] }>()(
  'programme-announcement',
  '公布年度联合检查计划',
  'Announcement of the programme',
);
export const amendment = act<{ planned: number[]; documentHash: string }>()(
  'programme-amendment',
  '修改年度计划',
  'Amendment of the programme',
);
export const settlement = act<
  { programme: string; items: string[]; acting: Acting; documentHash: string },
  { overlapping: string[] }
>()('level-settlement', '上级统筹：确定一级实施或者联合检查', 'Settlement of overlapping levels');
export const quarterReport = act<{ item: string }, { figures: Figures }, 'workflow'>()(
  'quarterly-report',
  '季度执行情况',
  'Report of a quarter',
);
export const yearReport = act<{ documentHash: string }, { figures: Figures }, 'workflow'>()(
  'year-report',
  '全年执行情况',
  'Report of the year',
);

export type Acts =
  | typeof announcement
  | typeof amendment
  | typeof settlement
  | typeof quarterReport
  | typeof yearReport;

export interface State {
  announced: boolean;
  year: number;
  planned: readonly number[];
}
