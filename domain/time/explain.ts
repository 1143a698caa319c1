/** 计算说明 The sentences of a count, in Chinese and English. Each states something that can be checked on a wall calendar. */
import { civilDateOf, dateOfDay, formatInstant } from './civil-date.ts';
import type { DayKnowledge } from './calendar.ts';
import { instant } from './instant.ts';
import type { Instant } from './instant.ts';
import type { CalendarYear, Explained } from './limit.ts';
import { neighbours, spoken, workingRuns } from './runs.ts';

type Knowing = (dayNumber: number) => DayKnowledge;

/** 民法典 201(2). */
export function hoursRun(start: Instant, count: number, at: Instant): Explained[] {
  const [from, to] = [formatInstant(start), formatInstant(at)];
  return [
    {
      zh: `自${from}起算${count}小时，至${to}（含）为按期；不因休息日顺延（民法典第201条）`,
      en: `${count} hours from ${from}: in time up to and including ${to}; rest days do not lengthen it (Civil Code art. 201)`,
    },
  ];
}

/** 民法典 201(1). */
export function startExcluded(startDay: number): Explained {
  const day = spoken(startDay);
  return {
    zh: `${day.zh}为开始当日，不计入（民法典第201条）`,
    en: `${day.en} is the day it starts and is not counted (Civil Code art. 201)`,
  };
}

/** The runs of working days and their sum, like `20 = 9 + 11`. */
export function workingDaysCounted(from: number, last: number, know: Knowing): Explained[] {
  const runs = workingRuns(from, last, know);
  const counts = runs.map((run) => run.count).filter((count) => count > 0);
  const total = counts.reduce((a, b) => a + b, 0);
  const sum = counts.length > 1 ? `${total} = ${counts.join(' + ')}` : `${total}`;
  const day = spoken(last);
  return [
    ...runs.map((run) => run.told),
    {
      zh: `${sum}个工作日；最后一日为${day.zh}`,
      en: `${sum} working ${total === 1 ? 'day' : 'days'}; the last day is ${day.en}`,
    },
  ];
}

export function calendarDaysCounted(count: number, target: number): Explained {
  const day = spoken(target);
  return {
    zh: `自次日起连续计算，第${count}日为${day.zh}`,
    en: `counting every day from the next one, day ${count} is ${day.en}`,
  };
}

/** 民法典 202. */
export function monthsCounted(startDay: number, count: number, target: number): Explained {
  const day = spoken(target);
  const corresponds = dateOfDay(startDay).slice(8) === dateOfDay(target).slice(8);
  return corresponds
    ? {
        zh: `${count}个月后的对应日为${day.zh}（民法典第202条）`,
        en: `the corresponding day ${count} month(s) later is ${day.en} (Civil Code art. 202)`,
      }
    : {
        zh: `${count}个月后没有对应日，取月末日${day.zh}（民法典第202条）`,
        en: `${count} month(s) later there is no corresponding day: the month ends on ${day.en} (Civil Code art. 202)`,
      };
}

/** 民法典 203(1): what became of a last day, rest day or not. */
export function rolled(target: number, last: number, know: Knowing): Explained {
  const [day, moved] = [spoken(target), spoken(last)];
  if (last !== target) {
    const rest =
      last - target === 1
        ? dateOfDay(target)
        : `${dateOfDay(target)}…${dateOfDay(last - 1).slice(5)}`;
    return {
      zh: `${rest}为休息日，最后一日顺延至${moved.zh}（民法典第203条）`,
      en: `${rest}: rest; the last day becomes ${moved.en} (Civil Code art. 203)`,
    };
  }
  return know(target).why === 'make-up'
    ? { zh: `${day.zh}为调休工作日，不顺延`, en: `${day.en} is a make-up working day: no roll` }
    : { zh: `${day.zh}为工作日，不顺延`, en: `${day.en} is a working day: no roll` };
}

export const NOT_ROLLED: Explained = {
  zh: '最后一日为休息日的，亦不顺延',
  en: 'not rolled, even when the last day is a rest day',
};

/** 民法典 203(2). `atClose`: a body's close of business was chosen instead of 24:00. */
export function endsBefore(at: Instant, atClose: boolean): Explained {
  const written = formatInstant(at);
  return atClose
    ? {
        zh: `在${written}（停止业务的时间）之前为按期（民法典第203条）`,
        en: `in time before ${written} (close of business, Civil Code art. 203)`,
      }
    : {
        zh: `在${written}之前为按期（最后一日24:00截止，民法典第203条）`,
        en: `in time before ${written} (the last day ends at 24:00, Civil Code art. 203)`,
      };
}

/** A bar or a look-back is no act due: its end is not moved (legal-time §2). */
export function yearWindow(
  startDay: number,
  count: number,
  last: number,
  at: Instant,
): Explained[] {
  const [from, day] = [spoken(startDay), spoken(last)];
  return [
    {
      zh: `自${from.zh}起${count}年，对应日（没有对应日的为月末日）为${day.zh}（民法典第202条）`,
      en: `${count} year(s) from ${from.en}: the corresponding day, or else the end of its month, is ${day.en} (Civil Code art. 202)`,
    },
    {
      zh: `${day.zh}为受限的最后一日，不顺延；自${formatInstant(at)}起可以进行`,
      en: `${day.en} is the last barred day, not rolled; lawful from ${formatInstant(at)}`,
    },
  ];
}

export function calendarYear(last: number): Explained {
  const day = spoken(last);
  return {
    zh: `按年度计算，最后一日为${day.zh}，不顺延`,
    en: `by calendar year: the last day is ${day.en}, not rolled`,
  };
}

export function fixedDay(last: number): Explained {
  const day = spoken(last);
  return { zh: `固定日期${day.zh}，不顺延`, en: `a fixed date, ${day.en}, not rolled` };
}

/** Legal-time §4.2 and §4.3. `earliest` is exclusive: its last day is the one before. */
export function provisional(years: number[], earliest: Instant): Explained {
  const day = civilDateOf(instant(earliest - 1));
  const spans = neighbours(years).map(({ from, to }) =>
    from === to ? `${from}` : `${from}–${to}`,
  );
  return {
    zh: `${spans.join('、')}年放假安排未公布：以周末和法定节假日推算；如有调休，最后一日最早可为${day}；公布前不作终局逾期认定`,
    en: `the arrangement of ${spans.join(', ')} is not published: counted with weekends and statutory holidays; with make-up days the last day may be as early as ${day}; no breach is final before it is published`,
  };
}

export function fictitious(arranged: CalendarYear): Explained {
  return {
    zh: `${arranged.year}年按样例安排计算，并非真实通知`,
    en: `${arranged.year} is counted by an invented arrangement (样例), not by a real notice`,
  };
}
