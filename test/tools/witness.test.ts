/** The witness, as a process before a small log: it cosigns what grows, keeps what contradicts, and says when a log falls behind. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { cosignatureVerifier, cosignedAt } from '../../domain/proof/cosignature.ts';
import { keyFromText, keyText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { growthText } from '../../domain/proof/witness.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { growth, keyOf, leaves, signedCheckpoint, tampered } from './fixtures/log.ts';
import { type LogServer, logServer } from './fixtures/log-server.ts';
import { type Program, endAll, programsIn } from './fixtures/program.ts';

// Each starts several processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const temporary = makeTemporaryFolder();
const run = programsIn(temporary.folder);
const servers: LogServer[] = [];
afterEach(async () => {
  await endAll();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => removeTemporaryFolder(temporary));

const origin = 'duban.example/v1/log/b-1';
const log = keyOf(origin, 1);
const own = keyOf('witness.example/w1', 5, 'cosignature');

async function place() {
  const server = await logServer(origin, log);
  servers.push(server);
  const folder = mkdtempSync(join(temporary.folder, 'w-'));
  const [state, key] = [join(folder, 'state.json'), join(folder, 'key')];
  writeFileSync(key, own.text);
  chmodSync(key, 0o400);
  const args = [
    '--state',
    state,
    '--key',
    key,
    '--log',
    `${origin}=${keyText(log.key)}@${server.url}`,
  ];
  const witness = (...more: string[]): Promise<Program> => run('witness.ts', [...args, ...more]);
  /** Looks once; the exit code, and what was said. */
  const once = async (): Promise<[number | string, string]> => {
    const one = await witness('--once');
    return [await one.ended, one.said()];
  };
  const forks = (): string[] => readdirSync(folder).filter((name) => name.startsWith('fork-'));
  return { server, folder, state, key, args, witness, once, forks };
}

/** The size that a note says which log and witness have signed. */
function cosignedSize(text: string): number {
  const note = noteFromText(text)!;
  for (const verifier of [noteVerifier(log.key), cosignatureVerifier(own.key)])
    expect(verified(note, [verifier]).verified).toBe(true);
  return checkpointFromText(note.text)!.size;
}

describe('a log that grows', () => {
  it('is cosigned from step to step, and the cosignature brought', async () => {
    const { server, state, once } = await place();
    const begun = Math.floor(Date.now() / 1000);
    for (const size of [3, 7, 7, 20]) {
      server.show({ size });
      const [code, said] = await once();
      expect([code, said]).toEqual([0, expect.stringContaining(`cosigned at ${size} leaves`)]);
      expect(readFileSync(state, 'utf8')).toContain(`"size": ${size},`);
    }
    expect(server.brought.map(cosignedSize)).toEqual([3, 7, 7, 20]);
    const last = noteFromText(server.brought.at(-1)!)!;
    const seconds = cosignedAt(last.signatures.at(-1)!)!;
    expect(seconds).toBeGreaterThanOrEqual(begun);
    expect(seconds).toBeLessThanOrEqual(Date.now() / 1000);
    // Shown with our cosignature there is nothing left to do.
    server.show({ size: 20, note: server.brought.at(-1)! });
    expect((await once())[0]).toBe(0);
    expect(server.brought).toHaveLength(4);
  });

  it('goes on being looked at, until it is stopped', async () => {
    const { server, witness } = await place();
    server.show({ size: 3 });
    const one = await witness('--every', '1');
    await one.saying('cosigned at 3 leaves');
    server.show({ size: 9 });
    await one.saying('cosigned at 9 leaves');
    expect(await one.end()).toBe(0);
  });

  it('a cosignature that the log does not take is brought again', async () => {
    const { server, once } = await place();
    server.show({ size: 3 });
    server.refuse = true;
    expect((await once())[0]).toBe(3);
    server.refuse = false;
    expect((await once())[0]).toBe(0);
    expect(server.brought.map(cosignedSize)).toEqual([3]);
  });

  it('killed when its cosignature leaves: what it has cosigned is on its disk, and it cosigns nothing else', async () => {
    const { server, state, once, witness, forks } = await place();
    server.show({ size: 7 });
    const one = await witness('--once');
    server.onBrought = async () => {
      expect(readFileSync(state, 'utf8')).toContain('"size": 7,');
      await one.end('SIGKILL');
    };
    expect(await one.ended).toBe('SIGKILL');
    server.onBrought = () => {};
    server.show({ size: 7, of: tampered });
    expect((await once())[0]).toBe(1);
    expect(forks()).toHaveLength(1);
  });
});

