/** Where the worker's built main lies: in the project's folder, where its packages are found. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const builtWorker = fileURLToPath(new URL('../.build/worker.mjs', import.meta.url));

/** What it loads where traces are sent. */
export const builtTracing = fileURLToPath(new URL('../.build/worker-tracing.mjs', import.meta.url));

/** The recount as it was built with them; the API finds it there (api/background/recounting.ts). */
export const builtRecount = fileURLToPath(new URL('../.build/recount.mjs', import.meta.url));

/** The API's main, built with them: two folders deep, as its modules are, which find files of the project from where they lie. */
export const builtApi = fileURLToPath(new URL('../.build/api/main.mjs', import.meta.url));

/** The worker's main as it was built with this bundle; nothing without one. */
export const builtMain = (bundle: string | undefined): string | undefined =>
  bundle && existsSync(builtWorker) ? builtWorker : undefined;

/** The API's main as it was built with this bundle; nothing without one. */
export const builtApiMain = (bundle: string | undefined): string | undefined =>
  bundle && existsSync(builtApi) ? builtApi : undefined;
