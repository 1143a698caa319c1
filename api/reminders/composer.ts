/**
 * 提醒的编排 Looks at each bureau now and then and posts what its people are to be told:
 *  1. What comes together goes in one message, and the next one comes no sooner than the bureau's gap: one reminder, not ten.
 *  2. Each thing is said once to each: by the key of the duty, its due instant and the topic. Two that look at the same moment post it once (post_reminder).
 *  3. In quiet hours nothing is posted but what the law lets run out before they end; on rest days nothing of management periods. Nor does what the law lets
 *     run out before a recipient's next turn (its digest, the end of the gap) wait for it.
 *  4. The robot of a group, whose messages are short, is told so much of a long list at a time and so often a day, by law first; the rest is counted.
 *  5. Nothing is written into a file, and no act waits for any of it.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { digestDuties } from '../../db/queries/reminder-news.ts';
import {
  postReminder,
  type Recipient,
  recipientsOf,
  sweepReminders,
} from '../../db/queries/reminders.ts';
import {
  breaksQuiet,
  digestBefore,
  digestDay,
  digestHorizon,
  quietUntil,
  tellsToday,
} from '../../domain/reminders/hours.ts';
import { reminderSettingsOf } from '../../domain/reminders/settings-form.ts';
import { type Line, receiverTopics } from '../../domain/reminders/messages.ts';
import { civilDateOf, dateOfDay, dayNumber, startOfDay } from '../../domain/time/civil-date.ts';
import { type CivilDate, type Instant, instant } from '../../domain/time/instant.ts';
import { bureauLoop } from '../background/bureau-loop.ts';
import { logFault } from '../background/each.ts';
import type { Loop } from '../background/loop.ts';
import { escalation, noteEscalated } from './escalation.ts';
import { lineOf, type News, type NewsSource, type Round } from './sources.ts';
import { unannouncedTo } from './unannounced.ts';

export interface ComposerOptions {
  sql: Sql;
  log: Logger;
  clock: { now(): Instant };
  sources: readonly NewsSource[];
  /** Only these bureaus. */
  bureaus?: readonly string[] | undefined;
}

/** Milliseconds between two looks at a bureau. */
const EVERY = 60_000;

/** Of the robot of a group: about what its longest message holds, and how often a day. */
const ROBOT = { lines: 100, messages: 8 } as const;
/** Lines of a digest to whoever reads mail. */
const DIGEST = 500;
const ofRobot = ({ channel }: Recipient): boolean => channel === 'wecom' || channel === 'dingtalk';

const chose = ({ receiver, topics }: Recipient, topic: string): boolean =>
  receiver !== null && topics.length === 0
    ? receiverTopics.some((one) => one === topic)
    : topics.includes(topic);

export class Composer {
  readonly loop: Loop;
  readonly #options: ComposerOptions;

  constructor(options: ComposerOptions) {
    this.#options = options;
    this.loop = bureauLoop(options, {
      name: 'reminders',
      every: EVERY,
      perform: async (bureau) => {
        if (options.bureaus?.includes(bureau) ?? true) await this.look(bureau);
      },
    });
  }

  async look(bureau: string): Promise<void> {
    const { sql, clock } = this.#options;
    const round = await roundOf(sql, bureau, clock.now());
    const { day, ahead, rest } = digestDay(round.now, round.settings, round.calendar);
    const recipients = await recipientsOf(sql, bureau, {
      now: round.now,
      today: startOfDay(civilDateOf(round.now)),
      digest: digestKey(day),
    });
    await sweepReminders(sql);
    // Where nobody wants to be told anything, nothing is looked for.
    if (recipients.length === 0) return;
    if (day && !round.allowed.within)
      for (const one of recipients)
        if (!one.digested && chose(one, 'digest')) await postDigest(sql, round, one, { day, rest });
    const turns = recipients.map((one) => ({ one, at: turnOf(round, one, ahead) }));
    const whoseTurn = (at: Instant): Recipient[] =>
      turns.filter((turn) => turn.at === at).map(({ one }) => one);
    // An escalation stands in no digest: it waits for none.
    const chain = recipients.filter((one) => turnOf(round, one) === round.now);
    await this.#tellNews(round, whoseTurn(round.now), chain);
    for (const until of new Set(turns.map(({ at }) => at)))
      if (until > round.now)
        await this.#tellNews(
          { ...round, allowed: { lawOnly: true, within: { from: round.now, until } } },
          whoseTurn(until),
          [],
        );
  }

  async #tellNews(
    round: Round,
    those: readonly Recipient[],
    chain: readonly Recipient[],
  ): Promise<void> {
    const { sql, sources, log } = this.#options;
    const all: News[] = [];
    for (const source of [...sources, escalation]) {
      const wanted = (source === escalation ? chain : those).filter(
        (one) => source.who === 'always' || chose(one, source.topic),
      );
      if (wanted.length === 0) continue;
      // What one source cannot say keeps the others from nothing.
      const found = await source.news(sql, round, wanted).catch((error: unknown) => {
        logFault(log, error, { loop: this.loop.state.name, topic: source.topic });
        return [];
      });
      all.push(...found);
    }
    const told = all.filter(({ line }) => mayBeTold(round, line));
    for (const one of new Set([...those, ...chain])) {
      const { lines, more } = fitting(
        one,
        told.filter(({ to }) => to === one.id).map(({ line }) => line),
      );
      if (lines.length === 0) continue;
      const { bureau, now } = round;
      const { officer, receiver, channel } = one;
      const keys = lines.map(({ key }) => key);
      await postReminder(sql, {
        bureau,
        officer,
        receiver,
        channel,
        kind: 'news',
        at: now,
        keys,
        body: { lines, ...(more > 0 && { more }) },
      });
    }
    const turns = new Set(chain.map(({ id }) => id));
    await noteEscalated(
      sql,
      round,
      told.filter(({ line }) => line.topic === escalation.topic),
      turns,
    );
  }
}

