/** 一生 A file's life, and what stands because of it, as domain/recount counts it again. */
import type {
  LivedAct,
  Life,
  Row,
  Stood,
  StoodEntry,
  StoodVerdict,
} from '../../domain/recount/life.ts';
import type { Querying } from '../client.ts';

/** Files of a database in the order of their ids: those after `after`. */
export async function begunFiles(sql: Querying, after: string, limit: number): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from file where id > ${after} and judged_number > 0 order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Everything of one state of the database: `sql` is a transaction that sees one. Nothing where nothing has been judged yet. */
export async function lifeOf(
  sql: Querying,
  file: string,
): Promise<{ life: Life; stood: Stood } | undefined> {
  const [begun] = await sql<
    (Omit<Life, 'acts'> & { judged: number; outcome: string | null })[]
  >`select procedure, opening, changes, judged_number as judged, outcome, ${lived(sql)} as until
    from file f where id = ${file} and judged_number > 0`;
  if (!begun) return undefined;
  const { judged, outcome, ...life } = begun;
  return {
    life: { ...life, acts: await livedActs(sql, file, judged) },
    stood: {
      entries: await entriesOf(sql, file),
      verdicts: await verdictsOf(sql, file),
      duties: await dutiesOf(sql, file),
      breaches: await breachesOf(sql, file),
      outcome,
    },
  };
}

/** Up to which instant every wake of a file has been entered. */
export async function livedUntil(sql: Querying, file: string): Promise<number | null> {
  const [row] = await sql<
    { until: number | null }[]
  >`select ${lived(sql)} as until from file f where f.id = ${file}`;
  return row!.until;
}

const lived = (sql: Querying) =>
  sql`coalesce(at_ms(f.lived_until), (select at_ms(i.arrived_at) from inbox i where i.file_id = f.id and i.number = f.judged_number))::float8`;

async function livedActs(sql: Querying, file: string, judged: number): Promise<LivedAct[]> {
  return sql<
    LivedAct[]
  >`select i.message, i.known, case when i.standing is not null then jsonb_build_object('standing', nullif(i.standing, '{}')) end as author, d.answer - 'findings' as decision
    from inbox i left join decision d on d.act_id = i.act_id where i.file_id = ${file} and i.number <= ${judged} order by i.number`;
}

async function entriesOf(sql: Querying, file: string): Promise<StoodEntry[]> {
  return sql<
    StoodEntry[]
  >`select key, type, clause, act_id as act, body, at_ms(recorded_at)::float8 as "recordedAt" from register where file_id = ${file} order by seq`;
}

async function verdictsOf(sql: Querying, file: string): Promise<StoodVerdict[]> {
  return sql<
    StoodVerdict[]
  >`select act_id as act, verdict, at_ms(settled_at)::float8 as "settledAt" from inbox where file_id = ${file} and verdict is not null order by number`;
}

/** With the names under which a turn writes them. */
async function dutiesOf(sql: Querying, file: string): Promise<Row[]> {
  return sql<
    Row[]
  >`select key, duty, item, act, owed_by as "owedBy", owed_to as "owedTo", clause, force, at_ms(from_at)::float8 as "from", at_ms(due_at)::float8 as due,
      at_ms(alt_due_at)::float8 as "altDue", status, state, at_ms(done_at)::float8 as "doneAt", chases, unanswered, body
    from duty where file_id = ${file} order by key`;
}

async function breachesOf(sql: Querying, file: string): Promise<NonNullable<Stood['breaches']>> {
  return sql<
    NonNullable<Stood['breaches']>[number][]
  >`select key, duty, clause, owed_by as "owedBy", owed_to as "owedTo", at_ms(due_at)::float8 as due, at_ms(alt_due_at)::float8 as "altDue",
      at_ms(recorded_at)::float8 as "recordedAt", at_ms(done_at)::float8 as "doneAt", overrun_ms::float8 as overrun, state
    from breach where file_id = ${file} order by key`;
}