describe('a fork', () => {
  it.each([
    ['of the same size', 7],
    ['that was grown on', 20],
  ])(
    '%s: both notes are kept, and nothing is cosigned until a person has looked',
    async (_how, size) => {
      const { server, folder, once, forks } = await place();
      server.show({ size: 7 });
      await once();
      server.show({ size, of: tampered });
      const [code, said] = await once();
      expect([code, said]).toEqual([1, expect.stringMatching(/告警 ALARM.*分叉.*FORK/)]);
      const [name] = forks();
      const kept = (file: string): string => readFileSync(join(folder, name!, file), 'utf8');
      expect(kept('cosigned.note').startsWith(signedCheckpoint(origin, 7, [log]))).toBe(true);
      expect(kept('refused.note')).toBe(signedCheckpoint(origin, size, [log], tampered));
      // The plainest proof: two trees of one size, both signed by the log.
      const same = size === 7 ? 'refused.note' : 'refused-same-size.note';
      expect(kept(same)).toBe(signedCheckpoint(origin, 7, [log], tampered));
      expect(existsSync(join(folder, name!, 'proof.txt'))).toBe(size !== 7);

      // Neither the fork nor the honest log once more; and no second folder.
      for (const of of [tampered, leaves]) {
        server.show({ size: 20, of });
        expect(await once()).toEqual([1, expect.stringContaining(name!)]);
      }
      expect(forks()).toEqual([name]);
      expect(server.brought.map(cosignedSize)).toEqual([7]);
      renameSync(join(folder, name!), join(folder, 'looked-at'));
      expect((await once())[0]).toBe(0);
      expect(server.brought.map(cosignedSize)).toEqual([7, 20]);
    },
  );

  it('a folder that does not say of which log it is stands in the way of all', async () => {
    const { server, folder, once } = await place();
    server.show({ size: 7 });
    const other = join(folder, 'fork-x');
    mkdirSync(other);
    expect((await once())[0]).toBe(1);
    writeFileSync(join(other, 'origin'), 'other.example/log\n');
    expect((await once())[0]).toBe(0);
  });
});

describe('a log that does not go on', () => {
  /** As if the state had been marked that long ago. */
  const age = (state: string, minutes: number): void => {
    const text = readFileSync(state, 'utf8');
    const since = /"stuckSince": (\d+)/.exec(text)![1]!;
    writeFileSync(state, text.replace(since, String(Number(since) - minutes * 60_000)));
  };

  it('shows less than was cosigned: after ten minutes an alarm, an older backup', async () => {
    const { server, state, once } = await place();
    server.show({ size: 20 });
    await once();
    server.show({ size: 7 });
    expect(await once()).toEqual([0, expect.stringContaining('fewer than the 20')]);
    age(state, 9);
    expect((await once())[0]).toBe(0);
    age(state, 2);
    expect(await once()).toEqual([1, expect.stringMatching(/ALARM.*旧备份.*older backup/)]);
    // What it shows again makes it good.
    server.show({ size: 20 });
    expect((await once())[0]).toBe(0);
    expect(readFileSync(state, 'utf8')).not.toContain('stuckSince');
  });

  it('is away: that is said, and after ten minutes it is an alarm', async () => {
    const { server, state, once } = await place();
    server.show({ size: 20, away: 503 });
    expect((await once())[0]).toBe(3);
    server.show({ size: 20 });
    await once();
    server.show({ size: 20, away: 503 });
    expect((await once())[0]).toBe(3);
    age(state, 11);
    expect((await once())[0]).toBe(1);
  });

  it.each([
    ['by a strange key', { size: 7, keys: [keyOf(origin, 9)] }],
    ['of another log', { size: 7, note: signedCheckpoint('other.example/log', 7, [log]) }],
    ['as a text', { size: 7, note: 'no note\n' }],
  ])('shows a checkpoint %s: nothing is cosigned', async (_how, shown) => {
    const { server, once } = await place();
    server.show(shown);
    expect(await once()).toEqual([
      1,
      expect.stringContaining('no checkpoint that a key of this log'),
    ]);
    expect(server.brought).toEqual([]);
  });
});

