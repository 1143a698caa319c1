/** 第十一条 What is approved on a revoked licence is caught: while the cascade runs, when it has ended, and in between. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveAct } from '../../db/queries/inbox.ts';
import type { Act } from '../../domain/law/act.ts';
import {
  answerOf,
  approved,
  Bureau,
  Cascade,
  city,
  closed,
  File,
  first,
  licenceNo,
  people,
  report,
  reporter,
  second,
  stateOf,
  told,
  wait,
} from './acts.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const listed = async (cascade: Cascade, results: readonly string[]) =>
  wait(async () => {
    expect((await cascade.list()).map((l) => l.result)).toEqual([...results].toSorted());
    expect((await cascade.view()).notes[0]).toContain(`清单 ${results.length} 件`);
  });

/** The case owes its revocation, at once. */
const obliged = async (file: string) =>
  wait(async () => {
    expect(
      (await new File(bureau, file).view()).duties.find((d) => d.duty === 'revokeUnderLicence'),
    ).toMatchObject({ clause: 'TJ84-11', force: 'management' });
  });

describe.concurrent('TJ84-11 while the cascade runs', () => {
  it('a new approval is on the list and is confirmed like the others', async () => {
    const no = licenceNo();
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const open = await approved(bureau, [licenceNo(), no]);
    await listed(cascade, [old, open.result]);
    // The department still owes one answer for both.
    expect((await cascade.view()).duties.map((d) => d.key)).toEqual([
      `confirmResults:${city.unit}`,
    ]);
    await cascade.confirmed(city.officer, [old], { decision: 'not-dependent', reason: '样例' });
    expect((await cascade.view()).stage).toBe('confirmation');
    await cascade.confirmed(city.officer, [open.result]);
    await (await cascade.place(open.result)).revoked(city.officer);
    await cascade.closed('revoked');
  });

  it('a department that had confirmed everything, and one that had nothing, owe the confirmation of theirs; the latter may read the file now', async () => {
    const no = licenceNo();
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    await cascade.confirmed(city.officer, [old]);
    const [again, fresh] = [await approved(bureau, [no]), await approved(bureau, [no], first)];
    await listed(cascade, [old, again.result, fresh.result]);
    expect((await cascade.view()).duties.map((d) => d.key).toSorted()).toEqual([
      `confirmResults:${city.unit}.2`,
      `confirmResults:${first.unit}`,
    ]);
    expect((await cascade.list(first.officer)).map((l) => l.result)).toEqual([fresh.result]);
    expect((await bureau.get(first.officer, `/v1/files/${cascade.file}`)).status).toBe(200);
    await cascade.confirmed(city.officer, [again.result]);
    await cascade.confirmed(first.officer, [fresh.result]);
    for (const [result, by] of [
      [old, city],
      [again.result, city],
      [fresh.result, first],
    ] as const)
      await (await cascade.place(result)).revoked(by.officer);
    await cascade.closed('revoked');
  });

  it('an approval on another licence, or on an item that needs none, is not caught', async () => {
    const no = licenceNo();
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    await approved(bureau, [licenceNo()]);
    await approved(bureau, [no], city, {
      item: 'zm-01',
      type: 'certification',
      explanation: undefined,
    });
    const caught = await approved(bureau, [no]);
    await listed(cascade, [old, caught.result]);
  });
});

