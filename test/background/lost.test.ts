/**
 * 丢失与恢复 The engine's database is lost as a whole, and the register is restored from a backup that is older than the engine: whatever runs afterwards is what the
 * register makes of it, and nothing of what was lost is half there.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actPath, decide, eventually, openA, payload } from '../kit/support.ts';
import { people, type Bureau } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';
import { declineAndEnd } from './ending.ts';
import { goesOn, reconciled, rebuildOf, stands, typesOf, type Stands } from './rebuilt.ts';

let place: OwnPlace;
let bureau: Bureau;
const reopen = async (change: () => Promise<void>, watchRuns = false): Promise<void> => {
  await bureau?.close();
  await change();
  bureau = await place.open({}, { watchRuns });
  await place.ready(bureau);
};
beforeAll(async () => {
  place = await ownPlace({ named: 'apart' });
  await reopen(async () => {});
}, 240_000);
afterAll(async () => {
  await bureau?.close();
  await place?.close();
});

const reply = (file: string) =>
  bureau.post(people.payment, actPath(file, 'decision-reply'), payload['decision-reply']());
async function opened(): Promise<string> {
  const { file } = await openA(bureau);
  expect((await decide(bureau, file)).status).toBe(200);
  return file;
}
const statusOf = async (file: string) => (await bureau.service.engine.runOf(file)).status;
/** What is laid beside the engine has had the time to show there. */
const anHourAgo = () => bureau.owner`update file set changed_at = now() - interval '1 hour'`;

describe('the register is restored older than the engine', { timeout: 240_000 }, () => {
  it('runs that know more write nothing; all are found, and each goes on where the restored register stands', async () => {
    const [acted, silent, woken, ended] = [
      await opened(),
      await opened(),
      await opened(),
      (await openA(bureau)).file,
    ];
    const files = [acted, silent, woken, ended];
    const before = new Map<string, Stands>();
    for (const file of files) before.set(file, await stands(bureau, file));
    await reopen(place.keep);
    for (const file of [acted, silent]) expect((await reply(file)).status).toBe(200);
    await bureau.skip(woken, 24 * 14);
    await eventually('a breach is entered', async () =>
      (await typesOf(bureau, woken)).includes('duty-breached'),
    );
    await declineAndEnd(bureau, ended);
    await eventually('its run has ended', async () => (await statusOf(ended)) === 'COMPLETED');
    const { file: lost } = await openA(bureau);
    await reopen(place.restore);
    for (const file of files) expect(await stands(bureau, file)).toEqual(before.get(file));

    // An act comes to a run that has judged another act of this number: nothing of what it knows is written.
    expect((await reply(acted)).status).toBe(202);
    await eventually(
      'it cannot write',
      async () =>
        (
          await bureau.owner`select 1 from file where id = ${acted} and attention = 'technical' and fault = 'P0AHD'`
        ).length === 1,
    );
    // And a wake comes to one that has lived through wakes that the register does not hold.
    await bureau.skip(woken, 24 * 30);
    await eventually(
      'it cannot write either',
      async () =>
        (
          await bureau.owner`select 1 from file where id = ${woken} and attention = 'technical' and fault = 'P0AHD'`
        ).length === 1,
    );
    for (const file of files)
      expect((await stands(bureau, file)).entries).toEqual(before.get(file)!.entries);

    await anHourAgo();
    const found = await reconciled(bureau, true);
    const faults = Object.fromEntries(found.rebuild.map(({ file, fault }) => [file, fault]));
    expect(faults).toMatchObject({
      [acted]: 'AHEAD',
      [silent]: 'AHEAD',
      [woken]: 'AHEAD',
      [ended]: 'COMPLETED',
    });
    expect(found.unregistered).toContain(lost);
    // Nothing of that is mended without a person: what a run knows beyond the register is given up with it.
    await bureau.service.background.runs.look();
    expect((await stands(bureau, silent)).entries).toEqual(before.get(silent)!.entries);

    for (const file of files)
      expect(await rebuildOf(bureau, file)).toMatchObject({
        status: 200,
        body: { rebuilt: true, fault: faults[file], recounted: true, differences: [] },
      });
    await eventually(
      'the act that waited is judged',
      async () =>
        (
          await bureau.owner`select 1 from inbox where file_id = ${acted} and number = 3 and verdict->>'accepted' = 'true'`
        ).length === 1,
    );
    for (const file of [silent, woken])
      await goesOn(bureau, file, before.get(file)!, () => reply(file));
    await goesOn(bureau, ended, before.get(ended)!, () => decide(bureau, ended));
    for (const file of files) {
      expect(await typesOf(bureau, file)).not.toContain('forged-message');
      expect(await statusOf(file)).toBe('RUNNING');
    }
    // What was given up stays provable: the history of the run is kept.
    await bureau.service.background.histories.keepAll();
    expect(await typesOf(bureau, silent)).toContain('history-kept');
    // The wakes that were lost come again.
    await bureau.skip(woken, 24 * 14);
    await eventually('the breach is entered', async () =>
      (await typesOf(bureau, woken)).includes('duty-breached'),
    );
    await anHourAgo();
    expect((await reconciled(bureau, true)).rebuild).toEqual([]);
  });
});

describe('a whole engine is lost', { timeout: 240_000 }, () => {
  it('all files are offered, each goes on where its register stands, and those nobody asks for are started by the watch', async () => {
    const files: string[] = [];
    for (let n = 0; n < 5; n++) files.push(await opened());
    files.sort();
    const before = new Map<string, Stands>();
    for (const file of files) before.set(file, await stands(bureau, file));
    await reopen(place.loseEngine);
    await anHourAgo();
    await eventually('the new engine can be asked', () =>
      bureau.service.engine.lists.running().then(
        () => true,
        () => false,
      ),
    );
    const found = await reconciled(bureau);
    expect(found.notRunning).toEqual(
      expect.arrayContaining(files.map((file) => ({ file, engine: 'MISSING' }))),
    );
    expect(found.rebuild.map(({ file, fault }) => [file, fault])).toEqual(
      expect.arrayContaining(files.map((file) => [file, 'MISSING'])),
    );
    const [asked, ...others] = files as [string, ...string[]];
    expect(await rebuildOf(bureau, asked)).toMatchObject({
      status: 200,
      body: { rebuilt: true, fault: 'MISSING', recounted: true, differences: [] },
    });
    await goesOn(bureau, asked, before.get(asked)!, () => reply(asked));
    expect((await typesOf(bureau, asked)).filter((type) => /lost|rebuilt/.test(type))).toEqual([
      'run-rebuilt',
      'history-lost',
    ]);
    // One look of the watch, as each process has it every 15 seconds.
    await bureau.service.background.runs.look();
    for (const file of others) {
      expect(await statusOf(file)).toBe('RUNNING');
      await goesOn(bureau, file, before.get(file)!, () => reply(file));
      expect(await typesOf(bureau, file)).not.toContain('run-rebuilt');
    }
    await bureau.service.background.runs.look();
    expect(await reconciled(bureau)).toMatchObject({ notRunning: [], otherwise: [], rebuild: [] });
  });
});
