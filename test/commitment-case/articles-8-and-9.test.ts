/** Arts. 8 and 9 are different laws: what one of them demands, the other forbids. Everything here comes in pairs. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bring } from '../../api/background/system-acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR } from '../../domain/time/instant.ts';
import { Bureau, Matter, city, iso, midnight, told, today } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const suggestion = { handlingSuggestion: { kind: 'rectify', text: '样例' } };
const differs = { result: 'not-conforming', conforming: [] };
const lost = { ...differs, canSupplement: false, ...suggestion };
const later = (n = 30) => addDays(today(), n);

describe.concurrent('第八条 certification: 不符 alone', () => {
  it('TJ84-8 不符 requires at once the stop order and the feedback with a handling suggestion; both done, nothing is owed', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    await m.accept('check-record', { result: 'not-conforming' });
    expect(told(await m.refuse('supervision-result', { result: 'not-conforming' }))).toEqual([
      422,
      'suggestion-missing',
      'TJ84-8',
    ]);
    await m.accept('supervision-result', { result: 'not-conforming', ...suggestion });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'revocation-suggestion',
      'stop-order',
      'transfer',
    ]);
    expect(await m.deadline('orderStop')).toMatchObject({
      clause: 'TJ84-8',
      force: 'management',
      owedBy: city.supervising,
      owedTo: 'party',
    });
    await m.accept('feedback-receipt');
    expect((await m.view()).closedAt).toBeNull();
    await m.accept('stop-order');
    await m.closed('not-conforming');
    expect((await m.case()).result).toMatchObject({
      state: 'stopped',
      stoppedAt: expect.any(String),
    });
  });

  it('TJ84-8 as soon as the check says 不符 the order can be given and is owed: it waits for no feedback, and no transfer leaves it behind', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    await m.accept('check-record', { result: 'not-conforming' });
    expect(await m.possible()).toEqual([
      'archive-version',
      'check-record',
      'conduct-link',
      'reassignment',
      'stop-order',
      'supervision-result',
      'transfer',
    ]);
    expect(told(await m.refuse('transfer'))).toEqual([409, 'transfer-too-early', 'TJ84-8']);
    await m.accept('stop-order');
    expect((await m.case()).result).toMatchObject({ state: 'stopped' });
    await m.accept('supervision-result', { result: 'not-conforming', ...suggestion });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'revocation-suggestion',
      'transfer',
    ]);
    await m.accept('feedback-receipt');
    await m.closed('not-conforming');
    expect(
      (await m.register('duty-armed')).filter((e) => e.body['duty'] === 'orderStop'),
    ).toHaveLength(1);
  });

  it('TJ84-8 TJ84-10.1 TJ84-11 a result that is revoked meanwhile, on suggestion or for its licence, leaves the order owed: the file does not end without it', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { result: 'not-conforming', ...suggestion },
    );
    await m.accept('revocation-suggestion');
    await m.accept('revocation');
    expect(await m.view()).toMatchObject({ stage: 'revoked', closedAt: null });
    expect(await m.possible()).toEqual(['stop-order']);
    await m.overrun('orderStop');
    await m.accept('stop-order');
    await m.closed('revoked');
    expect((await m.case()).result).toMatchObject({ state: 'revoked' });
    const n = await Matter.distributed(bureau, { type: 'certification' });
    await n.accept('check-record', { result: 'not-conforming' });
    await bring(
      bureau.service.acts,
      n.file,
      'licence-revoked',
      { cascade: 'LR.tj.2026-00001', documentHash: '0' },
      n.id,
    );
    await vi.waitFor(
      async () => {
        expect(await n.possible()).toContain('revocation');
      },
      { timeout: 5_000, interval: 20 },
    );
    await n.accept('revocation');
    expect(await n.possible()).toEqual(['stop-order']);
    await n.accept('stop-order');
    await n.closed('revoked');
  });

  it('TJ84-8 no judgement is asked for, and one that it could be completed changes nothing', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { result: 'not-conforming', canSupplement: true, ...suggestion },
    );
    expect(await m.possible()).toContain('stop-order');
    expect(await m.possible()).not.toContain('supplement');
    await m.accept('stop-order');
  });

  it('TJ84-8 cannot: stop for 相符, before any result, twice, by the accepting department', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await m.refuse('stop-order'))).toEqual([409, 'not-awaited', 'TJ84-8']);
    await m.judge({});
    expect(told(await m.refuse('stop-order'))).toEqual([409, 'stop-order-unfounded', 'TJ84-8']);
    const other = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { result: 'not-conforming', ...suggestion },
    );
    expect(told(await other.refuse('stop-order', {}, city.acceptor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-8',
    ]);
    await other.accept('stop-order');
    expect(told(await other.refuse('stop-order'))).toEqual([409, 'not-awaited', 'TJ84-8']);
  });

  it('TJ84-8 X-12 the order carries service, reasons and remedies, and follows the check; an order of the day of the check counts', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { result: 'not-conforming', ...suggestion },
    );
    const now = await m.now();
    expect(told(await m.refuse('stop-order', { service: undefined }))).toEqual([
      422,
      'date-missing',
      'TJ84-8',
    ]);
    expect(told(await m.refuse('stop-order', { reasons: undefined }))).toEqual([
      422,
      'reason-missing',
      'TJ84-8',
    ]);
    expect(told(await m.refuse('stop-order', { remedies: undefined }))).toEqual([
      422,
      'remedies-missing',
      'TJ84-8',
    ]);
    expect(told(await m.refuse('stop-order', { orderedAt: iso(now - HOUR) }))).toEqual([
      422,
      'before-trigger',
      'TJ84-8',
    ]);
    expect(told(await m.refuse('stop-order', { orderedAt: iso(now + HOUR) }))).toEqual([
      422,
      'in-the-future',
      'TJ84-8',
    ]);
    const check = (await m.register('act-accepted')).find(
      (e) => (e.body['act'] as { type: string }).type === 'check-record',
    )!.body['act'] as { occurredAt: string };
    await m.accept('stop-order', {
      orderedAt: check.occurredAt,
      service: {
        method: 'left-with-witness',
        servedAt: check.occurredAt,
        proof: m.forms(now)['revocation']!['document'],
      },
    });
  });

  it('TJ84-8 X-5 late: overdue by management, no breach, and the order still counts', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { result: 'not-conforming', ...suggestion },
    );
    await m.overrun('orderStop');
    expect((await m.accept('stop-order')).timing).toBe('late');
    expect(await m.breaches()).toEqual([]);
  });
});

describe.concurrent('第九条 credit: 不符 and the judgement that nothing can be completed', () => {
  it('TJ84-9.2 cannot: 不符 without the judgement; without the suggestion once it cannot be completed', async () => {
    const m = await Matter.distributed(bureau, { type: 'credit' });
    expect(
      told(await m.refuse('check-record', { result: 'to-supplement', canSupplement: false })),
    ).toEqual([422, 'contradictory-judgement', 'TJ84-9.2']);
    await m.accept('check-record', { result: 'not-conforming' });
    // 不符 alone stops nothing here.
    expect(told(await m.refuse('stop-order'))).toEqual([422, 'judgement-missing', 'TJ84-9.2']);
    expect(told(await m.refuse('supervision-result', { ...differs, ...suggestion }))).toEqual([
      422,
      'judgement-missing',
      'TJ84-9.2',
    ]);
    expect(
      told(await m.refuse('supervision-result', { ...differs, canSupplement: false })),
    ).toEqual([422, 'suggestion-missing', 'TJ84-9.2']);
    await m.accept('supervision-result', lost);
    expect(await m.deadline('orderStop')).toMatchObject({
      clause: 'TJ84-9.2',
      force: 'management',
    });
    await m.accept('stop-order');
  });

  it('TJ84-9.2 a check that has judged the materials lost stops at once; the feedback judges the same', async () => {
    const m = await Matter.distributed(bureau, { type: 'credit' });
    await m.accept('check-record', { result: 'not-conforming', canSupplement: false });
    await m.accept('stop-order');
    expect(
      told(
        await m.refuse('supervision-result', {
          ...differs,
          canSupplement: true,
          promisedOn: later(),
        }),
      ),
    ).toEqual([422, 'contradicts-check', 'TJ84-7']);
    await m.accept('supervision-result', lost);
    await m.accept('feedback-receipt');
    await m.closed('not-conforming');
  });

  it('TJ84-9.2 while it can be completed there is no stop order, no suggestion, no result: the promised date is required and waited for', async () => {
    const m = await Matter.distributed(bureau, { type: 'credit' });
    expect(told(await m.refuse('stop-order'))).toEqual([409, 'not-awaited', 'TJ84-9.2']);
    await m.accept('check-record', { result: 'to-supplement' });
    expect(
      told(await m.refuse('supervision-result', { result: 'to-supplement', conforming: [] })),
    ).toEqual([422, 'promised-date-missing', 'TJ84-9.2']);
    await m.accept('check-record', { result: 'not-conforming', correctionReason: '样例' });
    expect(told(await m.refuse('supervision-result', { ...differs, canSupplement: true }))).toEqual(
      [422, 'promised-date-missing', 'TJ84-9.2'],
    );
    expect(
      told(
        await m.refuse('supervision-result', {
          ...differs,
          canSupplement: true,
          promisedOn: today(),
        }),
      ),
    ).toEqual([422, 'promised-date-past', 'TJ84-9.2']);
    await m.accept('supervision-result', { ...differs, canSupplement: true, promisedOn: later() });
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'reassignment',
      'supplement',
      'transfer',
    ]);
    for (const act of ['stop-order', 'check-record', 'supervision-result', 'revocation-suggestion'])
      expect([act, ...told(await m.refuse(act))]).toEqual([
        act,
        409,
        'can-be-supplemented',
        'TJ84-9.2',
      ]);
    expect(await m.deadline('supplement:1')).toMatchObject({
      clause: 'TJ84-9.2',
      lastDay: later(),
      force: 'management',
    });
  });

  it('TJ84-3.2 TJ84-9.2 待补齐, the date has passed, judged again: as often as needed, until it is lost', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'credit' },
      { result: 'to-supplement', conforming: [], promisedOn: later() },
    );
    await m.skipTo(midnight(m.receivedAt, 31) + HOUR);
    expect((await m.view()).stage).toBe('distributed');
    expect(told(await m.refuse('supervision-result'))).toEqual([409, 'check-missing', 'TJ84-7']);
    // The day after the promised date it is the judgement that is missing.
    expect(told(await m.refuse('stop-order'))).toEqual([422, 'judgement-missing', 'TJ84-9.2']);
    expect(told(await m.refuse('revocation-suggestion'))).toEqual([
      422,
      'judgement-missing',
      'TJ84-9.2',
    ]);
    const next = addDays(civilDateOf(await m.now()), 20);
    await m.judge({ ...differs, canSupplement: true, promisedOn: next });
    expect((await m.view()).stage).toBe('completing');
    await m.skipTo(midnight(await m.now(), 21) + HOUR);
    await m.judge(lost);
    expect(await m.possible()).toEqual([
      'archive-version',
      'conduct-link',
      'feedback-receipt',
      'revocation-suggestion',
      'stop-order',
      'transfer',
    ]);
    await m.accept('stop-order');
    await m.accept('feedback-receipt');
    await m.closed('not-conforming');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-9.2 everything promised has come in before the date: judged at once, and conforming', async () => {
    const two = [
      { material: 'm-1', promise: '一', promisedOn: later() },
      { material: 'm-2', promise: '二', promisedOn: later() },
    ];
    const m = await Matter.fedBack(
      bureau,
      { type: 'credit', approval: { missing: two } },
      { result: 'to-supplement', conforming: [], promisedOn: later() },
    );
    expect(told(await m.refuse('supplement', { material: 'm-3' }))).toEqual([
      422,
      'material-unknown',
      'TJ84-9.1',
    ]);
    expect(told(await m.refuse('supplement', {}, city.assignee))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-9.2',
    ]);
    await m.accept('supplement', { material: 'm-1' });
    expect((await m.view()).stage).toBe('completing');
    await m.accept('supplement', { material: 'm-2' });
    expect((await m.view()).stage).toBe('distributed');
    await m.judge({ conforming: ['m-1', 'm-2'] });
    await m.accept('feedback-receipt');
    await m.closed('conforming');
  });

  it('TJ84-9.2 cannot: stop for 相符', async () => {
    const m = await Matter.fedBack(bureau, { type: 'credit' }, {});
    expect(told(await m.refuse('stop-order'))).toEqual([409, 'stop-order-unfounded', 'TJ84-9.2']);
  });
});

describe.concurrent('第九条第一款 重点监管', () => {
  it('TJ84-9.1 from receipt of the file, material by material, until each is found conforming', async () => {
    const two = [
      { material: 'm-1', promise: '一', promisedOn: later(10) },
      { material: 'm-2', promise: '二', promisedOn: later(20) },
    ];
    const m = await Matter.open(bureau, { type: 'credit', approval: { missing: two } });
    await m.accept('archive');
    expect((await m.case()).keySupervision).toEqual([]);
    await m.accept('push');
    expect((await m.case()).keySupervision).toMatchObject([
      { material: 'm-1', promise: '一', promisedOn: later(10), until: null },
      { material: 'm-2', promisedOn: later(20), until: null },
    ]);
    expect(await m.possible()).toContain('supplement');
    await m.accept('distribution');
    await m.accept('supplement', { material: 'm-1' });
    await m.accept('check-record');
    expect(told(await m.refuse('supervision-result', { conforming: ['m-1'] }))).toEqual([
      422,
      'materials-open',
      'TJ84-9.1',
    ]);
    expect(told(await m.refuse('supervision-result', { conforming: ['m-1', 'm-3'] }))).toEqual([
      422,
      'material-unknown',
      'TJ84-9.1',
    ]);
    await m.accept('check-record', { result: 'to-supplement', correctionReason: '样例' });
    await m.accept('supervision-result', {
      result: 'to-supplement',
      conforming: ['m-1'],
      promisedOn: later(20),
    });
    expect((await m.case()).keySupervision.map((k) => k.ended)).toEqual(['conforming', null]);
    await m.accept('supplement', { material: 'm-2' });
    await m.judge({ conforming: ['m-2'] });
    expect((await m.case()).keySupervision.map((k) => [k.ended, k.until !== null])).toEqual([
      ['conforming', true],
      ['conforming', true],
    ]);
  });

  it('TJ84-9.1 not found conforming: it stays under key supervision until the result is revoked', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'credit' },
      { ...lost, handlingSuggestion: { kind: 'revoke', text: '样例' } },
    );
    await m.accept('stop-order');
    expect((await m.case()).keySupervision.map((k) => k.ended)).toEqual([null]);
    await m.accept('revocation-suggestion');
    await m.accept('revocation');
    await m.closed('revoked');
    expect((await m.case()).keySupervision.map((k) => k.ended)).toEqual(['revoked']);
  });

  it('TJ84-9.1 the list: what is promised and missing, for those who have to do with it', async () => {
    const m = await Matter.pushed(bureau, {
      type: 'credit',
      approval: { missing: [{ material: 'm-2', promise: '样例', promisedOn: '2190-01-01' }] },
    });
    const list = async (officer: string) => {
      const found: { file: string }[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { items, next: after } = (
          await bureau.get(officer, `/v1/key-supervision?limit=3${next && `&cursor=${next}`}`)
        ).body as { items: { file: string }[]; next: string | null };
        found.push(...items);
        next = after;
      }
      return found.filter((k) => k.file === m.file);
    };
    expect(await list(city.assignee)).toMatchObject([
      { material: 'm-2', promisedOn: '2190-01-01', supervising: city.supervising },
    ]);
    expect(await list(city.acceptor)).toHaveLength(1);
    expect(await list('o-q1jj-1')).toEqual([]);
  });

  it('TJ84-9.1 certification knows no key supervision', async () => {
    const m = await Matter.pushed(bureau, { type: 'certification' });
    expect((await m.case()).keySupervision).toEqual([]);
    expect(told(await m.refuse('supplement'))).toEqual([409, 'not-awaited', 'TJ84-9.1']);
  });
});
