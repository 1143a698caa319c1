/** 放假安排: loaded by an administrator, validated, versioned, told to the open files. The run's years stay as they are: only 2033–2035 are written. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MovedDeadline } from '../../api/http/deps.ts';
import { fictitiousYear, publishedYears } from '../../domain/time/calendars.ts';
import { calendarGround } from '../../api/registries/calendar-ground.ts';
import { proposalRoutes } from '../../api/registries/proposals.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

const moved: MovedDeadline = {
  file: 'RR-A.tj.2026-00001',
  duty: 'decideFinally',
  clause: 'TJ51-A1-1.5b',
  oldDueAt: '2035-01-04T00:00:00+08:00',
  newDueAt: '2035-01-05T00:00:00+08:00',
  status: 'firm',
  why: { zh: '放假安排变动', en: 'the arrangement changed' },
};
const previewCalendar = vi.fn(() => Promise.resolve([moved]));
const onCalendarChanged = vi.fn(() => Promise.resolve());
let h: Harness;
let real: Harness;
beforeAll(async () => {
  const routes = [proposalRoutes((deps) => [calendarGround(deps)])];
  h = await harness({ previewCalendar, onCalendarChanged, routes });
  await secondBureau();
  real = await harness({ allowFictitious: false });
});
afterAll(async () => {
  await close(h);
  await close(real);
});

/** An invented notice as it would be sent. */
const notice = (year: number, more: object = {}) => {
  const { year: _year, version: _version, ...rest } = fictitiousYear(year);
  return { ...rest, document: null, ...more };
};
const put = (year: number | string, body: object, { query = '', caller = 'o-admin' } = {}) =>
  h.ask(caller, 'put', `/v1/calendars/${year}${query}`, { body });

/** 复核 A calendar belongs to no bureau: whoever administers another one confirms it. */
const second = 'o-cal-admin';
async function secondBureau(): Promise<void> {
  const bureau = { id: 'cal', name: '样例局', area: '130300', receivingSystem: 'duban' };
  await given(h.sql, 'bureaus', { ...bureau, adoptions: [], settings: {} });
  const unit = { id: 'cal.ju', bureau: 'cal', name: '局', roles: [], contacts: [] };
  await given(h.sql, 'units', { ...unit, superior: null });
  await given(h.sql, 'officers', person(second, 'cal.ju', ['administrator']));
}
const confirm = ({ body }: { body: { id: number; hash: string } }, caller = second) =>
  h.ask(caller, 'post', `/v1/proposals/${body.id}/confirmation`, {
    body: {},
    headers: { 'If-Match': `"${body.hash}"`, 'Idempotency-Key': randomUUID() },
  });
/** Proposed by one, confirmed by the other. */
async function load(year: number, body: object): Promise<number> {
  const proposed = await put(year, body);
  if (proposed.status === 200) return proposed.body.version;
  expect([proposed.status, proposed.body.code]).toEqual([202, undefined]);
  const confirmed = await confirm(proposed);
  expect([confirmed.status, confirmed.body.state]).toEqual([200, 'confirmed']);
  return (await versions(year)).at(-1)!;
}
const versions = async (year: number): Promise<number[]> =>
  (await h.sql`select version from calendar_year where year = ${year} order by version`).map(
    ({ version }) => version as number,
  );
const source = { id: 'GBFMD-2026-1', sha256: 'cd'.repeat(32), where: 'https://www.gov.cn/' };

