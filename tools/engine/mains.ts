/** Duban's own two processes as children of a stack: the worker (worker.ts) and the API (api/main.ts). */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { builtApiMain, builtMain } from '../built.ts';
import { typescript, type Service } from './processes.ts';

const workerMain = fileURLToPath(new URL('../../worker.ts', import.meta.url));
const apiMain = fileURLToPath(new URL('../../api/main.ts', import.meta.url));

/** In a tree under construction one of them may be missing. */
export const mainsThere = (): { worker: boolean; api: boolean } => ({
  worker: existsSync(workerMain),
  api: existsSync(apiMain),
});

export interface MainOptions {
  /** Name in logs and reports, and for kill and restart. */
  name?: string;
  /** Settings as in settings.ts: `stack.env(namespace)` and what differs. */
  env: Record<string, string>;
}

/** Measured: a tenth less memory, no more CPU. Megabytes. */
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=8';

/** With a bundle the worker's main is built too, and nothing is compiled when it comes back after a crash. */
function workerCommand(env: Record<string, string>): { command: string; args: string[] } {
  const main = builtMain(env['DUBAN_WORKFLOW_BUNDLE']);
  return main
    ? { command: process.execPath, args: [SMALL_YOUNG_GENERATION, main] }
    : typescript(workerMain);
}

/** With a bundle the API's main is built too: loading its modules one by one is most of the CPU of its start. */
export function apiCommand(env: NodeJS.ProcessEnv): { command: string; args: string[] } {
  const main = builtApiMain(env['DUBAN_WORKFLOW_BUNDLE']);
  return main ? { command: process.execPath, args: [main] } : typescript(apiMain);
}

/** The worker; ready when the engine sees it poll. `token` is for asking the engine. */
export function workerService(
  { name = 'worker', env }: MainOptions,
  token?: () => Promise<string | undefined>,
): Service {
  let launched = 0;
  const ready = async (): Promise<boolean> => {
    launched ||= Date.now();
    return polls(env, await token?.(), launched);
  };
  return {
    name,
    ...workerCommand(env),
    env,
    // A restarted one is a new one: what polled before does not count.
    onLaunch: () => void (launched = Date.now()),
    ready,
  };
}

/** The API; ready when it answers that it is alive. */
export function apiService({ name = 'api', env }: MainOptions): Service {
  const port = env['API_PORT'] ?? '8300';
  const ready = async (): Promise<boolean> =>
    (await fetch(`http://127.0.0.1:${port}/health`)).status < 500;
  return { name, ...apiCommand(env), env, ready };
}

/** Whether the engine has seen a worker poll this task queue since then; with `host`, one of that host. */
export async function polls(
  env: NodeJS.ProcessEnv,
  apiKey: string | undefined,
  since: number,
  host?: string,
): Promise<boolean> {
  const tls = env['TEMPORAL_TLS'] === 'true';
  const connection = await Connection.connect({
    address: env['TEMPORAL_ADDRESS']!,
    tls,
    ...(apiKey ? { apiKey } : {}),
  });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: env['TEMPORAL_NAMESPACE'] ?? 'duban',
      taskQueue: { name: env['TEMPORAL_TASK_QUEUE'] ?? 'duban' },
      taskQueueType: 1,
    });
    const here = (pollers ?? []).filter((poller) => !host || poller.identity?.endsWith(`@${host}`));
    return here.some(
      (poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1000 >= since - 1000,
    );
  } finally {
    await connection.close();
  }
}
