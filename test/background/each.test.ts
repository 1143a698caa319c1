/** A batch: each item for itself, and what becomes of the rest when the engine is away or the process stops. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { performEach, type Each } from '../../api/background/each.ts';
import { AnotherFilesRun } from '../../api/intake/engine.ts';

const away = Object.assign(new Error('away'), { code: 14 });

/** Performs these; what each comes to is said by `how`. */
async function perform(
  how: Record<string, () => Promise<boolean | void>>,
  more: Partial<Each<string>> = {},
) {
  const lines: object[] = [];
  const [failed, given] = [[] as string[], [] as string[]];
  const log = pino({}, { write: (text: string) => void lines.push(JSON.parse(text) as object) });
  const done = await performEach(Object.keys(how), {
    loop: 'one',
    log,
    called: (file) => ({ file }),
    perform: (file) => how[file]!(),
    failed: async (file) => failed.push(file),
    giveBack: async (files) => given.push(...files),
    ...more,
  }).catch((error: unknown) => error);
  return { done, failed, given, lines };
}
const well = async () => {};
const ill = (error: unknown) => async () => {
  throw error;
};

it('one that fails is logged and entered, and keeps no other waiting', async () => {
  const { done, failed, given, lines } = await perform({
    a: well,
    b: ill(new Error('x')),
    c: well,
  });
  expect([done, failed, given]).toEqual([2, ['b'], []]);
  expect(lines).toMatchObject([
    { level: 40, loop: 'one', file: 'b', msg: 'background: one failed' },
  ]);
});

it('one that comes to nothing is not counted', async () => {
  expect((await perform({ a: well, b: async () => false })).done).toBe(1);
});

it('that another file has the number is an error, for a person', async () => {
  const { lines } = await perform({ a: ill(new AnotherFilesRun('a')) });
  expect(lines).toMatchObject([{ level: 50, file: 'a' }]);
});

it('an engine that is away ends the batch where that rests on it, and the rest keep their turn', async () => {
  const how = { a: well, b: ill(away), c: well };
  const ended = await perform(how, { restsOnEngine: true });
  expect([ended.done, ended.failed, ended.given]).toEqual([away, [], ['b', 'c']]);
  const went = await perform(how);
  expect([went.done, went.failed, went.given]).toEqual([2, ['b'], []]);
});

it('once the process stops, nothing more is begun', async () => {
  const stop = new AbortController();
  const how = { a: async () => stop.abort(), b: well };
  const { done, given } = await perform(how, { stopping: stop.signal });
  expect([done, given]).toEqual([1, ['b']]);
});

it('so many at a time as it is wide', async () => {
  let [under, most] = [0, 0];
  const one = async (): Promise<void> => {
    most = Math.max(most, ++under);
    await Promise.resolve();
    under--;
  };
  const how = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, one]));
  expect((await perform(how, { width: 8 })).done).toBe(20);
  expect(most).toBe(8);
});

it('a failure that cannot be entered ends the batch, after what is under way', async () => {
  const lost = new Error('the database is away');
  const finished: string[] = [];
  const how = {
    a: ill(new Error('x')),
    b: async () => {
      await new Promise(setImmediate);
      finished.push('b');
    },
    c: well,
  };
  const { done, given } = await perform(how, { width: 2, failed: ill(lost) });
  expect([done, finished, given]).toEqual([lost, ['b'], ['a', 'c']]);
});
