import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, Matter, absent, both, city, told } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

describe.concurrent('第六条 分发', () => {
  it('TJ84-6 by the designated person, to an officer of the item who is there', async () => {
    const m = await Matter.pushed(bureau, { type: 'certification' });
    expect(told(await m.refuse('distribution', {}, city.assignee))).toEqual([
      403,
      'distributor-not-designated',
      'TJ84-6',
    ]);
    expect(told(await m.refuse('distribution', {}, city.acceptor))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-6',
    ]);
    expect(told(await m.refuse('distribution', { assignee: absent }))).toEqual([
      422,
      'assignee-absent',
      'TJ84-6',
    ]);
    for (const assignee of [city.distributor, city.acceptor, 'nobody'])
      expect(told(await m.refuse('distribution', { assignee }))).toEqual([
        422,
        'assignee-not-authorised',
        'TJ84-6',
      ]);
    expect((await m.accept('distribution')).timing).toBe('in-time');
    expect((await m.view()).stage).toBe('distributed');
  });

  it('TJ84-6 authorised for another item only', async () => {
    const m = await Matter.pushed(bureau, { type: 'credit' });
    expect(told(await m.refuse('distribution', { assignee: 'o-jgc-5' }))).toEqual([
      422,
      'assignee-not-authorised',
      'TJ84-6',
    ]);
    await (
      await Matter.pushed(bureau, { type: 'certification' })
    ).accept('distribution', { assignee: 'o-jgc-5' });
  });

  it('TJ84-6 cannot: before the push', async () => {
    expect(
      told(await (await Matter.open(bureau, { type: 'certification' })).refuse('distribution')),
    ).toEqual([409, 'not-awaited', 'TJ84-6']);
  });

  it('TJ84-6 left lying for a working day (management): goes to the coordinator, no breach; the late one counts', async () => {
    const m = await Matter.pushed(bureau, { type: 'certification' });
    await m.overrun('distribute');
    expect(
      (await m.register('escalated')).map((e) => [e.clause, e.body['owedBy'], e.body['force']]),
    ).toEqual([['TJ84-6', city.supervising, 'management']]);
    expect((await m.case()).reminders).toMatchObject([
      { unit: city.supervising, officer: 'o-jgc-c', duty: 'distribute', count: 1 },
    ]);
    expect((await m.accept('distribution')).timing).toBe('late');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-6 reassigned with the reason, to somebody else who is fit; then that one checks', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await m.refuse('distribution'))).toEqual([409, 'not-awaited', 'TJ84-6']);
    expect(told(await m.refuse('reassignment', { reason: undefined }))).toEqual([
      422,
      'reason-missing',
      'TJ84-6',
    ]);
    expect(told(await m.refuse('reassignment', { assignee: city.assignee }))).toEqual([
      409,
      'already-assigned',
      'TJ84-6',
    ]);
    expect(told(await m.refuse('reassignment', { assignee: absent }))).toEqual([
      422,
      'assignee-absent',
      'TJ84-6',
    ]);
    expect(told(await m.refuse('reassignment', {}, city.assignee))).toEqual([
      403,
      'distributor-not-designated',
      'TJ84-6',
    ]);
    expect((await m.case()).assignee).toBe(city.assignee);
    await m.accept('reassignment');
    expect((await m.case()).assignee).toBe(city.assignee2);
    expect(told(await m.refuse('check-record'))).toEqual([403, 'not-the-assignee', 'TJ84-7']);
    await m.accept('check-record', {}, city.assignee2);
  });
});

describe.concurrent('第三条 one department on both sides: two different persons', () => {
  it('TJ84-3.1 X-7 who accepted neither supervises nor is assigned; who supervises neither receives nor revokes', async () => {
    const m = await Matter.pushed(bureau, {
      type: 'certification',
      departments: both,
      by: both.assignee2,
    });
    expect(told(await m.refuse('distribution', { assignee: both.assignee2 }))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await m.accept('distribution');
    expect(told(await m.refuse('archive-version', {}, both.assignee))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await m.judge({
      result: 'not-conforming',
      handlingSuggestion: { kind: 'revoke', text: '样例' },
    });
    expect(told(await m.refuse('feedback-receipt', {}, both.assignee))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    expect(told(await m.refuse('stop-order', {}, both.assignee2))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await m.accept('stop-order');
    await m.accept('revocation-suggestion');
    expect(told(await m.refuse('revocation', {}, both.assignee))).toEqual([
      403,
      'same-person',
      'TJ84-3.1',
    ]);
    await m.accept('revocation');
    await m.closed('revoked');
  });
});
