/** 第十一条 A licence with 200 dependent results, half of them in files closed years ago. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approved, Bureau, Cascade, city, closed, File, first, licenceNo, second, stateOf, wait, type Department } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => { bureau = await Bureau.open({ patience: 30_000 }); });
afterAll(() => bureau.close());

/** So many at a time. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, width = 8): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: width }, async () => { for (const item of queue) await work(item); }));
}

const events = async (file: string): Promise<{ events: number; bytes: number }> => {
  const history = await bureau.service.engine.as('duban', () => bureau.service.engine.client.workflow.getHandle(file).fetchHistory());
  return { events: history.events!.length, bytes: JSON.stringify(history.events).length };
};

it('TJ84-11 200 results of three departments, half in closed files: confirmed in a few acts, revoked each in its own file, and the cascade ends; its history stays small', { timeout: 240_000 }, async () => {
  const departments: Department[] = [city, first, second];
  const no = licenceNo();
  const independent = await closed(bureau, { licences: [licenceNo()] });
  const by = new Map<string, Department>();
  for (let i = 0; i < 100; i++) by.set(await closed(bureau, { licences: [no], department: departments[i % 3] }), departments[i % 3]!);
  await eachOf(Array.from({ length: 100 }, (_, i) => departments[i % 3]!), async (d) => { by.set((await approved(bureau, [no], d)).result, d); });

  const started = Date.now();
  const cascade = await Cascade.open(bureau, no);
  const opened = Date.now();
  expect((await cascade.list()).length).toBe(200);
  const confirmed = await events(cascade.file);
  for (const d of departments) {
    const own = [...by].filter(([, at]) => at === d).map(([result]) => result);
    for (let i = 0; i < own.length; i += 25) await cascade.confirmed(d.officer, own.slice(i, i + 25));
  }
  const answered = Date.now();
  await wait(async () => { expect((await cascade.list()).every((l) => l.revocationFile !== null)).toBe(true); }, 120_000);
  const placed = Date.now();
  const half = await events(cascade.file);
  await eachOf(await cascade.list(), async (l) => { await new File(bureau, l.revocationFile!).revoked(by.get(l.result)!.officer); });
  const revoked = Date.now();
  await cascade.closed('revoked', 60_000);
  const list = await cascade.list();
  expect(list.every((l) => l.state === 'revoked' && l.revokedByFile === l.revocationFile)).toBe(true);
  expect(list.filter((l) => l.revocationFile!.startsWith('RV.')).length).toBe(100);
  expect(await stateOf(bureau, independent)).toBe('live');
  const whole = await events(cascade.file);
  const each = await events(list.find((l) => l.revocationFile!.startsWith('RV.'))!.revocationFile!);
  console.log(`200 results: opened in ${opened - started} ms, 9 confirmations ${answered - opened} ms, all placed after ${placed - answered} ms, revoked in ${revoked - placed} ms, ended after ${Date.now() - revoked} ms;`
    + ` events: ${confirmed.events} opened, ${half.events} confirmed, ${whole.events} in all (${whole.bytes} bytes); one RV ${each.events}`);
  // What the list holds is not in the history: it grows with the acts, not with the results.
  expect(half.events).toBeLessThan(120);
  expect(whole.events).toBeLessThan(2_000);
});
