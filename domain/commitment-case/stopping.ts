/** 第八条、第九条第二款 When a stop is ordered, and what the order must say. Arts. 8 and 9 are different laws. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { CheckFinding, stopOrder } from './acts.ts';
import type { State } from './state.ts';

/** Art. 8 or 9(2): under which of the two a stop is ordered. */
export const stopClause = (type: State['type']): string =>
  type === 'certification' ? 'TJ84-8' : 'TJ84-9.2';

/**
 * 第八条、第九条第二款 Whether what was found demands the stop order: 不符 alone for 证明事项告知承诺制; for 信用承诺制 also the judgement
 * that the materials cannot be completed to the standard.
 */
export const demandsStop = (
  type: State['type'],
  { result, canSupplement }: CheckFinding,
): boolean => result === 'not-conforming' && (type === 'certification' || canSupplement === false);

// 第八条、第九条第二款 A stop order says why, and what the party can do against it; it follows the check.
export const orderIsComplete: GuardOf<typeof stopOrder, State> = (act, s) => {
  const { facts } = act;
  const clause = stopClause(s.type);
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      clause,
      '责令停止须说明理由。',
      'A stop order gives its reasons.',
      '写明理由。',
      'State the reasons.',
    );
  if (!facts.remediesGiven)
    return refuse(
      'remedies-missing',
      clause,
      '责令停止须告知救济机关和期限。',
      'A stop order names the remedies: body and period.',
      '填写 remedies。',
      'Give remedies.',
    );
  if (
    s.checkedAt === undefined ||
    Math.min(act.servedAt ?? Infinity, act.occurredAt ?? Infinity) >= s.checkedAt
  )
    return undefined;
  return {
    ...refuse(
      'before-trigger',
      clause,
      `责令停止早于检查（${formatInstant(s.checkedAt)}）。`,
      `The order is dated before the check (${formatInstant(s.checkedAt)}).`,
      '责令停止不得早于检查发现。',
      'The order follows the check.',
    ),
    earliest: s.checkedAt,
  };
};
