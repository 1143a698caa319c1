/** Signer and witness before implementations that are not ours: Go's sumdb/note, the formats of transparency-dev, and its client of a witness. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { askSigner } from '../../api/background/signer-client.ts';
import { base64 } from '../../domain/proof/bytes.ts';
import { keyText } from '../../domain/proof/note-keys.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { growth, keyOf, leaves, signedCheckpoint, tampered } from './fixtures/log.ts';
import { endAll, programsIn } from './fixtures/program.ts';

// Each starts several processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const source = fileURLToPath(new URL('go/', import.meta.url));

/** Why Go can't be asked, or nothing. A compiler that is there and does not compile is no reason. */
function missing(): string | undefined {
  const version = spawnSync('go', ['version']);
  if (version.error) return 'there is no Go on this machine';
  const modules = spawnSync('go', ['mod', 'download'], { cwd: source, timeout: 60_000 });
  return modules.status === 0 ? undefined : 'the modules of Go cannot be had';
}

const without = missing();

describe.skipIf(without)(`before Go${without ? ` (${without})` : ''}`, () => {
  const temporary = makeTemporaryFolder();
  const run = programsIn(temporary.folder);
  const binary = join(temporary.folder, 'go-side');
  beforeAll(() => {
    const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd: source, encoding: 'utf8' });
    expect(built.stderr).toBe('');
  }, 300_000);
  afterEach(endAll);
  afterAll(() => removeTemporaryFolder(temporary));

  const go = (command: 'open' | 'ask', question: object): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const child = execFile(binary, [command], (error, out, complaint) =>
        error ? reject(new Error(complaint)) : resolve(JSON.parse(out) as Record<string, unknown>),
      );
      child.stdin!.end(JSON.stringify(question));
    });

  const origin = 'duban.example/v1/log/b-1';
  const [old, next] = [keyOf(origin, 1), keyOf(origin, 2)];
  const own = keyOf('witness.example/w1', 5, 'cosignature');
  const keyFile = (text: string): string => {
    const file = join(mkdtempSync(join(temporary.folder, 'k-')), 'key');
    writeFileSync(file, text);
    chmodSync(file, 0o400);
    return file;
  };

  it('a checkpoint that the signer has signed with two keys is opened with either', async () => {
    const env = {
      SIGNER_KEY: [old, next].map(({ text }) => `file:${keyFile(text)}`).join('\n'),
      SIGNER_STATE: join(temporary.folder, 'signer.json'),
      SIGNER_SOCKET: join(temporary.folder, 'signer'),
    };
    expect(await (await run('signer.ts', ['--new-log', origin], env)).ended).toBe(0);
    await (await run('signer.ts', [], env)).saying('the signer is ready');
    const answer = await askSigner(env.SIGNER_SOCKET, growth(origin, 0, 20));
    if (!answer.signed) throw new Error(answer.why);
    const opened = (...keys: (typeof old)[]) =>
      go('open', { origin, keys: keys.map(({ key }) => keyText(key)), note: answer.note });
    for (const key of [old, next]) expect(await opened(key)).toMatchObject({ size: 20, signed: 1 });
    expect(await opened(old, next)).toMatchObject({ signed: 2 });
    await expect(opened(keyOf(origin, 3))).rejects.toThrow();
  });

  it('a standard client is answered by the witness, and takes its cosignature', async () => {
    const [state, key] = [join(temporary.folder, 'witness.json'), keyFile(own.text)];
    const watched = ['--log', `${origin}=${keyText(old.key)}`, '--listen', '127.0.0.1:0'];
    const args = ['--state', state, '--key', key, ...watched];
    const witness = await run('witness.ts', args);
    const [, port] = /listens on 127\.0\.0\.1:(\d+)/.exec(
      await witness.saying(/listens on \S+:\d+/),
    )!;
    const ask = (from: number, to: number, of = leaves, signers = [old], name = origin) => {
      const { oldSize, proof } = growth(name, from, to, of);
      const note = signedCheckpoint(name, to, signers, of);
      return go('ask', {
        url: `http://127.0.0.1:${port}`,
        oldSize,
        proof: proof.map(base64),
        note,
      });
    };
    for (const [from, to] of [
      [0, 7],
      [7, 20],
    ] as const) {
      const { line } = await ask(from, to);
      const opened = await go('open', {
        origin,
        keys: [keyText(old.key)],
        witnessKeys: [keyText(own.key)],
        note: signedCheckpoint(origin, to, [old]) + String(line),
      });
      expect(opened).toMatchObject({ size: to, signed: 2 });
    }
    expect(await ask(7, 30)).toMatchObject({ said: 'stale', size: 20 });
    expect(await ask(20, 30, tampered)).toMatchObject({ said: 'proof' });
    expect(await ask(20, 30, leaves, [next])).toMatchObject({ said: 'no-signature' });
    expect(await ask(0, 3, leaves, [keyOf('x.example', 9)], 'x.example')).toMatchObject({
      said: 'unknown-log',
    });
    expect(await ask(30, 20)).toMatchObject({ said: 'old-size' });
    expect(await ask(20, 20, tampered)).toMatchObject({ said: 'root' });
  });
});
