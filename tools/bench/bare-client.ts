/** The bare client as a process of its own, so that its CPU can be told from the driver's. POST /run {files, width, plan} → latencies. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client, Connection } from '@temporalio/client';
import { connect } from '../../db/client.ts';
import { keepToken, readSigningKey } from '../../engine-token.ts';
import { readSettings } from '../../settings.ts';
import type { Plan } from './bare-workflow.ts';
import { pool } from './meter.ts';

export interface Run {
  files: number;
  width: number;
  plan: Plan;
}
export interface Ran {
  ids: string[];
  ms: number[];
}

const settings = readSettings();
const {
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  TEMPORAL_TASK_QUEUE: taskQueue,
} = settings;
const connection = Connection.lazy({ address, tls: false, apiKey: 'to be renewed' });
await keepToken(connection, await readSigningKey(settings.DUBAN_SIGNING_KEY_FILE!), {
  sub: 'bare-client',
  permissions: [`${namespace}:write`],
});
const client = new Client({ connection, namespace });
const sql = connect(settings.DATABASE_URL, { name: 'bare-client', max: 2 });
const waiting = new Map<string, () => void>();
await sql.listen('bench', (key) => waiting.get(key)?.());

/** A step is over when its last row is written, as an act is when it has its verdict. */
async function step(key: string, send: () => Promise<unknown>): Promise<void> {
  const written = new Promise<void>((resolve) => {
    waiting.set(key, resolve);
  });
  await send();
  await written;
  waiting.delete(key);
}

async function run({ files, width, plan }: Run): Promise<Ran> {
  const ran: Ran = { ids: [], ms: [] };
  await pool(files, width, async () => {
    const id = `bare.${randomUUID()}`;
    ran.ids.push(id);
    await step(`${id}:0`, () =>
      client.workflow.start('bare', {
        workflowId: id,
        taskQueue,
        args: [id, plan],
        workflowTaskTimeout: '3s',
      }),
    );
    for (let n = 1; n < plan.rows.length; n += 1) {
      const began = performance.now();
      await step(`${id}:${n}`, () => client.workflow.getHandle(id).signal('step', { n }));
      ran.ms.push(performance.now() - began);
    }
  });
  return ran;
}

createServer((request, response) => {
  void text(request)
    .then(async (body) =>
      response.end(JSON.stringify(body ? await run(JSON.parse(body) as Run) : 'ready')),
    )
    .catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
}).listen(Number(process.env['BARE_PORT']), '127.0.0.1');