describe('asked by the log (C2SP tlog-witness)', () => {
  async function listening() {
    const at = await place();
    at.server.show({ size: 0, away: 503 });
    const one = await at.witness('--listen', '127.0.0.1:0');
    const [, port] = /listens on 127\.0\.0\.1:(\d+)/.exec(await one.saying(/listens on \S+:\d+/))!;
    const post = async (body: string): Promise<[number, string | null, string]> => {
      const answer = await fetch(`http://127.0.0.1:${port}/add-checkpoint`, {
        method: 'POST',
        body,
      });
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    };
    const add = (from: number, to: number, of = leaves, keys = [log], name = origin) => {
      const { oldSize, proof } = growth(name, from, to, of);
      return post(growthText({ oldSize, proof }, signedCheckpoint(name, to, keys, of)));
    };
    return { ...at, one, post, add };
  }

  it('answers with its cosignature, and with the status that is laid down for everything else', async () => {
    const { add, post, one, state } = await listening();
    const [status, , line] = await add(0, 7);
    expect(status).toBe(200);
    expect(cosignedSize(signedCheckpoint(origin, 7, [log]) + line)).toBe(7);
    expect(readFileSync(state, 'utf8')).toContain('"size": 7,');
    expect((await add(7, 7))[0]).toBe(200);
    // What it has cosigned is said to whoever starts from elsewhere; an older backup as well.
    for (const [from, to] of [
      [0, 9],
      [3, 5],
    ] as const)
      expect(await add(from, to)).toEqual([409, 'text/x.tlog.size', '7\n']);
    expect((await add(9, 8))[0]).toBe(400);
    expect((await post('old 7\n\nnothing'))[0]).toBe(400);
    expect((await add(7, 9, leaves, [keyOf(origin, 9)]))[0]).toBe(403);
    expect((await add(0, 9, leaves, [keyOf('other.example/log', 9)], 'other.example/log'))[0]).toBe(
      404,
    );
    const { proof } = growth(origin, 6, 9);
    const wrong = growthText({ oldSize: 7, proof }, signedCheckpoint(origin, 9, [log]));
    expect((await post(wrong))[0]).toBe(422);
    // A wrong proof may be anybody's, and proves nothing against the log.
    expect((await add(7, 9))[0]).toBe(200);
    expect(await one.end()).toBe(0);
  });

  it('keeps a fork that anybody shows it, and cosigns nothing of that log then', async () => {
    const { add, forks, one } = await listening();
    await add(0, 7);
    expect(await add(7, 7, tampered)).toEqual([
      409,
      'text/plain; charset=utf-8',
      expect.any(String),
    ]);
    expect(forks()).toHaveLength(1);
    expect((await add(7, 9))[0]).toBe(503);
    expect(one.said()).toMatch(/ALARM.*FORK/);
  });

  it('of many at once for two trees, those of one are cosigned', async () => {
    const { add, forks } = await listening();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => add(0, 9, i % 2 ? tampered : leaves)),
    );
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(forks()).toEqual([]);
  });
});

describe('it does not start', () => {
  it('twice on one state', async () => {
    const { server, witness, once } = await place();
    server.show({ size: 3 });
    await (await witness()).saying('cosigned at 3');
    expect(await once()).toEqual([1, expect.stringContaining('another process has this state')]);
  });

  it.each<[string, (at: Awaited<ReturnType<typeof place>>) => string[], RegExp]>([
    [
      'with a key that others may read',
      ({ key, args }) => (chmodSync(key, 0o444), args),
      /others may read it/,
    ],
    [
      'with a key of a log',
      ({ key, args }) => {
        rmSync(key);
        writeFileSync(key, log.text, { mode: 0o400 });
        return args;
      },
      /signs something else/,
    ],
    [
      'with a log that has no key',
      ({ args }) => [...args, '--log', 'a=b@http://x'],
      /ORIGIN=KEY@URL/,
    ],
    [
      'with two addresses of one log',
      ({ args }) => [...args, '--log', `${origin}=${keyText(log.key)}@http://x`],
      /one address/,
    ],
  ])('%s', async (_when, change, why) => {
    const { ended, said } = await run('witness.ts', change(await place()));
    expect([await ended, said()]).toEqual([1, expect.stringMatching(why)]);
  });
});

it('a log with two keys, while one takes the place of the other, is cosigned by either', async () => {
  const { server, args } = await place();
  const next = keyOf(origin, 2);
  const both = [...args, '--log', `${origin}=${keyText(next.key)}`, '--once'];
  for (const [size, keys] of [
    [3, [log, next]],
    [7, [next]],
  ] as const) {
    server.show({ size, keys: [...keys] });
    expect(await (await run('witness.ts', both)).ended).toBe(0);
  }
  expect(server.brought).toHaveLength(2);
});

it('makes a key that it takes', async () => {
  const { folder, server, state } = await place();
  const file = join(folder, 'new');
  const made = await run('witness.ts', ['--new-key', 'witness.example/w2', file]);
  expect(await made.ended).toBe(0);
  const key = keyFromText(made.said().trim())!;
  expect(key.type).toBe('cosignature');
  server.show({ size: 3 });
  const log_ = `${origin}=${keyText(log.key)}@${server.url}`;
  const one = await run('witness.ts', ['--state', state, '--key', file, '--log', log_, '--once']);
  expect(await one.ended).toBe(0);
  expect(verified(noteFromText(server.brought[0]!)!, [cosignatureVerifier(key)]).verified).toBe(
    true,
  );
  expect(noteText(noteFromText(server.brought[0]!)!)).toBe(server.brought[0]);
});
