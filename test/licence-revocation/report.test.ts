/** 第十一条 The report of a revoked licence: who may make it, on what, and what it lists. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash, randomUUID } from 'node:crypto';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import {
  approved,
  Bureau,
  Cascade,
  city,
  closed,
  first,
  licenceNo,
  people,
  report,
  reporter,
  second,
  several,
  stateOf,
  told,
  answerOf,
  wait,
} from './acts.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

describe.concurrent('TJ84-11 the list', () => {
  it('every live result that depends on the licence, its case open or closed years ago; nothing else', async () => {
    const [no, other] = [licenceNo(), licenceNo()];
    const old = await closed(bureau, { licences: [no] });
    const stopped = await closed(bureau, {
      licences: [other, no],
      department: first,
      state: 'stopped',
    });
    const caseless = await closed(bureau, {
      licences: [no],
      department: second,
      withoutCase: true,
    });
    const open = await approved(bureau, [no]);
    const independent = [
      await closed(bureau, { licences: [other] }),
      await closed(bureau, { licences: [no], state: 'revoked' }),
      // The same number, but an item that needs another kind of licence, or none.
      await closed(bureau, { licences: [no], item: 'xy-01' }),
      await closed(bureau, { licences: [no], item: 'zm-01' }),
    ];
    const cascade = await Cascade.open(bureau, no);
    const list = await cascade.list();
    expect(list.map((l) => l.result)).toEqual([old, stopped, caseless, open.result].toSorted());
    expect(list.every((l) => l.decision === null && l.revocationFile === null && !l.flagged)).toBe(
      true,
    );
    for (const result of independent) expect(list.map((l) => l.result)).not.toContain(result);
    const { duties, parties } = await cascade.view();
    expect(duties.map((d) => [d.duty, d.owedBy, d.owedTo, d.clause, d.force])).toEqual(
      [city, first, second].map((d) => [
        'confirmResults',
        d.unit,
        'tj.jgc',
        'TJ84-11',
        'management',
      ]),
    );
    expect(new Set(Object.values(parties))).toEqual(
      new Set(['tj.jgc', city.unit, first.unit, second.unit]),
    );
  });

  it('one duty a department, however many results it has', async () => {
    const no = licenceNo();
    await several(bureau, 5, { licences: [no] });
    await several(bureau, 3, { licences: [no], department: first });
    const cascade = await Cascade.open(bureau, no);
    expect((await cascade.view()).duties.map((d) => d.key)).toEqual([
      `confirmResults:${city.unit}`,
      `confirmResults:${first.unit}`,
    ]);
    const { body } = await bureau.get(people.regulator, `/v1/licence-revocations/${cascade.file}`);
    expect(body).toMatchObject({
      licence: { kind: 'drug-business-licence', number: no },
      authority: '样例药监局',
      reporter: 'tj.jgc',
      departments: [
        { department: city.unit, listed: 5, confirmed: 0, revoked: 0, notDependent: 0 },
        { department: first.unit, listed: 3 },
      ],
    });
  });

  it('all that depended on it are revoked already: on record, and ended at once', async () => {
    const no = licenceNo();
    await closed(bureau, { licences: [no], state: 'revoked' });
    const cascade = await Cascade.open(bureau, no);
    await cascade.closed('none-live');
    expect(await cascade.list()).toEqual([]);
  });

  it('the licence number stays in Postgres: no id, no message, no history has it', async () => {
    const no = licenceNo();
    await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const [row] = await bureau.owner<
      { opening: unknown; subject: string }[]
    >`select opening, subject_id as subject from file where id = ${cascade.file}`;
    const history = await bureau.service.engine.as('duban', () =>
      bureau.service.engine.client.workflow.getHandle(cascade.file).fetchHistory(),
    );
    const told = JSON.stringify([
      row,
      await cascade.register(),
      history.events?.map(
        (e) =>
          JSON.stringify(e) +
          Object.values(e).map((v) =>
            JSON.stringify(
              (v as { input?: { payloads?: { data?: Uint8Array }[] } })?.input?.payloads?.map((p) =>
                Buffer.from(p.data ?? []).toString(),
              ),
            ),
          ),
      ),
    ]);
    expect(row!.subject).toMatch(/^lic-[0-9a-f]{32}$/);
    expect(told).toContain('drug-business-licence');
    expect(told).not.toContain(no);
    expect(told).not.toContain(no.slice(2));
    expect(told).not.toContain('样例药监局');
  });
});

describe.concurrent('TJ84-11 cannot', () => {
  it('注销 and expiry are not 吊销; no decision, in the future, an unknown licence, a licence of another kind, by a department that does not supervise', async () => {
    const no = licenceNo();
    await closed(bureau, { licences: [no] });
    const tomorrow = addDays(civilDateOf(instant(Date.now())), 1);
    expect(await Cascade.refused(bureau, no, { event: 'cancelled' })).toEqual([
      422,
      'licence-not-revoked',
      'TJ84-11',
    ]);
    expect(await Cascade.refused(bureau, no, { event: 'expired' })).toEqual([
      422,
      'licence-not-revoked',
      'TJ84-11',
    ]);
    expect(await Cascade.refused(bureau, no, { document: undefined })).toEqual([
      422,
      'document-missing',
      'TJ84-11',
    ]);
    expect(await Cascade.refused(bureau, no, { decidedOn: tomorrow })).toEqual([
      422,
      'in-the-future',
      'TJ84-11',
    ]);
    expect(await Cascade.refused(bureau, licenceNo())).toEqual([422, 'licence-unknown', 'TJ84-11']);
    expect(
      await Cascade.refused(bureau, no, { licence: { kind: 'business-licence', number: no } }),
    ).toEqual([422, 'licence-unknown', 'TJ84-11']);
    expect(await Cascade.refused(bureau, no, {}, city.officer)).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-11',
    ]);
    expect(await Cascade.refused(bureau, no, {}, people.other)).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
    // Today is not the future; and none of the refusals has left anything behind.
    await Cascade.open(bureau, no, { decidedOn: civilDateOf(instant(Date.now())) });
  });

  it('not a form: no licence, no authority, another event, a number with blanks, more than is asked for', async () => {
    for (const changes of [
      { licence: undefined },
      { authority: undefined },
      { event: 'lost' },
      { licence: { kind: 'drug-business-licence', number: 'a b' } },
      { licence: { kind: 'passport', number: 'A1' } },
      { x: 1 },
    ]) {
      expect(
        (await bureau.post(reporter, '/v1/licence-revocations', report(licenceNo(), changes)))
          .status,
        JSON.stringify(changes),
      ).toBe(400);
    }
  });

  it('twice: while the cascade runs, and after it has ended', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no] });
    const cascade = await Cascade.open(bureau, no);
    const again = answerOf(await bureau.post('o-q1ju-1', '/v1/licence-revocations', report(no)));
    expect(told(again)).toEqual([409, 'licence-reported', 'TJ84-11']);
    expect(again.lawful.zh).toContain(cascade.file);
    await cascade.confirmed(city.officer, [result], { decision: 'not-dependent', reason: '样例' });
    await cascade.closed('none-dependent');
    expect(await Cascade.refused(bureau, no)).toEqual([409, 'licence-reported', 'TJ84-11']);
    expect(await stateOf(bureau, result)).toBe('live');
  });

  it('at once by several: one cascade, the others are told which; the same key answers the same', async () => {
    const no = licenceNo();
    await several(bureau, 3, { licences: [no] });
    const key = randomUUID();
    const body = report(no);
    const replies = await Promise.all(
      ['o-jgc-1', 'o-jgc-2', 'o-q1ju-1', 'o-q1ju-2'].map((by) =>
        bureau.post(
          by,
          '/v1/licence-revocations',
          by === 'o-jgc-1' ? body : report(no),
          by === 'o-jgc-1' ? key : undefined,
        ),
      ),
    );
    expect(replies.map((r) => r.status).toSorted()).toEqual([201, 409, 409, 409]);
    const rows = await bureau.owner<
      { file: string }[]
    >`select file_id as file from licence_revocation where licence_no = ${no}`;
    expect(rows.length).toBe(1);
    const repeated = await bureau.post('o-jgc-1', '/v1/licence-revocations', body, key);
    expect(repeated.status).toBe(replies[0]!.status === 201 ? 200 : 409);
  });

  it('at once by two, and the first one has ended before the second is opened: the database refuses the second', async () => {
    const no = licenceNo();
    const result = await closed(bureau, { licences: [no] });
    const subject = `lic-${createHash('sha256').update(`tj:drug-business-licence:${no}`).digest('hex').slice(0, 32)}`;
    const file = `LR.tj.2022-${uniqueHex()}`;
    let second: ReturnType<typeof bureau.post> | undefined;
    await bureau.owner.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`licence-revocation:licence:${subject}`}, 0))`;
      second = bureau.post(reporter, '/v1/licence-revocations', report(no));
      void second.catch(() => {});
      // The second one has passed the door and stands at the lock that we hold.
      await wait(async () => {
        const waiting =
          await sql`select 1 from pg_locks held join pg_locks w using (locktype, database, classid, objid, objsubid) where held.pid = pg_backend_pid() and held.granted and locktype = 'advisory' and not w.granted`;
        expect(waiting).toHaveLength(1);
      });
      await sql`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at) values (${file}, 'licence-revocation', 'tj', 'licence', ${subject}, '{}', now(), now(), now(), now())`;
      await sql`insert into licence_revocation values (${file}, 'tj', 'drug-business-licence', ${no}, '2026-01-05', '样例', null, '{}')`;
    });
    const answer = answerOf(await second!);
    expect(told(answer)).toEqual([409, 'licence-reported', 'TJ84-11']);
    expect(answer.lawful.zh).toContain(file);
    expect(await stateOf(bureau, result)).toBe('live');
  });
});
