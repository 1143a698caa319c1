/** 差评的文书 The acts of the file of one bad evaluation, and what the engine is told of each: codes, ids and hashes only. What was said, and by whom, is sealed. */
import { act } from '../law/acts.ts';
import type { CivilDate, Instant } from '../time/instant.ts';

/** `own`: whoever files it is reviewed, under whichever account. */
type Hand = { own: boolean };

/** 受理 */
export const acceptance = act<Record<never, never>, Hand>()(
  'evaluation-acceptance',
  '差评受理',
  'Acceptance',
);
/** 转办 To the section that investigates. `reviewed`: whom the evaluation turns out to be about; `section`: where that person is. */
export const transfer = act<
  { to: string; reviewed?: string },
  Hand & { unit: boolean; person: boolean; section: string | null }
>()('evaluation-transfer', '差评转办', 'Transfer');
/** 调查整改 What was found and what has been done about it. */
export const rectification = act<{ measures: string[]; documentHash?: string }, Hand>()(
  'evaluation-rectification',
  '调查整改结果',
  'Result of the rectification',
);
/** 误评 Takes the place of the rectification and does not count as one. */
export const mistake = act<{ ground: string; evidenceHash?: string }, Hand>()(
  'evaluation-mistake',
  '误评认定',
  'Finding that the evaluation is mistaken',
);
/** 结果反馈 */
export const feedback = act<{ how: string }, Hand>()(
  'evaluation-feedback',
  '结果反馈',
  'Feedback of the result',
);
/** 回访 With 用户评议 where the person was reached. */
export const revisit = act<{ reached: boolean; appraisal?: string; how: string }, Hand>()(
  'evaluation-revisit',
  '差评回访',
  'Revisit',
);

export type Acts =
  | typeof acceptance
  | typeof transfer
  | typeof rectification
  | typeof mistake
  | typeof feedback
  | typeof revisit;

/** 现状 What the guards look at. */
export interface State {
  /** 被评价人 Neither handles nor revisits. */
  reviewed: string[];
  /** 被评价部门 As the evaluation names it, and those of whom it is about; where there is none, the section to which it is transferred. */
  sections: string[];
  /** Days on which somebody tried to reach the person in vain. */
  tries: CivilDate[];
  /** The last section that it was transferred to, and when. */
  to?: string;
  since?: Instant;
}
