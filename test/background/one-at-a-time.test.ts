/** Dear work is done once at a time for each key; whoever asks meanwhile shares the one after it. */
import { expect, it } from 'vitest';
import { OneAtATime } from '../../api/background/one-at-a-time.ts';

interface Held {
  key: string;
  end: (error?: Error) => void;
}

function held() {
  const begun: Held[] = [];
  const work = (key: string) => () =>
    new Promise<number>((resolve, reject) => {
      const n = begun.length;
      begun.push({ key, end: (error) => (error ? reject(error) : resolve(n)) });
    });
  return { begun, work };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('one at a time for each key; all who ask meanwhile share the next one, also when the first one failed', async () => {
  const one = new OneAtATime<number>();
  const { begun, work } = held();
  const run = (key: string) => one.run(key, work(key));
  const [first, second, third, other] = [run('a'), run('a'), run('a'), run('b')];
  await settled();
  expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
  begun[0]!.end(new Error('away'));
  await expect(first).rejects.toThrow('away');
  const late = run('a');
  await settled();
  expect(begun.map(({ key }) => key)).toEqual(['a', 'b', 'a']);
  begun[1]!.end();
  begun[2]!.end();
  expect(await Promise.all([second, third, other])).toEqual([2, 2, 1]);
  await settled();
  if (begun.length > 3) begun[3]!.end();
  expect(await late).toBeGreaterThanOrEqual(2);
  await settled();
  const again = run('a');
  begun.at(-1)!.end();
  expect(await again).toBe(begun.length - 1);
});
