/** 检查之后 What the inspected may say of each step, and which figures of it are shown (QY-17.2). */
import { addDays } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';

/** 评价环节 The steps of an inspection that an enterprise may evaluate, each once. */
export const steps = [
  'notice',
  'certificates',
  'on-site',
  'statement',
  'result',
  'rectification',
  'whole',
] as const;
/** 扰企迹象 */
export const signs = [
  'too-frequent',
  'too-many-people',
  'rude',
  'not-heard',
  'costs',
  'disruption',
] as const;

/** Fewer than this and nothing is told, so that nobody is found out by counting. Management. */
export const LEAST = 3;

/** The last quarter that is over: figures that still grow would give each new voice away to whoever looks every day. */
export function lastQuarter(today: CivilDate): { from: CivilDate; until: CivilDate } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (y: number, m: number): CivilDate =>
    `${y}-${String(m).padStart(2, '0')}-01` as CivilDate;
  const begins = Math.floor((month - 1) / 3) * 3 + 1;
  const until = addDays(first(year, begins), -1);
  return { from: begins === 1 ? first(year - 1, 10) : first(year, begins - 3), until };
}
