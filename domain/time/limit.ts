import type { CivilDate, Instant } from './instant.ts';

/**
 * 期限 A period as the law writes it; the unit is never left out.
 * `roll`: whether a period of days ending on a rest day ends on the next working day instead (民法典 203);
 * default true for calendar days and months. Hours, year windows and fixed dates never roll.
 */
export type TimeLimit =
  | { unit: 'hours'; count: number }
  | { unit: 'calendar-days'; count: number; roll?: boolean }
  | { unit: 'working-days'; count: number }
  | { unit: 'months'; count: number; roll?: boolean }
  | { unit: 'year-window'; count: number }
  | { unit: 'calendar-year' }
  | { unit: 'fixed'; on: CivilDate };

/** 放假安排 One published version of one year's holiday arrangement. `off`: days without work (weekends inside a block included); `work`: make-up days (调休). */
export type CalendarYear = {
  year: number;
  version: number;
  /** Number or title of the State Council notice. */
  notice: string;
  publishedOn: CivilDate;
  off: CivilDate[];
  work: CivilDate[];
  /** 样例: an invented notice for demonstration and tests; never in production. */
  fictitious?: boolean;
};

/** The arrangements a file counts with: a snapshot, recorded in its history. A year that is missing is unpublished. */
export type WorkCalendar = readonly CalendarYear[];

/** 到期 When a period ends, and how that was counted. */
export interface Due {
  /** Day-based: the first instant that is too late (exclusive). Hours: the last instant in time (inclusive). Year window: the first lawful instant. */
  at: Instant;
  inclusive: boolean;
  /** Last civil day of the period; for a year window the last barred day; absent for hours. */
  lastDay?: CivilDate;
  /** `provisional`: the answer rests on a year whose arrangement is not published; no breach is final while it is. */
  status: 'firm' | 'provisional';
  /** With `provisional`: the earliest instant that the still unknown arrangement can make of it. */
  earliest?: Instant;
  /** The counting, line by line, in Chinese and English. */
  explanation: Explained[];
  /** The calendar versions used, like `2026/1`. */
  calendarVersions: string[];
}

export interface Explained {
  zh: string;
  en: string;
}

export interface CountingOptions {
  /** 民法典 203(2): close of business as minutes after midnight, when the body has chosen it; 24:00 otherwise. */
  closeOfBusiness?: number;
}
