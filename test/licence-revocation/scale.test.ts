/** 第十一条 A licence with many dependent results, half of them in files closed years ago. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  approved,
  Bureau,
  Cascade,
  city,
  closed,
  File,
  first,
  licenceNo,
  second,
  stateOf,
  wait,
  type Department,
} from './acts.ts';

/** DUBAN_RESULTS=200 and more where nobody waits for it. */
const RESULTS = Number(process.env['DUBAN_RESULTS'] ?? 80);
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open({ verdictTimeout: 30_000 });
});
afterAll(() => bureau.close());

/** So many at a time. */
async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  width = 8,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

const events = async (file: string): Promise<{ events: number; bytes: number }> => {
  const history = await bureau.service.engine.as('duban', () =>
    bureau.service.engine.client.workflow.getHandle(file).fetchHistory(),
  );
  return { events: history.events!.length, bytes: JSON.stringify(history.events).length };
};

it(
  'TJ84-11 the results of three departments, half in closed files: confirmed in a few acts, revoked each in its own file, and the cascade ends; its history stays small',
  { timeout: 240_000 },
  async () => {
    const departments: Department[] = [city, first, second];
    const no = licenceNo();
    const independent = await closed(bureau, { licences: [licenceNo()] });
    const by = new Map<string, Department>();
    for (let i = 0; i < RESULTS / 2; i++)
      by.set(
        await closed(bureau, { licences: [no], department: departments[i % 3] }),
        departments[i % 3]!,
      );
    await eachOf(
      Array.from({ length: RESULTS / 2 }, (_, i) => departments[i % 3]!),
      async (d) => {
        by.set((await approved(bureau, [no], d)).result, d);
      },
    );

    const started = Date.now();
    const cascade = await Cascade.open(bureau, no);
    const opened = Date.now();
    expect((await cascade.list()).length).toBe(RESULTS);
    const confirmed = await events(cascade.file);
    let confirmations = 0;
    for (const d of departments) {
      const own = [...by].filter(([, at]) => at === d).map(([result]) => result);
      for (let i = 0; i < own.length; i += 25, confirmations++)
        await cascade.confirmed(d.officer, own.slice(i, i + 25));
    }
    const answered = Date.now();
    await wait(async () => {
      expect((await cascade.list()).every((l) => l.revocationFile !== null)).toBe(true);
    }, 120_000);
    const placed = Date.now();
    const half = await events(cascade.file);
    await eachOf(await cascade.list(), async (l) => {
      await new File(bureau, l.revocationFile!).revoked(by.get(l.result)!.officer);
    });
    const revoked = Date.now();
    await cascade.closed('revoked', 60_000);
    const list = await cascade.list();
    expect(list.every((l) => l.state === 'revoked' && l.revokedByFile === l.revocationFile)).toBe(
      true,
    );
    expect(list.filter((l) => l.revocationFile!.startsWith('RV.')).length).toBe(RESULTS / 2);
    expect(await stateOf(bureau, independent)).toBe('live');
    const whole = await events(cascade.file);
    const each = await events(
      list.find((l) => l.revocationFile!.startsWith('RV.'))!.revocationFile!,
    );
    console.log(
      `${RESULTS} results: opened in ${opened - started} ms, ${confirmations} confirmations ${answered - opened} ms, all placed after ${placed - answered} ms, revoked in ${revoked - placed} ms, ended after ${Date.now() - revoked} ms;` +
        ` events: ${confirmed.events} opened, ${half.events} confirmed, ${whole.events} in all (${whole.bytes} bytes); one RV ${each.events}`,
    );
    // What the list holds is not in the history: it grows with the acts, not with the results.
    expect(half.events).toBeLessThan(10 + 10 * confirmations);
    expect(whole.events).toBeLessThan(10 * RESULTS);
  },
);
