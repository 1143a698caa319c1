/** 日历 What falls due in a month, on the days of the calendar in force: rest days, adjusted working days, law and management apart. */
import { unpublishedYears, workTable, type DayKnowledge } from '../../domain/time/calendar.ts';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateOf,
  dayNumber,
  parseInstant,
  weekday,
} from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import type { WorkCalendar } from '../../domain/time/limit.ts';
import { boardFilter, forceField, whoseField } from './board-filters.ts';
import { fileAddress, stateTags, type DutyShown } from './duty-lines.ts';
import { asked, filterForm } from './filters.ts';
import { groupedBy } from './grouping.ts';
import { html, type Html } from './html.ts';
import type { Page, Visit } from './visit.ts';

const HERE = '/desk/calendar';
/** Of a month; a day that they do not reach says so, and leads to its own list. */
const MOST = 1000;
/** Written out on one day; the rest stand in the list of that day. */
const EACH_DAY = 5;

interface Month {
  name: string;
  days: CivilDate[];
}

/** The years of the API's own dates. */
function monthOf(text: string | null, today: CivilDate): Month {
  const known = /^(?:199\d|2[01]\d\d)-(?:0[1-9]|1[0-2])$/.test(text ?? '');
  const name = known ? text! : today.slice(0, 7);
  const days: CivilDate[] = [];
  for (let day = civilDate(`${name}-01`); day.startsWith(name); day = addDays(day, 1))
    days.push(day);
  return { name, days };
}

/** What is due at the end of a day is due on that day, and not at the beginning of the next. */
const dayOf = (due: string): CivilDate => civilDateOf(instant(parseInstant(due)! - 1));

/** What is known of the days of a month. */
interface Known {
  today: CivilDate;
  work: (day: CivilDate) => DayKnowledge;
  due: ReadonlyMap<CivilDate, readonly DutyShown[]>;
  /** The day with which the list was cut: of that and of later ones not all is here. */
  cut: CivilDate | undefined;
}

export const calendar: Page = async (visit) => {
  const { t, query } = visit;
  const today = civilDateOf(visit.now);
  const month = monthOf(query.get('month'), today);
  const { name, days } = month;
  const [first, last] = [days[0]!, days.at(-1)!];
  const filter = boardFilter(query, ['force']);
  const range = { from: first, until: last, limit: String(MOST) };
  const [{ items, next }, { items: years }] = await Promise.all([
    visit.read<{ items: DutyShown[]; next: string | null }>(
      `/v1/duties?${new URLSearchParams([...filter, ...Object.entries(range)])}`,
    ),
    visit.read<{ items: WorkCalendar }>('/v1/calendars'),
  ]);
  const table = workTable(years);
  const known: Known = {
    today,
    work: (day) => table(dayNumber(day)),
    due: groupedBy(items, (duty) => dayOf(duty.due)),
    cut: next === null ? undefined : dayOf(items.at(-1)!.due),
  };
  const unsettled = unpublishedYears(years, first, last).length > 0;
  return {
    title: t(`日历 ${name}`, `Calendar ${name}`),
    here: HERE,
    body: html`${steps(visit, first)}${filters(visit, name)}${unsettled && html`<div class="box warn"><p>${t('该年放假安排尚未公布或录入：休息日和调休未定。', 'No holiday arrangement is published or loaded for this year: its rest days and adjusted working days are not settled.')}</p></div>`}
<section>${items.length === 0 && html`<p>${t('本月没有到期的义务。', 'Nothing is due this month.')}</p>`}<table class="month"><caption>${t(`${name} 到期、尚未办理的义务`, `Due in ${name} and not performed yet`)}</caption><thead><tr>${weekdays.map(([zh, en]) => html`<th scope="col">${t(zh, en)}</th>`)}</tr></thead><tbody>${weeks(
      days,
    ).map(
      (week) =>
        html`<tr>${week.map((day) => (day ? dayShown(visit, day, known) : html`<td class="none"></td>`))}</tr>`,
    )}</tbody></table></section>`,
  };
};

const weekdays = [
  ['一', 'Mon'],
  ['二', 'Tue'],
  ['三', 'Wed'],
  ['四', 'Thu'],
  ['五', 'Fri'],
  ['六', 'Sat'],
  ['日', 'Sun'],
] as const;

