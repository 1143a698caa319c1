/** 窗口案卷 The end of an inspection is corrected only with evidence and a reason (QY-12.1, 15.1). */
import type { Possible } from '../law/act-names.ts';
import type { Act } from '../law/act.ts';
import type { ActOf, Guards } from '../law/acts.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { windowCorrection, WindowActs } from './acts.ts';

export interface WindowState {
  endedOn: CivilDate;
}

const refuse = refusing('QY-12.1');

/** QY-12.1  The end is set once; corrected only with evidence, and with a reason, whichever way it moves. */
function refuseCorrection(
  { facts, known, receivedAt }: ActOf<typeof windowCorrection>,
  state: WindowState,
): Refusal | undefined {
  if (!facts.evidence)
    return refuse(
      'evidence-missing',
      '更正检查结束日期须有证据。',
      'The end is corrected with evidence only.',
      '附证据材料。',
      'Attach the evidence.',
    );
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      '更正检查结束日期须说明理由。',
      'The correction gives no reason.',
      '说明理由。',
      'Give the reason.',
    );
  if (facts.endedOn > civilDateOf(receivedAt))
    return refuse(
      'in-the-future',
      '更正后的结束日期在将来。',
      'The corrected end lies in the future.',
      '填写实际结束的日期。',
      'State the day on which it ended.',
    );
  if (known && facts.endedOn < known.startedOn)
    return refuse(
      'end-before-start',
      `结束日期早于开始日期 ${known.startedOn}。`,
      `It began on ${known.startedOn}.`,
      '结束日期不得早于开始日期。',
      'The end is not before the start.',
    );
  if (facts.endedOn === state.endedOn)
    return refuse(
      'end-unchanged',
      '更正后的结束日期没有变化。',
      'The corrected end is the same.',
      '无需更正。',
      'There is nothing to correct.',
    );
  return undefined;
}

export const guards: Guards<WindowActs, WindowState> = {
  'window-correction': [refuseCorrection],
};

export function notAwaited({ type }: Act, possible: Possible): Refusal {
  const what = possible.nameOf(type);
  return notAwaitedNow(
    'QY-15.1',
    `窗口案卷现在不接收${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
}
