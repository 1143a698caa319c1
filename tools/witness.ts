/**
 * 见证方 `npm run witness`: cosigns the checkpoints of a bureau's log as they grow, and never two that contradict each other (C2SP tlog-witness). For a
 * regulator, on a machine of its own: it knows no database, and nothing of the API but what everybody may ask.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../api/http/log.ts';
import { startLine } from '../api/http/start-line.ts';
import { isKeyName, keyText } from '../domain/proof/note-keys.ts';
import { addCheckpointFromText } from '../domain/proof/witness.ts';
import { misused, readCommand } from './command.ts';
import { createDoor } from './kept/door.ts';
import { Heads } from './kept/heads.ts';
import { makeKeyFile, readKeyFile } from './kept/key-file.ts';
import { Forks } from './witness/forks.ts';
import { type LogToWatch, readLogs } from './witness/logs.ts';
import { Mirror } from './witness/mirror.ts';
import {
  type Looked,
  type Saying,
  exitCodeOf,
  sayingOf,
  sayingOfMirror,
} from './witness/sayings.ts';
import { doorAnswer } from './witness/serving.ts';
import { Watch } from './witness/watching.ts';
import { Witness } from './witness/witnessing.ts';

const usage = `npm run witness -- --state FILE --key FILE --log ORIGIN=KEY@URL [--log …] [--once] [--every SECONDS] [--listen HOST:PORT] [--mirror DIR --token FILE]
  见证：每分钟向各日志索取检查点，核验其由已见证者延续而来，出具见证签名并送回；绝不为互相矛盾的两棵树签名。
  cosigns the checkpoints of these logs as they grow, every minute, until Ctrl-C (docs/operations.md)
  --state FILE           what was cosigned; beside it, as fork-<time>/, what proves that a log has shown two trees
  --key FILE             the witness's key, made by --new-key
  --log ORIGIN=KEY@URL   a log, its key as it is handed on, and where it is asked; without @URL it has to ask us
  --mirror DIR           keeps all leaves of these logs too, checked against what was cosigned, and lists files by their last entry; a regulator's
  --token FILE           token is needed for it, read anew each time
  --listen HOST:PORT     serves POST /add-checkpoint for logs that ask (C2SP tlog-witness)
  --once                 looks once, for a timer: exit code 0 all is well, 1 an alarm (fork, older backup), 3 a log could not be asked
npm run witness -- --new-key NAME FILE   makes a key in FILE and prints its public half; NAME is an address without scheme, e.g. witness.example.gov.cn/w1`;

const { values, positionals } = readCommand({
  usage,
  options: {
    state: { type: 'string' },
    key: { type: 'string' },
    log: { type: 'string', multiple: true },
    once: { type: 'boolean' },
    every: { type: 'string', default: '60' },
    listen: { type: 'string' },
    mirror: { type: 'string' },
    token: { type: 'string' },
    'new-key': { type: 'string' },
  },
  words: [0, 1],
});

const stopping = new AbortController();
let exitCode = 0;

/** A line of the one shape; an alarm is an error and says so. */
const log = createLog('info', 'witness');
const say = (zh: string, en: string, alarm = false): void =>
  alarm ? log.error({ alarm }, `告警 ALARM ${zh} ${en}`) : log.info(`${zh} ${en}`);

async function newKey(name: string): Promise<void> {
  const [file] = positionals;
  if (file === undefined) misused(usage, '--new-key: which file?');
  if (!isKeyName(name)) misused(usage, `'${name}': a name has neither spaces nor a plus`);
  console.log(await makeKeyFile(name, file, 'cosignature'));
}

async function main(): Promise<void> {
  if (values['new-key'] !== undefined) return newKey(values['new-key']);
  if (positionals.length > 0) misused(usage, `'${positionals[0]}': what for?`);
  const { state, key: keyFile, log: watched } = values;
  if (!state || !keyFile || !watched?.length) misused(usage, '--state, --key and --log are needed');
  const { mirror, token } = values;
  if ((mirror === undefined) !== (token === undefined))
    misused(usage, '--mirror DIR and --token FILE: both or neither');
  const logs = readLogs(watched);
  const key = await readKeyFile(keyFile, 'cosignature');
  const heads = await Heads.open(state);
  try {
    const parts = { key, heads, forks: new Forks(state), logs, clock: () => Date.now() };
    const witness = new Witness(parts);
    startLine(log, {
      origins: [...logs.keys()],
      every: values.every,
      listen: values.listen,
      mirror: values.mirror !== undefined,
    });
    say(`见证方 ${keyText(key.key)}`, 'is the key of this witness.');
    const keeping = mirror && token ? new Mirror(mirror, token) : undefined;
    await watchAndServe(witness, new Watch(witness, parts, keeping), [...logs.values()]);
  } finally {
    await heads.close();
  }
}

async function watchAndServe(
  witness: Witness,
  watch: Watch,
  logs: readonly LogToWatch[],
): Promise<void> {
  const asked = logs.filter((log): log is LogToWatch & { url: string } => log.url !== undefined);
  if (values.once) {
    exitCode = exitCodeOf(await lookAtAll(watch, asked));
    return;
  }
  const door = values.listen === undefined ? undefined : await listen(witness, values.listen);
  const every = Number(values.every) * 1000;
  if (!(every >= 1000)) misused(usage, '--every: a number of seconds, at least 1');
  while (!stopping.signal.aborted) {
    await lookAtAll(watch, asked);
    await sleep(every, undefined, { signal: stopping.signal }).catch(() => {});
  }
  door?.close();
  door?.closeIdleConnections();
}

async function lookAtAll(
  watch: Watch,
  logs: readonly (LogToWatch & { url: string })[],
): Promise<Looked[]> {
  const all: Looked[] = [];
  const tell = (what: Looked['what'], saying: Saying | undefined): void => {
    if (saying) say(saying.zh, saying.en, saying.alarm);
    all.push({ what, alarm: saying?.alarm ?? false });
  };
  for (const { url, ...log } of logs) {
    const seen = await watch.look(log, url);
    tell(seen.what, sayingOf(log.origin, seen));
    if (seen.what === 'failed' && seen.lost) lost();
    const mirrored = await watch.mirror(log, url, seen);
    if (mirrored) tell(mirrored.what, sayingOfMirror(log.origin, mirrored));
  }
  return all;
}

/** The state is somebody else's now: whoever goes on from it may cosign a fork. */
function lost(): void {
  exitCode = 1;
  stopping.abort();
}

async function listen(witness: Witness, address: string): Promise<ReturnType<typeof createDoor>> {
  const [, host, port] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (!host || !port) misused(usage, '--listen: HOST:PORT');
  const door = createDoor('/add-checkpoint', async (body) => {
    const cosigned = await witness.cosign(addCheckpointFromText(body));
    const { answer, saying } = doorAnswer(cosigned);
    if (saying) say(saying.zh, saying.en, saying.alarm);
    if (cosigned.status === 503 && 'lost' in cosigned && cosigned.lost) lost();
    return answer;
  });
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject).listen(Number(port), host, resolve);
  });
  const listening = door.address();
  const actual = typeof listening === 'object' && listening ? listening.port : port;
  say(`在 ${host}:${actual} 受理 POST /add-checkpoint。`, `listens on ${host}:${actual}.`);
  return door;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stopping.abort());

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exitCode = 1;
}
process.exitCode = exitCode;
