/** 重建 A person has the run of a file started anew from inbox and register: who may, what is told, two at once, a file that cannot write, one that has ended, a cascade. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rebuilding } from '../../api/background/rebuilding.ts';
import { Recounting } from '../../api/background/recounting.ts';
import { startOf } from '../../api/intake/procedures.ts';
import { actPath, decide, eventually, openA, payload } from '../kit/support.ts';
import { approved, Cascade, city, licenceNo, several } from '../licence-revocation/acts.ts';
import { people, type Bureau } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';
import { declineAndEnd } from './ending.ts';
import { offersIn, rebuildOf, stands, terminate, typesOf } from './rebuilt.ts';

let place: OwnPlace;
let bureau: Bureau;
beforeAll(async () => {
  place = await ownPlace();
  // Runs that are broken on purpose are mended by nobody else.
  bureau = await place.open({}, { watchRuns: false });
  await place.ready(bureau);
}, 240_000);
afterAll(async () => {
  await bureau?.close();
  await place?.close();
});

/** A referral in which the first duty was performed; the next one is owed. */
async function opened(): Promise<string> {
  const { file } = await openA(bureau);
  expect((await decide(bureau, file)).status).toBe(200);
  return file;
}
const rebuild = (file: string, more: object = {}, officer: string = people.admin) =>
  rebuildOf(bureau, file, more, officer);
const reply = (file: string) =>
  bureau.post(people.payment, actPath(file, 'decision-reply'), payload['decision-reply']());
const bodiesOf = async (file: string) =>
  (
    await bureau.owner<
      { body: object }[]
    >`select body from register where file_id = ${file} and type = 'run-rebuilt' order by seq`
  ).map(({ body }) => body);

