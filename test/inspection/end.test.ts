/** 检查结束 Recorded once, corrected only with evidence; without it the clock runs from the last record; silence raises attention (QY-12.1, 15.1). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, on, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
/** A Monday and the week after it without holidays: 20 working days later is 15 June (端午 lies between). */
const monday = on('2027-05-17');
const [tuesday, wednesday] = [addDays(monday, 1), addDays(monday, 2)];
const until = (last: string) => ({ days: { from: monday, until: last } });
const start = (last: string) => Visit.open(g, monday, until(last));

describe.concurrent('第十二条 when an inspection ends', () => {
  it('QY-12.1: set once, on the last day in the record', async () => {
    const visit = await start(tuesday);
    await visit.to(monday, 11);
    await visit.do('on-site-record');
    await visit.to(tuesday, 11);
    await visit.do('on-site-record');
    expect(await visit.refused('inspection-end', { endedOn: monday })).toEqual([
      422,
      'end-not-last-day',
      'QY-12.1',
    ]);
    expect(await visit.refused('inspection-end', { endedOn: wednesday })).toEqual([
      422,
      'in-the-future',
      'QY-12.1',
    ]);
    expect(await visit.refused('inspection-end', { endedOn: addDays(monday, -1) })).toEqual([
      422,
      'end-before-start',
      'QY-12.1',
    ]);
    await visit.do('inspection-end', { endedOn: tuesday });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-16' });
    expect(await visit.refused('inspection-end', { endedOn: tuesday })).toEqual([
      409,
      'already-ended',
      'QY-12.1',
    ]);
    expect(await g.row(visit.file)).toMatchObject({ state: 'ended', ended_on: tuesday });
    await g.windowOf(visit.file);
  });
  it('QY-12.1: nobody records the end: the clock runs from the last record, a later one moves it, with old, new and why', async () => {
    const visit = await start(wednesday);
    await visit.to(monday, 11);
    await visit.do('on-site-record');
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-15' });
    await visit.to(wednesday, 11);
    await visit.do('on-site-record');
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-17' });
    expect((await visit.entry('duty-moved', (e) => e.body['duty'] === 'tellResult')).body).toEqual({
      duty: 'tellResult',
      before: '2027-06-15',
      after: '2027-06-17',
      because: `on-site record of ${wednesday}`,
    });
    await visit.to('2027-06-18', 2);
    expect(await visit.breached('tellResult')).toMatchObject({
      clause: 'QY-12.1',
      state: 'standing',
    });
  });
  it('QY-12.1: five working days of silence raise attention, by management', async () => {
    const visit = await start(monday);
    await visit.to(monday, 11);
    await visit.do('on-site-record');
    expect(await visit.duty('recordEnd')).toMatchObject({
      lastDay: addDays(monday, 7),
      force: 'management',
    });
    await visit.to(addDays(monday, 7), 23);
    expect((await visit.view()).attention).not.toBe('management-overdue');
    await visit.to(addDays(monday, 8), 2);
    await vi.waitFor(
      async () => expect((await visit.view()).attention).toBe('management-overdue'),
      { timeout: 10_000 },
    );
    expect(await visit.breaches()).toEqual([]);
    await visit.do('inspection-end');
  });
  it('QY-12.1: a record beyond the approved days needs its reason', async () => {
    const visit = await start(monday);
    await visit.to(tuesday, 11);
    expect(await visit.refused('on-site-record')).toEqual([422, 'reason-missing', 'QY-12.1']);
    await visit.do('on-site-record', { reason: '样例：资料未取完' });
  });
  it('QY-12.1, QY-15.1: corrected only with evidence, both ways; the 20 days and the history move with it', async () => {
    const visit = await start(tuesday);
    await visit.ended();
    await visit.to(wednesday, 9);
    expect(
      await visit.refused('end-correction', { endedOn: tuesday, evidence: undefined }),
    ).toEqual([422, 'evidence-missing', 'QY-12.1']);
    expect(await visit.refused('end-correction', { endedOn: tuesday, reason: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-12.1',
    ]);
    expect(await visit.refused('end-correction', { endedOn: monday })).toEqual([
      409,
      'conflict',
      'QY-12.1',
    ]);
    expect(await visit.refused('end-correction', { endedOn: tuesday })).toEqual([
      422,
      'entry-record-missing',
      'QY-10.7',
    ]);
    const late = { enteredAt: `${tuesday}T10:00:00+08:00`, leftAt: `${tuesday}T12:00:00+08:00` };
    expect(await visit.refused('on-site-record', late)).toEqual([422, 'reason-missing', 'QY-12.1']);
    await visit.do('on-site-record', { ...late, reason: '样例：补录' });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-15' });
    await visit.do('end-correction', { endedOn: tuesday });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-16' });
    expect((await visit.entry('end-corrected')).body).toEqual({ before: monday, after: tuesday });
    expect(
      (await visit.entry('duty-moved', (e) => e.body['after'] === '2027-06-16')).body,
    ).toMatchObject({ before: '2027-06-15', because: 'the end is corrected with evidence' });
    expect((await g.row(visit.file)).ended_on).toBe(tuesday);
    await visit.do('end-correction', { endedOn: monday });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-15' });
  });
  it('QY-12.1, QY-10.10: a corrected end that leaves no day for the statement closes the window, and the result need not be late', async () => {
    const visit = await start(tuesday);
    await visit.to(monday, 11);
    await visit.do('on-site-record');
    await visit.to(tuesday, 11);
    await visit.do('on-site-record', { reason: '样例' });
    await visit.do('inspection-end', { endedOn: tuesday });
    await visit.to('2027-06-14');
    await visit.do('provisional-result');
    expect((await visit.entry('statement-window')).body).toMatchObject({
      lastDay: '2027-06-15',
      none: false,
    });
    await visit.do('end-correction', { endedOn: monday });
    await visit.to('2027-06-15');
    expect(
      await visit.do('result-notice', { findings: [finding('f-1', 'rectification')] }),
    ).toMatchObject({ timing: 'in-time' });
  });
  it('QY-12.1: what is overdue already, or told already, is not moved: a person decides', async () => {
    const visit = await start(tuesday);
    await visit.ended();
    await visit.to('2027-06-16', 2);
    await visit.breached('tellResult');
    await visit.do('on-site-record', {
      enteredAt: `${tuesday}T10:00:00+08:00`,
      leftAt: `${tuesday}T12:00:00+08:00`,
      reason: '样例：补录',
    });
    await visit.do('end-correction', { endedOn: tuesday });
    expect((await visit.entry('revision-left-to-a-person')).body).toMatchObject({
      duty: 'tellResult',
      before: '2027-06-15',
    });
    await visit.do('result-notice');
    expect((await visit.breaches()).map((b) => [b.clause, b.state])).toEqual([
      ['QY-12.1', 'standing'],
    ]);
    await visit.do('end-correction', { endedOn: monday });
    expect(
      (await visit.entry('revision-left-to-a-person', (e) => 'inTime' in e.body)).body,
    ).toMatchObject({ after: '2027-06-15', inTime: false });
  });
  it('QY-12.1, QY-9.1: off-site it ends on the day of the conclusion, and nobody has been there', async () => {
    const visit = await Visit.open(g, monday, {
      items: [g.planned('i-1', { method: 'written' })],
      onSiteReason: undefined,
    });
    expect(await visit.refused('on-site-record')).toEqual([409, 'not-awaited', 'QY-9.1']);
    await visit.to(wednesday, 11);
    await visit.do('inspection-end', { endedOn: wednesday });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-17' });
    await visit.do('result-notice');
    await visit.do('result-publication');
    await visit.closed('no-problem');
  });
  it('QY-15.1, QY-12.1: abandoned, it ended on its last day on site; the institution is told, and nothing is found', async () => {
    const visit = await start(tuesday);
    await visit.to(monday, 11);
    await visit.do('on-site-record');
    await visit.to(wednesday, 11);
    expect(await visit.refused('abandonment', { reason: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-12.1',
    ]);
    await visit.do('abandonment');
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-15' });
    expect(await visit.refused('inspection-end', { endedOn: monday })).toEqual([
      409,
      'already-ended',
      'QY-12.1',
    ]);
    expect(
      await visit.refused('result-notice', { findings: [finding('f-1', 'rectification')] }),
    ).toEqual([422, 'contradictory-measures', 'QY-12.1']);
    expect(await visit.refused('end-correction', { endedOn: tuesday })).toEqual([
      409,
      'not-awaited',
      'QY-15.1',
    ]);
    await visit.do('on-site-record', {
      enteredAt: `${tuesday}T09:00:00+08:00`,
      leftAt: `${tuesday}T10:00:00+08:00`,
      reason: '样例：补录',
    });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-16' });
    await visit.do('result-notice');
    await visit.closed('abandoned');
    const [row] = await g.bureau
      .owner`select abandoned, over_on::text, found from inspection_plan where file_id = ${visit.file}`;
    expect(row).toEqual({ abandoned: true, over_on: tuesday, found: 'unknown' });
  });
});
