/** 存证 The demonstration's own signer and witness: both on this machine, so they show how it works and protect nobody. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { changeLogKey, logKeys } from '../../db/queries/log.ts';
import { keyText } from '../../domain/proof/note-keys.ts';
import { noteVerifier } from '../../domain/proof/note.ts';
import type { Keys } from '../../domain/verify/seen.ts';
import type { Processes } from '../engine/processes.ts';
import { signerService } from '../engine/signer.ts';
import { Heads } from '../kept/heads.ts';
import { makeKeyFile, readKeyFile } from '../kept/key-file.ts';
import { Forks } from '../witness/forks.ts';
import { Watch } from '../witness/watching.ts';
import { Witness } from '../witness/witnessing.ts';

/** The same at whatever port the API is: a log keeps the name that it was begun under. */
const PUBLIC_URL = 'http://demo.duban.example';
const originOf = (bureau: string): string => `${new URL(PUBLIC_URL).host}/v1/log/${bureau}`;

/** Keys as whoever checks has them: from those who hold them. */
export interface DemoLog {
  /** For the API: where the signer is asked. */
  env: Record<string, string>;
  keys: Keys;
  /** The witness looks at the log of this bureau once, and cosigns what goes on from what it has cosigned. */
  witness(api: string, bureau: string): Promise<void>;
  close(): Promise<void>;
}

/** `folder`: as lasting as the database. `bureaus`: whose logs are signed. */
export async function openLog(
  folder: string,
  databaseUrl: string,
  processes: Processes,
  bureaus: readonly string[],
): Promise<DemoLog> {
  const signer = await signerService(folder, bureaus.map(originOf));
  if (!signer) throw new Error(`${folder}: too long a path for the signer's socket`);
  await processes.run(signer.service);
  const state = join(folder, 'witness', 'state.json');
  await mkdir(join(folder, 'witness'), { recursive: true, mode: 0o700 });
  const keyFile = join(folder, 'witness', 'witness.key');
  if (!existsSync(keyFile)) await makeKeyFile('demo.duban.example/witness', keyFile, 'cosignature');
  const key = await readKeyFile(keyFile, 'cosignature');
  const heads = await Heads.open(state);
  const logs = new Map(
    signer.keys.map((one) => [one.name, { origin: one.name, verifiers: [noteVerifier(one)] }]),
  );
  const parts = { key, heads, forks: new Forks(state), logs, clock: () => Date.now() };
  const watch = new Watch(new Witness(parts), parts);
  return {
    env: { API_PUBLIC_URL: PUBLIC_URL, LOG_SIGNER: signer.address },
    keys: { logs: signer.keys, witnesses: [key.key] },
    async witness(api, bureau) {
      await announce(databaseUrl, bureau, keyText(key.key));
      await watch.look(logs.get(originOf(bureau))!, `${api}/v1/log/${bureau}`);
    },
    close: () => heads.close(),
  };
}

/** Of a witness that the bureau does not know nothing is kept. */
async function announce(databaseUrl: string, bureau: string, key: string): Promise<void> {
  const sql = connect(databaseUrl, { max: 1 });
  try {
    if ((await logKeys(sql, bureau)).some((one) => one.key === key)) return;
    const reason = '样例 the demonstration begins';
    await changeLogKey(sql, { bureau, key, use: 'witness', state: 'in-use', reason, by: 'demo' });
  } finally {
    await sql.end();
  }
}
