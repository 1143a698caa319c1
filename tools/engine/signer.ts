/**
 * The signer beside a stack on one machine (tools/signer.ts). Its keys lie in the stack's own folder, with the database's passwords: here it shows how
 * it works, and protects against nobody.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Heads } from '../kept/heads.ts';
import { isAddress } from '../kept/hold.ts';
import type { NoteKey } from '../../domain/proof/note-keys.ts';
import { makeKeyFile, readKeyFile } from '../kept/key-file.ts';
import { beginLog } from '../signer/signing.ts';
import { typescript, type Service } from './processes.ts';

const main = fileURLToPath(new URL('../signer.ts', import.meta.url));

const fileOf = (origin: string): string => `log-${origin.replace(/[^\w.-]/g, '_')}.key`;

/**
 * The service, the address at which the API asks it (LOG_SIGNER), and the public keys; nothing where the folder's path is too long for a socket. A key that is made
 * here begins its log, and no other does: with a lost state, the person who removed it has to say how it goes on.
 */
export async function signerService(
  folder: string,
  origins: readonly string[],
): Promise<{ service: Service; address: string; keys: NoteKey[] } | undefined> {
  const [keys, own] = [join(folder, 'keys'), join(folder, 'signer')];
  const fileIn = (origin: string): string => join(keys, fileOf(origin));
  const [address, state] = [join(own, 'socket'), join(own, 'state.json')];
  if (!isAddress(`${state}.lock.12345678`)) return undefined;
  for (const place of [keys, own]) await mkdir(place, { recursive: true, mode: 0o700 });
  const heads = await Heads.open(state);
  try {
    for (const origin of origins) {
      const file = fileIn(origin);
      if (existsSync(file)) continue;
      await makeKeyFile(origin, file, 'note');
      await beginLog(heads, origin);
    }
  } finally {
    await heads.close();
  }
  const databases = Object.keys(process.env).filter((name) => name.endsWith('DATABASE_URL'));
  const service = {
    name: 'signer',
    ...typescript(main),
    env: {
      ...Object.fromEntries(databases.map((name) => [name, ''])),
      SIGNER_KEY: origins.map((origin) => `file:${fileIn(origin)}`).join('\n'),
      SIGNER_STATE: state,
      SIGNER_SOCKET: address,
    },
    ready: () => isHealthy(address),
  };
  const read = await Promise.all(origins.map((origin) => readKeyFile(fileIn(origin), 'note')));
  return { service, address, keys: read.map(({ key }) => key) };
}

const isHealthy = (socketPath: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    request({ socketPath, path: '/health' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    })
      .once('error', reject)
      .end();
  });
