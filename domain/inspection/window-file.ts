/** 窗口案卷 What an inspection leaves behind: the year in which its items are not inspected again (QY-15.1), corrected only with evidence and a reason. */
import type { Act } from '../law/act.ts';
import { nameOfAct } from '../law/act-names.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/limit.ts';
import { notAwaitedNow, refusing } from '../law/refuse.ts';
import { act, actOfOurs, type ActOf, type Guards } from '../law/acts.ts';

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
export interface WindowState {
  endedOn: CivilDate;
}

export const windowCorrection = act<
  { endedOn: CivilDate; evidence: boolean; reasonGiven: boolean },
  { startedOn: CivilDate; endedOn: CivilDate }
>()('window-correction', '更正检查结束日期', 'Correction of the end');
/** The end as its own file has corrected it. */
export const endMoved = actOfOurs<{ endedOn: CivilDate }>()('end-moved');

export type WindowActs = typeof windowCorrection | typeof endMoved;

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

export const windowGuards: Guards<WindowActs, WindowState> = {
  'window-correction': [refuseCorrection],
};

export function notAwaited({ type }: Act, possible: readonly string[]): Refusal {
  const what = nameOfAct(type);
  return notAwaitedNow(
    'QY-15.1',
    `窗口案卷现在不接收${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
}

export function cover({
  inspection,
  endedOn,
  units,
}: {
  inspection: string;
  endedOn: string;
  units: { inspecting: string };
}): { summary: string; details: string; unit: string } {
  return {
    summary: `重复检查窗口：${inspection}`,
    details: `## 重复检查窗口 Window of an inspection\n\n庆阳 2025 第十五条\n\n- 检查 inspection: \`${inspection}\`\n- 结束 ended: ${endedOn}\n- 检查主体 body: \`${units.inspecting}\``,
    unit: units.inspecting,
  };
}
