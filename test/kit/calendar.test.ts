/** Contract 7 and X-2: an unpublished calendar makes no breach; a notice counts open periods of days again, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from '../../api/intake/submit-act.ts';
import type { Caller } from '../../api/http/authentication.ts';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { calendarsToItself, WAIT } from '../setup/alone.ts';
import { Bureau, iso, people } from '../setup/bureau.ts';
import {
  actPath,
  chainFault,
  entry,
  HOUR,
  MINUTE,
  openA,
  openWith,
  payload,
  registerOf,
  settle,
  type Opened,
} from './support.ts';

let bureau: Bureau;
let release: () => Promise<void>;
beforeAll(async () => {
  release = await calendarsToItself();
  bureau = await Bureau.open();
}, WAIT);
afterAll(async () => {
  await bureau.close();
  await release();
});

const admin: Caller = {
  id: people.admin,
  kind: 'person',
  unit: 'tj.ju',
  bureau: 'tj',
  roles: ['registrar', 'administrator'],
  unitRoles: [],
  removed: false,
} as unknown as Caller;
interface Notice {
  year: number;
  version: number;
  notice: string;
  publishedOn: string;
  off: string[];
  work: string[];
}

/** The act by which the administrator's notice reaches a file. */
async function announce(file: string, notice: Notice, by: Caller = admin) {
  const { verdict } = await deliver(
    bureau.service.acts,
    by,
    file,
    'calendar-revision',
    `calendar-${notice.year}-${notice.version}-${by.id}`,
    notice,
    { facts: { ...notice } },
  );
  return verdict;
}

const skipTo = (file: string, at: number) => bureau.skipTo(file, instant(at));
const dutyOf = async (file: string, key = 'replyOnCase') =>
  (
    await bureau.owner<
      { from: number; due: number; status: string; state: string; body: { lastDay: string } }[]
    >`select at_ms(from_at)::float8 as from, at_ms(due_at)::float8 as due, status, state, body from duty where file_id = ${file} and key = ${key}`
  )[0]!;
const breachesOf = async (file: string) =>
  (
    await bureau.owner<
      { key: string }[]
    >`select key from breach where file_id = ${file} and key = 'replyOnCase'`
  ).length;
const of = async (file: string, type: string) =>
  (await registerOf(bureau, file)).filter(
    (e) =>
      e.type === type &&
      !e.key.includes('reportFilingStatus') &&
      !e.key.includes('reviewSuspension'),
  );

/** A case filed now: three days to reply, the last of which a calendar may move. */
async function filed(opened: Opened): Promise<Opened> {
  const reply = await bureau.post(
    people.supervision,
    actPath(opened.file, 'filing-decision'),
    payload['filing-decision']((await bureau.now(opened.file)) - 1),
  );
  if (reply.status !== 200) throw new Error(reply.text);
  return opened;
}
const unpublished = async () => filed(await openWith(bureau, () => ({ calendar: [] })));
const answer = (file: string) =>
  bureau.post(people.supervision, actPath(file, 'case-reply'), {
    ...payload['decision-reply'](),
    caseNo: 'JYJ-2026-008',
  });
/** A notice under which these days are no working days, and weekends as ever. */
const notice = (year: number, version: number, off: string[] = []): Notice => ({
  year,
  version,
  notice: '样例通知',
  publishedOn: '2026-11-20',
  off,
  work: [],
});
const yearOf = async (file: string) => Number((await dutyOf(file)).body.lastDay.slice(0, 4));

