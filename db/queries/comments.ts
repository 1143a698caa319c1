/** 留言与提到 Comments of files, and whom they mention. Whoever asks has been allowed to read the file. */
import type { Querying, Sql } from '../client.ts';

export interface CommentRow {
  file: string;
  number: number;
  duty: string | null;
  act: string | null;
  officer: string;
  unit: string;
  at: number;
  version: number;
  /** Of the version that stands. */
  writtenAt: number;
  state: 'stands' | 'withdrawn' | 'erased';
  words: string | null;
  mentions: string[];
}
export interface VersionRow {
  version: number;
  at: number;
  words: string | null;
}

const columns = (sql: Querying) =>
  sql`c.file_id as file, c.number, c.duty_key as duty, c.act_id as act, c.officer_id as officer, c.unit_id as unit, at_ms(c.at)::float8 as at,
    v.version, at_ms(v.at)::float8 as "writtenAt", v.words,
    case when c.withdrawn_at is not null then 'withdrawn' when c.erased_at is not null then 'erased' else 'stands' end as state,
    array(select m.officer_id from comment_mention m where m.file_id = c.file_id and m.number = c.number order by m.officer_id collate "C") as mentions`;

const latest = (sql: Querying) =>
  sql`cross join lateral (select version, at, words from comment_version v where v.file_id = c.file_id and v.number = c.number order by version desc limit 1) v`;

/** Of a file, the newest first. */
export async function commentsOf(
  sql: Querying,
  { file, duty, act }: { file: string; duty?: string | undefined; act?: string | undefined },
  before: number | undefined,
  limit: number,
): Promise<CommentRow[]> {
  return sql<
    CommentRow[]
  >`select ${columns(sql)} from file_comment c ${latest(sql)} where c.file_id = ${file}
    ${duty === undefined ? sql`` : sql`and c.duty_key = ${duty}`} ${act === undefined ? sql`` : sql`and c.act_id = ${act}`}
    ${before === undefined ? sql`` : sql`and c.number < ${before}`} order by c.number desc limit ${limit}`;
}

export async function commentOf(
  sql: Querying,
  file: string,
  number: number,
): Promise<CommentRow | undefined> {
  const [row] = await sql<
    CommentRow[]
  >`select ${columns(sql)} from file_comment c ${latest(sql)} where c.file_id = ${file} and c.number = ${number}`;
  return row;
}

export async function versionsOf(
  sql: Querying,
  file: string,
  number: number,
): Promise<VersionRow[]> {
  return sql<
    VersionRow[]
  >`select version, at_ms(at)::float8 as at, words from comment_version where file_id = ${file} and number = ${number} order by version`;
}

export interface NewComment {
  file: string;
  bureau: string;
  officer: string;
  unit: string;
  system: string | null;
  key: string;
  hash: string;
  duty: string | null;
  act: string | null;
  words: string;
  mentions: readonly string[];
  /** As many as one officer may write within the hour. */
  most: number;
}

/** `same`: of a key that is known, whether the same was sent under it. */
export async function postComment(
  sql: Querying,
  comment: NewComment,
): Promise<{ number: number; same?: boolean } | { full: true }> {
  const [row] = await sql<
    { answer: { number: number; same?: boolean } | { full: true } }[]
  >`select post_comment(${sql.json(comment as never)}) as answer`;
  return row!.answer;
}

/** `full`: as much as an officer may write within the hour; `final`: as many versions as a comment may have. */
type Corrected = 'absent' | 'gone' | 'changed' | 'full' | 'final' | 'done';

export async function correctComment(
  sql: Querying,
  correction: {
    file: string;
    number: number;
    officer: string;
    version: number;
    words: string;
    mentions: readonly string[];
    /** Within the hour, and of one comment. */
    most: number;
    mostVersions: number;
  },
): Promise<Corrected> {
  const [row] = await sql<
    { answer: Corrected }[]
  >`select correct_comment(${sql.json(correction as never)}) as answer`;
  return row!.answer;
}

export async function withdrawComment(
  sql: Querying,
  file: string,
  number: number,
  officer: string,
): Promise<'absent' | 'done'> {
  const [row] = await sql<
    { answer: 'absent' | 'done' }[]
  >`select withdraw_comment(${file}, ${number}, ${officer}) as answer`;
  return row!.answer;
}

export async function eraseComment(
  sql: Querying,
  erasing: { bureau: string; file: string; number: number; by: string },
): Promise<boolean> {
  const [row] = await sql<
    { erased: boolean }[]
  >`select erase_comment(${sql.json(erasing)}) as erased`;
  return row!.erased;
}

/** Whether there is such a comment whose words stand. */
export async function commentStands(
  sql: Querying,
  bureau: string,
  file: string,
  number: number,
): Promise<boolean> {
  const rows =
    await sql`select 1 from file_comment where file_id = ${file} and number = ${number} and bureau_id = ${bureau} and withdrawn_at is null and erased_at is null`;
  return rows.length > 0;
}

export interface MentionRow extends CommentRow {
  mentionedAt: number;
  seen: boolean;
}

/** 提到我的 Whatever mentions an officer, the newest first. Whether they may read each file still is asked by the caller. */
export async function mentionsOf(
  sql: Sql,
  officer: string,
  { unseen }: { unseen: boolean },
  before: { at: number; file: string; number: number } | undefined,
  limit: number,
): Promise<MentionRow[]> {
  return sql<
    MentionRow[]
  >`select ${columns(sql)}, at_ms(n.at)::float8 as "mentionedAt", n.seen_at is not null as seen
    from comment_mention n join file_comment c on c.file_id = n.file_id and c.number = n.number ${latest(sql)}
    where n.officer_id = ${officer} ${unseen ? sql`and n.seen_at is null` : sql``}
    ${before ? sql`and (date_trunc('milliseconds', n.at), n.file_id, n.number) < (ms_at(${before.at}::bigint), ${before.file}, ${before.number}::int)` : sql``}
    order by date_trunc('milliseconds', n.at) desc, n.file_id desc, n.number desc limit ${limit}`;
}

/** In how many comments of which file the officer is mentioned and has not seen it. */
export async function unseenByFile(
  sql: Sql,
  officer: string,
): Promise<{ file: string; n: number }[]> {
  return sql<
    { file: string; n: number }[]
  >`select file_id as file, count(*)::int as n from comment_mention where officer_id = ${officer} and seen_at is null group by file_id`;
}

export async function mentionsSeen(
  sql: Sql,
  officer: string,
  seen: readonly { file: string; number: number }[],
): Promise<void> {
  await sql`select mentions_seen(${officer}, ${sql.json(seen as never)})`;
}