/** From Monday on; before the first day and after the last there is nothing. */
function weeks(days: readonly CivilDate[]): (CivilDate | undefined)[][] {
  const before = (weekday(days[0]!) + 6) % 7;
  const all: (CivilDate | undefined)[] = [...Array<undefined>(before).fill(undefined), ...days];
  while (all.length % 7 !== 0) all.push(undefined);
  return Array.from({ length: all.length / 7 }, (_, n) => all.slice(n * 7, n * 7 + 7));
}

function linkTo({ query }: Visit, changes: Readonly<Record<string, string>>): string {
  const to = asked(query, ['whose', 'force']);
  for (const [name, value] of Object.entries(changes)) to.set(name, value);
  return to.toString();
}

function steps(visit: Visit, first: CivilDate): Html {
  const { t } = visit;
  const month = (n: number): string => addMonths(first, n).slice(0, 7);
  return html`<nav class="counts noprint" aria-label="${t('月份', 'Months')}"><a href="${HERE}?${linkTo(visit, { month: month(-1) })}" rel="prev">${t('上月', 'Previous month')}</a> <a href="${HERE}?${linkTo(visit, {})}">${t('本月', 'This month')}</a> <a href="${HERE}?${linkTo(visit, { month: month(1) })}" rel="next">${t('下月', 'Next month')}</a></nav>`;
}

const filters = (visit: Visit, month: string): Html =>
  filterForm(visit, HERE, [
    html`<input type="hidden" name="month" value="${month}">`,
    whoseField(visit),
    forceField(visit),
  ]);

/** A day of rest, and a weekend that works; before an arrangement is published only a statutory day is sure. */
function kindOfDay({ t }: Visit, { works, why, unpublished }: DayKnowledge): Html | false {
  if (why === 'make-up')
    return html` <span class="tag warn">${t('班', 'adjusted working day')}</span>`;
  if (works) return false;
  const sure = !unpublished || why === 'statutory';
  return html` <span class="tag soft">${sure ? t('休', 'rest') : t('休（未定）', 'rest, not settled')}</span>`;
}

function dayShown(visit: Visit, day: CivilDate, { today, work, due, cut }: Known): Html {
  const { t } = visit;
  const duties = due.get(day) ?? [];
  const isToday = day === today;
  const isCut = cut !== undefined && day >= cut;
  const list = `/desk?${linkTo(visit, { from: day, until: day })}`;
  const number = html`<strong><time datetime="${day}">${Number(day.slice(8))}</time></strong>`;
  // On a telephone the days stand one under the other, without the heads of the columns.
  const [zh, en] = weekdays[(weekday(day) + 6) % 7]!;
  const name = html` <span class="dow soft small">${t(`周${zh}`, en)}</span>`;
  const count = t(`${duties.length} 项`, `${duties.length} due`);
  const left = duties.length - EACH_DAY;
  return html`<td${duties.length === 0 && !isToday && !isCut && html` class="none"`}${isToday && html` aria-current="date"`}>${duties.length > 0 && !isCut ? html`<a href="${list}">${number} <span class="small">${count}</span></a>` : number}${name}${kindOfDay(visit, work(day))}${isToday && html` <span class="small">${t('今天', 'today')}</span>`}
${duties.length > 0 && html`<ul>${duties.slice(0, EACH_DAY).map((duty) => dutyShown(visit, duty))}</ul>`}${
    isCut
      ? html`<p class="small"><a href="${list}">${t(`本月超过 ${MOST} 项，见当日清单`, `Over ${MOST} this month: the list of the day`)}</a></p>`
      : left > 0 &&
        html`<p class="small"><a href="${list}">${t(`还有 ${left} 项`, `${left} more`)}</a></p>`
  }</td>`;
}

const dutyShown = (visit: Visit, duty: DutyShown): Html =>
  html`<li><a href="${fileAddress(duty.file)}">${visit.say(duty.action)} <span class="small">${duty.file}</span></a> <span class="small">${dayTime(duty.due)}</span> ${stateTags(visit, duty)}</li>`;

/** `24:00` is the end of its day. */
const dayTime = (due: string): string => {
  const time = due.slice(11, 16);
  return time === '00:00' ? '24:00' : time;
};
