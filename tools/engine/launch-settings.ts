/** The launcher's own settings, from the environment; those of its children are in settings.ts. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the embedded mode keeps its data, beside the code. */
export const dataFolder = fileURLToPath(new URL('../../.data', import.meta.url));

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  API_PORT: port.default(8300),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  /** Any free port unless set: nobody but our own processes uses it. */
  POSTGRES_PORT: port.optional(),
  /** A folder with the official release's temporal-server, temporal-sql-tool and ui-server. */
  TEMPORAL_BINARIES: z.string().min(1).optional(),
  /** Together these two replace everything embedded. */
  DATABASE_URL: z.string().min(1).optional(),
  TEMPORAL_ADDRESS: z.string().min(1).optional(),
  TEMPORAL_NAMESPACE: z.string().default('duban'),
  TEMPORAL_UI_URL: z.string().optional(),
  /** With the role that owns the tables: only then are they brought up to date in an external database. */
  MIGRATION_DATABASE_URL: z.string().min(1).optional(),
});
export type LaunchSettings = z.infer<typeof schema>;

export function readLaunchSettings(env: NodeJS.ProcessEnv): LaunchSettings {
  const read = schema.safeParse(env);
  if (!read.success)
    throw new Error(
      `settings: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  const { DATABASE_URL, TEMPORAL_ADDRESS } = read.data;
  if (Boolean(DATABASE_URL) !== Boolean(TEMPORAL_ADDRESS)) {
    const [given, missing] = DATABASE_URL
      ? ['DATABASE_URL', 'TEMPORAL_ADDRESS']
      : ['TEMPORAL_ADDRESS', 'DATABASE_URL'];
    throw new Error(
      `settings: ${given} is given without ${missing}: give both (servers that run elsewhere) or neither (embedded ones)`,
    );
  }
  return read.data;
}
