/** The signer, as a process: it signs a log that grows, never a fork and never an older backup, whatever becomes of it. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { askSigner } from '../../api/background/signer-client.ts';
import { checkpointText } from '../../domain/proof/checkpoint.ts';
import { keyText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { growthText } from '../../domain/proof/witness.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { processesIn } from '../../tools/engine/processes.ts';
import { signerService } from '../../tools/engine/signer.ts';
import { growth, head, keyOf, leaves, signedCheckpoint, tampered } from './fixtures/log.ts';
import { type Program, endAll, programsIn } from './fixtures/program.ts';

// Each starts several processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const temporary = makeTemporaryFolder();
const run = programsIn(temporary.folder);
const signer = (args: readonly string[], env = {}): Promise<Program> => run('signer.ts', args, env);
afterEach(endAll);
afterAll(() => removeTemporaryFolder(temporary));

const origin = 'duban.example/v1/log/b-1';
const own = keyOf(origin, 1);
const next = keyOf(origin, 2);

function place() {
  const folder = mkdtempSync(join(temporary.folder, 's-'));
  const file = (name: string): string => join(folder, name);
  const write = (name: string, text: string, mode: number): string => {
    writeFileSync(file(name), text);
    chmodSync(file(name), mode);
    return file(name);
  };
  const env = {
    SIGNER_KEY: `file:${write('key', own.text, 0o400)}`,
    SIGNER_STATE: file('state.json'),
    SIGNER_SOCKET: file('s.sock'),
  };
  return { folder, file, write, env, socket: env.SIGNER_SOCKET };
}
type Env = ReturnType<typeof place>['env'];

async function started(env: Env & Record<string, string>): Promise<Program> {
  const one = await signer([], env);
  await one.saying('the signer is ready');
  return one;
}

const begun = async (env: Env): Promise<void> => {
  expect(await (await signer(['--new-log', origin], env)).ended).toBe(0);
};

/** Posts a text as it stands, and answers with status, type and text. */
const raw = (socket: string, body: string | Buffer): Promise<[number, string, string]> =>
  new Promise((resolve, reject) => {
    const asking = request(
      { socketPath: socket, path: '/add-checkpoint', method: 'POST' },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () =>
          resolve([answer.statusCode!, answer.headers['content-type'] ?? '', text]),
        );
      },
    );
    asking.once('error', reject).end(body);
  });

const isSignedBy = (note: string, ...keys: (typeof own)[]): boolean => {
  const verdict = verified(
    noteFromText(note)!,
    keys.map(({ key }) => noteVerifier(key)),
  );
  return verdict.verified && verdict.by.length === keys.length;
};

describe('a log that begins', () => {
  it('is signed as it grows, and nothing else is', async () => {
    const { env, socket, file } = place();
    await begun(env);
    const one = await started(env);
    const ask = (from: number, to: number, of = leaves) =>
      askSigner(socket, growth(origin, from, to, of));
    for (const [from, to] of [
      [0, 0],
      [0, 7],
      [7, 7],
      [7, 20],
    ] as const) {
      const answer = await ask(from, to);
      if (!answer.signed) throw new Error(answer.why);
      expect(answer.note.startsWith(checkpointText(head(origin, to)))).toBe(true);
      expect(isSignedBy(answer.note, own)).toBe(true);
      expect(readFileSync(file('state.json'), 'utf8')).toContain(`"size": ${to},`);
    }
    // An older backup, first with what its API believes and then with what it was told.
    expect(await ask(7, 12)).toEqual({ signed: false, why: 'other-size', size: 20 });
    expect(await ask(20, 12)).toEqual({ signed: false, why: 'no-form' });
    // Rebuilt after a tampering, at the same size and grown on.
    expect(await ask(20, 20, tampered)).toEqual({ signed: false, why: 'fork' });
    expect(await ask(20, 30, tampered)).toEqual({ signed: false, why: 'bad-proof' });
    expect(await ask(0, 30, tampered)).toMatchObject({ why: 'other-size', size: 20 });
    expect(await askSigner(socket, growth('other.example/log', 0, 3))).toEqual({
      signed: false,
      why: 'unknown-log',
    });
    expect(await ask(20, 30)).toMatchObject({ signed: true });
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(file('state.json')).mode & 0o777).toBe(0o600);
    expect(await one.end()).toBe(0);
    expect(existsSync(socket)).toBe(false);
    expect(one.said()).not.toContain(own.text.slice(-40));
    expect(one.said()).toMatch(/"signed":20.*REFUSED: the log has less than was signed/);
  });

  it('of many who ask at once for different trees, one has its own signed', async () => {
    const { env, socket } = place();
    await begun(env);
    await started(env);
    const asked = [leaves, tampered, leaves.with(1, leaves[30]!), leaves.with(2, leaves[31]!)];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) => askSigner(socket, growth(origin, 0, 9, asked[i % 4]!))),
    );
    const notes = new Set(answers.map((answer) => (answer.signed ? answer.note : '')));
    expect(notes.size).toBe(2);
    expect(answers.filter(({ signed }) => signed)).toHaveLength(1);
  });

  it('nothing of another form is signed', async () => {
    const { env, socket, file } = place();
    await begun(env);
    await started(env);
    const refused: [string, string | Buffer, number][] = [
      ['nothing', '', 400],
      ['no UTF-8', Buffer.from([0x6f, 0x6c, 0x64, 0xff]), 400],
      ['a checkpoint with a line more', `old 0\n\n${checkpointText(head(origin, 3))}more\n`, 400],
      ['another text', `old 0\n\n${origin}\nI owe you everything\n`, 400],
      [
        'one that is signed already',
        growthText({ oldSize: 0, proof: [] }, signedCheckpoint(origin, 3, [own])),
        400,
      ],
      ['too much', `old 0\n${'A'.repeat(40_000)}\n\n`, 413],
    ];
    for (const [what, body, status] of refused)
      expect((await raw(socket, body))[0], what).toBe(status);
    expect(readFileSync(file('state.json'), 'utf8')).toContain('"size": 0,');
  });

  it('says a size as C2SP has it', async () => {
    const { env, socket } = place();
    await begun(env);
    await started(env);
    await askSigner(socket, growth(origin, 0, 5));
    const text = growthText({ oldSize: 3, proof: [] }, checkpointText(head(origin, 6)));
    expect(await raw(socket, text)).toEqual([409, 'text/x.tlog.size', '5\n']);
  });
});

