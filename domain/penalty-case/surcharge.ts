/** 加处罚款 What is added to a fine that is paid late (处罚法 72): so much a day, never above what is late. Pure. */
import { dayNumber } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';

export function surchargeOf(p: {
  lateFen: number;
  dueOn: CivilDate;
  paidOn: CivilDate;
  perMille: number;
}): { days: number; amountFen: number } {
  const days = Math.max(0, dayNumber(p.paidOn) - dayNumber(p.dueOn));
  const amountFen = Math.min(p.lateFen, Math.floor((p.lateFen * p.perMille * days) / 1000));
  return { days, amountFen };
}
