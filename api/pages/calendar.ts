/** 日历 What falls due in a month, on the days of the bureau's calendar: rest days, adjusted working days, law and management apart. */
import type { WorkCalendar } from '../../domain/time/calendar.ts';
import { isWorkingDay } from '../../domain/time/calendar.ts';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateOf,
  parseInstant,
  weekday,
} from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { fileAddress, stateTags, type DutyShown } from './duty-lines.ts';
import { asked, filterForm, select } from './filters.ts';
import { html, type Html } from './html.ts';
import type { Page, Visit } from './visit.ts';

const HERE = '/desk/calendar';
/** Of a month; what is beyond is said. */
const MOST = 1000;
/** Written out on one day; the rest stand in the list of that day. */
const EACH_DAY = 5;

interface Month {
  first: CivilDate;
  days: CivilDate[];
}

function monthOf(text: string | null, today: CivilDate): Month {
  const given = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/.test(text ?? '') ? text! : today.slice(0, 7);
  const first = civilDate(`${given}-01`);
  const days: CivilDate[] = [];
  for (let day = first; day.startsWith(given); day = addDays(day, 1)) days.push(day);
  return { first, days };
}

/** What is due at the end of a day is due on that day, and not at the beginning of the next. */
const dayOf = (due: string): CivilDate => civilDateOf(instant(parseInstant(due)! - 1));

export const calendar: Page = async (visit) => {
  const { t, query } = visit;
  const today = civilDateOf(visit.now);
  const month = monthOf(query.get('month'), today);
  const filter = asked(query, ['force']);
  if (query.get('whose') !== 'all') filter.set('mine', 'true');
  const range = { from: month.first, until: month.days.at(-1)!, limit: String(MOST) };
  const [{ items, next }, { items: years }] = await Promise.all([
    visit.read<{ items: DutyShown[]; next: string | null }>(
      `/v1/duties?${new URLSearchParams([...filter, ...Object.entries(range)])}`,
    ),
    visit.read<{ items: WorkCalendar }>('/v1/calendars'),
  ]);
  const due = Map.groupBy(items, (duty) => dayOf(duty.due));
  const name = month.first.slice(0, 7);
  return {
    title: t(`日历 ${name}`, `Calendar ${name}`),
    here: HERE,
    body: html`${steps(visit, month.first)}${filters(visit, name)}${next !== null && html`<div class="box warn"><p>${t(`本月超过 ${MOST} 项，只列最早的。`, `There are more than ${MOST} this month; the first are shown.`)}</p></div>`}
<section><table class="month"><caption>${t(`${name} 到期的义务`, `Due in ${name}`)}</caption><thead><tr>${weekdays.map(([zh, en]) => html`<th scope="col">${t(zh, en)}</th>`)}</tr></thead><tbody>${weeks(
      month,
    ).map(
      (week) =>
        html`<tr>${week.map((day) => (day ? oneDay(visit, day, years, due.get(day) ?? [], day === today) : html`<td class="none"></td>`))}</tr>`,
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
function weeks({ first, days }: Month): (CivilDate | undefined)[][] {
  const before = (weekday(first) + 6) % 7;
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

const filters = (visit: Visit, month: string): Html => {
  const { t, query } = visit;
  return filterForm(visit, HERE, [
    html`<input type="hidden" name="month" value="${month}">`,
    select(
      'whose',
      t('谁的', 'Whose'),
      [
        ['', t('本单位应办', 'owed by my unit')],
        ['all', t('我能看到的全部', 'all that I may see')],
      ],
      query.get('whose') ?? '',
    ),
    select(
      'force',
      t('性质', 'Kind'),
      [
        ['', t('全部', 'all')],
        ['law', t('法定期限', 'law')],
        ['management', t('管理时限', 'management')],
      ],
      query.get('force') ?? '',
    ),
  ]);
};

/** A day of the calendar in force; what no arrangement is published for is said to be so. */
function kindOfDay({ t }: Visit, day: CivilDate, years: WorkCalendar): Html | false {
  const kind = isWorkingDay(day, years);
  if (typeof kind === 'object')
    return (
      (kind.provisional === 'rest' || kind.mayWork) &&
      html` <span class="tag soft">${kind.provisional === 'rest' ? t('休（未定）', 'rest, not settled') : t('班（未定）', 'work, not settled')}</span>`
    );
  const weekend = [0, 6].includes(weekday(day) % 7);
  if (kind === 'rest') return html` <span class="tag soft">${t('休', 'rest')}</span>`;
  return weekend && html` <span class="tag warn">${t('班', 'adjusted working day')}</span>`;
}

function oneDay(
  visit: Visit,
  day: CivilDate,
  years: WorkCalendar,
  due: readonly DutyShown[],
  today: boolean,
): Html {
  const { t, say } = visit;
  const more = due.length - EACH_DAY;
  const number = html`<strong><time datetime="${day}">${String(Number(day.slice(8)))}</time></strong>`;
  const list = linkTo(visit, { from: day, until: day });
  return html`<td${due.length === 0 && !today && html` class="none"`}${today && html` aria-current="date"`}>${due.length > 0 ? html`<a href="/desk?${list}" aria-label="${t(`${day}，${due.length} 项`, `${day}, ${due.length} due`)}">${number}</a>` : number}${kindOfDay(visit, day, years)}${today && html` <span class="small">${t('今天', 'today')}</span>`}
${due.length > 0 && html`<ul>${due.slice(0, EACH_DAY).map((duty) => html`<li><a href="${fileAddress(duty.file)}">${say(duty.action)}</a> <span class="small">${dayTime(duty.due)}</span> ${stateTags(visit, duty)}</li>`)}</ul>`}${more > 0 && html`<p class="small"><a href="/desk?${list}">${t(`还有 ${more} 项`, `${more} more`)}</a></p>`}</td>`;
}

/** `24:00` is the end of its day. */
const dayTime = (due: string): string => {
  const time = due.slice(11, 16);
  return time === '00:00' ? '24:00' : time;
};
