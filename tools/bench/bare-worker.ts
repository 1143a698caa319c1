/** The bare client's worker: the same options as ours (worker.ts), and one-row writes. */
import { NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker';
import { connect } from '../../db/client.ts';
import { keepToken, readSigningKey } from '../../engine-token.ts';
import { readSettings } from '../../settings.ts';
import type { BareActivities } from './bare-workflow.ts';

const settings = readSettings();
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGINT', 'SIGTERM'] });
const connection = await NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS });
const stopRenewing = await keepToken(
  connection,
  await readSigningKey(settings.DUBAN_SIGNING_KEY_FILE!),
  {
    sub: 'bare-worker',
    permissions: [`${settings.TEMPORAL_NAMESPACE}:worker`, `${settings.TEMPORAL_NAMESPACE}:write`],
  },
);
const sql = connect(settings.DATABASE_URL, { name: 'bare-worker', max: 10 });
const activities: BareActivities = {
  async writeRow({ file, step, n, last }) {
    if (!last)
      await sql`insert into bench_row (file, step, n) values (${file}, ${step}, ${n}) on conflict do nothing`;
    else
      await sql`with row as (insert into bench_row (file, step, n) values (${file}, ${step}, ${n}) on conflict do nothing) select pg_notify('bench', ${`${file}:${step}`})`;
  },
};
const worker = await Worker.create({
  connection,
  namespace: settings.TEMPORAL_NAMESPACE,
  taskQueue: settings.TEMPORAL_TASK_QUEUE,
  activities,
  workflowBundle: { codePath: process.env['BENCH_BUNDLE']! },
  maxCachedWorkflows: settings.WORKER_MAX_CACHED_WORKFLOWS,
  stickyQueueScheduleToStartTimeout: '1s',
});
try {
  await worker.run();
} finally {
  stopRenewing();
  await sql.end({ timeout: 5 });
  await connection.close();
}
