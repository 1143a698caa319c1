/** 更正检查历史 What an inspection that is over inspected and found, corrected with evidence and reason; windows, caps and bars follow (QY-3.1, 4.1, 12.1, 15.1, 15.2). Pure. */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import { barredThrough } from './windows.ts';
import type { FoundViolation } from './terms.ts';
import { refuse } from '../law/refuse.ts';

export interface CorrectionAsked {
  items?: readonly string[] | undefined;
  found?: FoundViolation | undefined;
  endedOn?: CivilDate | undefined;
  evidence: boolean;
  reasonGiven: boolean;
}
/** The inspection as the history has it. `endedOn` null: not over. `told`: its result has been told, or it was taken over with what it found. */
export interface Corrected {
  startedOn: CivilDate;
  endedOn: CivilDate | null;
  items: readonly string[];
  found: FoundViolation;
  told: boolean;
  team: readonly string[];
  /** Its window file is open, or its own file is: there the end is corrected by an act. */
  correctsItself: boolean;
}
export interface CorrectionGround {
  today: CivilDate;
  officer: string;
  unknownItems: readonly string[];
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join(' ') === b.toSorted().join(' ');

/** The clause under which the first thing that is corrected counts. */
export const clauseOf = (asked: Pick<CorrectionAsked, 'items' | 'found'>): string =>
  asked.found !== undefined ? 'QY-15.2' : asked.items !== undefined ? 'QY-15.1' : 'QY-12.1';

/** What of it is not so already. */
export function changesOf(
  asked: CorrectionAsked,
  known: Corrected,
): { items?: readonly string[]; found?: FoundViolation; endedOn?: CivilDate } {
  return {
    ...(asked.items !== undefined &&
      !same(asked.items, known.items) && { items: asked.items.toSorted() }),
    ...(asked.found !== undefined && asked.found !== known.found && { found: asked.found }),
    ...(asked.endedOn !== undefined &&
      asked.endedOn !== known.endedOn && { endedOn: asked.endedOn }),
  };
}

export function refuseHistoryCorrection(
  asked: CorrectionAsked,
  known: Corrected,
  { today, officer, unknownItems }: CorrectionGround,
): Refusal | undefined {
  const refused = refuseUnfounded(asked) ?? refuseUntimely(asked, known, officer);
  if (refused) return refused;
  if (unknownItems.length > 0)
    return refuse(
      'item-unknown',
      'QY-2.3',
      `清单没有事项：${unknownItems.join('、')}。`,
      `Not on the list: ${unknownItems.join(', ')}.`,
      '填写清单中的事项。',
      'Name items of the list.',
    );
  const changed = changesOf(asked, known);
  if (Object.keys(changed).length === 0)
    return refuse(
      'nothing-corrected',
      clauseOf(asked),
      '更正后没有变化。',
      'The correction changes nothing.',
      '无需更正。',
      'There is nothing to correct.',
    );
  return changed.endedOn === undefined ? undefined : refuseEnd(changed.endedOn, known, today);
}

/** A correction has its evidence and its reason. */
function refuseUnfounded(asked: CorrectionAsked): Refusal | undefined {
  const clause = clauseOf(asked);
  if (!asked.evidence)
    return refuse(
      'evidence-missing',
      clause,
      '更正检查历史须有证据。',
      'The history is corrected with evidence only.',
      '附证据材料。',
      'Attach the evidence.',
    );
  return asked.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        clause,
        '更正检查历史须说明理由。',
        'The correction gives no reason.',
        '说明理由。',
        'Give the reason.',
      );
}

/** Nobody of the team corrects, and nothing is corrected that has not been recorded or told yet. */
function refuseUntimely(
  asked: CorrectionAsked,
  known: Corrected,
  officer: string,
): Refusal | undefined {
  if (known.team.includes(officer))
    return refuse(
      'own-record',
      'X-7',
      '检查组成员不得更正本次检查的历史。',
      'Nobody of its team corrects what an inspection inspected or found.',
      '由登记员或者未参与检查的负责人更正。',
      'Let the registrar correct it, or a head who took no part.',
    );
  if (known.endedOn === null)
    return refuse(
      'end-missing',
      'QY-12.1',
      '检查尚未结束。',
      'The inspection is not over.',
      '由检查案卷记录。',
      'Its own file records it.',
    );
  if (asked.found !== undefined && !known.told)
    return refuse(
      'not-awaited',
      'QY-12.1',
      '检查结果尚未告知。',
      'Its result has not been told.',
      '先告知检查结果。',
      'Tell the result first.',
    );
  return undefined;
}

/** QY-12.1  Where a file is open whose act corrects the end, that act does. */
function refuseEnd(endedOn: CivilDate, known: Corrected, today: CivilDate): Refusal | undefined {
  if (known.correctsItself)
    return refuse(
      'not-awaited',
      'QY-12.1',
      '结束日期由检查案卷或者窗口案卷更正。',
      'Its own file, or its window, corrects the end.',
      '在该案卷提交更正。',
      'File the correction there.',
    );
  if (endedOn > today)
    return refuse(
      'in-the-future',
      'QY-12.1',
      '更正后的结束日期在将来。',
      'The corrected end lies in the future.',
      '填写实际结束的日期。',
      'State the day on which it ended.',
    );
  return endedOn < known.startedOn
    ? refuse(
        'end-before-start',
        'QY-12.1',
        `结束日期早于开始日期 ${known.startedOn}。`,
        `It began on ${known.startedOn}.`,
        '结束日期不得早于开始日期。',
        'The end is not before the start.',
      )
    : undefined;
}

/** QY-15.1: a year that a corrected end leaves open still bars, whether or not its window had closed. */
export const stillBars = (endedOn: CivilDate, today: CivilDate): boolean =>
  today <= barredThrough(endedOn);
