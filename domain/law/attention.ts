/** 状态 How much attention a file needs, as one code. It is that of its most urgent duty. */
import type { Wait } from './wait.ts';

/**
 * `overdue`: a period of law has passed and its breach stands. `management-overdue`: only a management period has passed, which is no breach.
 * `blocked`: 可能逾期 a period has passed that cannot be counted for certain before the year's arrangement is published. `technical`: the file cannot write.
 */
export const attentions = [
  'on-track',
  'due-soon',
  'management-overdue',
  'blocked',
  'overdue',
  'technical',
] as const;
export type Attention = (typeof attentions)[number];

export function attentionOf(owed: readonly Wait[]): Attention {
  const overdue = owed.filter(({ state }) => state === 'overdue');
  if (overdue.some(({ force }) => force !== 'management')) return 'overdue';
  if (owed.some(({ possiblyOverdue }) => possiblyOverdue)) return 'blocked';
  if (overdue.length > 0) return 'management-overdue';
  return owed.some(({ state }) => state === 'due-soon') ? 'due-soon' : 'on-track';
}
