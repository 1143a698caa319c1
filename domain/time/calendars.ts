/**
 * 已公布的放假安排 The arrangements published so far, as the General Office of the State Council announced them (legal-time §3).
 * Data to be loaded into the database once; a workflow never imports it, it counts with the snapshot in its own history.
 */
import { addDays, civilDate } from './civil-date.ts';
import type { CivilDate } from './instant.ts';
import type { CalendarYear, WorkCalendar } from './limit.ts';

export { fictitiousYear } from './fictitious.ts';

/** 2021–2026. The number of the notice for 2026 is not in our sources: its title stands instead. */
export const publishedYears: WorkCalendar = [
  published(
    2021,
    '国办发明电〔2020〕27号',
    '2020-11-25',
    '1/1–1/3, 2/11–2/17, 4/3–4/5, 5/1–5/5, 6/12–6/14, 9/19–9/21, 10/1–10/7',
    '2/7, 2/20, 4/25, 5/8, 9/18, 9/26, 10/9',
  ),
  published(
    2022,
    '国办发明电〔2021〕11号',
    '2021-10-25',
    '1/1–1/3, 1/31–2/6, 4/3–4/5, 4/30–5/4, 6/3–6/5, 9/10–9/12, 10/1–10/7',
    '1/29, 1/30, 4/2, 4/24, 5/7, 10/8, 10/9',
  ),
  published(
    2023,
    '国办发明电〔2022〕16号',
    '2022-12-08',
    '1/1–1/2, 1/21–1/27, 4/5, 4/29–5/3, 6/22–6/24, 9/29–10/6',
    '1/28, 1/29, 4/23, 5/6, 6/25, 10/7, 10/8',
  ),
  published(
    2024,
    '国办发明电〔2023〕7号',
    '2023-10-25',
    '1/1, 2/10–2/17, 4/4–4/6, 5/1–5/5, 6/10, 9/15–9/17, 10/1–10/7',
    '2/4, 2/18, 4/7, 4/28, 5/11, 9/14, 9/29, 10/12',
  ),
  published(
    2025,
    '国办发明电〔2024〕12号',
    '2024-11-12',
    '1/1, 1/28–2/4, 4/4–4/6, 5/1–5/5, 5/31–6/2, 10/1–10/8',
    '1/26, 2/8, 4/27, 9/28, 10/11',
  ),
  published(
    2026,
    '国务院办公厅关于2026年部分节假日安排的通知',
    '2025-11-04',
    '1/1–1/3, 2/15–2/23, 4/4–4/6, 5/1–5/5, 6/19–6/21, 9/25–9/27, 10/1–10/7',
    '1/4, 2/14, 2/28, 5/9, 9/20, 10/10',
  ),
];

function published(
  year: number,
  notice: string,
  publishedOn: string,
  off: string,
  work: string,
): CalendarYear {
  return {
    year,
    version: 1,
    notice,
    publishedOn: civilDate(publishedOn),
    off: days(year, off),
    work: days(year, work),
  };
}

/** Reads month/day and month/day–month/day. */
function days(year: number, written: string): CivilDate[] {
  return written.split(', ').flatMap((part) => {
    const [from, to = from] = part.split('–').map((monthDay) => onDay(year, monthDay));
    const run: CivilDate[] = [];
    for (let date = from!; date <= to!; date = addDays(date, 1)) run.push(date);
    return run;
  });
}

function onDay(year: number, monthDay: string): CivilDate {
  const [month, day] = monthDay.split('/').map((part) => part.padStart(2, '0'));
  return civilDate(`${year}-${month}-${day}`);
}
