import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bring } from '../../api/background/system-acts.ts';
import { entry, signalAct } from '../kit/support.ts';
import { Matter as RapidResponse } from '../rapid-response/acts.ts';
import { Bureau, Matter, city, document, fields, told } from './acts.ts';

/** What the system brings comes soon, not at once; longer on a busy machine. */
const SOON = { timeout: 15_000, interval: 50 };
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const conduct = (unlawful: boolean, dishonest: boolean) => ({
  result: 'not-conforming',
  handlingSuggestion: { kind: 'rectify', text: '样例' },
  conduct: { unlawful, dishonest, facts: '样例' },
});

describe.concurrent('第十条第一款 unlawful conduct', () => {
  it('TJ84-10.2 linked with a rapid response of ours, with evidence: both files show it', async () => {
    const [m, other] = await Promise.all([
      Matter.fedBack(bureau, { type: 'certification' }, conduct(true, false)),
      RapidResponse.open(bureau, { direction: 'A', kind: 'institution' }),
    ]);
    await m.accept('conduct-link', { to: { file: other.file } });
    expect((await m.view()).notes.join()).toContain(other.file);
    await vi.waitFor(async () => {
      expect((await other.view()).notes.join()).toContain(m.file);
    }, SOON);
    expect((await other.register()).filter((e) => e.clause === 'TJ84-10.2')).toHaveLength(1);
  });

  it('TJ84-10.2 confirmed unlawful conduct is owed a link (management); a case number will do; the file waits for it', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(true, false));
    expect(await m.deadline('linkConduct')).toMatchObject({
      clause: 'TJ84-10.2',
      force: 'management',
      owedBy: city.supervising,
    });
    await m.accept('stop-order');
    await m.accept('feedback-receipt');
    expect((await m.view()).closedAt).toBeNull();
    await m.overrun('linkConduct');
    expect((await m.accept('conduct-link')).timing).toBe('late');
    await m.closed('not-conforming');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-10.2 cannot: without evidence, to a file nobody has, to itself, before the push, by the accepting department', async () => {
    const early = await Matter.open(bureau, { type: 'certification' });
    expect(told(await early.refuse('conduct-link'))).toEqual([409, 'not-awaited', 'TJ84-10.2']);
    const m = await Matter.pushed(bureau, { type: 'certification' });
    expect(told(await m.refuse('conduct-link', { evidence: undefined }))).toEqual([
      422,
      'evidence-missing',
      'TJ84-10.2',
    ]);
    for (const file of ['RR-A.tj.2026-99999', m.file])
      expect(told(await m.refuse('conduct-link', { to: { file } }))).toEqual([
        422,
        'link-unknown',
        'TJ84-10.2',
      ]);
    expect(told(await m.refuse('conduct-link', {}, city.acceptor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-10.2',
    ]);
    expect(fields(await m.submit('conduct-link', { to: {} }))[0]).toBe(400);
  });

  it('TJ84-10.2 linked before the result: nothing more is owed', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    await m.accept('conduct-link');
    await m.judge(conduct(true, false));
    expect((await m.view()).duties.map((d) => d.duty)).not.toContain('linkConduct');
  });
});

