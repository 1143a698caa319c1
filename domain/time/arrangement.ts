/** 放假安排的核对 Whether a holiday arrangement can be what the State Council announced for its year. */
import { addDays, civilDate, weekday } from './civil-date.ts';
import type { CivilDate } from './instant.ts';
import type { CalendarYear, Explained } from './limit.ts';
import { statutoryHolidays } from './statutory.ts';

/** What is wrong with an arrangement, and in which field (`work.2` is the third make-up day). */
export interface ArrangementProblem extends Explained {
  field: string;
}

type List = 'off' | 'work';

/** How far before New Year a notice may reach back, in days: the notice of 2019 made 2018-12-29 a working day. */
const REACHES_BACK = 14;

/**
 * Checks one candidate: real dates, each once; make-up days on Saturdays and Sundays only; every statutory holiday of the year off
 * (the lunar ones for 2021–2035); no date both off and worked; only dates of the year, or of the last two weeks before it for the New Year block;
 * an invented arrangement says so in its first word. An empty list: nothing speaks against it.
 */
export function validateArrangement(candidate: CalendarYear): ArrangementProblem[] {
  const unreal = [...unrealDates('off', candidate.off), ...unrealDates('work', candidate.work)];
  if (unreal.length > 0) return unreal;
  return [
    ...outOfPlace('off', candidate),
    ...outOfPlace('work', candidate),
    ...workedOnWeekdays(candidate),
    ...both(candidate),
    ...statutoryNotOff(candidate),
    ...unlabelled(candidate),
  ];
}

function unrealDates(list: List, dates: readonly string[]): ArrangementProblem[] {
  const seen = new Set<string>();
  return dates.flatMap((date, i) => {
    const field = `${list}.${i}`;
    if (!isReal(date))
      return [
        {
          field,
          zh: `${date}不是真实日期（YYYY-MM-DD）`,
          en: `${date} is not a real date (YYYY-MM-DD)`,
        },
      ];
    if (seen.has(date)) return [{ field, zh: `${date}重复`, en: `${date} stands twice` }];
    seen.add(date);
    return [];
  });
}

function outOfPlace(list: List, candidate: CalendarYear): ArrangementProblem[] {
  const year = String(candidate.year).padStart(4, '0');
  const first = addDays(civilDate(`${year}-01-01`), -REACHES_BACK);
  return problems(
    list,
    candidate,
    (date) => date < first || date > `${year}-12-31`,
    (date) => ({
      zh: `${year}年的通知不能安排${date}`,
      en: `a notice for ${year} does not speak of ${date}`,
    }),
  );
}

function workedOnWeekdays(candidate: CalendarYear): ArrangementProblem[] {
  return problems(
    'work',
    candidate,
    (date) => weekday(date) !== 0 && weekday(date) !== 6,
    (date) => ({
      zh: `调休工作日${date}不是星期六或星期日`,
      en: `the make-up day ${date} is neither a Saturday nor a Sunday`,
    }),
  );
}

function both(candidate: CalendarYear): ArrangementProblem[] {
  const off = new Set(candidate.off);
  return problems(
    'work',
    candidate,
    (date) => off.has(date),
    (date) => ({
      zh: `${date}既列为放假又列为上班`,
      en: `${date} is both off and worked`,
    }),
  );
}

function statutoryNotOff(candidate: CalendarYear): ArrangementProblem[] {
  const off = new Set(candidate.off);
  return statutoryHolidays(candidate.year).flatMap(({ zh, days }) =>
    days
      .filter((date) => !off.has(date))
      .map((date) => ({
        field: 'off',
        zh: `法定节假日${date}（${zh}）未列入放假`,
        en: `the statutory holiday ${date} (${zh}) is not off`,
      })),
  );
}

/** Nobody may take an invented arrangement for a notice. */
function unlabelled({ notice, fictitious = false }: CalendarYear): ArrangementProblem[] {
  if (fictitious === notice.startsWith('样例')) return [];
  return fictitious
    ? [
        {
          field: 'notice',
          zh: '样例安排的名称须以“样例”开头',
          en: 'the notice of an invented arrangement begins with 样例',
        },
      ]
    : [
        {
          field: 'fictitious',
          zh: '以“样例”开头的安排须标明为样例',
          en: 'an arrangement whose notice begins with 样例 is marked fictitious',
        },
      ];
}

function problems(
  list: List,
  candidate: CalendarYear,
  wrong: (date: CivilDate) => boolean,
  say: (date: CivilDate) => Explained,
): ArrangementProblem[] {
  return candidate[list].flatMap((date, i) =>
    wrong(date) ? [{ field: `${list}.${i}`, ...say(date) }] : [],
  );
}

function isReal(text: string): boolean {
  try {
    civilDate(text);
    return true;
  } catch {
    return false;
  }
}