describe('loading', () => {
  it('a dry run lists the deadlines it would move and writes nothing', async () => {
    const before = await versions(2035);
    const { status, body } = await put(2035, notice(2035), { query: '?dryRun=true' });
    expect([status, body]).toEqual([
      200,
      { result: 'dry-run', year: 2035, version: (before.at(-1) ?? 0) + 1, moves: [moved] },
    ]);
    expect(previewCalendar).toHaveBeenCalledWith(
      expect.objectContaining({ year: 2035, notice: notice(2035).notice }),
    );
    expect(onCalendarChanged).not.toHaveBeenCalled();
    expect(await versions(2035)).toEqual(before);
  });

  it('a loading is a new version, is told onward, and shows in both readings', async () => {
    const before = await versions(2035);
    const proposed = await put(2035, notice(2035, { notice: `样例：${randomUUID()}` }));
    expect(proposed.body).toMatchObject({ what: 'calendar', subject: '2035', shared: true });
    expect([await versions(2035), onCalendarChanged.mock.calls]).toEqual([before, []]);
    expect((await confirm(proposed, 'o-admin')).body.code).toBe('proposal-own');
    expect((await confirm(proposed)).status).toBe(200);
    const version = (before.at(-1) ?? 0) + 1;
    expect(await versions(2035)).toEqual([...before, version]);
    expect(onCalendarChanged.mock.calls).toEqual([[2035, version]]);
    const read = await h.ask('o-jds-1', 'get', '/v1/calendars/2035');
    expect(read.body.versions[0]).toMatchObject({
      version,
      fictitious: true,
      loadedBy: 'o-admin',
      loadedAt: expect.stringMatching(/\+08:00$/),
      off: notice(2035).off,
    });
    const list = await h.ask('o-jds-1', 'get', '/v1/calendars');
    expect(list.body.items.map((c: { year: number }) => c.year)).toEqual(
      expect.arrayContaining([2021, 2026, 2027, 2030, 2035]),
    );
    expect(list.body.items.find((c: { year: number }) => c.year === 2026)).toMatchObject({
      version: 1,
      fictitious: false,
      off: publishedYears.at(-1)!.off,
    });
  });

  it('the same again, in whatever order, is no new version but is told onward again', async () => {
    await load(2034, notice(2034));
    const before = await versions(2034);
    onCalendarChanged.mockClear();
    const { body } = await put(2034, notice(2034, { off: notice(2034).off.toReversed() }));
    expect(body).toMatchObject({ result: 'unchanged', version: before.at(-1) });
    expect(onCalendarChanged).toHaveBeenCalledWith(2034, before.at(-1));
    expect(await versions(2034)).toEqual(before);
  });

  it('a changed arrangement is the next version; the earlier stays, and the database refuses to touch it', async () => {
    const first = await load(2034, notice(2034));
    const next = await load(2034, notice(2034, { notice: `样例：第二版 ${randomUUID()}` }));
    expect(next).toBe(first + 1);
    await expect(
      h.sql`update calendar_year set notice = 'x' where year = 2034`,
    ).rejects.toMatchObject({ code: '42501' });
    await expect(h.sql`delete from calendar_year where year = 2034`).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('of several that were proposed on the same ground one is confirmed', async () => {
    const before = await versions(2033);
    const proposals = await Promise.all(
      [1, 2, 3, 4].map(() => put(2033, notice(2033, { notice: `样例：${randomUUID()}` }))),
    );
    const answers = await Promise.all(proposals.map((one) => confirm(one)));
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
      200,
      'proposal-stale',
      'proposal-stale',
      'proposal-stale',
    ]);
    expect(await versions(2033)).toHaveLength(before.length + 1);
  });

  it('two who confirm at the same instant load one version', async () => {
    const before = await versions(2033);
    const proposed = await put(2033, notice(2033, { notice: `样例：${randomUUID()}` }));
    const answers = await Promise.all([confirm(proposed), confirm(proposed)]);
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
      200,
      'proposal-decided',
    ]);
    expect(await versions(2033)).toHaveLength(before.length + 1);
  });

  it('a loading that could not be told onward is repeated by sending it again', async () => {
    onCalendarChanged.mockRejectedValueOnce(new Error('engine away'));
    const body = notice(2033, { notice: `样例：送达 ${randomUUID()}` });
    expect((await confirm(await put(2033, body))).status).toBe(500);
    expect((await put(2033, body)).body.result).toBe('unchanged');
    expect(onCalendarChanged).toHaveBeenCalledTimes(onCalendarChanged.mock.calls.length);
  });
});

