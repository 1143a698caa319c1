/** 抽查 Draws: what was committed and given, the records, and who may see them. */
import type { PendingQuery, Row } from 'postgres';
import type {
  AbandonedRecord,
  DrawClause,
  DrawRecord,
  Statement,
} from '../../domain/draw/record.ts';
import type { Pick } from '../../domain/draw/standing.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { and, desc, eq, type SQL, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed } from '../typed.ts';

export async function nextDraw(sql: Sql, bureau: string, year: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select next_draw(${bureau}, ${year}) as id`;
  return row!.id;
}

export interface DrawToPrepare {
  id: string;
  bureau: string;
  clause: DrawClause;
  body: string;
  contributor: string;
  statement: Statement;
  objects: number;
  count: number;
  statementHash: string;
  secret: string;
  committedAt: number;
  revealBy: number;
  root?: string;
  follows?: string;
  reason?: string;
  hints: readonly string[];
  noChoice: readonly string[];
}
export async function prepareDraw(sql: Sql, { statement, ...draw }: DrawToPrepare): Promise<void> {
  await sql`select prepare_draw(${sql.json(draw as never)}, ${JSON.stringify(statement)}::text::json)`;
}

const columns = {
  id: t.draw.id,
  bureau: t.draw.bureau,
  clause: t.draw.clause,
  body: t.draw.bodyUnit,
  contributor: t.draw.contributorUnit,
  state: t.draw.state,
  statementHash: t.draw.statementHash,
  committedAt: t.draw.committedAt,
  revealBy: t.draw.revealBy,
  endedAt: t.draw.endedAt,
  root: t.draw.root,
  follows: t.draw.follows,
  reason: t.draw.reason,
  count: t.draw.count,
  objects: t.draw.objects,
  contribution: t.draw.contribution,
  recordHash: t.draw.recordHash,
  abandonment: t.draw.abandonment,
};
export type DrawRow = Awaited<ReturnType<typeof listDraws>>[number];

export async function findDraw(sql: Sql, id: string): Promise<DrawRow | undefined> {
  const [row] = await typed(sql).select(columns).from(t.draw).where(eq(t.draw.id, id));
  return row;
}

/** Newest first; also those that were never opened, so that no number is missing. */
export async function listDraws(
  sql: Sql,
  f: { bureau: string; state?: string | undefined },
  after: { at: number; id: string } | undefined,
  limit: number,
) {
  const { bureau, state, committedAt, id } = t.draw;
  return typed(sql)
    .select(columns)
    .from(t.draw)
    .where(
      and(
        eq(bureau, f.bureau),
        given(f.state, (one) => part`${state} = ${one}`),
        given(after, (place) => beyond([committedAt, id], '<', [place.at, place.id])),
      ),
    )
    .orderBy(desc(committedAt), desc(id))
    .limit(limit);
}

/** States are written out, as the indexes have them that hold only some. */
const ofBody = (body: string, clause: DrawClause, states: SQL) =>
  and(eq(t.draw.bodyUnit, body), eq(t.draw.clause, clause), states);

/** Committed and not ended, of one body under one clause. */
export async function unrevealedOf(sql: Sql, body: string, clause: DrawClause): Promise<string[]> {
  const rows = await typed(sql)
    .select({ id: t.draw.id })
    .from(t.draw)
    .where(ofBody(body, clause, part`${t.draw.state} in ('committed', 'contributed')`))
    .orderBy(t.draw.committedAt);
  return rows.map(({ id }) => id);
}

/** The last draw of a body under a clause whose record stands, revealed or abandoned. */
export async function lastEndedOf(
  sql: Sql,
  body: string,
  clause: DrawClause,
): Promise<string | undefined> {
  const [row] = await typed(sql)
    .select({ id: t.draw.id })
    .from(t.draw)
    .where(ofBody(body, clause, part`${t.draw.state} in ('revealed', 'abandoned')`))
    .orderBy(desc(t.draw.committedAt), desc(t.draw.id))
    .limit(1);
  return row?.id;
}

/** The last abandoned first draw of the body that no later one has named; an abandoned redraw is no first one. */
export async function abandonedOf(
  sql: Sql,
  body: string,
  clause: DrawClause,
): Promise<AbandonedRecord | undefined> {
  const [row] = await sql<
    { record: AbandonedRecord }[]
  >`select d.record from draw d where d.body_unit = ${body} and d.clause = ${clause} and d.state = 'abandoned' and coalesce(d.reason, 'abandonment') = 'abandonment'
    and not exists (select 1 from draw n where n.follows_id = d.id and n.state <> 'prepared') order by d.committed_at desc limit 1`;
  return row?.record;
}

/** The revealed records of a chain, the first one first. */
export async function chainOf(sql: Sql, root: string): Promise<DrawRecord[]> {
  return (
    await sql<
      { record: DrawRecord }[]
    >`select record from draw where root_id = ${root} and state = 'revealed' order by committed_at, id`
  ).map(({ record }) => record);
}

export async function recordOf(sql: Sql, id: string): Promise<DrawRecord | AbandonedRecord | null> {
  const [row] = await typed(sql)
    .select({ record: t.draw.record })
    .from(t.draw)
    .where(eq(t.draw.id, id));
  return row?.record ?? null;
}

export async function sealedDraw(sql: Sql, id: string) {
  const { statement, secret, contribution, state, root, record } = t.draw;
  const [row] = await typed(sql)
    .select({ statement, secret, contribution, state, root, record })
    .from(t.draw)
    .where(eq(t.draw.id, id));
  return row;
}

export async function endDraw(
  sql: Sql,
  end: {
    draw: string;
    state: 'revealed' | 'abandoned';
    record: DrawRecord | AbandonedRecord;
    at: number;
    picks: readonly Pick[];
  },
): Promise<void> {
  const { record, ...rest } = end;
  const told = {
    ...rest,
    hash: record.hash,
    ...('abandonment' in record && { abandonment: record.abandonment }),
  };
  await sql`select end_draw(${sql.json(told as never)}, ${JSON.stringify(record)}::text::json)`;
}

export async function picksIn(sql: Sql, draw: string): Promise<Pick[]> {
  const { institution, officers, objectOn, officersOn } = t.drawPick;
  return typed(sql)
    .select({ institution, officers, objectOn, officersOn })
    .from(t.drawPick)
    .where(eq(t.drawPick.draw, draw))
    .orderBy(institution);
}

export async function drawIsPublic(
  sql: Sql,
  draw: string,
  today: CivilDate,
  days: number,
): Promise<boolean> {
  const [row] = await sql<
    { public: boolean }[]
  >`select draw_is_public(${draw}, ${today}::date, ${days}) as public`;
  return row!.public;
}

/** Who may see who is drawn before everybody may: the heads of the body in post, whoever has drawn and revealed, and every officer for what they were drawn for. Nobody where the draw is not stored. */
export async function insidersOf(
  sql: Sql,
  draw: string,
  today: CivilDate,
): Promise<{ heads: string[]; drawers: string[] }> {
  const [row] = await sql<{ heads: string[]; drawers: string[] }[]>`select
    (select coalesce(array_agg(h.officer_id), '{}') from body_head h where h.unit_id = d.body_unit and h.from_on <= ${today}::date and coalesce(h.until_on, 'infinity') >= ${today}::date) as heads,
    (select coalesce(array_agg(distinct i.officer_id), '{}') from inbox i where i.file_id = d.id and i.unit_id = d.body_unit and (i.number = 1 or (i.type = 'reveal' and i.verdict->>'accepted' = 'true'))) as drawers from draw d where d.id = ${draw}`;
  return row ?? { heads: [], drawers: [] };
}

/** Who reads what its acts say, as a condition on the file `f`: of those near it, the second body, the heads, whoever has drawn; everybody near it once it is public. */
export const drawWordsKnown = (
  sql: Sql,
  { id, unit, day, days }: { id: string; unit: string; day: CivilDate; days: number },
  near: PendingQuery<Row[]>,
) =>
  sql`case when not ${near} then false when coalesce(f.opening->'units'->>'contributor', '') = ${unit} then true
    when exists (select 1 from draw d where d.id = f.id and (
      exists (select 1 from body_head h where h.unit_id = d.body_unit and h.officer_id = ${id} and h.from_on <= ${day}::date and coalesce(h.until_on, 'infinity') >= ${day}::date)
      or exists (select 1 from inbox i where i.file_id = d.id and i.officer_id = ${id} and i.unit_id = d.body_unit and (i.number = 1 or (i.type = 'reveal' and i.verdict->>'accepted' = 'true'))))) then true
    else draw_is_public(f.id, ${day}::date, ${days}::int) end`;

/** What was noted down before the reveal, each in its own place: the register has the commitment, the inbox the number. */
export async function notedOf(
  sql: Sql,
  draw: string,
): Promise<{ statementHash: string | null; number: string | null }> {
  const [row] = await sql<{ statementHash: string | null; number: string | null }[]>`select
    (select body->>'statementHash' from register where file_id = ${draw} and key = 'committed') as "statementHash",
    (select payload->>'number' from inbox where file_id = ${draw} and type = 'contribution' and verdict->>'accepted' = 'true') as number`;
  return row!;
}
