/** 检查结束与结果告知 The end, the statement, the legal review, the written result within 20 working days, its publication (QY-6.3, 10.9, 10.10, 11, 12.1, 13.1, 13.2). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, today, type Fixture } from './acts.ts';
import { document, fixture, told, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
/** Before the Spring Festival of 2027 and before National Day, in the invented calendar: the 20th working day is counted by hand. */
const spring = { day: '2027-01-20', last: '2027-02-23', late: '2027-02-24' };
const national = { day: '2027-09-17', last: '2027-10-20', late: '2027-10-21' };

describe.concurrent('第十二条 the result in writing within 20 working days', () => {
  it('QY-12.1, QY-10.9, QY-6.3: nothing found, told in time, published; the file closes', async () => {
    const visit = await Visit.open(g, addDays(today(), 1));
    await visit.ended();
    expect(await visit.view()).toMatchObject({ stage: 'concluding' });
    expect(await visit.duty('tellResult')).toMatchObject({ clause: 'QY-12.1', force: 'text' });
    const answer = await visit.do('result-notice');
    expect(answer).toMatchObject({ timing: 'in-time' });
    expect(await visit.duty('publishResult')).toMatchObject({
      clause: 'QY-6.3',
      force: 'management',
    });
    await visit.do('result-publication');
    await visit.closed('no-problem');
    expect(await g.row(visit.file)).toMatchObject({ state: 'closed', ended_on: visit.day });
    expect((await visit.handling()).result).toMatchObject({
      found: 'no-violation',
      outcomes: ['no-problem'],
    });
    expect(await visit.breaches()).toEqual([]);
  });
  it.each([
    ['the Spring Festival', spring],
    ['National Day', national],
  ])('QY-12.1: across %s the 20th working day is in time', async (_name, { day, last }) => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: last });
    await visit.to(last, 23);
    expect(await visit.do('result-notice')).toMatchObject({ timing: 'in-time' });
    expect(await visit.breaches()).toEqual([]);
  });
  it.each([
    ['the Spring Festival', spring],
    ['National Day', national],
  ])(
    'QY-12.1: across %s the 21st is a breach, and the late result is still accepted',
    async (_name, { day, late }) => {
      const visit = await Visit.open(g, day);
      await visit.ended();
      await visit.to(late, 8);
      expect(await visit.breached('tellResult')).toMatchObject({
        clause: 'QY-12.1',
        state: 'standing',
      });
      expect(await visit.do('result-notice')).toMatchObject({ timing: 'late' });
      await visit.do('result-publication');
      await visit.closed('no-problem');
    },
  );
  it('QY-12.1, X-8: reminded of three and one working days before', async () => {
    const visit = await Visit.open(g, spring.day);
    await visit.ended();
    const reminders = async () =>
      (await visit.register())
        .filter((e) => e.type === 'duty-reminded' && e.body['duty'] === 'tellResult')
        .map((e) => e.body['at']);
    await visit.to('2027-02-18', 23);
    await vi.waitFor(async () => expect(await reminders()).toHaveLength(1), { timeout: 10_000 });
    await visit.to('2027-02-22', 2);
    await vi.waitFor(
      async () =>
        expect(await reminders()).toEqual([
          '2027-02-18T00:00:00+08:00',
          '2027-02-22T00:00:00+08:00',
        ]),
      { timeout: 10_000 },
    );
  });
  it('QY-12.1, X-13: served in time but entered the day after: the breach stands until another unit confirms the proof', async () => {
    const visit = await Visit.open(g, spring.day);
    await visit.ended();
    await visit.to(spring.late, 8);
    await visit.breached('tellResult');
    const answer = await visit.do('result-notice', {
      service: await visit.service({ servedAt: `${spring.last}T17:00:00+08:00` }),
    });
    expect(answer).toMatchObject({ timing: 'claimed-in-time' });
    await visit.do('result-publication');
    expect((await visit.view()).stage).toBe('concluding');
    const confirm = { duty: 'tellResult', confirmed: true, evidence: document() };
    expect(await visit.cannot('evidence-confirmation', confirm, g.second)).toEqual([
      403,
      'same-unit',
      'X-13',
    ]);
    await visit.does('evidence-confirmation', confirm, g.of(g.prefecture, '1'));
    await visit.closed('no-problem');
    expect((await visit.breaches()).map((b) => b.state)).toEqual(['reversed']);
  });
  it('QY-12.1 cannot: orally, on the wrong party, before the end is recorded, undated', async () => {
    const visit = await Visit.open(g, addDays(today(), 1));
    expect(await visit.refused('result-notice')).toEqual([409, 'end-missing', 'QY-12.1']);
    await visit.ended();
    expect(await visit.refused('result-notice', { document: undefined })).toEqual([
      422,
      'document-missing',
      'QY-12.1',
    ]);
    expect(await visit.refused('result-notice', { recipient: await g.institution() })).toEqual([
      422,
      'wrong-party',
      'QY-12.1',
    ]);
    expect(await visit.refused('result-notice', { service: undefined })).toEqual([
      422,
      'date-missing',
      'QY-12.1',
    ]);
    expect(told(await visit.do('result-notice'))).toEqual([200, 'accepted', undefined]);
  });
});
