/** 重算 Every due instant, on both readings, every timing and every breach, counted anew from what triggers them, the limits and the calendars of the log. */
import type { CountedDue } from '../dossier/folded.ts';
import type { LifeAct } from '../dossier/life-shape.ts';
import { timingOf } from '../law/wait.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { formatInstant, parseInstant } from '../time/civil-date.ts';
import { due as count } from '../time/due.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { TimeLimit, WorkCalendar } from '../time/limit.ts';
import { timeLimitShape } from '../time/shapes.ts';
import { finding, proving, type Finding } from './findings.ts';
import { calendarsOf } from './ground.ts';
import type { Read } from './members.ts';

type Entry = Read['register']['entries'][number];
type Fields = Readonly<Record<string, unknown>>;

export function* counting(read: Read): Generator<Finding> {
  if (read.dossier.made.scope === 'withheld') return;
  const recount = new Recount(read);
  recount.all();
  yield proving('counting', recount.wrong, {
    holds: {
      zh: `${recount.counted} 个截止时刻（含第二种解释及计算说明）、${recount.judged} 个按期与否的判定以及每一违期均已重算，结果相同。`,
      en: `${recount.counted} due instants (with second readings and explanations), ${recount.judged} timings and every breach were counted anew and are the same.`,
    },
    fails: {
      zh: '重算的截止时刻、按期与否或者违期与案卷所载不同。',
      en: 'A due instant, a timing or a breach is another when it is counted anew.',
    },
  });
  if (recount.uncounted.length > 0)
    yield finding(
      'counting',
      'missing',
      '有义务没有载明期限，不能重算。',
      'Of a duty no limit is stated, so that it can not be counted.',
      recount.uncounted,
    );
}

class Recount {
  readonly wrong: string[] = [];
  readonly uncounted: string[] = [];
  counted = 0;
  judged = 0;
  readonly #read: Read;
  readonly #calendars: ReadonlyMap<string, WorkCalendar[number]>;
  readonly #limits: ReadonlyMap<string, unknown>;
  /** How each duty stands before the entry that is looked at. */
  readonly #due = new Map<
    string,
    { entry: Entry; due: CountedDue; second: CountedDue | undefined }
  >();
  readonly #breached = new Set<string>();
  readonly #late = new Set<string>();

