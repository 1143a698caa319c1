/**
 * Keeps whole dossiers of files for the test of replay and recount: `npx tsx tools/record-dossiers.ts [test folders]`. The engine tests act the
 * files out; of every procedure the longest closed file of each of two outcomes is kept, with its life, with what stands because of it, and with
 * the history of each of its runs, so that a change of the code is tried on real files, replayed and counted again.
 */
import type { Recount } from '../domain/recount/compare.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { HistoryArchive } from '../api/background/history-archive.ts';
import { Engine } from '../api/intake/engine.ts';
import { connect, type Sql } from '../db/client.ts';
import { snapshot } from '../db/queries/dossier.ts';
import { lifeOf } from '../db/queries/lives.ts';
import { readSigningKey } from '../engine-token.ts';
import type { Stack } from './engine/stack.ts';
import { recounting } from './recount/bundle.ts';
import { record } from './record/run.ts';

/** Set while the tests of this tool run: where the dossiers go when the stack of the tests ends. */
export const RECORD_DOSSIERS = 'DUBAN_RECORD_DOSSIERS';
const OUTCOMES = 2;
/** The longest ones say nothing that shorter ones do not. */
const MOST_EVENTS = 400;

interface Kept {
  id: string;
  procedure: string;
  outcome: string;
}

export async function recordDossiers(
  {
    databaseUrl,
    temporalAddress,
    signingKeyFile,
  }: Pick<Stack, 'databaseUrl' | 'temporalAddress' | 'signingKeyFile'>,
  namespace: string,
  folder: string,
): Promise<void> {
  const sql = connect(databaseUrl, { max: 2 });
  const engine = Engine.connect({
    address: temporalAddress,
    namespace,
    taskQueue: 'duban',
    key: await readSigningKey(signingKeyFile),
  });
  try {
    const archive = new HistoryArchive({ sql, engine, log: pino({ level: 'silent' }) });
    while ((await archive.keepAll()) > 0);
    await mkdir(folder, { recursive: true });
    const recount = await recounting();
    for (const kept of await longest(sql)) await write(sql, recount, folder, kept);
  } finally {
    await engine.close();
    await sql.end();
  }
}

async function write(
  sql: Sql,
  recount: Recount,
  folder: string,
  { id, procedure, outcome }: Kept,
): Promise<void> {
  const found = await snapshot(sql, (tx) => lifeOf(tx, id));
  const { differences } = await recount(found!.life, found!.stood);
  // Time is skipped in tests, so their files happen after they were recorded.
  const real = differences.filter(({ kind }) => kind !== 'early');
  const runs = await sql<
    object[]
  >`select run_id as run, history from history_export where file_id = ${id} order by exported_at`;
  const name = `${procedure}.${outcome.replaceAll(/[^A-Za-z0-9-]+/g, '_').slice(0, 40)}.json`;
  await writeFile(join(folder, name), `${JSON.stringify({ file: id, ...found, runs })}\n`);
  console.log(`${name}: ${id}, ${runs.length} runs, ${real.length} differences`);
}

/** Of files whose histories are all kept, and of none that a test has made long. */
async function longest(sql: Sql): Promise<Kept[]> {
  return sql<Kept[]>`select id, procedure, outcome from (
      select *, row_number() over (partition by procedure order by entries desc) as place from (
        select distinct on (f.procedure, f.outcome) f.id, f.procedure, f.outcome, f.register_seq as entries
        from file f where f.exported_at is not null
          and (select sum(jsonb_array_length(h.history->'events')) from history_export h where h.file_id = f.id) <= ${MOST_EVENTS}
        order by f.procedure, f.outcome, f.register_seq desc) each_outcome) ranked
    where place <= ${OUTCOMES}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  record(RECORD_DOSSIERS, '../test/dossiers', ['test/joint-meeting', 'test/rapid-response/cases']);
