/** The signer's own settings, from the environment. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Certificates } from './remote-key.ts';

const path = z.string().min(1);

export const signerSchema = z.object({
  /** With what it signs (keys.ts). */
  SIGNER_KEY: z.string().min(1),
  /** The file in which it keeps what it has signed last; nobody else may write it. */
  SIGNER_STATE: path,
  /** The Unix socket on which it listens, and who may reach it: 0600 its own user, 0660 its group too. */
  SIGNER_SOCKET: path.default('signer.sock'),
  SIGNER_SOCKET_MODE: z.enum(['0600', '0660']).default('0600'),
  /** PEM files for a key service: our client certificate with its key, and the authority that the service's own was issued by. */
  SIGNER_CLIENT_CERT: path.optional(),
  SIGNER_CLIENT_KEY: path.optional(),
  SIGNER_CA: path.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type SignerSettings = z.infer<typeof signerSchema>;

export function readSignerSettings(env: NodeJS.ProcessEnv): SignerSettings {
  // Who signs for a database must not be able to write it: then one thief has both.
  const database = Object.keys(env).filter((name) => name.endsWith('DATABASE_URL') && env[name]);
  if (database.length > 0)
    throw new Error(
      `settings: ${database.join(', ')}: the signer has nothing to do with the database, and does not start where it could reach it`,
    );
  const read = signerSchema.safeParse(env);
  if (!read.success)
    throw new Error(
      `settings: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  return read.data;
}

export async function readCertificates(settings: SignerSettings): Promise<Certificates> {
  const { SIGNER_CLIENT_CERT: cert, SIGNER_CLIENT_KEY: key, SIGNER_CA: ca } = settings;
  return {
    ...(cert && { cert: await readFile(cert, 'utf8') }),
    ...(key && { key: await readFile(key, 'utf8') }),
    ...(ca && { ca: await readFile(ca, 'utf8') }),
  };
}
