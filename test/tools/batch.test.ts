/** Questions asked together: none waits without need, none is answered with another's answer or fault. */
import { expect, it } from 'vitest';
import { batched } from '../../api/http/batch.ts';

/** Statements that end when told to; what each was asked. */
function statements() {
  const asked: number[][] = [];
  const ends: (() => void)[] = [];
  const ask = batched(
    async (questions: readonly number[]) => {
      asked.push([...questions]);
      await new Promise<void>((end) => {
        ends.push(end);
      });
      if (questions.includes(13)) throw new Error('13');
      return questions.map((n) => n * 10);
    },
    { atOnce: 2, most: 3 },
  );
  /** Until so many statements have been sent. */
  const sent = async (count: number): Promise<void> => {
    while (asked.length < count) await new Promise(setImmediate);
  };
  return { ask, asked, sent, end: () => ends.shift()!() };
}

it('with room nobody waits; without, those who come go together, at most so many', async () => {
  const s = statements();
  const answers = [s.ask(1)];
  await s.sent(1);
  answers.push(s.ask(2));
  await s.sent(2);
  answers.push(...[3, 4, 5, 6].map((n) => s.ask(n)));
  await new Promise(setImmediate);
  expect(s.asked).toEqual([[1], [2]]);
  s.end();
  await s.sent(3);
  s.end();
  await s.sent(4);
  expect(s.asked).toEqual([[1], [2], [3, 4, 5], [6]]);
  s.end();
  s.end();
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60]);
});

it('the fault of one question is no fault of the others, and the next are asked', async () => {
  const s = statements();
  const answers = Promise.allSettled([s.ask(12), s.ask(13), s.ask(14)]);
  const ended = (async () => {
    for (let n = 1; n <= 4; n += 1) {
      await s.sent(n);
      s.end();
    }
  })();
  expect(
    (await answers).map((a) => (a.status === 'fulfilled' ? a.value : String(a.reason))),
  ).toEqual([120, 'Error: 13', 140]);
  await ended;
  const more = s.ask(15);
  await s.sent(5);
  s.end();
  expect(await more).toBe(150);
});
