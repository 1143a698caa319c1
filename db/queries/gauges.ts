/** What the metrics say of the whole database: a few statements, each read by the partial index of what is open, and each given up alone when it takes too long. */
import postgres from 'postgres';
import type { Querying, Sql } from '../client.ts';
import { waitingOf } from './histories.ts';

export interface Counted {
  what:
    | 'unsettled'
    | 'dead'
    | 'delivery-age'
    | 'files'
    | 'inbox'
    | 'inbox-age'
    | 'tasks'
    | 'task-age'
    | 'runs'
    | 'histories'
    | 'log';
  /** Of files: procedure and attention, with a space between. */
  label: string;
  n: number;
}

/** Milliseconds that a part may take before the database gives it up. */
const PART = 800;
/** Milliseconds after which no further part is begun: who reads the metrics waits three seconds. */
const BOUND = 2000;

/** Numbers that a procedure shows beside these, each under the name of its metric. */
export type Figures = Readonly<Record<string, number>>;
export type FiguresOf = (sql: Querying) => Promise<Figures>;

export interface State {
  counted: Counted[];
  figures: Figures;
  /** What took too long and is not among them; `figures` for a procedure's. */
  away: (Counted['what'] | 'figures')[];
}

interface Part {
  of: readonly Counted['what'][];
  read: (sql: Querying, lateAfter: number) => Promise<Counted[]>;
}

export async function countState(
  sql: Sql,
  lateAfter: number,
  more: readonly FiguresOf[],
): Promise<State> {
  return sql.begin(async (tx) => {
    const since = performance.now();
    await tx.unsafe(`set local statement_timeout = ${PART}`);
    /** Nothing where it takes too long: the others are read all the same. */
    const inTime = async <T>(read: (part: Querying) => Promise<T>): Promise<T | undefined> => {
      if (performance.now() - since > BOUND) return undefined;
      try {
        return (await tx.savepoint((part) => read(part))) as T;
      } catch (error) {
        if (error instanceof postgres.PostgresError && error.code === CANCELED) return undefined;
        throw error;
      }
    };
    const state: State = { counted: [], figures: {}, away: [] };
    for (const { of, read } of parts) {
      const counted = await inTime((part) => read(part, lateAfter));
      if (counted) state.counted.push(...counted);
      else state.away.push(...of);
    }
    for (const read of more) {
      const figures = await inTime(read);
      if (figures) state.figures = { ...state.figures, ...figures };
      else state.away.push('figures');
    }
    return state;
  });
}

const CANCELED = '57014';

/** So many deliveries are looked at for the age of the oldest: beyond that the queue is the news. */
const AGED = 20_000;

const deliveries: Part = {
  of: ['unsettled', 'dead'],
  read: (sql) => sql<Counted[]>`
  select 'unsettled' as what, receiver_id as label, count(*)::float8 as n from (
    select receiver_id from delivery where state in ('pending', 'sending', 'dead')
    union all select receiver_id from checkpoint_delivery where state in ('pending', 'sending', 'dead')
    union all select coalesce(receiver_id, '@people') from reminder where state in ('pending', 'sending', 'dead')) d group by 2
  union all select 'dead', receiver_id, count(*)::float8 from (
    select receiver_id from delivery where state = 'dead' union all select receiver_id from checkpoint_delivery where state = 'dead'
    union all select coalesce(receiver_id, '@people') from reminder where state = 'dead') d group by 2`,
};

/** Of a reminder: since it was due, or since it was made where a try has failed; one that is held until the quiet hours end does not wait. */
const deliveryAge: Part = {
  of: ['delivery-age'],
  read: (sql) => sql<Counted[]>`
  select 'delivery-age' as what, '' as label, coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as n from (
    select (select r.recorded_at from register r where r.file_id = d.file_id and r.seq = d.seq) as at
      from (select file_id, seq from delivery where state in ('pending', 'sending', 'dead') and state <> 'dead' limit ${AGED}) d
    union all select (select c.made_at from checkpoint c where c.bureau_id = d.bureau_id and c.size = d.size)
      from (select bureau_id, size from checkpoint_delivery where state in ('pending', 'sending', 'dead') and state <> 'dead' limit ${AGED}) d
    union all select case when last_error is null then next_try_at else created_at end
      from (select * from reminder where state in ('pending', 'sending') limit ${AGED}) m where last_error is not null or next_try_at <= clock_timestamp()) w`,
};

