/** 第十一条 A person of each accepting department confirms each of its own; each is revoked in a file of its own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterBusinessTime, businessDayOf } from '../../domain/time/business.ts';
import { inOffice } from '../../domain/time/reminders.ts';
import { isWorkingDay } from '../../domain/time/calendar.ts';
import { startOfDay, addDays } from '../../domain/time/civil-date.ts';
import type { WorkCalendar } from '../../domain/time/limit.ts';
import {
  answerOf,
  approved,
  Bureau,
  Cascade,
  city,
  closed,
  first,
  hours,
  iso,
  licenceNo,
  people,
  second,
  several,
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

const office = [[9 * 60, 17 * 60 + 30]] as const;

describe.concurrent('TJ84-11 met', () => {
  it('two departments: one confirms one by one, the other all at once; each result is revoked in its own case or in a linked file; what does not depend stays', async () => {
    const no = licenceNo();
    const open = await approved(bureau, [no]);
    const [old, spared] = (await several(bureau, 2, { licences: [no] })) as [string, string];
    const others = await several(bureau, 3, { licences: [no], department: first });
    const independent = [
      await closed(bureau, { licences: [licenceNo()] }),
      await closed(bureau, { licences: [no], item: 'xy-01' }),
    ];
    const cascade = await Cascade.open(bureau, no);

    expect(await cascade.confirmed(city.officer, [old])).toMatchObject({
      duty: `confirmResults:${city.unit}`,
    });
    expect(await cascade.confirmed(first.officer, [others[0]!])).toMatchObject({
      duty: `confirmResults:${first.unit}`,
    });
    expect((await cascade.view()).duties.map((d) => d.owedBy)).toEqual([city.unit, first.unit]);
    await cascade.confirmed(city.officer2, [open.result]);
    expect(
      await cascade.confirmed(city.officer, [spared], {
        decision: 'not-dependent',
        reason: '样例：以另一证照办理',
      }),
    ).toMatchObject({ timing: 'in-time' });
    expect((await cascade.view()).duties.map((d) => d.owedBy)).toEqual([first.unit]);
    expect((await cascade.view()).stage).toBe('confirmation');
    expect(await cascade.confirmed(first.officer, others.slice(1))).toMatchObject({
      timing: 'in-time',
    });
    expect((await cascade.view()).stage).toBe('revocation');

    // The open case revokes by itself; the closed one has a file for it, linked both ways.
    const inCase = await cascade.place(open.result);
    expect(inCase.file).toBe(open.file);
    expect((await inCase.view()).notes.join()).toContain(cascade.file);
    const apart = await cascade.place(old);
    expect(apart.file).toMatch(/^RV\.tj\.\d{4}-\d{5}$/);
    expect(
      (await bureau.get(people.regulator, `/v1/result-revocations/${apart.file}`)).body,
    ).toMatchObject({
      result: old,
      cause: 'licence',
      cascade: cascade.file,
      case: (await cascade.on(old)).case,
      state: 'live',
    });
    expect((await apart.view()).duties).toMatchObject([
      {
        duty: 'revokeUnderLicence',
        clause: 'TJ84-11',
        force: 'management',
        owedBy: city.unit,
        owedTo: city.supervising,
      },
    ]);
    await inCase.revoked(city.officer);
    await apart.revoked(city.officer);
    for (const result of others) await (await cascade.place(result)).revoked(first.officer);
    await cascade.closed('revoked');

    for (const result of [old, open.result, ...others])
      expect(await stateOf(bureau, result)).toBe('revoked');
    for (const result of [spared, ...independent])
      expect(await stateOf(bureau, result)).toBe('live');
    expect(await cascade.on(old)).toMatchObject({
      state: 'revoked',
      decision: 'revoke',
      decidedBy: city.officer,
      revokedByFile: apart.file,
    });
    expect(await cascade.on(spared)).toMatchObject({
      state: 'live',
      decision: 'not-dependent',
      revocationFile: null,
    });
    await apart.closed('revoked');
    const [count] = await bureau.owner<
      { n: number }[]
    >`select count(*)::int as n from file where procedure = 'result-revocation' and opening->>'cascade' = ${cascade.file}`;
    expect(count!.n).toBe(4);
  });

  it('a result that its own case revokes meanwhile (TJ84-10.1) is heard of: nobody need confirm it any more', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no] });
    const other = await closed(bureau, { licences: [no], department: first });
    const suggested = await bureau.post('o-jgc-1', '/v1/result-revocations', {
      result,
      documentNo: '津医保监〔2026〕1号',
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'oa' },
      heard: true,
      reasons: '样例',
    });
    const cascade = await Cascade.open(bureau, no);
    const { file } = suggested.body as { file: string };
    await new Cascade(bureau, file).revoked(city.officer);
    await wait(async () => {
      expect((await cascade.view()).duties.map((d) => d.owedBy)).toEqual([first.unit]);
    });
    expect((await cascade.deadlines()).find((d) => d.owedBy === city.unit)!.state).toBe('void');
    expect(await cascade.cannot(city.officer, [result])).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-11',
    ]);
    await cascade.confirmed(first.officer, [other], { decision: 'not-dependent', reason: '样例' });
    await cascade.closed('revoked');
  });

  it('a confirmed result whose revocation was suggested before: its open file hears of the licence, and there is no second one', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no] });
    const { file } = (
      await bureau.post('o-jgc-1', '/v1/result-revocations', {
        result,
        documentNo: '津医保监〔2026〕2号',
        document: { id: 'd', sha256: 'ab'.repeat(32), where: 'oa' },
        heard: true,
        reasons: '样例',
      })
    ).body as { file: string };
    const cascade = await Cascade.open(bureau, no);
    await cascade.confirmed(city.officer, [result]);
    const place = await cascade.place(result);
    expect(place.file).toBe(file);
    await wait(async () => {
      expect((await place.view()).notes.join()).toContain(cascade.file);
    });
    await place.revoked(city.officer);
    await cascade.closed('revoked');
  });

  it('two licences of one result: two cascades, one revocation, both hear of it', async () => {
    const [one, two] = [licenceNo(), licenceNo()];
    const open = await approved(bureau, [one, two]);
    const cascades = [await Cascade.open(bureau, one), await Cascade.open(bureau, two)] as const;
    await Promise.all(cascades.map((c) => c.confirmed(city.officer, [open.result])));
    await (await cascades[0].place(open.result)).revoked(city.officer);
    await Promise.all(cascades.map((c) => c.closed('revoked')));
  });
});

describe.concurrent('TJ84-11 cannot', () => {
  it("another department's result, one that is not on the list, one twice, without a reason, by a system", async () => {
    const no = licenceNo();
    const [a, b] = (await several(bureau, 2, { licences: [no] })) as [string, string];
    const c = await closed(bureau, { licences: [no], department: first });
    const independent = await closed(bureau, { licences: [licenceNo()] });
    const cascade = await Cascade.open(bureau, no);
    expect(await cascade.cannot(city.officer, [a, c])).toEqual([403, 'not-your-result', 'TJ84-11']);
    expect(await cascade.cannot(city.officer, [a, independent])).toEqual([
      422,
      'not-on-the-list',
      'TJ84-11',
    ]);
    expect(await cascade.cannot(city.officer, [a], { decision: 'not-dependent' })).toEqual([
      422,
      'reason-missing',
      'TJ84-11',
    ]);
    expect(await cascade.cannot(second.officer, [a])).toEqual([403, 'not-owed-by-you', 'TJ84-11']);
    expect(await cascade.cannot('o-jgc-1', [a])).toEqual([403, 'not-owed-by-you', 'TJ84-11']);
    const system = `s-${uniqueHex()}`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${system}, ${city.unit}, 'system', '样例系统', array['receiving-system'])`;
    expect(await cascade.cannot(system, [a])).toEqual([403, 'person-required', 'TJ84-11']);
    // None of it has confirmed anything.
    expect((await cascade.list()).every((l) => l.decision === null)).toBe(true);
    await cascade.confirmed(city.officer, [a]);
    expect(await cascade.cannot(city.officer2, [a, b])).toEqual([
      409,
      'already-confirmed',
      'TJ84-11',
    ]);
    expect(
      await cascade.cannot(city.officer2, [a], { decision: 'not-dependent', reason: '样例' }),
    ).toEqual([409, 'already-confirmed', 'TJ84-11']);
    await (await cascade.place(a)).revoked(city.officer);
    expect(await cascade.cannot(city.officer2, [a])).toEqual([409, 'already-revoked', 'TJ84-11']);
    expect(
      (await cascade.submit(city.officer, 'confirmation', { decision: 'revoke', results: [b, b] }))
        .status,
    ).toBe(400);
    expect(
      (await cascade.submit(city.officer, 'confirmation', { decision: 'perhaps', results: [b] }))
        .status,
    ).toBe(400);
  });

  it('TJ84-3.1 where one department accepts and supervises, by the person who reported the licence', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no], department: second });
    const cascade = await Cascade.open(bureau, no, {}, second.officer);
    expect(await cascade.cannot(second.officer, [result])).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await cascade.confirmed(second.officer2, [result]);
    const place = await cascade.place(result);
    expect(told(answerOf(await place.revoke(second.officer)))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await place.revoked(second.officer2);
    await cascade.closed('revoked');
  });

  it("system acts are nobody's to file", async () => {
    const no = licenceNo();
    await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    expect(
      (await cascade.submit(city.officer, 'newcomer', { result: 'R-1', department: city.unit }))
        .status,
    ).toBe(404);
    expect((await cascade.submit(city.officer, 'results-revoked', { results: 1 })).status).toBe(
      404,
    );
  });
});

describe.concurrent('TJ84-11 at once', () => {
  it('two persons confirm the same results at the same time: each result is confirmed once, and the file counts right', async () => {
    const no = licenceNo();
    const results = await several(bureau, 6, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const replies = await Promise.all([
      ...results.flatMap((r) => [
        cascade.confirm(city.officer, [r]),
        cascade.confirm(city.officer2, [r], { decision: 'not-dependent', reason: '样例' }),
      ]),
      cascade.confirm(city.officer, results),
      cascade.confirm(city.officer2, results.slice(0, 3)),
    ]);
    expect(replies.filter((r) => r.status === 200).length).toBeGreaterThan(0);
    expect(
      replies.filter((r) => r.status !== 200).every((r) => [403, 409].includes(r.status)),
    ).toBe(true);
    const list = await cascade.list();
    expect(list.every((l) => l.decision !== null)).toBe(true);
    const accepted = (await cascade.register())
      .filter((e) => e.type === 'act-accepted')
      .flatMap((e) => e.body['act'] as { type: string; facts: { results?: number } })
      .filter((a) => a.type === 'confirmation');
    expect(accepted.reduce((n, a) => n + a.facts.results!, 0)).toBe(6);
    for (const { result } of list.filter((l) => l.decision === 'revoke'))
      await (await cascade.place(result)).revoked(city.officer);
    await cascade.closed(list.some((l) => l.decision === 'revoke') ? 'revoked' : 'none-dependent');
  });

  it('the same key twice is one confirmation', async () => {
    const no = licenceNo();
    const results = await several(bureau, 2, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const key = randomUUID();
    const replies = [
      await cascade.confirm(city.officer, [results[0]!], {}, key),
      await cascade.confirm(city.officer, [results[0]!], {}, key),
    ];
    expect(replies.map((r) => r.status)).toEqual([200, 200]);
    expect(replies.map((r) => (r.body as { id: string }).id)).toEqual([
      (replies[0]!.body as { id: string }).id,
      (replies[0]!.body as { id: string }).id,
    ]);
    expect((await cascade.view()).notes[0]).toContain('已确认 1');
  });
});

describe.concurrent('TJ84-11 立即: a management clock', () => {
  it('an alert after an hour of business, overdue with the end of that working day, its coordinator reminded every working day (TJ84-15.4); never a breach', async () => {
    const no = licenceNo();
    const results = await several(bureau, 2, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const [row] = await bureau.owner<
      { calendar: WorkCalendar }[]
    >`select opening->'calendar' as calendar from file where id = ${cascade.file}`;
    const alert = afterBusinessTime(cascade.receivedAt, 60, row!.calendar, office);
    const due = startOfDay(addDays(businessDayOf(cascade.receivedAt, row!.calendar, office), 1));
    expect(await cascade.deadlines()).toMatchObject([
      { duty: 'confirmResults', due: iso(due), force: 'management', clause: 'TJ84-11' },
    ]);
    await cascade.skipTo(alert + 10_000);
    expect(
      (await cascade.register()).filter((e) => e.type === 'duty-reminded').map((e) => e.body['at']),
    ).toEqual([iso(alert)]);
    // Half of it does not discharge the department.
    await cascade.confirmed(city.officer, [results[0]!]);
    await cascade.skipTo(due + 10_000);
    expect((await cascade.view()).attention).toBe('management-overdue');
    expect(
      (await cascade.register())
        .map((e) => e.type)
        .filter((t) => /overdue|breach|escalated/.test(t)),
    ).toEqual(['management-overdue', 'escalated']);
    // Ten days on, at noon: one reminder at the end of every working day between; on the eve of a rest day, while the office is open.
    await cascade.skipTo(due + hours(24 * 9 + 12));
    const days = Array.from({ length: 9 }, (_, i) =>
      addDays(businessDayOf(cascade.receivedAt, row!.calendar, office), i + 1),
    )
      .filter((day) => isWorkingDay(day, row!.calendar) === 'working')
      .map((day) =>
        iso(inOffice(startOfDay(addDays(day, 1)), startOfDay(day), 17 * 60 + 30, row!.calendar)),
      );
    const again = async () =>
      (await cascade.register()).filter((e) => e.type === 'management-overdue-again');
    await wait(async () => expect(await again()).toHaveLength(days.length));
    expect((await again()).map((e) => [e.body['at'], e.body['count']])).toEqual(
      days.map((day, i) => [day, i + 1]),
    );
    const { reminders } = (
      await bureau.get(people.regulator, `/v1/licence-revocations/${cascade.file}`)
    ).body as { reminders: object[] };
    expect(reminders).toMatchObject(
      [1, ...days.map((_, i) => i + 2)].map((count) => ({
        unit: city.unit,
        officer: city.coordinator,
        duty: 'confirmResults',
        count,
      })),
    );
    expect(await cascade.confirmed(city.officer, [results[1]!])).toMatchObject({ timing: 'late' });
    expect(
      (await bureau.get(people.regulator, `/v1/breaches?file=${cascade.file}`)).body,
    ).toMatchObject({ items: [] });
  });
});

describe.concurrent('who reads what', () => {
  it('TJ84-11 an accepting department sees its own results, the reporter and regulators all, others nothing', async () => {
    const no = licenceNo();
    const own = await closed(bureau, { licences: [no] });
    await closed(bureau, { licences: [no], department: first });
    const cascade = await Cascade.open(bureau, no);
    const path = `/v1/licence-revocations/${cascade.file}`;
    expect((await cascade.list(city.officer)).map((l) => l.result)).toEqual([own]);
    expect((await cascade.list('o-jgc-2')).length).toBe(2);
    expect((await cascade.list(people.regulator)).length).toBe(2);
    expect((await bureau.get(city.officer, path)).body).toMatchObject({
      departments: [{ department: city.unit }],
    });
    for (const outsider of [second.officer, people.payment])
      for (const at of [path, `${path}/results`])
        expect((await bureau.get(outsider, at)).status).toBe(403);
    expect((await bureau.get(people.other, path)).status).toBe(403);
    expect(
      (await bureau.get(people.regulator, '/v1/licence-revocations/LR.tj.2026-99999/results'))
        .status,
    ).toBe(404);
    const paged = await bureau.get(people.regulator, `${path}/results?limit=1`);
    expect((paged.body as { items: unknown[]; next: string }).items.length).toBe(1);
    expect((await bureau.get(people.regulator, `${path}/results?format=csv`)).text).toContain(own);
  });
});
