/** 联席会议 The meetings, newest first, with what of their undertakings is open and done. */
import { and, desc, eq, isNotNull, isNull, type SQL, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed, within } from '../typed.ts';

const { file: f, duty } = t;

const opened = <T>(...path: readonly string[]): SQL<T> =>
  part<T>`${f.opening} #> ${part.param(path)}`;
const unitAs = (role: string): SQL<string> =>
  part<string>`${f.opening}->'units'->>${part.raw(`'${role}'`)}`;

const undertakings = (states: SQL): SQL<number> =>
  within<number>(
    part`select count(*)::int from ${duty} where ${duty}.file_id = ${f}.id and ${duty}.duty = 'carryOut' and ${duty}.state in ${states}`,
  );

const columns = {
  file: f.id,
  stage: f.stage,
  supervision: unitAs('supervision'),
  handling: unitAs('handling'),
  convener: unitAs('convener'),
  on: within<number>(
    // As it was put off last, otherwise as it was called.
    part`select coalesce((select at_ms((i.payload->>'newTime')::timestamptz)::float8 from inbox i where i.file_id = ${f}.id and i.type = 'postponement' and (i.verdict->>'accepted')::boolean order by i.number desc limit 1), (${f}.opening->>'on')::float8)`,
  ),
  topics: part<number>`(${f.opening}->'topics'->>'count')::int`,
  about: opened<string[]>('topics', 'files'),
  openedAt: f.openedAt,
  nextDue: f.nextDue,
  closedAt: f.closedAt,
  outcome: f.outcome,
  owed: undertakings(part`('open', 'due-soon')`),
  overdue: undertakings(part`('overdue')`),
  done: undertakings(part`('done')`),
};

interface MeetingFilter {
  bureau: string;
  state?: 'open' | 'closed' | undefined;
  unit?: string | undefined;
  /** Only meetings of one of these units. */
  parties: readonly string[] | undefined;
}

export type MeetingRow = Awaited<ReturnType<typeof meetingsOf>>[number];

export async function meetingsOf(
  sql: Sql,
  q: MeetingFilter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
) {
  const ofOneOf = (units: readonly string[]): SQL =>
    part`(${unitAs('supervision')} = any(${part.param(units)}) or ${unitAs('handling')} = any(${part.param(units)}))`;
  return typed(sql)
    .select(columns)
    .from(f)
    .where(
      and(
        eq(f.bureau, q.bureau),
        // Written out: the index of the meetings holds only these.
        part`${f.procedure} = 'joint-meeting'`,
        given(q.state, (state) => (state === 'open' ? isNull : isNotNull)(f.closedAt)),
        given(q.unit, (unit) => ofOneOf([unit])),
        given(q.parties, ofOneOf),
        given(after, (place) => beyond([f.openedAt, f.id], '<', [place.openedAt, place.id])),
      ),
    )
    .orderBy(desc(f.openedAt), desc(f.id))
    .limit(limit);
}
