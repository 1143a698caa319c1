/** 告知同事 What of this room is told by the reminders (docs/reminders.md): a mention, and a duty that somebody else has given one. Of a file only to whoever may read it now. */
import { assignedTo, mentionsSince } from '../../db/queries/colleague-news.ts';
import type { Sql } from '../../db/client.ts';
import { DAY } from '../../domain/time/instant.ts';
import type { News, NewsSource } from '../reminders/sources.ts';
import { callerOf, readableNow } from './readers.ts';

/** What is older than this when it is first looked for is seen at the desk. */
const SINCE = 7 * DAY;

interface About {
  officer: string;
  file: string;
}

/** Of all that is about an officer, what is about files that the officer may read. */
async function readable<T extends About>(sql: Sql, all: readonly T[]): Promise<T[]> {
  const found: T[] = [];
  for (const officer of new Set(all.map((one) => one.officer))) {
    const own = all.filter((one) => one.officer === officer);
    const caller = await callerOf(sql, officer);
    if (!caller) continue;
    const files = await readableNow(
      sql,
      caller,
      own.map(({ file }) => file),
    );
    found.push(...own.filter(({ file }) => files.has(file)));
  }
  return found;
}

const plain = { force: null, due: null } as const;

type Found = About & { key: string; due?: number };

/** Of files that may be read, what stands as it did: no comment that has been seen or taken back, no duty that is done, in other hands or due at another time. */
const stillOf =
  (
    find: (sql: Sql, officers: string[], since: number, keys: string[]) => Promise<Found[]>,
  ): NewsSource['still'] =>
  async (sql, officer, lines) => {
    const keys = lines.map(({ key }) => key);
    const rows = await readable(sql, await find(sql, [officer], 0, keys));
    const found = new Map(rows.map(({ key, due }) => [key, due ?? null]));
    return lines.filter(({ key, due }) => found.get(key) === due);
  };

const mention: NewsSource = {
  topic: 'mention',
  title: { zh: '留言提到我', en: 'Comments that mention me' },
  still: stillOf(mentionsSince),
  who: 'chosen',
  async news(sql, { now }, recipients) {
    const officers = recipients.flatMap(({ officer }) => officer ?? []);
    const rows = await readable(sql, await mentionsSince(sql, officers, now - SINCE));
    return rows.map(({ officer, file, key }): News => ({
      to: `officer:${officer}`,
      line: {
        ...plain,
        key,
        topic: 'mention',
        file,
        zh: '有留言提到您，内容在案卷页面',
        en: 'A comment mentions you; it is on the page of the file',
      },
    }));
  },
};

const assignment: NewsSource = {
  topic: 'assignment',
  title: { zh: '分派给我的', en: 'Duties given to me' },
  still: stillOf(assignedTo),
  who: 'chosen',
  async news(sql, { now }, recipients) {
    const officers = recipients.flatMap(({ officer }) => officer ?? []);
    const rows = await readable(sql, await assignedTo(sql, officers, now - SINCE));
    return rows.map(({ officer, file, key, zh, en, due, lastDay, article, force }): News => ({
      to: `officer:${officer}`,
      line: { key, topic: 'assignment', file, force, due, lastDay, article, zh, en },
    }));
  },
};

export const colleagueNews: readonly NewsSource[] = [mention, assignment];