describe.concurrent('TJ84-11 when the cascade has ended', () => {
  async function ended(no: string): Promise<Cascade> {
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    await cascade.confirmed(city.officer, [old], { decision: 'not-dependent', reason: '样例' });
    await cascade.closed('none-dependent');
    return cascade;
  }

  it('a new approval is flagged at once, and its case owes the revocation', async () => {
    const no = licenceNo();
    const cascade = await ended(no);
    const open = await approved(bureau, [no], first);
    await obliged(open.file);
    expect(await cascade.on(open.result)).toMatchObject({
      flagged: true,
      decision: null,
      revocationFile: open.file,
    });
    const file = new File(bureau, open.file);
    expect((await file.view()).notes.join()).toContain(cascade.file);
    await file.revoked(first.officer);
    expect(await stateOf(bureau, open.result)).toBe('revoked');
  });

  it('a result registered late, whose case is closed, gets its file; a person may find that it does not depend, with a reason', async () => {
    const no = licenceNo();
    const cascade = await ended(no);
    const [one, two] = [
      await closed(bureau, { licences: [no] }),
      await closed(bureau, { licences: [no], withoutCase: true }),
    ];
    await bureau.owner`notify duban_task`;
    const [revokes, spares] = [await cascade.place(one), await cascade.place(two)];
    await revokes.revoked(city.officer);
    await revokes.closed('revoked');
    expect(await spares.refuse(city.officer, 'not-dependent', {})).toEqual([
      422,
      'reason-missing',
      'TJ84-11',
    ]);
    expect(await spares.refuse(first.officer, 'not-dependent', { reason: '样例' })).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-11',
    ]);
    expect(
      (await spares.submit(city.officer, 'not-dependent', { reason: '样例：证照编号误录' })).status,
    ).toBe(200);
    await spares.closed('not-dependent');
    expect([await stateOf(bureau, one), await stateOf(bureau, two)]).toEqual(['revoked', 'live']);
    expect(await cascade.on(two)).toMatchObject({
      flagged: true,
      decision: 'not-dependent',
      decidedBy: city.officer,
    });
  });

  it('who has confirmed that a result depends does not find the contrary in its file', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    await cascade.confirmed(city.officer, [result]);
    expect(
      await (await cascade.place(result)).refuse(city.officer, 'not-dependent', { reason: '样例' }),
    ).toEqual([409, 'not-awaited', 'TJ84-11']);
  });
});

