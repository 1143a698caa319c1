/** One clock: the database dates openings and acts; an API whose own clock is wrong takes nothing and says so. */
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../api/http/clock.ts';
import { document, documentNo, Bureau, people } from '../setup/bureau.ts';

const HOUR = 3_600_000;
let ahead = 0;
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open({ wall: () => Date.now() + ahead });
});
afterAll(() => bureau.close());
afterEach(() => {
  ahead = 0;
  vi.useRealTimers();
});

const letter = (id: string) => ({
  direction: 'A',
  subject: { kind: 'institution', id },
  documentNo: documentNo(),
  document: document(),
  grounds: ['suspected-violation'],
  investigation: document(2),
});
const open = async (key: string) =>
  bureau.post(people.supervision, '/v1/rapid-responses', letter(await bureau.institution()), key);
const count = async () =>
  (
    await bureau.owner<
      { n: number }[]
    >`select count(*)::int as n from inbox where officer_id = ${people.supervision}`
  )[0]!.n;

describe('an API whose clock differs from the database by more than two seconds', () => {
  it.each([
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
    ['three seconds ahead', 3_000],
  ])('%s: takes no opening and no act, and is not ready; after that it does', async (name, by) => {
    const first = await open(`clock-${name.replaceAll(' ', '-')}`);
    expect(first.status).toBe(201);
    const { file } = first.body as { file: string };
    const before = await count();
    ahead = by;
    const subject = await bureau.institution();
    const refused = await bureau.post(people.supervision, '/v1/rapid-responses', letter(subject));
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([
      503,
      'clock-differs',
    ]);
    const act = await bureau.post(people.coordinator, `/v1/files/${file}/acts/retry`, {});
    expect([act.status, (act.body as { code: string }).code]).toEqual([503, 'clock-differs']);
    expect(await count()).toBe(before);
    const ready = await bureau.get(people.coordinator, '/ready');
    expect([ready.status, ready.text]).toEqual([503, expect.stringContaining('clock')]);
    ahead = 0;
    expect(
      (await bureau.post(people.supervision, '/v1/rapid-responses', letter(subject))).status,
    ).toBe(201);
    expect((await bureau.post(people.coordinator, `/v1/files/${file}/acts/retry`, {})).status).toBe(
      200,
    );
  });

  it('says so in the log once, and when it agrees again', async () => {
    const said: string[] = [];
    let off = HOUR;
    const clock = new Clock({
      sql: bureau.service.sql,
      wall: () => Date.now() + off,
      log: pino(
        { level: 'info' },
        {
          write: (text: string) => {
            said.push((JSON.parse(text) as { msg: string }).msg);
          },
        },
      ),
    });
    for (let n = 0; n < 3; n++) await clock.measure();
    off = 0;
    await clock.measure();
    expect(said).toEqual([
      'the clock differs from the database: nothing is taken',
      'the clock agrees with the database again',
    ]);
  });

  it('a second and a half is no difference', async () => {
    ahead = 1_500;
    expect((await open('clock-little')).status).toBe(201);
  });
});

it('an opening has the database’s instant, whatever the process believes', async () => {
  const [before] = await bureau.owner<
    { at: number }[]
  >`select at_ms(clock_timestamp())::float8 as at`;
  // The service judges its clock by `wall`; everything that reads the system's clock by itself is an hour ahead here.
  const real = Date.now;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => real() + HOUR);
  ahead = -HOUR;
  const reply = await open('clock-instant');
  spy.mockRestore();
  expect(reply.status).toBe(201);
  const { file } = reply.body as { file: string };
  const [row] = await bureau.owner<
    { opened: number; received: number; now: number }[]
  >`select at_ms(f.opened_at)::float8 as opened, at_ms(i.received_at)::float8 as received, at_ms(clock_timestamp())::float8 as now
    from file f join inbox i on i.file_id = f.id and i.number = 1 where f.id = ${file}`;
  for (const at of [row!.opened, row!.received]) {
    expect(at).toBeGreaterThanOrEqual(before!.at);
    expect(at).toBeLessThanOrEqual(row!.now);
  }
});