describe('while the arrangement of a year is not published', () => {
  it('a period of days is provisional, a period of hours is not', async () => {
    const { file } = await unpublished();
    expect((await dutyOf(file)).status).toBe('provisional');
    expect((await dutyOf(file, 'decideSuspension')).status).toBe('firm');
  });

  it('no breach is final: the file says that it may be overdue, and waits', async () => {
    const { file } = await unpublished();
    const { due } = await dutyOf(file);
    await skipTo(file, due + HOUR);
    const said = await entry(bureau, file, 'possibly-overdue:replyOnCase');
    expect(said.body).toMatchObject({ status: 'provisional' });
    await skipTo(file, due + 20 * 24 * HOUR);
    expect(await breachesOf(file)).toBe(0);
    expect((await of(file, 'duty-breached')).map((e) => e.key)).not.toContain(
      'overdue:replyOnCase',
    );
    const view = (await bureau.get(people.coordinator, `/v1/files/${file}`)).body as {
      duties: { key: string; state: string; possiblyOverdue: boolean }[];
    };
    const shown = view.duties.find((d) => d.key === 'replyOnCase')!;
    expect(shown.state).not.toBe('overdue');
    // 可能逾期 is on the duty, where somebody looks for it, and on the board.
    expect(shown.possiblyOverdue).toBe(true);
    const board = (
      await bureau.get(people.coordinator, '/v1/duties?possiblyOverdue=true&limit=5000')
    ).body as { items: { file: string; key: string }[] };
    expect(board.items).toContainEqual(expect.objectContaining({ file, key: 'replyOnCase' }));
    expect(board.items.filter((d) => d.file === file).map((d) => d.key)).not.toContain(
      'decideSuspension',
    );
  });

  it('between its two readings a duty is possibly overdue already, and once the notice is there it is no more', async () => {
    const { file } = await unpublished();
    await skipTo(file, (await dutyOf(file)).due + MINUTE);
    await entry(bureau, file, 'possibly-overdue:replyOnCase');
    const { duties } = (await bureau.get(people.coordinator, `/v1/files/${file}`)).body as {
      duties: { key: string; possiblyOverdue: boolean }[];
    };
    expect(duties.find((d) => d.key === 'replyOnCase')!.possiblyOverdue).toBe(true);
    await announce(file, notice(await yearOf(file), 1));
    await entry(bureau, file, 'overdue:replyOnCase');
    const after = (await bureau.get(people.coordinator, `/v1/files/${file}`)).body as {
      duties: { key: string; possiblyOverdue: boolean; state: string }[];
    };
    expect(after.duties.find((d) => d.key === 'replyOnCase')).toMatchObject({
      possiblyOverdue: false,
      state: 'overdue',
    });
  });

  it('published, and the day stands: the breach is entered at once', async () => {
    const { file } = await unpublished();
    const { due } = await dutyOf(file);
    await skipTo(file, due + HOUR);
    expect(await announce(file, notice(await yearOf(file), 1))).toMatchObject({ accepted: true });
    await entry(bureau, file, 'overdue:replyOnCase');
    expect(await breachesOf(file)).toBe(1);
    expect(await dutyOf(file)).toMatchObject({ due, status: 'firm', state: 'overdue' });
    const [revised] = (await of(file, 'duty-revised')).filter((e) =>
      e.key.startsWith('revised:replyOnCase'),
    );
    expect(revised!.body).toMatchObject({
      before: { status: 'provisional' },
      after: { status: 'firm' },
      why: { notice: '样例通知', version: 1 },
    });
    expect(revised!.clause).toBe('TJ51-A1-1.4c');
  });

  it('published, and the last day was free: the period is longer, and what is done in it is in time', async () => {
    const { file } = await unpublished();
    const { due, body } = await dutyOf(file);
    const lastDay = body.lastDay as never;
    await skipTo(file, due + HOUR);
    await entry(bureau, file, 'possibly-overdue:replyOnCase');
    const off = [0, 1, 2, 3, 4].map((n) => addDays(lastDay, n));
    await announce(file, notice(await yearOf(file), 1, off));
    const after = await dutyOf(file);
    expect(after.due).toBeGreaterThan(startOfDay(addDays(lastDay, 5)));
    expect(await breachesOf(file)).toBe(0);
    expect((await answer(file)).body).toMatchObject({ state: 'accepted', timing: 'in-time' });
  });

  it('performed later than the provisional day: undetermined, and judged when the notice is out', async () => {
    const late = await unpublished();
    const lucky = await unpublished();
    const before = new Map([
      [late.file, await dutyOf(late.file)],
      [lucky.file, await dutyOf(lucky.file)],
    ]);
    for (const { file } of [late, lucky]) {
      await skipTo(file, before.get(file)!.due + HOUR);
      expect((await answer(file)).body).toMatchObject({
        state: 'accepted',
        timing: 'undetermined',
      });
      expect(await breachesOf(file)).toBe(0);
    }
    await announce(late.file, notice(await yearOf(late.file), 1));
    expect(await breachesOf(late.file)).toBe(1);
    const lastDay = before.get(lucky.file)!.body.lastDay as never;
    await announce(lucky.file, notice(await yearOf(lucky.file), 1, [lastDay]));
    expect(await breachesOf(lucky.file)).toBe(0);
    for (const { file } of [late, lucky]) {
      expect(await dutyOf(file)).toMatchObject({ status: 'firm', state: 'done' });
      expect(
        (await of(file, 'duty-revised')).some((e) => e.key.startsWith('revised:replyOnCase')),
      ).toBe(true);
      expect(await chainFault(bureau, file)).toBeUndefined();
    }
  });
});

