/** 日历 Duties as RFC 5545 has them: a day where a period is counted in days, an instant where it is counted in hours; cancelled when nothing is owed any more. */
import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import type { FeedDuty } from '../../db/queries/feeds.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';

export interface Feed {
  name: string;
  language: 'zh' | 'en';
  /** Where the pages are. */
  home: string | undefined;
  now: Instant;
}

const ZONE = 'Asia/Shanghai';

export function calendarOf(duties: readonly FeedDuty[], feed: Feed): string {
  // With the space that begins a folded line, 75 octets.
  ICAL.foldLength = 74;
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//duban//duties//ZH');
  calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  calendar.updatePropertyWithValue('name', feed.name);
  calendar.updatePropertyWithValue('x-wr-calname', feed.name);
  calendar.addSubcomponent(zone());
  for (const duty of duties) calendar.addSubcomponent(eventOf(duty, feed));
  return `${calendar.toString()}\r\n`;
}

/** No daylight saving since 1991: one offset for all that is owed. */
function zone(): InstanceType<typeof ICAL.Component> {
  const china = new ICAL.Component('vtimezone');
  china.updatePropertyWithValue('tzid', ZONE);
  const standard = new ICAL.Component('standard');
  const offset = ICAL.UtcOffset.fromSeconds(8 * 3600);
  standard.updatePropertyWithValue('dtstart', ICAL.Time.fromDateTimeString('1991-09-15T00:00:00'));
  standard.updatePropertyWithValue('tzoffsetfrom', offset);
  standard.updatePropertyWithValue('tzoffsetto', offset);
  standard.updatePropertyWithValue('tzname', 'CST');
  china.addSubcomponent(standard);
  return china;
}

/** The same for as long as the duty stands in its file, whoever reads it. */
const uidOf = ({ file, key }: Pick<FeedDuty, 'file' | 'key'>): string =>
  `${createHash('sha256').update(`${file}\n${key}`).digest('hex').slice(0, 40)}@duban`;

function eventOf(
  duty: FeedDuty,
  { language, home, now }: Feed,
): InstanceType<typeof ICAL.Component> {
  const zh = language === 'zh';
  const event = new ICAL.Component('vevent');
  const set = (name: string, value: unknown): void =>
    void event.updatePropertyWithValue(name, value as string);
  const late = duty.state === 'overdue';
  const owed = late || duty.state === 'open' || duty.state === 'due-soon';
  const law = duty.force !== 'management';
  const kind = law ? (zh ? '法定期限' : 'law') : zh ? '管理时限' : 'management period';
  const overdue = law ? (zh ? '逾期：' : 'Overdue: ') : zh ? '超管理时限：' : 'Past its period: ';
  set('uid', uidOf(duty));
  set('sequence', duty.sequence);
  set('dtstamp', ICAL.Time.fromJSDate(new Date(now), true));
  begins(event, duty);
  set('summary', `${late ? overdue : ''}${duty[language]}（${kind}）${duty.file}`);
  const address = home && `${home}/desk/files/${encodeURIComponent(duty.file)}`;
  set('description', [duty.article, duty.clause, ...(address ? [address] : [])].join('\n'));
  if (address) set('url', address);
  set('categories', kind);
  set('status', owed ? 'CONFIRMED' : 'CANCELLED');
  set('transp', 'TRANSPARENT');
  return event;
}

/** The last day of a period of days is a whole day; an hour has its instant, in the time of the place. */
function begins(event: InstanceType<typeof ICAL.Component>, { lastDay, due }: FeedDuty): void {
  const start = new ICAL.Property('dtstart');
  if (lastDay) start.setValue(ICAL.Time.fromDateString(lastDay));
  else {
    start.setValue(ICAL.Time.fromDateTimeString(formatInstant(instant(due)).slice(0, 19)));
    start.setParameter('tzid', ZONE);
  }
  event.addProperty(start);
}
