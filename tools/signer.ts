/**
 * 签署方 `npm run signer`: signs the checkpoints of a bureau's log and never a fork, whatever the database says (docs/decisions/0016). A process of its
 * own, with a user of its own: neither the API nor who owns the database can read its key or write its state.
 */
import { readFile } from 'node:fs/promises';
import { createLog } from '../api/http/log.ts';
import { startLine } from '../api/http/start-line.ts';
import { publicKeyFromPem } from '../domain/proof/ed25519.ts';
import { isKeyName, keyText, noteKey } from '../domain/proof/note-keys.ts';
import { misused, readCommand } from './command.ts';
import { Heads } from './kept/heads.ts';
import { makeKeyFile } from './kept/key-file.ts';
import { readKeys } from './signer/keys.ts';
import { serve } from './signer/service.ts';
import { readCertificates, readSignerSettings } from './signer/settings.ts';
import { Signing, beginFrom, beginLog } from './signer/signing.ts';

const usage = `npm run signer
  signs the checkpoints of a log over a Unix socket, until Ctrl-C (docs/operations.md); its settings come from the environment:
  SIGNER_KEY            a line each key: file:PATH, KEY@command:PROGRAM or KEY@https://…
  SIGNER_STATE          the file in which it keeps what it has signed last
  SIGNER_SOCKET         where it listens; SIGNER_SOCKET_MODE 0600 or 0660
  SIGNER_CLIENT_CERT, SIGNER_CLIENT_KEY, SIGNER_CA    PEM files, for a key service
npm run signer -- --new-key NAME FILE      makes a key in FILE, and prints its public half; NAME is the origin of the log
npm run signer -- --public-key NAME FILE   prints the public half of a key in PEM (of an HSM, or PKCS #8) as it is handed on
npm run signer -- --new-log ORIGIN         a person says that this log begins, and that nothing was ever signed of it
npm run signer -- --begin NOTE             a person brings the last checkpoint, after the state was lost`;

const { values, positionals } = readCommand({
  usage,
  options: {
    'new-key': { type: 'string' },
    'public-key': { type: 'string' },
    'new-log': { type: 'string' },
    begin: { type: 'string' },
  },
  words: [0, 1],
});

async function main(): Promise<void> {
  const [named, ...others] = Object.keys(values);
  if (others.length > 0) misused(usage, 'one thing at a time');
  const [file] = positionals;
  if ((named === 'new-key' || named === 'public-key') !== (file !== undefined))
    misused(usage, file === undefined ? `--${named}: which file?` : `'${file}': what for?`);
  const name = values['new-key'] ?? values['public-key'];
  if (name !== undefined && !isKeyName(name))
    misused(usage, `'${name}': a name has neither spaces nor a plus`);
  if (values['new-key'] !== undefined) console.log(await makeKeyFile(name!, file!, 'note'));
  else if (values['public-key'] !== undefined)
    console.log(keyText(noteKey(name!, publicKeyFromPem(await readFile(file!, 'utf8')))));
  else await withState();
}

async function withState(): Promise<void> {
  const settings = readSignerSettings(process.env);
  const keys = await readKeys(settings.SIGNER_KEY, await readCertificates(settings));
  const heads = await Heads.open(settings.SIGNER_STATE);
  const origin = values['new-log'];
  try {
    if (origin !== undefined) {
      if (!keys.some(({ key }) => key.name === origin))
        throw new Error(`${origin}: no key of SIGNER_KEY has this name`);
      await beginLog(heads, origin);
      console.log(`${origin}: begins`);
    } else if (values.begin !== undefined) {
      const { origin, size } = await beginFrom(heads, keys, await readFile(values.begin, 'utf8'));
      console.log(`${origin}: goes on from ${size} leaves`);
    } else return await run(settings, keys, heads);
  } catch (error) {
    await heads.close();
    throw error;
  }
  await heads.close();
}

async function run(
  settings: ReturnType<typeof readSignerSettings>,
  keys: Awaited<ReturnType<typeof readKeys>>,
  heads: Heads,
): Promise<void> {
  const log = createLog(settings.LOG_LEVEL, 'signer');
  startLine(log, settings);
  const door = await serve({
    signing: new Signing(keys, heads),
    socket: settings.SIGNER_SOCKET,
    mode: Number.parseInt(settings.SIGNER_SOCKET_MODE, 8),
    log,
    onLost: () => {
      log.fatal('the state is not this process’s own any more: it ends, and signs nothing');
      process.exitCode = 1;
      void stop();
    },
  });
  const stop = async (): Promise<void> => {
    door.close();
    door.closeIdleConnections();
    await heads.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop());
  log.info(
    { keys: keys.map(({ key }) => keyText(key)), socket: settings.SIGNER_SOCKET },
    'the signer is ready',
  );
  for (const { key } of keys)
    if (!heads.get(key.name))
      log.warn({ origin: key.name }, 'this log was not begun here: --new-log or --begin');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
