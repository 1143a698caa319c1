import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../domain/time/instant.ts';
import { Bureau, Matter, city, fields, iso, told } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const suggestion = { handlingSuggestion: { kind: 'rectify', text: '样例' } };

describe.concurrent('第七条 检查与反馈', () => {
  it('TJ84-7 the assigned officer checks and feeds back, nobody else; to the department that accepted, no other', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await m.refuse('check-record', {}, city.assignee2))).toEqual([
      403,
      'not-the-assignee',
      'TJ84-7',
    ]);
    expect(told(await m.refuse('check-record', {}, city.acceptor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-7',
    ]);
    await m.accept('check-record');
    expect(told(await m.refuse('supervision-result', {}, city.assignee2))).toEqual([
      403,
      'not-the-assignee',
      'TJ84-7',
    ]);
    expect(told(await m.refuse('supervision-result', { to: 'tj.jszx' }))).toEqual([
      422,
      'wrong-department',
      'TJ84-7',
    ]);
    await m.accept('supervision-result');
  });

  it('TJ84-7 cannot: feedback without a check record, a result outside the three, a check before the file was distributed or in the future', async () => {
    const m = await Matter.pushed(bureau, { type: 'certification' });
    expect(told(await m.refuse('check-record'))).toEqual([409, 'not-awaited', 'TJ84-7']);
    await m.accept('distribution');
    expect(told(await m.refuse('supervision-result'))).toEqual([409, 'check-missing', 'TJ84-7']);
    const now = await m.now();
    expect(told(await m.refuse('check-record', { checkedAt: iso(now - HOUR) }))).toEqual([
      422,
      'before-trigger',
      'TJ84-7',
    ]);
    expect(told(await m.refuse('check-record', { checkedAt: iso(now + HOUR) }))).toEqual([
      422,
      'in-the-future',
      'TJ84-7',
    ]);
    expect(fields(await m.submit('check-record', { document: undefined }))).toEqual([
      400,
      'bad-input',
      ['/document'],
    ]);
    await m.accept('check-record');
    expect(fields(await m.submit('supervision-result', { result: 'partly' }))).toEqual([
      400,
      'bad-input',
      ['/result'],
    ]);
    expect(told(await m.refuse('check-record'))).toEqual([422, 'reason-missing', 'TJ84-7']);
    expect(fields(await m.submit('check-record', { result: undefined }))).toEqual([
      400,
      'bad-input',
      ['/result'],
    ]);
  });

  it('TJ84-7 the feedback says what the check found; a check that erred is corrected first, with its reason', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    await m.accept('check-record');
    expect(
      told(await m.refuse('supervision-result', { result: 'not-conforming', ...suggestion })),
    ).toEqual([422, 'contradicts-check', 'TJ84-7']);
    await m.accept('check-record', {
      result: 'not-conforming',
      correctionReason: '样例：漏看一页',
    });
    expect(told(await m.refuse('supervision-result'))).toEqual([
      422,
      'contradicts-check',
      'TJ84-7',
    ]);
    // The correction of the correction takes the stop order away again, while it is not served.
    expect(await m.possible()).toContain('stop-order');
    await m.accept('check-record', { correctionReason: '样例：看错了人' });
    expect(await m.possible()).not.toContain('stop-order');
    expect(told(await m.refuse('stop-order'))).toEqual([409, 'stop-order-unfounded', 'TJ84-8']);
    await m.accept('check-record', {
      result: 'not-conforming',
      correctionReason: '样例：没有看错',
    });
    await m.accept('stop-order');
    expect(told(await m.refuse('check-record', { correctionReason: '样例' }))).toEqual([
      409,
      'stop-order-served',
      'TJ84-8',
    ]);
    await m.accept('supervision-result', { result: 'not-conforming', ...suggestion });
    await m.accept('feedback-receipt');
    await m.closed('not-conforming');
    expect(
      (await m.register('act-accepted'))
        .map((e) => (e.body['act'] as { type: string }).type)
        .filter((type) => type === 'check-record'),
    ).toHaveLength(4);
  });

  it('TJ84-7 no rule of the item: management periods, labelled; overdue is no breach and the late act counts', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(await m.deadline('check')).toMatchObject({
      clause: 'TJ84-7',
      force: 'management',
      owedBy: city.supervising,
    });
    await m.overrun('check');
    expect((await m.accept('check-record')).timing).toBe('late');
    expect(await m.deadline('feedBack')).toMatchObject({
      clause: 'TJ84-7',
      force: 'management',
      owedTo: city.accepting,
    });
    await m.overrun('feedBack');
    expect((await m.accept('supervision-result')).timing).toBe('late');
    expect((await m.register('management-overdue')).map((e) => e.body['duty'])).toEqual([
      'check',
      'feedBack',
    ]);
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-3.2 TJ84-8 待补齐 exists for credit only', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await m.refuse('check-record', { result: 'to-supplement' }))).toEqual([
      422,
      'result-not-for-type',
      'TJ84-8',
    ]);
  });
});