describe.concurrent('第十条第二款 dishonest conduct', () => {
  it('TJ84-10.3 entered by the accepting department, on the confirmed fact, once; with the objection', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'certification', approval: { party: 'PARTY103' } },
      conduct(false, true),
    );
    expect(await m.deadline('enterCredit')).toMatchObject({
      clause: 'TJ84-10.3',
      force: 'management',
      owedBy: city.accepting,
    });
    expect(told(await m.refuse('credit-entry', {}, city.assignee))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-10.3',
    ]);
    expect(told(await m.refuse('credit-entry', { fact: undefined }))).toEqual([
      422,
      'basis-missing',
      'TJ84-10.3',
    ]);
    expect(told(await m.refuse('credit-entry', { basis: undefined }))).toEqual([
      422,
      'basis-missing',
      'TJ84-10.3',
    ]);
    expect(told(await m.refuse('credit-objection'))).toEqual([409, 'not-awaited', 'TJ84-10.3']);
    const { id } = await m.accept('credit-entry');
    expect(told(await m.refuse('credit-entry'))).toEqual([409, 'already-credited', 'TJ84-10.3']);
    await m.accept('credit-objection', { document: document(11) });
    const rows =
      await bureau.owner`select party_code, unit_id, recorded_by, basis, objections from credit_record where file_id = ${m.file}`;
    expect(rows).toMatchObject([
      {
        party_code: 'PARTY103',
        unit_id: city.accepting,
        recorded_by: city.acceptor,
        basis: { act: id, fact: '样例事实' },
        objections: [{ by: city.acceptor, document: { id: 'doc-11' } }],
      },
    ]);
  });

  it('TJ84-10.3 an objection stays with its entry: in the open case as an act, after its end with the record; each key once, by the department that recorded', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(false, true));
    await m.accept('credit-entry');
    const object = (n: number, by: string = city.acceptor, key?: string) =>
      bureau.post(by, `/v1/credit-records/CR.${m.file}/objections`, { document: document(n) }, key);
    expect((await object(21)).status).toBe(200);
    await vi.waitFor(async () => {
      expect((await m.view()).notes.join()).toContain('异议');
    }, SOON);
    await m.accept('stop-order');
    await m.accept('feedback-receipt');
    await m.closed('not-conforming');
    const key = randomUUID();
    expect([
      (await object(22, city.acceptor, key)).status,
      (await object(22, city.acceptor, key)).status,
    ]).toEqual([200, 200]);
    const refused = await object(23, city.assignee);
    expect([refused.status, (refused.body as { clause: string }).clause]).toEqual([
      403,
      'TJ84-10.3',
    ]);
    expect(
      (
        await bureau.post(city.acceptor, '/v1/credit-records/CR.nothing/objections', {
          document: document(),
        })
      ).status,
    ).toBe(404);
    const [row] = await bureau.owner<
      { objections: { document: { id: string } }[]; changes: number }[]
    >`select objections, (select count(*)::int from registry_change where registry = 'credit-record' and entity_id = c.id) as changes from credit_record c where file_id = ${m.file}`;
    expect([row!.objections.map((o) => o.document.id), row!.changes]).toEqual([
      ['doc-21', 'doc-22'],
      1,
    ]);
  });

  it('TJ84-10.3 cannot: nothing dishonest is confirmed', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(true, false));
    expect(told(await m.refuse('credit-entry'))).toEqual([409, 'fact-unconfirmed', 'TJ84-10.3']);
    expect(
      told(await (await Matter.pushed(bureau, { type: 'certification' })).refuse('credit-entry')),
    ).toEqual([409, 'fact-unconfirmed', 'TJ84-10.3']);
  });

  it('TJ84-10.3 TJ84-11 while the entry is owed the case stays open for everything else: also for a licence that is revoked meanwhile', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(false, true));
    await m.accept('stop-order');
    await m.accept('feedback-receipt');
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'credit-entry',
      'revocation-suggestion',
      'transfer',
    ]);
    expect(told(await m.refuse('transfer'))).toEqual([409, 'transfer-too-early', 'TJ84-10.3']);
    await bring(
      bureau.service.acts,
      m.file,
      'licence-revoked',
      { cascade: 'LR.tj.2026-00001', documentHash: '0' },
      randomUUID(),
    );
    await vi.waitFor(async () => {
      expect(await m.possible()).toContain('revocation');
    }, SOON);
    await m.accept('revocation');
    expect(await m.possible()).toEqual(['credit-entry']);
    await m.accept('credit-entry');
    await m.closed('revoked');
  });

  it('TJ84-10.3 late: overdue by management, and still owed when the result is revoked', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(false, true));
    await m.overrun('enterCredit');
    await m.accept('revocation-suggestion');
    await m.accept('revocation');
    expect((await m.view()).closedAt).toBeNull();
    expect((await m.accept('credit-entry')).timing).toBe('late');
    await m.accept('stop-order');
    await m.closed('revoked');
    expect(await m.breaches()).toEqual([]);
  });
});

describe.concurrent('移送', () => {
  it('TJ84-10.2 transferred with document and reason: the file ends', async () => {
    const m = await Matter.distributed(bureau, { type: 'credit' });
    expect(told(await m.refuse('transfer', { reason: undefined }))).toEqual([
      422,
      'reason-missing',
      'TJ84-10.2',
    ]);
    expect(told(await m.refuse('transfer', {}, city.acceptor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-10.2',
    ]);
    await m.accept('transfer');
    await m.closed('transferred');
    expect((await m.case()).keySupervision.map((k) => k.ended)).toEqual(['transferred']);
    expect(
      (
        await bureau.post(
          city.assignee,
          `/v1/files/${m.file}/acts/check-record`,
          m.forms(await m.now())['check-record'],
        )
      ).status,
    ).toBe(409);
  });

  it('TJ84-8 TJ84-9.2 TJ84-10.1 cannot: while a stop order or a revocation is owed', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, conduct(false, false));
    expect(told(await m.refuse('transfer'))).toEqual([409, 'transfer-too-early', 'TJ84-8']);
    await m.accept('stop-order');
    await m.accept('revocation-suggestion');
    expect(told(await m.refuse('transfer'))).toEqual([409, 'transfer-too-early', 'TJ84-10.1']);
    const n = await Matter.fedBack(
      bureau,
      { type: 'credit' },
      { ...conduct(false, false), canSupplement: false, conforming: [] },
    );
    expect(told(await n.refuse('transfer'))).toEqual([409, 'transfer-too-early', 'TJ84-9.2']);
  });
});

it("TJ84 files cite nothing of the annex for the rapid response: a forged message, a receipt that is not the caller's to state, an officer of another unit (X-11)", async () => {
  const m = await Matter.open(bureau, { type: 'certification' });
  await signalAct(
    bureau,
    m.file,
    {
      id: '00000000-0000-4000-8000-000000000002',
      number: 2,
      type: 'archive',
      hash: 'ff'.repeat(32),
      facts: {},
    },
    city.acceptor,
  );
  expect((await entry(bureau, m.file, (e) => e.type === 'forged-message')).clause).toBe('X-13');
  const stamped = { receivedAt: '2026-03-01T09:00:00+08:00' };
  expect(told(await m.refuse('archive', stamped))).toEqual([403, 'receipt-not-yours', 'X-13']);
  expect((await m.approve({ ...stamped, result: `${m.id}-2` })).body).toMatchObject({
    code: 'receipt-not-yours',
    clause: 'X-13',
  });
});
