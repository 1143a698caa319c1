/** 日期 Days and times of the year as the acts state them, in UTC+8. */
import type { Instant } from '../../../domain/time/instant.ts';

export const addDay = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
/** The day after the year that an end opens. */
export const yearAfter = (end: string): string =>
  addDay(`${Number(end.slice(0, 4)) + 1}${end.slice(4)}`, 1);
export const stamp = (time: Instant): string =>
  `${new Date(time + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
