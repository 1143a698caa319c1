/** 责令改正 One notice with every finding, followed until two officers have re-checked it (QY-12.3). Pure guards. */
import type { CivilDate } from '../time/instant.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { OutcomeKind } from './outcomes.ts';

export interface Rectification {
  orderedOn: CivilDate;
  until: CivilDate;
  findings: readonly string[];
}
/** QY-12.3  One notice lists every finding, with a date after the order; nothing is demanded a second time for the same finding. */
export function refuseRectification(
  notice: Rectification,
  found: readonly string[],
  before: readonly Rectification[],
): Refusal | undefined {
  if (notice.until < notice.orderedOn)
    return refuse(
      'rectification-date-invalid',
      'QY-12.3',
      '整改期限早于责令之日。',
      'The date lies before the order.',
      '整改期限不得早于责令之日。',
      'The date does not lie before the order.',
    );
  const again = notice.findings.find((f) => before.some((b) => b.findings.includes(f)));
  if (again !== undefined)
    return refuse(
      'already-notified',
      'QY-12.3',
      `问题 ${again} 已经告知，不得另提新的要求。`,
      `${again} was told already: no second list of demands.`,
      '在原整改通知下跟踪、复核。',
      'Track and re-check under the notice there is.',
    );
  const left = found.filter(
    (f) => !notice.findings.includes(f) && !before.some((b) => b.findings.includes(f)),
  );
  return left.length > 0
    ? refuse(
        'finding-unlisted',
        'QY-12.3',
        `整改通知没有列明：${left.join('、')}。`,
        `The notice leaves out: ${left.join(', ')}.`,
        '一次告知全部问题。',
        'Tell all findings at once.',
      )
    : undefined;
}

/** QY-12.3  Closed only when re-checked, by two with certificates; what failed leads on. */
export function refuseClosing(
  recheck: { certificates: readonly string[]; conforming: boolean } | undefined,
  next: OutcomeKind | undefined,
): Refusal | undefined {
  if (!recheck)
    return refuse(
      'not-rechecked',
      'QY-12.3',
      '整改没有复核，不得结案。',
      'Nothing is closed without a re-check.',
      '两名执法人员复核。',
      'Let two officers re-check.',
    );
  if (new Set(recheck.certificates).size < 2)
    return refuse(
      'too-few-officers',
      'QY-12.3',
      '复核的执法人员不得少于两人。',
      'A re-check takes two certificated officers.',
      '由两名执法人员复核。',
      'Let two officers re-check.',
    );
  return recheck.conforming || next === 'case-filing' || next === 'transfer'
    ? undefined
    : refuse(
        'not-rechecked',
        'QY-12.3',
        '复核不合格，须进入下一步处理。',
        'The re-check failed: the next measure follows.',
        '立案或者移送。',
        'File a case or transfer it.',
      );
}
