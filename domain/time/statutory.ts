/**
 * 法定节假日 The days that are off by law, whatever a notice arranges around them
 * (全国年节及纪念日放假办法; amended by 国令795号 with effect from 2025-01-01, legal-time §3).
 */
import { addDays, civilDate } from './civil-date.ts';
import type { CivilDate } from './instant.ts';

/** From this year 除夕 and 2 May are statutory holidays too. */
const AMENDED_FROM = 2025;

/** Month and day of 清明, 春节 (初一), 端午 and 中秋. Almanac data, checked against `chinese-days` in the tests. */
const BY_THE_MOON: Readonly<
  Record<
    number,
    readonly [qingming: string, springFestival: string, dragonBoat: string, midAutumn: string]
  >
> = {
  2021: ['04-04', '02-12', '06-14', '09-21'],
  2022: ['04-05', '02-01', '06-03', '09-10'],
  2023: ['04-05', '01-22', '06-22', '09-29'],
  2024: ['04-04', '02-10', '06-10', '09-17'],
  2025: ['04-04', '01-29', '05-31', '10-06'],
  2026: ['04-05', '02-17', '06-19', '09-25'],
  2027: ['04-05', '02-06', '06-09', '09-15'],
  2028: ['04-04', '01-26', '05-28', '10-03'],
  2029: ['04-04', '02-13', '06-16', '09-22'],
  2030: ['04-05', '02-03', '06-05', '09-12'],
  2031: ['04-05', '01-23', '06-24', '10-01'],
  2032: ['04-04', '02-11', '06-12', '09-19'],
  2033: ['04-04', '01-31', '06-01', '09-08'],
  2034: ['04-05', '02-19', '06-20', '09-27'],
  2035: ['04-05', '02-08', '06-10', '09-16'],
};

/** Whether the dates of 清明, 春节, 端午 and 中秋 of a year are in the table (2021–2035). */
export function knowsTheMoon(year: number): boolean {
  return year in BY_THE_MOON;
}

export interface StatutoryHoliday {
  zh: string;
  days: CivilDate[];
}

/** The statutory holidays of a year by name, in the order of the year. Outside 2021–2035 only those fixed in the solar calendar. */
export function statutoryHolidays(year: number): StatutoryHoliday[] {
  const on = (monthDay: string) => civilDate(`${String(year).padStart(4, '0')}-${monthDay}`);
  const amended = year >= AMENDED_FROM;
  const holidays = [
    { zh: '元旦', days: [on('01-01')] },
    { zh: '劳动节', days: run(on('05-01'), 0, amended ? 1 : 0) },
    { zh: '国庆节', days: run(on('10-01'), 0, 2) },
  ];
  const moon = BY_THE_MOON[year];
  if (moon) {
    holidays.push(
      { zh: '清明节', days: [on(moon[0])] },
      { zh: '春节', days: run(on(moon[1]), amended ? -1 : 0, 2) },
      { zh: '端午节', days: [on(moon[2])] },
      { zh: '中秋节', days: [on(moon[3])] },
    );
  }
  return holidays.sort((a, b) => (a.days[0]! < b.days[0]! ? -1 : 1));
}

/** Every statutory day of a year, ascending and distinct (中秋 may fall into 国庆). */
export function statutoryDays(year: number): CivilDate[] {
  return [...new Set(statutoryHolidays(year).flatMap((holiday) => holiday.days))].sort();
}

/** The days from `first` to `last`, both counted from `of`. */
function run(of: CivilDate, first: number, last: number): CivilDate[] {
  return Array.from({ length: last - first + 1 }, (_, i) => addDays(of, first + i));
}
