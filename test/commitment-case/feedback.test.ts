import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/time/civil-date.ts';
import { HOUR } from '../../domain/time/instant.ts';
import { Bureau, Matter, city, people, today, told } from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

describe.concurrent('第十五条（四） what lies unhandled', () => {
  it("TJ84-15.4 after ten working days, then every five: the receiving department's own coordinator is reminded, with count and history; no breach", async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, {});
    expect(await m.deadline('receiveFeedback')).toMatchObject({
      clause: 'TJ84-15.4',
      force: 'management',
      owedBy: city.accepting,
    });
    await m.overrun('receiveFeedback');
    const { due } = await m.deadline('receiveFeedback');
    await m.skipTo(Date.parse(due) + 16 * 24 * HOUR);
    const again = await m.register('management-overdue-again');
    expect(again.length).toBeGreaterThanOrEqual(2);
    expect(again.map((e) => [e.clause, e.body['owedBy'], e.body['count']])).toEqual(
      again.map((_, i) => ['TJ84-15.4', city.accepting, i + 1]),
    );
    const { reminders } = await m.case();
    expect(reminders.map((r) => [r.unit, r.officer, r.count])).toEqual(
      [1, ...again.map((_, i) => i + 2)].map((n) => [city.accepting, 'o-jjzx-c', n]),
    );
    expect((await m.accept('feedback-receipt')).timing).toBe('late');
    await m.closed('conforming');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-15.4 a closed case is never reminded of', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, {});
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    const entries = await m.register();
    expect(entries.filter((e) => /overdue|reminded/.test(e.type))).toEqual([]);
    expect((await m.case()).reminders).toEqual([]);
    expect(
      (
        await bureau.post(people.coordinator, `/v1/files/${m.file}/acts/chase`, {
          duty: 'receiveFeedback',
          to: city.accepting,
          channel: 'phone',
          at: entries[0]!.recordedAt,
        })
      ).status,
    ).toBe(409);
  });

  it('TJ84-15.4 no coordinator: the reminder is on record without one', async () => {
    const m = await Matter.open(bureau, { type: 'certification', by: 'o-q1z-1' });
    await m.overrun('archive');
    expect((await m.case()).reminders).toMatchObject([
      { unit: 'tj.q1.zhen', officer: null, duty: 'archive', count: 1 },
    ]);
  });

  it('TJ84-15.4 the day on which a coordinator is asked for is the day in UTC+8', async () => {
    const rows = await bureau.owner<
      { day: string }[]
    >`select local_day(t)::text as day from unnest(array['2026-06-04T15:59:59.999Z', '2026-06-04T16:00:00Z']::timestamptz[]) t`;
    expect(rows.map((r) => r.day)).toEqual(['2026-06-04', '2026-06-05']);
  });

  it('TJ84-15.4 cannot: by the supervisor, before the feedback, twice', async () => {
    const m = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await m.refuse('feedback-receipt'))).toEqual([409, 'not-awaited', 'TJ84-15.4']);
    await m.judge({
      result: 'not-conforming',
      handlingSuggestion: { kind: 'other', text: '样例' },
    });
    expect(told(await m.refuse('feedback-receipt', {}, city.assignee))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-15.4',
    ]);
    await m.accept('feedback-receipt');
    expect(told(await m.refuse('feedback-receipt'))).toEqual([409, 'not-awaited', 'TJ84-15.4']);
  });

  it('TJ84-15.4 a newer result: the older feedback is not asked for any more', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'credit' },
      { result: 'to-supplement', conforming: [], promisedOn: addDays(today(), 5) },
    );
    await m.accept('supplement');
    await m.judge({});
    expect((await m.register('duty-released')).map((e) => e.body['duty'])).toEqual([
      'receiveFeedback',
    ]);
    await m.accept('feedback-receipt');
    await m.closed('conforming');
  });
});