describe('without a state', () => {
  it('nothing is signed, not even an empty tree, until a person says how it begins', async () => {
    const { env, socket } = place();
    const one = await started(env);
    for (const size of [0, 5])
      expect(await askSigner(socket, growth(origin, 0, size))).toEqual({
        signed: false,
        why: 'not-begun',
      });
    expect(one.said()).toContain('--new-log or --begin');
  });

  it('it goes on from the checkpoint that a person brings, and from no other', async () => {
    const { env, socket, write } = place();
    const begin = async (note: string): Promise<[number | string, string]> => {
      const { ended, said } = await signer(['--begin', write('note', note, 0o600)], env);
      return [await ended, said()];
    };
    const strange = await begin(signedCheckpoint(origin, 20, [keyOf(origin, 9)]));
    expect(strange).toEqual([1, expect.stringContaining('none of our keys has signed')]);
    expect((await begin('no note\n'))[0]).toBe(1);
    expect((await begin(signedCheckpoint(origin, 20, [own])))[0]).toBe(0);
    // Neither back, nor to another tree, nor from nothing once more.
    expect(await begin(signedCheckpoint(origin, 12, [own]))).toEqual([
      1,
      expect.stringContaining('more was signed: 20'),
    ]);
    expect(await begin(signedCheckpoint(origin, 20, [own], tampered))).toEqual([
      1,
      expect.stringContaining('fork'),
    ]);
    const anew = await signer(['--new-log', origin], env);
    expect([await anew.ended, anew.said()]).toEqual([1, expect.stringContaining('was begun')]);
    await started(env);
    expect(await askSigner(socket, growth(origin, 20, 30, tampered))).toMatchObject({
      why: 'bad-proof',
    });
    expect(await askSigner(socket, growth(origin, 20, 30))).toMatchObject({ signed: true });
  });
});

describe('a signer that is killed', () => {
  it('after it has kept a head and before it has answered: it signs that head again, and no other of its size', async () => {
    const { env, socket, file, write } = place();
    const hangs = write(
      'hangs',
      `#!/bin/sh\necho $$ >${file('asked')}.new\nmv ${file('asked')}.new ${file('asked')}\nexec sleep 600\n`,
      0o700,
    );
    await begun(env);
    const first = await started({ ...env, SIGNER_KEY: `${keyText(own.key)}@command:${hangs}` });
    const unheard = askSigner(socket, growth(origin, 0, 7));
    await expect.poll(() => existsSync(file('asked')), { timeout: 10_000 }).toBe(true);
    await first.end('SIGKILL');
    expect(await unheard).toMatchObject({ signed: false, why: 'away' });
    process.kill(Number(readFileSync(file('asked'), 'utf8')), 'SIGKILL');

    await started(env);
    const rebuilt = growth(origin, 0, 7, tampered);
    expect(await askSigner(socket, rebuilt)).toMatchObject({ why: 'other-size', size: 7 });
    expect(await askSigner(socket, growth(origin, 7, 7, tampered))).toMatchObject({ why: 'fork' });
    expect(await askSigner(socket, growth(origin, 7, 7))).toMatchObject({ signed: true });
  });

  it('leaves a lock and a socket that the next one takes over', async () => {
    const { env, socket } = place();
    await begun(env);
    await (await started(env)).end('SIGKILL');
    expect(existsSync(socket)).toBe(true);
    await started(env);
    expect(await askSigner(socket, growth(origin, 0, 1))).toMatchObject({ signed: true });
  });
});

