/** Every command of the repository answers to `--help`, and to what it does not know. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cpu, memory, minus } from '../../tools/bench/meter.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};
/** Ours: those that run a program of tools/. */
const ours = Object.entries(scripts).filter(([, line]) => line.includes(' tools/'));
const others = ['format', 'postinstall', 'test', 'test:chaos', 'attack', 'types', 'lint', 'unused'];

function run(
  line: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const [command = '', ...words] = [...line.split(' '), ...args];
  const child = spawn(command === 'node' ? process.execPath : command, words, { cwd: root });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, ...said }));
  });
}

it("every script is a command of ours or a tool's", () => {
  expect(
    Object.keys(scripts).filter(
      (name) => !others.includes(name) && !ours.some(([own]) => own === name),
    ),
  ).toEqual([]);
});

describe('a command', () => {
  it.each(ours)('%s says how it is called', { timeout: 60_000 }, async (name, line) => {
    const help = await run(line, '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(new RegExp(`^npm (run )?${name}`));
  });

  it.each([
    ['start', ['nonsense']],
    ['demo', ['nonsense']],
    ['verify-draw', ['record.json', '--nonsense']],
  ] as const)(
    '%s refuses what it does not know, and says how it is called',
    { timeout: 60_000 },
    async (name, words) => {
      const { code, out, err } = await run(scripts[name]!, ...words);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(words.at(-1));
      expect(err).toMatch(new RegExp(`^npm (run )?${name}`, 'm'));
    },
  );
});

describe('the bench', () => {
  it('gives no figure of a process that is gone, nor of one that was started anew meanwhile', async () => {
    const child = spawn(process.execPath, ['-e', 'process.exit()']);
    const pid = child.pid!;
    await new Promise((resolve) => {
      child.once('close', resolve);
    });
    for (const figure of [cpu, memory]) {
      expect(() => figure(() => ({ here: process.pid, temporal: pid }))).toThrow(
        /temporal does not run/,
      );
      // Process 0 is the parent of the whole machine.
      expect(() => figure(() => ({ temporal: 0 }))).toThrow(/temporal does not run/);
      expect(figure(() => ({ here: process.pid }))['here']).toBeGreaterThan(0);
    }
    expect(minus({ a: 3 }, { a: 1 })).toEqual({ a: 2 });
    expect(() => minus({ a: 1 }, { a: 3 })).toThrow(/a was started anew/);
  });
});
