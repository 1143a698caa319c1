/**
 * 提醒的来源 What there is to tell people, in one list: each source answers for all recipients of a bureau at once, and says nothing twice. A room adds its own
 * by `news` in its index.ts (a mention, an assignment): it tells a key under which each thing is said once, and a line without personal data.
 * What a recipient may not read, a source does not tell.
 */
import type { Sql } from '../../db/client.ts';
import {
  type Allowed,
  type DutyNews,
  newlyOwed,
  newsKey,
  type Unannounced,
  unsaidDuties,
} from '../../db/queries/reminder-news.ts';
import type { Recipient } from '../../db/queries/reminders.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import { type Line, ownTopics } from '../../domain/reminders/messages.ts';
import type { ReminderSettings } from '../../domain/reminders/settings.ts';
import { newSince } from '../../domain/reminders/hours.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { WorkCalendar } from '../../domain/time/limit.ts';

/** One bureau, looked at once. */
export interface Round {
  bureau: string;
  now: Instant;
  settings: ReminderSettings;
  calendar: WorkCalendar;
  /** What may be told now: on rest days and in quiet hours not everything. */
  allowed: Allowed;
  /** What is told to no group yet. */
  unannounced: readonly Unannounced[];
}

export interface News {
  /** The recipient it is for, by its id. */
  to: string;
  line: Line;
  /** Kept in a message of its own: it is hidden from some of those who see the others. */
  apart?: boolean;
}

export interface NewsSource {
  topic: string;
  title: Sentence;
  /** `chosen`: only who chose it; `always`: whoever can be told anything. */
  who: 'chosen' | 'always';
  /** What has not been said to these yet. `recipients` have chosen the topic and may be told now. */
  news(sql: Sql, round: Round, recipients: readonly Recipient[]): Promise<readonly News[]>;
  /** Of its lines those that the officer may be told still, when the message leaves; without it, all that is about no file the officer is involved in. */
  still?(sql: Sql, officer: string, lines: readonly Line[]): Promise<readonly Line[]>;
}

export function lineOf(topic: string, news: Omit<DutyNews, 'recipient'>): Line {
  const { file, key: duty, force, due, lastDay, article, unit, zh, en } = news;
  return {
    key: newsKey(topic, news),
    topic,
    file,
    duty,
    force,
    due,
    lastDay,
    article,
    unit,
    zh,
    en,
  };
}

const ofDuties =
  (state: 'due-soon' | 'overdue'): NewsSource['news'] =>
  async (sql, { bureau, allowed, unannounced }, recipients) =>
    (
      await unsaidDuties(sql, bureau, recipients, { topic: state, state, allowed, unannounced })
    ).map((one) => ({
      to: one.recipient,
      line: lineOf(state, one),
    }));

export const dutySources: readonly NewsSource[] = [
  { topic: 'overdue', title: ownTopics.overdue, who: 'chosen', news: ofDuties('overdue') },
  { topic: 'due-soon', title: ownTopics['due-soon'], who: 'chosen', news: ofDuties('due-soon') },
  {
    topic: 'newly-owed',
    title: ownTopics['newly-owed'],
    who: 'chosen',
    news: async (sql, { bureau, now, settings, calendar, allowed, unannounced }, recipients) =>
      (
        await newlyOwed(sql, bureau, recipients, {
          topic: 'newly-owed',
          since: newSince(now, settings, calendar),
          allowed,
          unannounced,
        })
      ).map((one) => ({
        to: one.recipient,
        line: lineOf('newly-owed', one),
      })),
  },
];
