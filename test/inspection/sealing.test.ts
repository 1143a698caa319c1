/** 封存 Sealing: only what the law allows, approved by the head, released on time; its last day is never rolled (QY-13.3). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, on, today, type Fixture } from './acts.ts';
import { document, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const day = addDays(today(), 1);
/** A Friday: 30 natural days later is a Sunday. */
const friday = on('2027-05-21');
const sunday = on('2027-06-20');

describe.concurrent('第十三条 sealing', () => {
  it('QY-13.3: released on the 30th day, a Sunday, is in time; it keeps the file open until then', async () => {
    const visit = await Visit.open(g, friday);
    await visit.do('sealing');
    expect(await visit.duty('releaseSealed')).toMatchObject({
      clause: 'QY-13.3',
      force: 'text',
      lastDay: sunday,
      item: 's-1',
    });
    await visit.told();
    await visit.do('result-publication');
    expect((await visit.view()).stage).toBe('concluding');
    await visit.to(sunday, 23);
    expect(await visit.do('sealing-release')).toMatchObject({ timing: 'in-time' });
    await visit.closed('no-problem');
    expect((await visit.handling()).sealings).toMatchObject([
      { id: 's-1', from: friday, lastDay: sunday, extended: false, how: 'returned' },
    ]);
  });
  it('QY-13.3: not rolled to the Monday: that is a breach, and the late release is accepted', async () => {
    const visit = await Visit.open(g, friday);
    await visit.do('sealing');
    await visit.to(addDays(sunday, 1), 1);
    expect(await visit.breached('releaseSealed')).toMatchObject({
      clause: 'QY-13.3',
      state: 'standing',
    });
    expect(await visit.do('sealing-release')).toMatchObject({ timing: 'late' });
    expect(await visit.refused('sealing-release')).toEqual([409, 'not-awaited', 'QY-13.3']);
  });
  it('QY-13.3: warned of before its last day', async () => {
    const visit = await Visit.open(g, friday);
    await visit.do('sealing');
    await visit.to('2027-06-18', 12);
    expect(
      (await visit.entry('duty-reminded', (e) => e.body['duty'] === 'releaseSealed')).clause,
    ).toBe('QY-13.3');
  });
  it.each([
    ['closing', 'measure-not-available'],
    ['seizure', 'measure-not-available'],
    ['freezing', 'measure-not-available'],
  ])('QY-13.3 cannot: %s', async (measure, code) => {
    const visit = await Visit.open(g, day);
    expect(await visit.refused('sealing', { measure })).toEqual([422, code, 'QY-13.3']);
  });
  it('QY-13.3 cannot: without the head, by the head of a section, by one of the team, without inventory or reason, twice', async () => {
    const visit = await Visit.open(g, day);
    expect(await visit.refused('sealing', { approval: undefined })).toEqual([
      422,
      'approver-missing',
      'QY-13.3',
    ]);
    expect(await visit.refused('sealing', { approvedBy: g.of(g.county, '3') })).toEqual([
      422,
      'approver-not-head',
      'QY-13.3',
    ]);
    expect(await visit.refused('sealing', { approvedBy: g.handler })).toEqual([
      422,
      'approver-on-team',
      'QY-13.3',
    ]);
    expect(await visit.refused('sealing', { present: visit.present.slice(1) })).toEqual([
      422,
      'too-few-officers',
      'QY-10.6',
    ]);
    expect(await visit.refused('sealing', { inventory: undefined })).toEqual([
      422,
      'document-missing',
      'QY-13.3',
    ]);
    expect(await visit.refused('sealing', { reasons: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-13.3',
    ]);
    await visit.do('sealing');
    expect(await visit.refused('sealing')).toEqual([409, 'duplicate', 'QY-13.3']);
    await visit.do('sealing', { id: 's-2' });
  });
  it('QY-13.3: extended once, by the head, before its last day is over, by at most as long again; old and new are entered', async () => {
    const visit = await Visit.open(g, friday);
    await visit.do('sealing');
    await visit.to(sunday, 12);
    const extend = async (until: string, change = {}) => ({
      id: 's-1',
      documentNo: '样例1号',
      document: document(),
      decidedAt: await visit.stamp(),
      until,
      approvedBy: g.head,
      approval: document(5),
      reasons: '样例：情况复杂',
      ...change,
    });
    expect(await visit.cannot('sealing-extension', await extend('2027-07-21'))).toEqual([
      422,
      'extension-unlawful',
      'QY-13.3',
    ]);
    expect(await visit.cannot('sealing-extension', await extend(sunday))).toEqual([
      422,
      'extension-unlawful',
      'QY-13.3',
    ]);
    expect(
      await visit.cannot('sealing-extension', await extend('2027-07-20', { reasons: undefined })),
    ).toEqual([422, 'reason-missing', 'QY-13.3']);
    expect(
      await visit.cannot(
        'sealing-extension',
        await extend('2027-07-20', { approvedBy: g.of(g.county, '3') }),
      ),
    ).toEqual([422, 'approver-not-head', 'QY-13.3']);
    await visit.does('sealing-extension', await extend('2027-07-20'));
    expect(await visit.duty('releaseSealed')).toMatchObject({ lastDay: '2027-07-20' });
    expect((await visit.entry('duty-moved')).body).toMatchObject({
      duty: 'releaseSealed',
      before: sunday,
      after: '2027-07-20',
    });
    expect(await visit.cannot('sealing-extension', await extend('2027-07-25'))).toEqual([
      422,
      'extension-unlawful',
      'QY-13.3',
    ]);
    await visit.to('2027-07-20', 23);
    expect(await visit.do('sealing-release', { how: 'handed-over' })).toMatchObject({
      timing: 'in-time',
    });
    expect((await visit.breaches()).map((b) => b.duty)).toEqual(['tellResult']);
  });
  it('QY-13.3 cannot: extended after its last day', async () => {
    const visit = await Visit.open(g, friday);
    await visit.do('sealing');
    await visit.to(addDays(sunday, 1), 1);
    const body = {
      id: 's-1',
      documentNo: '样例1号',
      document: document(),
      decidedAt: await visit.stamp(),
      until: '2027-07-10',
      approvedBy: g.head,
      approval: document(5),
      reasons: '样例',
    };
    expect(await visit.cannot('sealing-extension', body)).toEqual([
      422,
      'extension-unlawful',
      'QY-13.3',
    ]);
  });
});
