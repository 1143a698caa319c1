/**
 * 样例字号 Whoever tries the system issues a paper at once: each bureau of the sample numbers its papers, as two persons of it would have it. A bureau that has
 * a series already, or in which these people are gone or hold these offices no more, is left as it is.
 */
import { connect, type Sql } from '../../db/client.ts';
import { findCallers } from '../../db/queries/access.ts';
import { seriesOf } from '../../db/queries/papers.ts';
import { findProposal, twoPersons } from '../../db/queries/proposals.ts';
import { databaseToday } from '../../api/http/clock.ts';
import { holds, registered, type Caller } from '../../api/http/authentication.ts';
import { paperSeriesGround } from '../../api/papers/grounds.ts';
import { decided } from '../../api/registries/proposals.ts';
import { proposed, type Ground } from '../../api/registries/two-persons.ts';

interface SampleSeries {
  bureau: string;
  mark: string;
  /** Who proposes it, and who confirms it where the bureau has two persons for that. */
  by: string;
  confirmer: string;
}
export const sampleSeries: readonly SampleSeries[] = [
  { bureau: 'tj', mark: '样津医保', by: 'o-admin', confirmer: 'o-head' },
  { bureau: 'qy', mark: '样庆医保', by: 'o-qy-admin', confirmer: 'o-qy-admin' },
  { bureau: 'qh', mark: '样秦医保', by: 'o-qh-admin', confirmer: 'o-qh-admin-2' },
  { bureau: 'qj', mark: '样黔医保', by: 'o-qj-admin', confirmer: 'o-qj-admin-2' },
];
const reason = '首次启动：样例局的公文字号 The series of a sample bureau';

/** Answers the bureaus that have one now and had none. */
export async function registerSampleSeries(
  databaseUrl: string,
  all: readonly SampleSeries[],
): Promise<string[]> {
  const sql = connect(databaseUrl, { max: 1, name: 'duban-start' });
  const done: string[] = [];
  try {
    for (const one of all) if (await begun(sql, one)) done.push(one.bureau);
  } finally {
    await sql.end();
  }
  return done;
}

async function begun(sql: Sql, { bureau, mark, by, confirmer }: SampleSeries): Promise<boolean> {
  const [caller, second] = await Promise.all([by, confirmer].map((id) => callerOf(sql, id)));
  if (!caller || !second || !(await mayBegin(sql, caller, second))) return false;
  if ((await seriesOf(sql, bureau)).length > 0) return false;
  const inForceFrom = databaseToday();
  const after = { bureau, kind: '*', version: 1, mark, inForceFrom };
  const { id, bootstrap } = await proposed(sql, paperSeriesGround, after, { caller, reason });
  if (bootstrap) return true;
  const { hash } = (await findProposal(sql, bureau, id))!;
  const decision = { id, hash, state: 'confirmed', reason } as const;
  await sql.begin((tx) => decided(tx, [paperSeriesGround as Ground], second, decision));
  return true;
}

/** Nobody confirms alone what two persons of the bureau hold by now. */
async function mayBegin(sql: Sql, caller: Caller, second: Caller): Promise<boolean> {
  const { proposes, confirms } = paperSeriesGround;
  const inOffice = !caller.removed && !second.removed;
  if (!inOffice || !holds(caller, ...proposes) || !holds(second, ...confirms)) return false;
  return caller.id !== second.id || !(await twoPersons(sql, caller.bureau));
}

async function callerOf(sql: Sql, id: string): Promise<Caller | undefined> {
  const [found] = await findCallers(sql, [id]);
  return found && registered(found);
}