describe('two', () => {
  it('on one state: the second does not start, whatever it is to do', async () => {
    const { env, file } = place();
    await begun(env);
    await started(env);
    for (const args of [[], ['--new-log', origin]]) {
      const second = await signer(args, { ...env, SIGNER_SOCKET: file('other.sock') });
      expect([await second.ended, second.said()]).toEqual([
        1,
        expect.stringContaining('another process has this state'),
      ]);
    }
  });

  it('started at the same instant after one that was killed: one is left', async () => {
    const { env, file } = place();
    await begun(env);
    await (await started(env)).end('SIGKILL');
    const all = await Promise.all(
      ['a.sock', 'b.sock', 'c.sock'].map((name) =>
        signer([], { ...env, SIGNER_SOCKET: file(name) }),
      ),
    );
    const outcomes = await Promise.all(
      all.map((one) =>
        one.saying('the signer is ready').then(
          () => 'ready',
          () => 'refused',
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['ready', 'refused', 'refused']);
  });

  it('of one socket: the second does not take it away', async () => {
    const { env, file } = place();
    await started(env);
    const second = await signer([], { ...env, SIGNER_STATE: file('other.json') });
    expect([await second.ended, second.said()]).toEqual([
      1,
      expect.stringContaining('another process listens there'),
    ]);
  });

  it('a state that somebody else has written meanwhile ends it, unsigned', async () => {
    const { env, socket, file } = place();
    await begun(env);
    const one = await started(env);
    const early = readFileSync(file('state.json'), 'utf8');
    expect(await askSigner(socket, growth(origin, 0, 9))).toMatchObject({ signed: true });
    writeFileSync(file('state.json'), early);
    expect(await askSigner(socket, growth(origin, 9, 12))).toMatchObject({ why: 'away' });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain('was changed by somebody else');
  });
});

describe('it does not start', () => {
  it.each<[string, (at: ReturnType<typeof place>) => Record<string, string>, RegExp]>([
    [
      'with a key that others may read',
      ({ write }) => ({ SIGNER_KEY: `file:${write('open', own.text, 0o440)}` }),
      /others may read it; chmod 0400/,
    ],
    [
      'where it could reach the database',
      () => ({ DATABASE_URL: 'postgres://x' }),
      /DATABASE_URL: the signer has nothing to do with the database/,
    ],
    [
      'with a key of a witness',
      ({ write }) => ({
        SIGNER_KEY: `file:${write('w', keyOf('w.example/1', 3, 'cosignature').text, 0o400)}`,
      }),
      /signs something else/,
    ],
    ['with a command that has no name', () => ({ SIGNER_KEY: 'command:true' }), /says no name/],
    ['with a key service in the open', () => ({ SIGNER_KEY: 'http://x' }), /is expected/],
    [
      'with one key twice',
      ({ env }) => ({ SIGNER_KEY: `${env.SIGNER_KEY}\n${env.SIGNER_KEY}` }),
      /stands there twice/,
    ],
    [
      'with another key than was said',
      ({ env }) => ({ SIGNER_KEY: `${keyText(next.key)}@${env.SIGNER_KEY}` }),
      /is not the key/,
    ],
    [
      'with a state that is none',
      ({ write }) => ({ SIGNER_STATE: write('broken', '{"$":"duban/heads/1"', 0o600) }),
      /no state of ours, or a broken one/,
    ],
  ])('%s', async (_when, change, why) => {
    const at = place();
    const { ended, said } = await signer([], { ...at.env, ...change(at) });
    expect([await ended, said()]).toEqual([1, expect.stringMatching(why)]);
  });
});

it('makes a key that it takes, for its owner only, and no second one in its place', async () => {
  const { env, file, socket } = place();
  const make = (): Promise<Program> => signer(['--new-key', origin, file('new')]);
  const made = await make();
  expect(await made.ended).toBe(0);
  expect(statSync(file('new')).mode & 0o777).toBe(0o400);
  const line = made.said().trim();
  expect(await (await make()).ended).toBe(1);
  const again = { ...env, SIGNER_KEY: `${line}@file:${file('new')}` };
  await begun(again);
  await started(again);
  expect(await askSigner(socket, growth(origin, 0, 3))).toMatchObject({ signed: true });
  rmSync(file('new'));
});

it('beside a stack: keys are made and logs begun at the first start, and at the next one it goes on', async () => {
  const folder = mkdtempSync(join(temporary.folder, 'd-'));
  const origins = ['127.0.0.1:8300/v1/log/a', '127.0.0.1:8300/v1/log/b'];
  const processes = processesIn(folder);
  try {
    for (const [from, to] of [
      [0, 3],
      [3, 9],
    ] as const) {
      const { service, address } = (await signerService(folder, origins))!;
      await processes.run(service);
      for (const origin of origins)
        expect(await askSigner(address, growth(origin, from, to))).toMatchObject({ signed: true });
      await processes.kill('signer');
    }
    // Whoever removes the state must say how it goes on.
    rmSync(join(folder, 'signer', 'state.json'));
    const { service, address } = (await signerService(folder, origins))!;
    await processes.run(service);
    expect(await askSigner(address, growth(origins[0]!, 0, 2))).toMatchObject({ why: 'not-begun' });
  } finally {
    await processes.stop();
  }
  expect(await signerService(join(folder, 'x'.repeat(90)), origins)).toBeUndefined();
});
