/** The kinds of time that Duban knows. All legal time is fixed UTC+8 (no daylight saving in China since 1991). */

/** 时刻 An instant: milliseconds since the Unix epoch. */
export type Instant = number & { readonly __kind: 'instant' };
/** 日期 A civil date in UTC+8, written YYYY-MM-DD. */
export type CivilDate = string & { readonly __kind: 'civil-date' };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Brands a number of milliseconds as an instant. Throws RangeError when it is not a finite integer. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms))
    throw new RangeError('an instant is a whole number of milliseconds');
  return ms as Instant;
}