describe('the run of a file is rebuilt', { timeout: 120_000 }, () => {
  it('not where it is healthy, and what would be lawful is said; by nobody but an administrator of the bureau', async () => {
    const file = await opened();
    expect(await rebuild(file)).toMatchObject({
      status: 409,
      body: { code: 'run-healthy', lawful: { zh: expect.stringContaining('重试') } },
    });
    expect((await rebuild(file, {}, people.payment)).status).toBe(403);
    expect((await rebuild(file, {}, people.regulator)).status).toBe(403);
    expect((await rebuild(file, { reason: '' })).status).toBe(400);
    expect((await rebuild('RR-A.tj.2026-99999')).status).toBe(404);
    expect(await typesOf(bureau, file)).not.toContain('run-rebuilt');
  });

  it('terminated: it is offered, two at once do it once, an act of that instant is judged, and every due and verdict is the same', async () => {
    const file = await opened();
    const before = await stands(bureau, file);
    await terminate(bureau, file);
    await eventually('it is offered', async () =>
      (await offersIn(bureau)).some((one) => one.file === file),
    );
    expect((await offersIn(bureau)).find((one) => one.file === file)).toMatchObject({
      fault: 'TERMINATED',
      method: 'POST',
      href: `/v1/files/${file}/rebuild`,
      does: { zh: expect.stringContaining('启动新的流程') },
    });
    const [first, second, replied] = await Promise.all([
      rebuild(file),
      rebuild(file, { reason: '同时' }),
      reply(file),
    ]);
    expect([first, second].map(({ status }) => status)).toEqual([200, 200]);
    expect([first, second].map(({ body }) => body)).toEqual(
      expect.arrayContaining([
        { file, rebuilt: true, fault: 'TERMINATED', recounted: true, differences: [] },
        { file, rebuilt: false, fault: 'TERMINATED', recounted: false, differences: [] },
      ]),
    );
    // Whoever comes late is told so, too; the act waited for its verdict or is answered later.
    expect(await rebuild(file)).toMatchObject({ status: 200, body: { rebuilt: false } });
    expect([200, 202]).toContain(replied.status);
    await eventually(
      'the act is judged',
      async () =>
        (
          await bureau.owner`select 1 from inbox where file_id = ${file} and number = 3 and verdict->>'accepted' = 'true'`
        ).length === 1,
    );
    expect(await bodiesOf(file)).toMatchObject([
      { fault: 'TERMINATED', officer: people.admin, unit: 'tj.ju', differences: 0 },
    ]);
    const after = await stands(bureau, file);
    expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
    expect(after.verdicts.slice(0, before.verdicts.length)).toEqual(before.verdicts);
    // The entry is a leaf of the log like any other.
    const [entry] = await bureau.owner<
      { seq: number }[]
    >`select seq from register where file_id = ${file} and type = 'run-rebuilt'`;
    await eventually(
      'the log has it',
      async () =>
        (
          await bureau.owner`select 1 from leaf where kind = 'entry' and ref = ${`${file}/${entry!.seq}`}`
        ).length === 1,
    );
  });

  it('with an act that waits in it, where the file could not write and retry is of no use', async () => {
    const file = await opened();
    const before = await stands(bureau, file);
    await bureau.owner`revoke execute on function enter(jsonb) from duban_app`;
    try {
      expect((await reply(file)).status).toBe(202);
      await eventually(
        'it is technical',
        async () =>
          (await bureau.owner`select 1 from file where id = ${file} and attention = 'technical'`)
            .length === 1,
      );
    } finally {
      await bureau.owner`grant execute on function enter(jsonb) to duban_app`;
    }
    expect((await offersIn(bureau)).find((one) => one.file === file)).toMatchObject({
      fault: 'TECHNICAL',
      does: { zh: expect.stringContaining('重试') },
    });
    const [first, second] = await Promise.all([rebuild(file), rebuild(file)]);
    expect([first, second].map(({ status, body }) => [status, body['rebuilt']]).toSorted()).toEqual(
      [
        [200, false],
        [200, true],
      ],
    );
    await eventually(
      'the act is judged',
      async () =>
        (
          await bureau.owner`select 1 from inbox where file_id = ${file} and number = 3 and verdict->>'accepted' = 'true'`
        ).length === 1,
    );
    expect(await bodiesOf(file)).toMatchObject([{ fault: 'TECHNICAL' }]);
    const after = await stands(bureau, file);
    expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
    expect(
      await bureau.owner`select 1 from file where id = ${file} and attention = 'technical'`,
    ).toHaveLength(0);
  });

  it('not where the file has ended', async () => {
    const { file } = await openA(bureau);
    await declineAndEnd(bureau, file);
    expect(await rebuild(file)).toMatchObject({ status: 409, body: { code: 'file-closed' } });
  });

  it('not where the file recovers or ends while it is counted again: its run stays, and one that has ended gets no other', async () => {
    const { engine, sql, background } = bureau.service;
    const meanwhile = (work: () => Promise<unknown>) => {
      class Slow extends Recounting {
        override async of(file: string) {
          const counted = await super.of(file);
          await work();
          return counted;
        }
      }
      const rebuilding = new Rebuilding({
        sql,
        holds: sql,
        engine,
        log: pino({ level: 'silent' }),
        describe: startOf,
        runs: background.runs,
        recounting: new Slow(sql),
      });
      return (file: string) =>
        rebuilding.rebuild({
          file,
          officer: people.admin,
          unit: 'tj.ju',
          reason: '不能写入',
          insists: false,
        });
    };
    const [recovers, ends] = [(await openA(bureau)).file, (await openA(bureau)).file];
    const before = await engine.runOf(recovers);
    for (const file of [recovers, ends])
      await bureau.owner`update file set attention = 'technical' where id = ${file}`;
    await expect(meanwhile(() => decide(bureau, recovers))(recovers)).rejects.toMatchObject({
      code: 'run-healthy',
    });
    expect((await engine.runOf(recovers)).run).toBe(before.run);
    await expect(meanwhile(() => declineAndEnd(bureau, ends))(ends)).rejects.toMatchObject({
      code: 'file-closed',
    });
    await eventually(
      'its run has ended',
      async () => (await engine.runOf(ends)).status === 'COMPLETED',
    );
    for (const file of [recovers, ends])
      expect(await typesOf(bureau, file)).not.toContain('run-rebuilt');
  });

  it('where another file waits for it: nothing is opened twice, and what the one does the other hears of', async () => {
    const no = licenceNo();
    const open = await approved(bureau, [no]);
    const [old] = (await several(bureau, 1, { licences: [no] })) as [string];
    const cascade = await Cascade.open(bureau, no);
    await cascade.confirmed(city.officer, [old, open.result]);
    const [inCase, apart] = [await cascade.place(open.result), await cascade.place(old)];
    const files = [cascade.file, inCase.file, apart.file];
    const before = await Promise.all(files.map((file) => stands(bureau, file)));
    for (const file of files) await terminate(bureau, file);
    for (const [n, file] of files.entries()) {
      expect(await rebuild(file)).toMatchObject({
        status: 200,
        body: { rebuilt: true, recounted: true, differences: [] },
      });
      const after = await stands(bureau, file);
      expect(after.entries.slice(0, before[n]!.entries.length)).toEqual(before[n]!.entries);
      expect({ ...after, entries: [] }).toEqual({ ...before[n], entries: [] });
    }
    await inCase.revoked(city.officer);
    await apart.revoked(city.officer);
    await cascade.closed('revoked');
    expect(
      await bureau.owner`select 1 from file where procedure = 'result-revocation'`,
    ).toHaveLength(1);
  });

  it('not where today’s code does not reproduce the register, unless a person insists', async () => {
    const file = await opened();
    await terminate(bureau, file);
    await bureau.owner`update duty set due_at = due_at + interval '1 hour' where file_id = ${file} and state = 'done'`;
    expect(await rebuild(file)).toMatchObject({
      status: 409,
      body: { code: 'rebuild-differs', detail: expect.stringMatching(/duty \S+ due/) },
    });
    expect(await typesOf(bureau, file)).not.toContain('run-rebuilt');
    expect(await rebuild(file, { insists: true, reason: '已核实，系手工更正' })).toMatchObject({
      status: 200,
      body: { differences: [expect.objectContaining({ kind: 'duty', field: 'due' })] },
    });
    expect(await bodiesOf(file)).toMatchObject([{ reason: '已核实，系手工更正', differences: 1 }]);
    expect((await reply(file)).status).toBe(200);
  });
});