  constructor(read: Read) {
    this.#read = read;
    this.#calendars = new Map(
      calendarsOf(read.life).map(({ document: _document, loadedAt: _loaded, ...year }) => [
        `${year.year}/${year.version}`,
        {
          ...year,
          publishedOn: year.publishedOn as CivilDate,
          off: year.off as CivilDate[],
          work: year.work as CivilDate[],
        },
      ]),
    );
    this.#limits = new Map(read.dossier.duties.map(({ key, limit }) => [key, limit]));
  }

  all(): void {
    const acts = new Map(this.#read.life.acts.map((act) => [act.act, act]));
    for (const entry of this.#read.register.entries) {
      if (entry.type === 'duty-armed' || entry.type === 'window-opened') this.#armed(entry);
      if (entry.type === 'duty-revised') this.#revised(entry);
      if (entry.type === 'duty-breached') this.#breached.add(keyIn(entry));
      if (entry.type === 'act-accepted') this.#performed(entry, acts.get(entry.act ?? ''));
    }
    for (const key of this.#late)
      if (!this.#breached.has(key)) this.wrong.push(`${key}: late, no breach`);
  }

  #armed(entry: Entry): void {
    const body = entry.body as Fields & CountedDue & { from: string };
    const key = keyIn(entry);
    const second = body['secondReading'] as CountedDue | undefined;
    this.#due.set(key, { entry, due: body, second });
    this.#same(entry, key, body.from, body, second);
  }

  #revised(entry: Entry): void {
    const key = keyIn(entry).slice(0, -`:${entry.act}`.length);
    const armed = this.#due.get(key);
    if (!armed || !entry.key.startsWith('revised:')) return;
    const { after, secondReading } = entry.body as never as {
      after: CountedDue;
      secondReading?: CountedDue;
    };
    this.#due.set(key, { ...armed, due: after, second: secondReading ?? armed.second });
    const { from } = armed.entry.body as { from: string };
    this.#same(entry, key, from, after, secondReading);
  }

  /** Counted from its start by its limit, under the versions that it names. */
  #same(entry: Entry, key: string, from: string, stated: CountedDue, second?: CountedDue): void {
    const limit = timeLimitShape.safeParse(this.#limits.get(key));
    const start = parseInstant(from);
    if (!limit.success || start === undefined)
      return void this.uncounted.push(`${entry.seq} ${key}`);
    this.#compare(entry, key, start, limit.data, stated, true);
    const other = otherReading(limit.data);
    if (!second) return;
    if (other) this.#compare(entry, `${key} (2)`, start, other, second, false);
    else this.wrong.push(`${entry.seq} ${key}: second reading`);
  }

  #compare(
    { seq }: Entry,
    key: string,
    start: Instant,
    limit: TimeLimit,
    stated: CountedDue,
    explained: boolean,
  ): void {
    const calendar = stated.calendarVersions.flatMap((name) => this.#calendars.get(name) ?? []);
    const anew = writtenDue(count(start, limit, calendar), explained);
    this.counted++;
    for (const name of Object.keys(writtenNames) as (keyof typeof writtenNames)[]) {
      if (name === 'explanation' && !explained) continue;
      const [is, shall] = [canonicalJson(stated[name] ?? null), canonicalJson(anew[name] ?? null)];
      if (is !== shall) this.wrong.push(`${seq} ${key}.${name}: ${is} ≠ ${shall}`);
    }
  }

  /** In time or not, by the date that the duty judges by, under the due instant as it stood then. */
  #performed(entry: Entry, act: LifeAct | undefined): void {
    const { performs } = entry.body as { performs?: Fields };
    const content = act?.verdict?.content.fields;
    if (!performs || !act || !content) return;
    const key = typeof content['duty'] === 'string' ? content['duty'] : '';
    const armed = this.#due.get(key);
    const date = parseInstant(String(performs['date']));
    const at = parseInstant(armed?.due.due ?? '');
    if (!armed || date === undefined || at === undefined)
      return void this.wrong.push(`${entry.seq} ${key}: performs`);
    const body = armed.entry.body as {
      judgedBy: 'receipt' | 'occurrence' | 'service';
      force: string;
    };
    const timing = timingOf(
      { due: { ...armed.due, at }, duty: { judgedBy: body.judgedBy } },
      { receivedAt: act.receivedAt as Instant },
      date,
    );
    this.judged++;
    for (const [name, is, shall] of [
      ['timing', performs['timing'], timing],
      ['verdict.timing', content['timing'], timing],
      ['due', performs['due'], armed.due.due],
      ['date', formatInstant(date), this.#dateOf(armed.entry, act, date)],
    ])
      if (is !== shall) this.wrong.push(`${entry.seq} ${key}.${name}: ${is} ≠ ${shall}`);
    if (timing === 'late' && body.force !== 'management') this.#late.add(key);
  }

  /** What happened before what triggers the duty counts as done with it. */
  #dateOf(armed: Entry, act: LifeAct, date: Instant): string {
    const { judgedBy, from } = armed.body as { judgedBy: string; from: string };
    const by = armed.type === 'window-opened' ? 'receipt' : judgedBy;
    const stated =
      by === 'receipt'
        ? act.receivedAt
        : Number(act.message[by === 'occurrence' ? 'occurredAt' : 'servedAt']);
    const start = parseInstant(from)!;
    return formatInstant((stated < start && date === start ? start : stated) as Instant);
  }
}

const keyIn = ({ key }: Entry): string => key.slice(key.indexOf(':') + 1);

/** 3日: working days beside calendar days. */
const otherReading = (limit: TimeLimit): TimeLimit | undefined =>
  limit.unit === 'working-days'
    ? { unit: 'calendar-days', count: limit.count }
    : limit.unit === 'calendar-days'
      ? { unit: 'working-days', count: limit.count }
      : undefined;

const writtenNames = {
  due: true,
  inclusive: true,
  status: true,
  lastDay: true,
  earliest: true,
  calendarVersions: true,
  explanation: true,
} as const;

const writtenDue = (due: ReturnType<typeof count>, explained: boolean): Partial<CountedDue> => ({
  due: formatInstant(due.at),
  inclusive: due.inclusive,
  status: due.status,
  calendarVersions: due.calendarVersions,
  ...(due.lastDay !== undefined && { lastDay: due.lastDay }),
  ...(due.earliest !== undefined && { earliest: formatInstant(due.earliest) }),
  ...(explained && { explanation: due.explanation }),
});
