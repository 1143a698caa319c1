/** Settings of the processes, from the environment. Only mains (api/main.ts, worker.ts, tools/) read this. */
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

export const settingsSchema = z.object({
  /** The application's role: may not own the tables. */
  DATABASE_URL: z.string().startsWith('postgres'),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('duban'),
  TEMPORAL_TLS: flag.default(false),
  /** A fixed token for the engine; without it the process mints its own with DUBAN_SIGNING_KEY_FILE. */
  TEMPORAL_API_KEY: z.string().optional(),
  /** Private JWK (ES256) with which the API mints the short-lived tokens it sends to the Temporal server. */
  DUBAN_SIGNING_KEY_FILE: z.string().optional(),
  TEMPORAL_TASK_QUEUE: z.string().default('duban'),
  TEMPORAL_UI_URL: z.string().default('http://127.0.0.1:8233'),
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65535).default(8300),
  /** Who issues the bearer tokens of the staff systems: JWKS address or key file; one of the two. */
  OIDC_JWKS_URL: z.string().url().optional(),
  OIDC_JWKS_FILE: z.string().optional(),
  OIDC_ISSUER: z.string().default('urn:duban:development'),
  OIDC_AUDIENCE: z.string().default('duban'),
  /** Demo and test namespaces only: a file's receipt clock is its own skipped time. */
  DUBAN_TIME_SKIPPING: flag.default(false),
  WORKER_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).default(500),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings; a wrong one is named plainly. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const read = settingsSchema.safeParse(env);
  if (!read.success) throw new Error(`settings: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
  return read.data;
}
