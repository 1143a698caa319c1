/** 回访答复、查阅登记、线索 What is sealed of a round, and read through functions alone (TJ51-18). */
import type { Figures } from '../../domain/revisit/disclosure.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface Reader {
  office: boolean;
  discipline: boolean;
  revisitor: boolean;
  barred: boolean;
}
export async function readAnswers(
  sql: Sql,
  q: { round: string; institution: string; officer: string; reason: string },
): Promise<(Reader & { sealed?: string | null }) | undefined> {
  const [row] = await sql<
    { read: (Reader & { sealed?: string | null }) | null }[]
  >`select read_revisit_answers(${q.round}, ${q.institution}, ${q.officer}, ${q.reason}) as read`;
  return row?.read ?? undefined;
}

export interface LookRow {
  id: number;
  institution: string;
  officer: string;
  reason: string;
  at: number;
}
/** 查阅登记 Looks at the answers of a round, newest first: of those institutions of which the officer may read them by office. */
export function looksOf(
  sql: Sql,
  q: { round: string; officer: string },
  before: number | undefined,
  limit: number,
): Promise<LookRow[]> {
  return sql<LookRow[]>`
    select id::float8 as id, institution, officer, reason, at_ms(at)::float8 as at from revisit_looks(${q.round}, ${q.officer})
    ${before === undefined ? sql`` : sql`where id < ${before}`} order by id desc limit ${limit}`;
}

export type Given = 'given' | 'answered' | 'not-named' | 'on-team' | 'over' | 'pending';
export async function giveAnswers(sql: Sql, given: object): Promise<Given> {
  const [row] = await sql<
    { given: Given }[]
  >`select give_revisit_answers(${sql.json(given as never)}) as given`;
  return row!.given;
}

export function answersOf(
  sql: Sql,
  round: string,
): Promise<{ institution: string; sealed: string }[]> {
  return sql`select institution, sealed from revisit_answers_of(${round})`;
}

export async function keepFigures(sql: Sql, round: string, figures: Figures): Promise<void> {
  await sql`select keep_revisit_figures(${round}, ${sql.json(figures as never)})`;
}

export type Handed = 'handed' | 'known' | 'unseen';
export async function handClue(sql: Sql, clue: object): Promise<Handed> {
  const [row] = await sql<
    { handed: Handed }[]
  >`select hand_revisit_clue(${sql.json(clue as never)}) as handed`;
  return row!.handed;
}

export interface ClueRow {
  round: string;
  institution: string;
  handedAt: number;
  dueOn: CivilDate;
  /** Sealed, as `words` are. */
  ground: string | null;
  outcome: string | null;
  words: string | null;
  settledAt: number | null;
}
/** Those due first come first. */
export function cluesOf(
  sql: Sql,
  q: { unit: string; officer: string; settled: boolean },
  after: { dueOn: string; round: string; institution: string } | undefined,
  limit: number,
): Promise<ClueRow[]> {
  return sql<ClueRow[]>`
    select round_id as round, institution_id as institution, at_ms(handed_at)::float8 as "handedAt", due_on::text as "dueOn", ground_sealed as ground, outcome, words_sealed as words, at_ms(settled_at)::float8 as "settledAt"
    from revisit_clues(${q.unit}, ${q.officer}, ${q.settled}, null, null)
    ${after ? sql`where (due_on, round_id, institution_id) > (${after.dueOn}::date, ${after.round}, ${after.institution})` : sql``}
    order by due_on, round_id, institution_id limit ${limit}`;
}

/** Whether it is settled now; undefined: there is none for whoever asks. */
export async function settleClue(sql: Sql, clue: object): Promise<boolean | undefined> {
  const [row] = await sql<
    { settled: boolean | null }[]
  >`select settle_revisit_clue(${sql.json(clue as never)}) as settled`;
  return row!.settled ?? undefined;
}