/** What is left out is found again the next time. */
function fitting(one: Recipient, all: readonly Line[]): { lines: Line[]; more: number } {
  if (!ofRobot(one) || all.length <= ROBOT.lines) return { lines: [...all], more: 0 };
  const first = ({ force }: Line): number => (force === 'law' ? 0 : 1);
  const lines = all.toSorted((a, b) => first(a) - first(b)).slice(0, ROBOT.lines);
  return { lines, more: all.length - lines.length };
}

const digestKey = (day: CivilDate | undefined): string => `digest:${day ?? ''}`;

async function roundOf(sql: Sql, bureau: string, now: Instant): Promise<Round> {
  const settings = reminderSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
  const calendar = await currentCalendars(sql);
  const ends = quietUntil(now, settings);
  const lawOnly = ends !== undefined || !tellsToday('management', now, calendar);
  const within = ends === undefined ? undefined : { from: now, until: ends };
  const unannounced = unannouncedTo(sql, '', civilDateOf(now));
  return { bureau, now, settings, calendar, unannounced, allowed: { lawOnly, within } };
}

/** Whoever gets a digest this morning is told all of it there; whoever was told something just now is told the rest together. What breaks the quiet hours waits for neither. */
function turnOf({ now, allowed, settings }: Round, one: Recipient, digest?: Instant): Instant {
  if (allowed.within) return now;
  if (digest !== undefined && chose(one, 'digest')) return digest;
  if (ofRobot(one) && one.toldToday >= ROBOT.messages)
    return startOfDay(dateOfDay(dayNumber(civilDateOf(now)) + 1));
  const gapEnds = one.told === null ? now : one.told + settings.gapMinutes * 60_000;
  return instant(Math.max(now, gapEnds));
}

/** What is about no period is for working days, like what is about a management period. */
function mayBeTold({ now, calendar, allowed }: Round, { force, due }: News['line']): boolean {
  const kind = force ?? 'management';
  if (!allowed.within) return tellsToday(kind, now, calendar);
  return due !== null && breaksQuiet(kind, instant(due), now, instant(allowed.within.until));
}

/** Once a day and recipient; of a day with nothing to say that is noted, and nothing is sent. What it says is not said again by itself. On a rest day it has what is owed by law and has not been said. */
async function postDigest(
  sql: Sql,
  round: Round,
  one: Recipient,
  { day, rest }: { day: CivilDate; rest: boolean },
): Promise<void> {
  const { bureau, settings, calendar } = round;
  const { officer, receiver, channel } = one;
  const horizon = digestHorizon(day, calendar);
  const duties = await digestDuties(sql, bureau, one, {
    unannounced: round.unannounced,
    until: horizon,
    since: digestBefore(day, settings, calendar),
    lawOnly: rest,
    most: ofRobot(one) ? ROBOT.lines : DIGEST,
  });
  const lines = duties.map((duty) => ({
    ...lineOf(sectionOf(duty, horizon), duty),
    ...(duty.inHand && { inHand: true as const }),
  }));
  await postReminder(sql, {
    bureau,
    officer,
    receiver,
    channel,
    kind: 'digest',
    at: round.now,
    once: digestKey(day),
    ...(rest && { fresh: true }),
    ...(ofRobot(one) && { most: ROBOT.lines }),
    keys: lines.map(({ key }) => key),
    // Without a line of its own too: what older ones did not bring is brought.
    body: { day, lines, ...(!rest && moreOf(duties)) },
  });
}

/** What has no line is counted; on a rest day, when only what is new is told, nothing is. */
const moreOf = (duties: readonly { all: number }[]): { more?: number } => {
  const more = (duties[0]?.all ?? 0) - duties.length;
  return more > 0 ? { more } : {};
};

const sectionOf = (
  { state, due }: { state: string; due: number },
  horizon: Instant,
): 'overdue' | 'due-soon' | 'newly-owed' => {
  if (state === 'overdue') return 'overdue';
  return state === 'due-soon' || due <= horizon ? 'due-soon' : 'newly-owed';
};
