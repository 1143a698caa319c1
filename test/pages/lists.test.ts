/** 待办、违期、检索 The lists at the pages, and the routes behind them: whose duties, how many, which breaches, which files. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../setup/bureau.ts';
import { openA } from '../kit/support.ts';
import { Matter, newBureau } from '../rapid-response/acts.ts';
import { type Desk, openDesk, words } from './support.ts';

let desk: Desk;
let bureau: Desk['bureau'];
const signedIn = (officer: string) => desk.signedIn(officer);
beforeAll(async () => {
  desk = await openDesk();
  ({ bureau } = desk);
});
afterAll(() => desk.close());

interface Duty {
  file: string;
  owedBy: string;
  force: string;
  state: string;
}
const board = async (by: string, query: string): Promise<Duty[]> =>
  ((await bureau.get(by, `/v1/duties?limit=1000&${query}`)).body as { items: Duty[] }).items;

describe('X-4: who I am and what is owed by my unit', () => {
  it('/v1/me says who the caller is as registered, a person or a system', async () => {
    expect((await bureau.get(people.payment, '/v1/me')).body).toMatchObject({
      id: people.payment,
      kind: 'person',
      unit: { id: 'tj.zfc', name: expect.stringMatching(/\p{Script=Han}/u) },
      bureau: { id: 'tj' },
      roles: ['handler'],
      unitRoles: ['payment-division'],
      removed: false,
      system: null,
    });
    expect((await bureau.get(people.removed, '/v1/me')).body).toMatchObject({ removed: true });
  });

  it('`mine` is what the own unit owes, and the counts are those of the same board', async () => {
    // A bureau of the test's own: in the sample's other files move meanwhile.
    const staff = await newBureau(bureau);
    const { payment, supervision } = staff;
    const counts = async (by: string, query: string): Promise<{ all: number }> =>
      (await bureau.get(by, `/v1/duties/counts?${query}`)).body;
    const none = {
      all: 0,
      overdueByLaw: 0,
      overdueByManagement: 0,
      dueSoon: 0,
      unanswered: 0,
      inMyHands: 0,
      unassigned: 0,
    };
    expect(await counts(payment, 'mine=true')).toEqual(none);
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
    const mine = await board(payment, 'mine=true');
    expect(mine.length).toBeGreaterThan(0);
    expect(new Set(mine.map(({ file }) => file))).toEqual(new Set([m.file]));
    const [unit] = new Set(mine.map(({ owedBy }) => owedBy));
    expect(mine.filter(({ owedBy }) => owedBy !== unit)).toEqual([]);
    // Whichever unit is named beside it.
    expect(await board(payment, 'mine=true&unit=tj.jds')).toEqual(mine);
    expect((await counts(payment, 'mine=true')).all).toBe(mine.length);
    expect(await counts(payment, 'mine=true&clause=none-such')).toEqual(none);
    const theirs = await board(supervision, 'mine=true');
    expect(theirs.filter(({ owedBy }) => owedBy === unit)).toEqual([]);
    const whole = await board(supervision, '');
    expect(whole.length).toBeGreaterThanOrEqual(mine.length + theirs.length);
    expect((await counts(supervision, '')).all).toBe(whole.length);
    // Beyond its bound nothing is counted, and the page says so.
    const { owner } = bureau;
    await owner`insert into duty select r.* from duty d, generate_series(1, 500) n, lateral jsonb_populate_record(d, jsonb_build_object('key', 'many-' || n)) r
      where d.file_id = ${m.file} and d.key = (select min(key) from duty where file_id = ${m.file} and owed_by = ${unit!} and state in ('open', 'due-soon', 'overdue'))`;
    const all = mine.length + 500;
    expect(await counts(payment, 'mine=true')).toMatchObject({ all, unassigned: all });
    expect(await counts(payment, 'mine=true&upTo=500')).toMatchObject({
      all: 500,
      overdueByLaw: 0,
      unassigned: 500,
      inMyHands: 0,
    });
    expect(await counts(payment, `mine=true&upTo=${all + 1}`)).toEqual(
      await counts(payment, 'mine=true'),
    );
    expect((await bureau.get(payment, '/v1/duties/counts?upTo=0')).status).toBe(400);
    expect(words((await (await signedIn(payment)).get('/desk')).text)).toContain('500 以上');
    await owner`delete from duty where file_id = ${m.file} and key like 'many-%'`;
    expect(words((await (await signedIn(payment)).get('/desk')).text)).not.toContain('以上');
  });
});

describe('TJ51-A1-1.1c: the lists at the pages', () => {
  it('a duty that was let pass stands in the ledger, and leads to its file', async () => {
    const { file, subject } = await openA(bureau);
    await bureau.skip(file, 25);
    const regulator = await signedIn(people.regulator);
    await vi.waitFor(
      async () => {
        const page = await regulator.get('/desk/breaches?state=standing&unit=tj.zfc');
        expect(page.status).toBe(200);
        expect(page.text).toContain(`href="/desk/files/${file}"`);
      },
      { timeout: 20_000, interval: 200 },
    );
    // What was owed, in words.
    const { body } = await bureau.get(people.regulator, `/v1/breaches?file=${file}`);
    const [breach] = (body as { items: { duty: string; action: { zh: string } }[] }).items;
    const shown = await regulator.get('/desk/breaches?state=standing&unit=tj.zfc');
    expect(shown.text).toContain(`<td>${breach!.action.zh}<br>`);
    expect(shown.text).not.toContain(`<td>${breach!.duty}<br>`);
    const none = await regulator.get('/desk/breaches?clause=none-such');
    expect(words(none.text)).toContain('没有违期');
    const payment = await signedIn(people.payment);
    const late = await payment.get('/desk?state=overdue&force=law');
    expect(words(late.text)).toMatch(/逾期（法定）/);
    // By the subject it is found, and by its number it is opened.
    const found = await payment.get(`/desk/files?subject=${subject}`);
    expect(found.text).toContain(`href="/desk/files/${file}"`);
    expect(words(found.text)).toContain('快速反应');
    const closed = await payment.get(`/desk/files?subject=${subject}&state=closed`);
    expect(words(closed.text)).toContain('没有这样的案卷');
    const led = await payment.one(`/desk/files?number=${file}`);
    expect([led.status, led.headers.get('location')]).toEqual([303, `/desk/files/${file}`]);
  });

  it('a number that leads nowhere, or to another bureau, is answered by the page as by the API', async () => {
    const { file } = await openA(bureau);
    const payment = await signedIn(people.payment);
    expect((await payment.get('/desk/files?number=RR-A.tj.2026-x')).status).toBe(404);
    expect((await payment.get(`/desk/files?number=${encodeURIComponent('../me')}`)).status).toBe(
      400,
    );
    const stranger = await signedIn(people.other);
    const seen = await stranger.get(`/desk/files?number=${file}`);
    expect([seen.status, seen.text.includes('other-bureau')]).toEqual([403, true]);
    const nothing = await stranger.get('/desk/files?procedure=rapid-response');
    expect(nothing.text).not.toContain(file);
  });
});
