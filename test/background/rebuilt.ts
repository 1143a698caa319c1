/** What counts of a file, laid beside what it was before its run was started anew. */
import { expect } from 'vitest';
import type { Bureau, Reply } from '../setup/bureau.ts';
import { people } from '../setup/bureau.ts';

export interface Stands {
  entries: readonly { key: string; type: string; hash: string }[];
  verdicts: readonly object[];
  duties: readonly object[];
  breaches: readonly object[];
}
/** All that counts of a file, as the database has it. */
export async function stands({ owner }: Bureau, file: string): Promise<Stands> {
  return {
    entries: await owner<
      { key: string; type: string; hash: string }[]
    >`select key, type, hash from register where file_id = ${file} and type not like 'history-%' and type <> 'run-rebuilt' order by seq`,
    verdicts:
      await owner`select act_id, verdict from inbox where file_id = ${file} order by number`,
    duties:
      await owner`select key, due_at, alt_due_at, state, done_at from duty where file_id = ${file} order by key`,
    breaches: await owner`select * from breach where file_id = ${file} order by key`,
  };
}
export const typesOf = async ({ owner }: Bureau, file: string): Promise<string[]> =>
  (
    await owner<{ type: string }[]>`select type from register where file_id = ${file} order by seq`
  ).map(({ type }) => type);

/** What was there is still there as it was, and the next act is judged by the new run. */
export async function goesOn(
  bureau: Bureau,
  file: string,
  before: Stands,
  next: () => Promise<Reply>,
): Promise<void> {
  const reply = await next();
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  const after = await stands(bureau, file);
  expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
  expect(after.verdicts.slice(0, before.verdicts.length)).toEqual(before.verdicts);
}

export const rebuildOf = (
  bureau: Bureau,
  file: string,
  more: object = {},
  officer: string = people.admin,
): Promise<Reply & { body: Record<string, unknown> }> =>
  bureau.post(officer, `/v1/files/${file}/rebuild`, { reason: '引擎数据库丢失', ...more });

export interface Found {
  rebuild: { file: string; href: string; fault: string; method: string; does: object }[];
  notRunning: { file: string; engine: string }[];
  otherwise: { file: string; fault: string }[];
  technical: string[];
  unregistered: string[];
}
export const reconciled = async (bureau: Bureau, each = false): Promise<Found> => {
  const reply = await bureau.get(people.admin, `/v1/reconciliation${each ? '?each=true' : ''}`);
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  return reply.body;
};
export const offersIn = async (bureau: Bureau, each = false): Promise<Found['rebuild']> =>
  (await reconciled(bureau, each)).rebuild;

export const terminate = ({ service: { engine } }: Bureau, file: string) =>
  engine.as('test', () => engine.client.workflow.getHandle(file).terminate('lost'));
