/** 预约上门服务 QJ-2.4b: booked, confirmed, held with the record of both sides; put off, missed, cancelled. Who and where is sealed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { Bureau } from '../setup/bureau.ts';
import { Hall, paper, told, type Body } from '../service-evaluation/acts.ts';

let b: Bureau;
let g: Hall;
beforeAll(async () => {
  b = await Bureau.open();
  g = await Hall.setUp(b);
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'QJ-2.4b'];
const today = (): CivilDate => civilDateOf(instant(Date.now()));
const applicant = {
  name: '样例某',
  contact: '样例电话',
  address: '样例路一号',
  bornOn: '1930-05-01',
};
const booking = (more: Body = {}): Body => ({
  ground: 'aged',
  mobility: true,
  services: ['05'],
  on: addDays(today(), 1),
  part: 'morning',
  applicant,
  ...more,
});
const book = async (more: Body = {}, by = 'o') =>
  told(await g.post('/v1/home-visits', booking(more), by));
async function booked(more: Body = {}): Promise<string> {
  const reply = await g.post('/v1/home-visits', booking(more));
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return (reply.body as { file: string }).file;
}
const confirmation = (on: string, more: Body = {}): Body => ({
  on,
  part: 'afternoon',
  officers: [g.o('o'), g.o('s')],
  ...more,
});
const record = async (file: string, more: Body = {}): Promise<Body> => ({
  visitedAt: await g.now(file),
  officers: [g.o('o'), g.o('s')],
  served: true,
  staffRecord: paper(1),
  applicantRecord: paper(2),
  ...more,
});

describe.concurrent('QJ-2.4b 预约上门服务', { timeout: 90_000 }, () => {
  it('QJ-2.4b: who may be visited; confirmed, put off, held with both sides; who and where only for whoever visits, and in no history', async () => {
    expect(await book({ applicant: { ...applicant, address: undefined } })).toEqual(
      refusal('address-missing'),
    );
    expect(await book({ applicant: { ...applicant, bornOn: '1970-05-01' } })).toEqual(
      refusal('not-eligible-at-home'),
    );
    expect(await book({ mobility: false })).toEqual(refusal('mobility-missing'));
    expect(await book({ on: addDays(today(), -1) })).toEqual(refusal('date-not-later'));
    expect(await book({ handling: 'no-such' })).toEqual(refusal('unknown-reference'));
    // What was refused has left nothing of whoever asked.
    const refused = await Hall.setUp(b);
    const early = booking({ on: addDays(today(), -1) });
    expect(told(await refused.post('/v1/home-visits', early))).toEqual(refusal('date-not-later'));
    const kept = await b.owner`select 1 from service_words where bureau_id = ${refused.id}`;
    expect(kept).toHaveLength(0);
    const file = await booked();
    expect(file).toMatch(/^SM\./);
    expect(await g.owes(file)).toEqual([`confirmHomeVisit ${g.unit('bgs')}`]);
    expect(await g.act(file, 'visit-record', await record(file))).toEqual(
      refusal('not-awaited', 409),
    );
    const confirm = (more: Body) =>
      g.act(file, 'visit-confirmation', confirmation(addDays(today(), 1), more));
    expect(await confirm({ officers: [] })).toEqual(refusal('attendee-unknown'));
    expect(await confirm({ officers: ['no-one'] })).toEqual(refusal('unknown-reference'));
    expect(await confirm({ on: addDays(today(), -1) })).toEqual(refusal('date-not-later'));
    expect((await confirm({}))[0]).toBe(200);
    expect((await confirm({ on: addDays(today(), 2) }))[0]).toBe(200);
    expect((await g.view(file)).duties.map(({ duty, force }) => [duty, force])).toEqual([
      ['visitAtHome', 'management'],
    ]);
    const look = async (by: string) =>
      (await g.get(`/v1/home-visits/${file}/applicant`, by)).body as Body;
    expect(await look('o2')).toEqual({ applicant, erased: false });
    expect(await look('s')).toEqual({ applicant, erased: false });
    for (const by of ['w', 'reg', 'h']) expect(await look(by)).toMatchObject({ status: 403 });
    const hold = async (more: Body) => g.act(file, 'visit-record', await record(file, more));
    expect(await hold({ applicantRecord: undefined })).toEqual(refusal('record-one-sided'));
    expect(await hold({ staffRecord: undefined })).toEqual(refusal('record-one-sided'));
    const unsigned = (witness: string) => ({
      applicantRecord: undefined,
      unsigned: { why: '样例：不能签字', witness: g.o(witness) },
    });
    expect(await hold(unsigned('o'))).toEqual(refusal('unknown-reference'));
    expect(await hold({ visitedAt: '2026-01-05T10:00:00+08:00' })).toEqual(
      refusal('before-trigger'),
    );
    expect((await hold(unsigned('w')))[0]).toBe(200);
    await g.until(file, { stage: 'closed', outcome: 'served' });
    const { items } = (await g.get('/v1/home-visits?state=ended')).body as { items: Body[] };
    expect(items.find((v) => v['file'] === file)).toMatchObject({ ended: 'served', noShows: 0 });
    // Once it is over the address is for the unit alone.
    expect(await look('s')).toMatchObject({ status: 403 });
    const stored =
      await b.owner`select to_jsonb(i)::text as text from inbox i where file_id = ${file} and number = 1 union all select opening::text from file where id = ${file} union all select body::text from register where file_id = ${file}`;
    expect(stored.map(({ text }) => text as string).join()).not.toMatch(
      /样例某|样例电话|样例路|1930/,
    );
  });

  it('QJ-2.4b: nobody met on the day appointed, with proof: appointed again, and ended after the second time', async () => {
    const file = await booked({ on: today() });
    const missed = async (more: Body = {}) =>
      g.act(file, 'visit-no-show', { cameAt: await g.now(file), proof: paper(3), ...more });
    expect(await missed()).toEqual(refusal('not-awaited', 409));
    await g.accepted(file, 'visit-confirmation', confirmation(addDays(today(), 3)));
    expect(await missed()).toEqual(refusal('item-not-awaited', 409));
    expect(await missed({ proof: undefined })).toEqual(refusal('evidence-missing'));
    await g.accepted(file, 'visit-confirmation', confirmation(today()));
    expect((await missed())[0]).toBe(200);
    await g.until(file, { stage: 'to-appoint-again' });
    expect(await g.owes(file)).toEqual([`confirmHomeVisit ${g.unit('bgs')}`]);
    await g.accepted(file, 'visit-confirmation', confirmation(today()));
    expect((await missed())[0]).toBe(200);
    await g.until(file, { stage: 'closed', outcome: 'no-show' });
  });

  it('QJ-2.4b: whoever has booked cancels without a reason, the bureau with one; a visit that is late is reminded of and no breach', async () => {
    const file = await booked();
    await g.accepted(file, 'visit-confirmation', confirmation(addDays(today(), 1)));
    await b.skip(file, 24 * 4);
    await g.until(file, { attention: 'management-overdue' });
    expect(await g.breaches(file)).toBe(0);
    const cancel = (body: Body) => g.act(file, 'visit-cancellation', body);
    expect(await cancel({ by: 'office' })).toEqual(refusal('reason-missing'));
    expect((await cancel({ by: 'applicant' }))[0]).toBe(200);
    await g.until(file, { stage: 'closed', outcome: 'cancelled' });
    expect(await g.owes(file)).toEqual([]);
  });
});