describe.concurrent('TJ84-11 nobody slips through', () => {
  it.each([1, 2, 3])(
    'approvals and the report at the same instant: each is on the list, once (%i)',
    async () => {
      const no = licenceNo();
      const old = await closed(bureau, { licences: [no] });
      const departments = [city, first, second];
      const before = Array.from({ length: 6 }, (_, i) =>
        approved(bureau, [no], departments[i % 3]),
      );
      const reported = bureau.post(reporter, '/v1/licence-revocations', report(no));
      const after = Array.from({ length: 6 }, (_, i) => approved(bureau, [no], departments[i % 3]));
      const [{ body }, ...cases] = await Promise.all([reported, ...before, ...after]);
      const cascade = new Cascade(bureau, (body as { file: string }).file);
      await listed(cascade, [old, ...cases.map((c) => c.result)]);
      expect((await cascade.view()).duties.map((d) => d.owedBy).toSorted()).toEqual(
        departments.map((d) => d.unit),
      );
    },
  );

  it.each([1, 2, 3])(
    'approvals while the last confirmation ends the cascade: on its list, or obliged at once; never neither (%i)',
    async () => {
      const no = licenceNo();
      const old = await closed(bureau, { licences: [no] });
      const cascade = await Cascade.open(bureau, no);
      const last = cascade.confirm(city.officer, [old], {
        decision: 'not-dependent',
        reason: '样例',
      });
      const cases = await Promise.all(Array.from({ length: 8 }, () => approved(bureau, [no])));
      expect((await last).status).toBe(200);
      await wait(async () => {
        const rows = (await cascade.list()).filter((l) => l.result !== old);
        expect(rows.map((r) => r.result).toSorted()).toEqual(cases.map((c) => c.result).toSorted());
        const { stage, notes } = await cascade.view();
        const flagged = rows.filter((r) => r.flagged);
        if (stage === 'closed') expect(flagged.length).toBe(8);
        else expect(notes[0]).toContain(`清单 ${9 - flagged.length} 件`);
      });
      for (const row of (await cascade.list()).filter((l) => l.flagged))
        await obliged(cases.find((c) => c.result === row.result)!.file);
    },
  );

  it('the lock is what decides: a report waits for an approval that is being registered, and lists it', async () => {
    const no = licenceNo();
    await closed(bureau, { licences: [no] });
    const result = `R-${uniqueHex()}`;
    const reported = await bureau.owner.begin(async (sql) => {
      await sql`insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on) values (${result}, 'tj', 'xy-02', 1, 'credit', 'X1', ${[no]}, ${first.unit}, ${first.supervising}, '2022-03-01')`;
      const posted = bureau.post(reporter, '/v1/licence-revocations', report(no));
      const waits = new Promise((later) => {
        setTimeout(() => later('waits'), 2_000);
      });
      expect(await Promise.race([posted.then(() => 'reported'), waits])).toBe('waits');
      return { posted };
    });
    const { status, body } = await reported.posted;
    expect(status).toBe(201);
    expect(
      (await new Cascade(bureau, (body as { file: string }).file).list()).map((l) => l.result),
    ).toContain(result);
  });

  it('a case that ends before it hears of the licence: the result gets a file of its own', async () => {
    const no = licenceNo();
    const open = await approved(bureau, [no]);
    const cascade = await Cascade.open(bureau, no);
    // The case has ended by the time that the confirmation is performed.
    await bureau.owner`update file set closed_at = now(), stage = 'closed', exported_at = now() where id = ${open.file}`;
    await cascade.confirmed(city.officer, [open.result]);
    const place = await cascade.place(open.result);
    expect(place.file).toMatch(/^RV\./);
    await place.revoked(city.officer);
    await cascade.closed('revoked');
  });

  it('a case that refuses to hear of it, for it is about to end: seen to when it has ended', async () => {
    const no = licenceNo();
    const open = await approved(bureau, [no]);
    const cascade = await Cascade.open(bureau, no);
    // As if the act had reached it in its last turn.
    await bureau.owner.begin(async (sql) => {
      await sql`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at)
        select ${`licence-revoked:${cascade.file}:${open.result}`}, id, inbox_number + 1, 'licence-revoked', 'duban', 'duban', ${sql.json({ facts: { cascade: cascade.file } })}, '{}', 'x', now(), now(), ${`${cascade.file}:${open.result}`}, now() from file where id = ${open.file}`;
      await sql`update file set inbox_number = inbox_number + 1, closed_at = now(), exported_at = now(), stage = 'closed' where id = ${open.file}`;
      await sql`update inbox set verdict = ${sql.json({ accepted: false, refusal: { code: 'not-awaited' } })}, settled_at = now() where act_id = ${`licence-revoked:${cascade.file}:${open.result}`}`;
    });
    const place = await cascade.place(open.result);
    expect(place.file).toMatch(/^RV\./);
  });

  it('one that reaches the file in its last turn is obliged as if it had ended', async () => {
    const no = licenceNo();
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const open = await approved(bureau, []);
    await bureau.owner`insert into licence_revocation_result (file_id, result_id, department, heard) values (${cascade.file}, ${open.result}, ${city.unit}, false)`;
    // Both are in the inbox, but only the confirmation has been signalled: the newcomer is found when the file would close.
    const store = async (
      act: string,
      type: string,
      unit: string,
      officer: string,
      facts: object,
      payload: object,
    ) => {
      const message = { id: act, type, unit, officer, hash: act, facts };
      const stored = await receiveAct(bureau.owner, {
        file: cascade.file,
        actId: act,
        type,
        unit,
        officer,
        message,
        payload,
        hash: act,
        key: act,
        arrivedAt: Date.now(),
      });
      await bureau.owner`update inbox set stored_at = now() + interval '1 day' where act_id = ${act}`;
      return (stored as { message: Act }).message;
    };
    const confirmation = await store(
      randomUUID(),
      'confirmation',
      city.unit,
      city.officer,
      { decision: 'not-dependent', results: 1, reasonGiven: true },
      { decision: 'not-dependent', results: [old], reason: '样例' },
    );
    await store(
      `newcomer:${randomUUID()}`,
      'newcomer',
      'duban',
      'duban',
      { result: open.result, department: city.unit },
      { result: open.result },
    );
    await bureau.service.engine.signal(cascade.file, confirmation, city.officer);
    await cascade.closed('none-dependent');
    await obliged(open.file);
    await wait(async () => {
      expect(await cascade.on(open.result)).toMatchObject({
        flagged: true,
        revocationFile: open.file,
      });
    });
  });

  it('one that the file has not heard of yet is not confirmed yet: the file would miscount', async () => {
    const no = licenceNo();
    const old = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const result = await closed(bureau, { licences: [licenceNo()] });
    await bureau.owner`insert into licence_revocation_result (file_id, result_id, department, heard) values (${cascade.file}, ${result}, ${city.unit}, false)`;
    expect(await cascade.cannot(city.officer, [old, result])).toEqual([
      422,
      'not-on-the-list',
      'TJ84-11',
    ]);
    await cascade.confirmed(city.officer, [old], { decision: 'not-dependent', reason: '样例' });
  });

  it('nobody else may be made to hear: refused when it is filed by a person', async () => {
    const no = licenceNo();
    const open = await approved(bureau, [no]);
    expect(
      (
        await new File(bureau, open.file).submit(city.officer, 'licence-revoked', {
          cascade: 'LR.tj.2026-00001',
        })
      ).status,
    ).toBe(404);
    expect(
      told(answerOf(await bureau.post(people.regulator, '/v1/licence-revocations', report(no)))),
    ).toEqual([403, 'not-owed-by-you', 'TJ84-11']);
  });
});