describe('refuses', () => {
  it('whoever is no administrator', async () => {
    for (const caller of ['o-jds-1', 'o-head', 'o-qy-admin'])
      expect((await put(2035, notice(2035), { caller })).body.code).toBe('not-authorised');
  });

  it('an invented arrangement where none may be loaded', async () => {
    const answer = await real.ask('o-admin', 'put', '/v1/calendars/2035', { body: notice(2035) });
    expect([answer.status, answer.body.code]).toEqual([422, 'fictitious-calendar']);
  });

  it.each<[string, () => object, string[]]>([
    ['a make-up day on a weekday', () => notice(2035, { work: ['2035-01-10'] }), ['/work/0']],
    [
      'a day both off and worked',
      () => {
        const sunday = notice(2035).off.find((d) => new Date(d).getUTCDay() === 0)!;
        return notice(2035, { work: [sunday] });
      },
      ['/work/0'],
    ],
    [
      'a statutory holiday left out',
      () => notice(2035, { off: notice(2035).off.filter((d) => d !== '2035-10-02') }),
      ['/off'],
    ],
    [
      'a day of another year',
      () => notice(2035, { off: [...notice(2035).off, '2036-05-01'] }),
      [`/off/${fictitiousYear(2035).off.length}`],
    ],
    [
      'an invented one that does not say so',
      () => notice(2035, { fictitious: false }),
      ['/fictitious', '/publishedOn', '/document'],
    ],
    [
      'a notice without its document',
      () => notice(2035, { fictitious: false, notice: '国办发明电', publishedOn: '2025-11-01' }),
      ['/document'],
    ],
    [
      'a notice of tomorrow',
      () =>
        notice(2035, {
          fictitious: false,
          notice: '国办发明电',
          publishedOn: '2199-11-01',
          document: source,
        }),
      ['/publishedOn'],
    ],
  ])('%s, with a 400 that names the field', async (_name, body, fields) => {
    const before = await versions(2035);
    const answer = await put(2035, body());
    expect([
      answer.status,
      answer.body.code,
      answer.body.fields.map((f: { path: string }) => f.path),
    ]).toEqual([400, 'invalid-arrangement', fields]);
    expect(await versions(2035)).toEqual(before);
  });

  it.each<[string, object, string]>([
    ['an off that is no list', { off: '2035-01-01' }, '/off'],
    ['a day that does not exist', { off: ['2035-02-30'] }, '/off/0'],
    ['no document, not even null', { document: undefined }, '/document'],
    ['a version of its own', { version: 9 }, '/version'],
  ])('%s', async (_name, more, field) => {
    const answer = await put(2035, notice(2035, more));
    expect([answer.status, answer.body.fields[0].path]).toEqual([400, field]);
  });

  it.each(['1989', '2201', '2e3', '0x7EA', '-1', '2026.0', 'next'])('the year %s', async (year) => {
    expect((await put(year, notice(2035))).body).toMatchObject({
      status: 400,
      fields: [{ in: 'path', path: '/year' }],
    });
  });

  it('a dryRun that is neither true nor false', async () => {
    expect((await put(2035, notice(2035), { query: '?dryRun=yes' })).body).toMatchObject({
      status: 400,
      fields: [{ in: 'query', path: '/dryRun' }],
    });
  });

  it('to show a year that nobody has loaded', async () => {
    expect((await h.ask('o-jds-1', 'get', '/v1/calendars/2099')).status).toBe(404);
  });
});

it('says 304 to whoever has the list already', async () => {
  const first = await h.ask('o-jds-1', 'get', '/v1/calendars/2026');
  expect(
    (
      await h.ask('o-jds-1', 'get', '/v1/calendars/2026', {
        headers: { 'If-None-Match': first.headers['etag']! },
      })
    ).status,
  ).toBe(304);
});