const inbox: Part = {
  of: ['inbox', 'inbox-age'],
  read: (sql) => sql<Counted[]>`
  select 'inbox' as what, f.procedure as label, count(*)::float8 as n from inbox i join file f on f.id = i.file_id where i.verdict is null and f.closed_at is null group by 2
  union all select 'inbox-age', '', coalesce(extract(epoch from clock_timestamp() - min(i.stored_at)), 0)::float8
    from inbox i join file f on f.id = i.file_id where i.verdict is null and f.closed_at is null`,
};

const files: Part = {
  of: ['files'],
  read: (sql) => sql<Counted[]>`
  select 'files' as what, f.procedure || ' ' || case when r.file_id is null then f.attention else 'technical' end as label, count(*)::float8 as n
    from file f left join run_fault r on r.file_id = f.id and r.mended_at is null where f.closed_at is null group by 2`,
};

const runs: Part = {
  of: ['runs'],
  read: (sql) => sql<Counted[]>`
  select 'runs' as what, fault as label, count(*)::float8 as n from run_fault where mended_at is null group by 2
  union all select 'runs', 'NOT-STARTED', count(*)::float8 from file f join inbox i on i.file_id = f.id and i.number = 1
    where f.started_at is null and f.closed_at is null and i.stored_at < clock_timestamp() - interval '1 minute'`,
};

/** `lateAfter`: so many milliseconds after the end of its run a history that is not kept is late. */
const histories: Part = {
  of: ['histories'],
  read: (sql, lateAfter) => sql<Counted[]>`
  select 'histories' as what, h.what as label, h.n from (${waitingOf(sql, lateAfter)}) a
    cross join lateral (values ('oldest', a.oldest), ('late', a.late)) h (what, n)
  union all select 'histories', 'lost', ((select count(*) from file where history_lost_at is not null and exported_at is null)
    + (select count(*) from ended_run where lost_at is not null and exported_at is null))::float8`,
};

const logs: Part = {
  of: ['log'],
  read: (sql) => sql<Counted[]>`
  select 'log' as what, 'staged' as label, extract(epoch from clock_timestamp() - staged_at)::float8 as n from (select staged_at from leaf_staged order by id limit 1) s
  union all select 'log', 'unsigned', coalesce(extract(epoch from clock_timestamp() - min(unsigned_since)), 0)::float8 from log where unsigned_since is not null
  union all select 'log', a.what, a.n from (
    select coalesce(extract(epoch from clock_timestamp() - min(ended_at)), 0)::float8 as age, coalesce(sum(faults), 0)::float8 as faults from log_audit where bureau_id >= '') w
    cross join lateral (values ('audited', w.age), ('faults', w.faults)) a (what, n)`,
};

/** Tasks count from when they are due: the ones of a later day do not wait, nor those that somebody performs right now for the first time. */
const tasks: Part = {
  of: ['tasks', 'task-age'],
  read: (sql) => sql<Counted[]>`
  select e.what, '' as label, e.n from (
    select count(*)::float8 as waiting, coalesce(extract(epoch from clock_timestamp() - min(case when tries = 0 then next_try_at else created_at end)), 0)::float8 as age
    from task where done_at is null and (tries > 0 or next_try_at <= clock_timestamp())) w
    cross join lateral (values ('tasks', w.waiting), ('task-age', w.age)) e (what, n)`,
};

/** What grows with the work comes last: it takes no time from the others. */
export const parts: readonly Part[] = [
  runs,
  inbox,
  tasks,
  logs,
  histories,
  deliveryAge,
  deliveries,
  files,
];
