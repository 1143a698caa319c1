/**
 * Keeps histories of whole files for the replay test: `npx tsx tools/record-histories.ts [test folders]`. The engine tests act the files out;
 * of every kind of file the longest history of each of two outcomes is kept, so that a change of the workflow code is tried on real files.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Engine } from '../api/intake/engine.ts';
import { HistoryArchive } from '../api/background/history-archive.ts';
import { connect, type Sql } from '../db/client.ts';
import { readSigningKey } from '../engine-token.ts';
import type { Stack } from './engine/stack.ts';
import { record } from './record/run.ts';

/** Set while the tests of this tool run: where the histories go when the stack of the tests ends. */
export const RECORD = 'DUBAN_RECORD_HISTORIES';
const OUTCOMES = 2;

interface Kept {
  id: string;
  kind: string;
  procedure: string;
  outcome: string;
  history: { events: unknown[] };
}

/** Writes what has been kept of the files closed in this database. */
export async function recordHistories(
  {
    databaseUrl,
    temporalAddress,
    signingKeyFile,
  }: Pick<Stack, 'databaseUrl' | 'temporalAddress' | 'signingKeyFile'>,
  namespace: string,
  folder: string,
): Promise<void> {
  const sql = connect(databaseUrl, { max: 1 });
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
    for (const { id, kind, outcome, procedure, history } of await longest(sql)) {
      await writeFile(
        join(
          folder,
          `${procedure}.${kind}.${outcome.replaceAll(/[^A-Za-z0-9-]+/g, '_').slice(0, 40)}.json`,
        ),
        `${JSON.stringify({ workflowId: id, history })}\n`,
      );
      console.log(`${kind} ${outcome}: ${id}, ${history.events.length} events`);
    }
  } finally {
    await engine.close();
    await sql.end();
  }
}

/** Kinds of files have different beginnings of their ids: RR-A, RR-B, CC-ZM … */
async function longest(sql: Sql): Promise<Kept[]> {
  return sql<Kept[]>`select id, kind, procedure, outcome, history from (
      select *, row_number() over (partition by kind order by events desc) as place from (
        select distinct on (split_part(f.id, '.', 1), f.outcome) f.id, split_part(f.id, '.', 1) as kind, f.procedure, f.outcome, h.history, jsonb_array_length(h.history->'events') as events
        from history_export h join file f on f.id = h.file_id order by split_part(f.id, '.', 1), f.outcome, jsonb_array_length(h.history->'events') desc) each_outcome) ranked
    where place <= ${OUTCOMES}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  record(RECORD, '../test/histories', ['test/rapid-response', 'test/commitment-case']);
