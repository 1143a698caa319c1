/** Time can be skipped where the namespace allows it, and nowhere else. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { mintEngineToken, readSigningKey } from '../../engine-token.ts';

const { temporalAddress: address, signingKeyFile } = inject('stack');
const taskQueue = 'sleepers';
const DAY = 86_400_000;

let apiKey: string;
let connection: Connection;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  const permissions = ['test:write', 'test:worker', 'duban:write'];
  apiKey = await mintEngineToken(await readSigningKey(signingKeyFile), {
    sub: 'sleepers',
    permissions,
  });
  connection = await Connection.connect({ address, tls: false, apiKey });
  Runtime.install({
    logger: { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error: console.error },
  });
  const workerConnection = await NativeConnection.connect({ address, tls: false, apiKey });
  const workflowsPath = fileURLToPath(new URL('./workflows/sleeper.ts', import.meta.url));
  const worker = await Worker.create({
    connection: workerConnection,
    namespace: 'test',
    taskQueue,
    workflowsPath,
  });
  const running = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await running;
    await workerConnection.close();
  };
});
afterAll(async () => {
  await stopWorker();
  await connection.close();
});

/** Asks for a fast-forward by so many days. */
const skip = (namespace: string, workflowId: string, days: number): Promise<unknown> =>
  connection.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: 1000,
        fastForwardConfig: { id: 'on', duration: { seconds: days * 86_400 } as never },
      },
    },
  });

const startSleeper = (
  namespace: string,
  workflowId: string,
): ReturnType<Client['workflow']['start']> =>
  new Client({ connection, namespace }).workflow.start('sleeper', {
    taskQueue,
    workflowId,
    args: [30],
  });

it('a month passes at once in the namespace test', async () => {
  const began = Date.now();
  const handle = await startSleeper('test', 'sleeper-1');
  await skip('test', 'sleeper-1', 31);
  const woke = (await handle.result()) as number;
  expect(woke - began).toBeGreaterThanOrEqual(30 * DAY);
  expect(Date.now() - began).toBeLessThan(15_000);
});

it('nothing can be skipped in the namespace duban', async () => {
  await startSleeper('duban', 'sleeper-2');
  await expect(skip('duban', 'sleeper-2', 31)).rejects.toThrow(/not enabled for namespace/i);
});