describe('a notice that changes a published year', () => {
  it('moves open periods of days, with old, new and why; never hours', async () => {
    const { file } = await filed(await openA(bureau));
    const [days, hours] = [await dutyOf(file), await dutyOf(file, 'decideSuspension')];
    const lastDay = days.body.lastDay as never;
    await announce(
      file,
      notice(await yearOf(file), 9, [lastDay, ...[1, 2, 3].map((n) => addDays(lastDay, n))]),
    );
    const after = await dutyOf(file);
    expect(after.due).toBeGreaterThan(days.due);
    expect(await dutyOf(file, 'decideSuspension')).toEqual(hours);
    const revised = await of(file, 'duty-revised');
    expect(revised.map((e) => e.body['duty'])).toEqual(['replyOnCase']);
    expect(revised[0]!.body).toMatchObject({
      before: { due: iso(days.due) },
      after: { due: iso(after.due) },
      why: { version: 9 },
    });
    await skipTo(file, days.due + HOUR);
    expect(await breachesOf(file)).toBe(0);
    await skipTo(file, after.due + HOUR);
    await entry(bureau, file, 'overdue:replyOnCase');
  });

  it('never moves a due instant that has passed: a person decides', async () => {
    const { file } = await filed(await openA(bureau));
    const before = await dutyOf(file);
    await skipTo(file, before.due + MINUTE);
    await entry(bureau, file, 'overdue:replyOnCase');
    await announce(file, notice(await yearOf(file), 9, [before.body.lastDay]));
    await entry(bureau, file, (e) => e.type === 'revision-left-to-a-person');
    expect(await dutyOf(file)).toMatchObject({ due: before.due, state: 'overdue' });
    expect(await breachesOf(file)).toBe(1);
  });

  it('also shortens: what is over under the new calendar is overdue only if nothing came in time', async () => {
    const { file } = await filed(
      await openWith(bureau, (o) => ({
        calendar: [
          notice(
            2026,
            1,
            [3, 4, 5, 6, 7].map((n) => addDays(civilDateOf(instant(Date.now())), n)),
          ),
          ...(o['calendar'] as Notice[]).filter((y) => y.year !== 2026),
        ],
      })),
    );
    const before = await dutyOf(file);
    await announce(file, notice(2026, 2));
    const after = await dutyOf(file);
    expect(after.due).toBeLessThan(before.due);
    expect(await breachesOf(file)).toBe(0);
  });

  it('an older or repeated version changes nothing, and nobody can file a notice as an act', async () => {
    const { file } = await filed(await openA(bureau));
    const before = await dutyOf(file);
    const year = await yearOf(file);
    expect(await announce(file, notice(year, 0, [before.body.lastDay]))).toMatchObject({
      accepted: true,
    });
    expect(
      (
        await bureau.post(
          people.admin,
          actPath(file, 'calendar-revision'),
          notice(year, 9, [before.body.lastDay]),
        )
      ).status,
    ).toBe(404);
    await settle(bureau, file);
    expect(await dutyOf(file)).toEqual(before);
    expect(await of(file, 'duty-revised')).toEqual([]);
  });
});
