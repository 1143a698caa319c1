/** 接收设置、日历订阅 What an officer chooses by API and page, receivers that are people's, and calendars under their address. */
import type { Server } from 'node:http';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, hidden, listening, words } from '../pages/support.ts';
import { Bureau, type Reply } from '../setup/bureau.ts';
import { until } from '../outbox/support.ts';
import { feedDuties } from '../../db/queries/feeds.ts';
import { uniqueHex } from '../setup/unique.ts';
import { at, MailServer, People } from './support.ts';

let people: People;
let mail: MailServer;
let bureau: Bureau;
let server: Server;
let browser: Browser;
let sun: string;
let admin: string;
let base: string;
beforeAll(async () => {
  people = await People.open();
  mail = await MailServer.start();
  bureau = await Bureau.open(
    { outbox: { bureaus: [people.fixture.bureau] } },
    {
      OUTBOX_DISPATCH: 'true',
      OUTBOX_POLL: '50',
      OUTBOX_ALLOWED_HOSTS: 'qyapi.weixin.qq.com,oapi.dingtalk.com',
      OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
      DESK_SAMPLE_SIGN_IN: 'true',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      SMTP_SECURITY: 'none',
      SMTP_FROM: 'duban@ybj.example.cn',
      SMTP_RECIPIENT_DOMAINS: 'ybj.example.cn',
    },
  );
  sun = await people.officer('sun');
  admin = await people.officer('admin', ['administrator', 'coordinator']);
  ({ server, base } = await listening(bureau.service.app));
  browser = new Browser(base);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await bureau.close();
  await people.close();
  await mail.close();
});

const body = (reply: Reply) => reply.body as Record<string, unknown>;
const answer = (reply: Reply) => [reply.status, body(reply)['code']];

describe('X-4: what I am told', () => {
  it('an address counts when its code has come back; it is shown in part, and forgotten on demand', async () => {
    const put = (more: object) =>
      bureau.put(sun, '/v1/me/reminders', { topics: ['digest', 'nonsense'], ...more });
    expect(body(await bureau.get(sun, '/v1/me/reminders'))).toMatchObject({
      address: null,
      confirmed: false,
      mail: true,
    });
    expect(answer(await put({}))).toEqual([409, 'reminder-address-missing']);
    expect(answer(await put({ address: 'sun@elsewhere.example' }))).toEqual([
      422,
      'reminder-address-refused',
    ]);
    for (const address of [
      'a@b',
      'Sun <sun@ybj.example.cn>',
      'sun@ybj.example.cn,x@ybj.example.cn',
      'sun@ybj.example.cn\r\nBcc: x@ybj.example.cn',
    ])
      expect(answer(await put({ address }))).toEqual([400, 'bad-input']);
    const given = await put({ address: 'sun@ybj.example.cn' });
    expect(body(given)).toMatchObject({
      address: 's***@ybj.example.cn',
      confirmed: false,
      topics: ['digest'],
    });
    expect(given.text).not.toContain('sun@');
    // A code a minute.
    expect(answer(await put({ address: 'sun2@ybj.example.cn' }))).toEqual([429, 'rate-limited']);
    const [one] = await until(
      () => mail.mails,
      (mails) => mails.length === 1,
    );
    const code = /(\d{8})/.exec(one!.text)![1]!;
    const confirm = (text: string) =>
      bureau.post(sun, '/v1/me/reminders/confirmation', { code: text });
    const wrong = code === '00000000' ? '00000001' : '00000000';
    expect(answer(await confirm(wrong))).toEqual([422, 'reminder-code-wrong']);
    const { sql } = people.fixture;
    const [row] =
      await sql`select address, code_hash from reminder_choice where officer_id = ${sun}`;
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`sun@|${code}`));
    expect(body(await confirm(code))).toMatchObject({ confirmed: true });
    expect(answer(await confirm(code))).toEqual([422, 'reminder-code-wrong']);
    expect(
      (await bureau.put(sun, '/v1/me/reminders', { topics: ['overdue'], language: 'en' })).body,
    ).toMatchObject({ confirmed: true, topics: ['overdue'], language: 'en' });
  });

  it('five tries a code', async () => {
    const five = await people.officer('five');
    await bureau.put(five, '/v1/me/reminders', { address: 'five@ybj.example.cn', topics: [] });
    const { to, text } = await until(
      () => mail.mails.at(-1)!,
      (last) => last.to[0] === 'five@ybj.example.cn',
    );
    expect(to).toHaveLength(1);
    const code = /(\d{8})/.exec(text)![1]!;
    const wrong = code === '00000000' ? '00000001' : '00000000';
    for (let n = 0; n < 5; n++)
      await bureau.post(five, '/v1/me/reminders/confirmation', { code: wrong });
    expect(answer(await bureau.post(five, '/v1/me/reminders/confirmation', { code }))).toEqual([
      422,
      'reminder-code-wrong',
    ]);
  });

  it('on the page: what is chosen, a calendar whose address is shown once, and revoking it', async () => {
    await browser.signIn(sun, '/desk/reminders');
    const page = await browser.get('/desk/reminders');
    expect(words(page.text)).toContain('s***@ybj.example.cn · 已确认');
    const { _csrf } = hidden(page.text) as { _csrf: string };
    const send = (fields: Record<string, string>) =>
      browser.send('/desk/reminders', { _csrf, ...fields });
    const refused = await send({ what: 'choose', address: 'x@elsewhere.example', language: 'zh' });
    expect(refused.status).toBe(422);
    expect(words(refused.text)).toContain('该邮箱不被允许');
    const made = await send({ what: 'feed', scope: 'own' });
    const address = /http:\/\/[^<]+\/v1\/feeds\/[A-Za-z0-9_-]{43}/.exec(made.text)![0];
    expect((await fetch(address)).status).toBe(200);
    const again = await browser.get('/desk/reminders');
    expect(again.text).not.toContain(address);
    const feed = /name="feed" value="([^"]+)"/.exec(again.text)![1]!;
    await send({ what: 'revoke', feed });
    expect((await fetch(address)).status).toBe(410);
    await send({ what: 'drop' });
    expect(body(await bureau.get(sun, '/v1/me/reminders'))).toMatchObject({ address: null });
  });
});

describe('X-4: receivers that are people’s', () => {
  it('the address of a robot is sealed whole and shown without its key; what does not belong to the kind is refused', async () => {
    const id = `p-${uniqueHex()}`;
    const put = (more: object) =>
      bureau.put(admin, `/v1/receivers/${id}`, { kind: 'wecom', ...more });
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-secret-1';
    const wrong: object[] = [
      { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send' },
      { url, secret: `SEC${'a'.repeat(20)}` },
      { url, events: ['duty-armed'] },
      { url, unit: 'tj.jds' },
      { kind: 'webhook', url, unit: people.unit },
      {
        kind: 'dingtalk',
        url: 'https://oapi.dingtalk.com/robot/send?access_token=t',
        secret: `whsec_${'a'.repeat(32)}`,
      },
    ];
    for (const one of wrong)
      expect([400, 422], JSON.stringify(one)).toContain((await put(one)).status);
    expect(answer(await put({ url: 'https://evil.example/send?key=1' }))).toEqual([
      422,
      'receiver-url-refused',
    ]);
    expect(answer(await put({ kind: 'email', url: 'mailto:box@elsewhere.example' }))).toEqual([
      422,
      'receiver-url-refused',
    ]);
    const made = await put({ url, unit: people.unit, events: ['overdue'] });
    expect(made.status, made.text).toBe(201);
    expect(body(made)).toMatchObject({
      kind: 'wecom',
      unit: people.unit,
      url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    });
    expect((await put({ url, unit: people.unit, events: ['overdue'] })).status).toBe(200);
    expect(answer(await put({ kind: 'email', url: 'mailto:box@ybj.example.cn' }))).toEqual([
      400,
      'bad-input',
    ]);
    const { sql } = people.fixture;
    const stored = JSON.stringify([
      await sql`select * from receiver where id = ${id}`,
      await sql`select before, after from registry_change where registry = 'receiver' and entity_id = ${id}`,
      (await bureau.get(admin, '/v1/proposals')).body,
    ]);
    expect(stored).not.toContain('k-secret-1');
    // No entry of the register is posted to it.
    await people.fixture.enter(await people.fixture.file(), 1, 'overdue');
    expect(await sql`select 1 from delivery where receiver_id = ${id}`).toHaveLength(0);
    await people.fixture.owner`update receiver set active = false where id = ${id}`;
  });

  it('what has not arrived is listed, and settled by name', async () => {
    const { owner, bureau: own } = people.fixture;
    const [dead] = await owner<
      { id: string }[]
    >`insert into reminder (bureau_id, channel, kind, body, state, last_error) values (${own}, 'none', 'news', ${owner.json({ lines: [{ file: 'F1' }] })}, 'dead', 'nobody-reached') returning id`;
    const list = await bureau.get(admin, '/v1/reminders');
    expect(body(list)['items']).toMatchObject([
      { id: dead!.id, channel: 'none', lastError: 'nobody-reached', files: ['F1'], lines: 1 },
    ]);
    expect((await bureau.get(sun, '/v1/reminders')).status).toBe(403);
    const chaser = await people.officer('chaser', ['coordinator'], people.superior);
    const desk = body(await bureau.get(chaser, '/v1/desk?links=false'));
    expect(desk['notices']).toMatchObject([
      { level: 'alarm', zh: expect.stringContaining('1 项没有送达任何人') },
    ]);
    const desktop = new Browser(base);
    await desktop.signIn(chaser);
    expect(words((await desktop.get('/desk/chases')).text)).toContain('1 项没有送达任何人');
    const settle = (what: string, by = admin) =>
      bureau.post(by, `/v1/reminders/${dead!.id}/${what}`, { reason: '已当面告知' });
    expect(answer(await settle('skip', 'o-admin'))).toEqual([403, 'other-bureau']);
    expect(answer(await settle('resend'))).toEqual([409, 'delivery-settled']);
    expect(body(await settle('skip'))).toMatchObject({ state: 'skipped', settledBy: admin });
    expect(answer(await settle('skip'))).toEqual([409, 'delivery-settled']);
    // All of officers at once; what has reached nobody is not sent.
    for (const [officer, channel] of [
      [sun, 'email'],
      [null, 'none'],
    ] as const)
      await owner`insert into reminder (bureau_id, officer_id, channel, kind, body, state) values (${own}, ${officer}, ${channel}, 'news', '{"lines": []}', 'dead')`;
    const all = (by: string, more: object = {}) =>
      bureau.post(by, '/v1/reminders/resend', { reason: '邮件已恢复', ...more });
    expect((await all(sun)).status).toBe(403);
    const awake = { quiet: { from: '00:00', until: '00:00' }, steps: [] };
    await people.set(awake);
    expect([body(await all(admin)), body(await all(admin))]).toEqual([
      { resent: 1, heldUntil: null },
      { resent: 0, heldUntil: null },
    ]);
    // At night they wait for the morning, unless it is said; what the law lets run out before does not.
    const [{ night }] = await owner<
      [{ night: { from: string; until: string } }]
    >`select json_build_object('from', to_char(now() at time zone 'Asia/Shanghai' - interval '1 hour', 'HH24:MI'), 'until', to_char(now() at time zone 'Asia/Shanghai' + interval '2 hours', 'HH24:MI')) as night`;
    await people.set({ quiet: night, steps: [] });
    const died = async (due: string) =>
      (
        await owner<
          { id: string }[]
        >`insert into reminder (bureau_id, officer_id, channel, kind, body, state) values (${own}, ${sun}, 'email', 'news',
          jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('force', 'law', 'due', at_ms(now() + ${due}::interval)))), 'dead') returning id`
      )[0]!.id;
    const waits = async (id: string) =>
      (
        await owner<
          { waits: boolean }[]
        >`select next_try_at > clock_timestamp() + interval '1 hour' as waits from reminder where id = ${id}`
      )[0]?.waits;
    const [soon, later] = [await died('1 hour'), await died('9 hours')];
    expect(body(await all(admin))).toEqual({ resent: 2, heldUntil: expect.any(String) });
    expect([await waits(soon), await waits(later)]).toEqual([false, true]);
    await owner`update reminder set state = 'dead' where id = ${later}`;
    expect(body(await all(admin, { atOnce: true }))).toEqual({ resent: 1, heldUntil: null });
    expect(await waits(later)).toBe(false);
    await people.set({ steps: [] });
  });
});

describe('X-4: calendars', () => {
  it('RFC 5545: stable UIDs, days and instants in Asia/Shanghai, cancelled when settled; on record; gone with its maker', async () => {
    const { fixture, unit } = people;
    const { owner, sql } = fixture;
    const mover = await people.officer('mover');
    const made = await bureau.post(mover, '/v1/me/feeds', { scope: 'unit' });
    const { path } = made.body as { path: string };
    expect(made.status).toBe(201);
    const days = await people.duty({
      owedBy: unit,
      due: at('2031-05-06T00:00'),
      lastDay: '2031-05-05',
    });
    const hours = await people.duty({
      owedBy: unit,
      due: at('2031-05-07T15:30'),
      force: 'management',
      state: 'due-soon',
    });
    const other = await people.duty({ owedBy: people.superior, due: at('2031-05-07T15:30') });
    // Unannounced to whoever made the calendar.
    const plan = await people.duty({
      owedBy: unit,
      due: at('2031-05-08T00:00'),
      procedure: 'inspection',
    });
    const read = async () => {
      const reply = await fetch(`${base}${path}`);
      const text = await reply.text();
      expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(reply.headers.get('cache-control')).toBe('private, no-store');
      const lines = text.split('\r\n');
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(text).not.toMatch(/[^\r]\n/);
      expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z/);
      const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
      return calendar.getAllSubcomponents('vevent').map((event) => ({
        uid: String(event.getFirstPropertyValue('uid')),
        sequence: Number(event.getFirstPropertyValue('sequence')),
        start: String(event.getFirstPropertyValue('dtstart')),
        zone: event.getFirstProperty('dtstart')!.getFirstParameter('tzid'),
        summary: String(event.getFirstPropertyValue('summary')),
        status: String(event.getFirstPropertyValue('status')),
      }));
    };
    await fixture.enter(hours, 2, 'duty-armed', { duty: 'reply' });
    await fixture.enter(hours, 1, 'duty-armed', { duty: 'reply', item: 'other' });
    const first = await read();
    const of = (events: Awaited<ReturnType<typeof read>>, file: string) =>
      events.find(({ summary }) => summary.includes(file));
    expect(of(first, days)).toMatchObject({
      start: '2031-05-05',
      status: 'CONFIRMED',
      summary: `回复函告（法定期限）${days}`,
    });
    expect(of(first, hours)).toMatchObject({
      start: '2031-05-07T15:30:00',
      zone: 'Asia/Shanghai',
      summary: expect.stringContaining('管理时限'),
      sequence: 2,
    });
    // Of too many what is owed stays, and what has been due longest.
    await owner`update duty set state = 'overdue', due_at = '2031-01-02' where file_id = ${hours}`;
    const asked = { bureau: fixture.bureau, unit, reader: mover, unannounced: [] };
    expect(await feedDuties(sql, { ...asked, most: 1 })).toMatchObject([{ file: hours }]);
    await owner`update duty set state = 'due-soon', due_at = ${new Date(at('2031-05-07T15:30'))} where file_id = ${hours}`;
    expect(of(first, other)).toBeUndefined();
    expect(of(first, plan)).toBeUndefined();
    await owner`update duty set state = 'done', done_at = now() where file_id = ${days}`;
    await fixture.enter(days, 1, 'duty-armed', { duty: 'reply' });
    const second = await read();
    expect(of(second, days)).toMatchObject({ uid: of(first, days)!.uid, status: 'CANCELLED' });
    // A client ignores a cancellation that is no newer.
    expect(of(second, days)!.sequence).toBeGreaterThan(of(first, days)!.sequence);
    // The same once more is counted, with what comes to be shown next.
    await read();
    const onRecord = () =>
      sql`select kind, asked from reading where officer_id = ${mover} order by id`;
    expect(await onRecord()).toHaveLength(2);
    await owner`update duty set state = 'overdue' where file_id = ${hours}`;
    await read();
    const readings = await onRecord();
    expect(readings.map(({ asked }) => (asked as { repeated?: number }).repeated)).toEqual([
      undefined,
      undefined,
      1,
    ]);
    expect(JSON.stringify(readings)).not.toContain(path.slice(-43));
    const [stored] = await sql`select hash from calendar_feed where officer_id = ${mover}`;
    expect(stored!['hash']).toMatch(/^[0-9a-f]{64}$/);
    // Nobody else revokes it; whoever moves away reads it no more, and whoever left nothing.
    const id = (made.body as { id: string }).id;
    const remove = (by: string) => browserless(by, `/v1/me/feeds/${id}`);
    expect((await remove(admin)).status).toBe(404);
    await owner`update officer set unit_id = ${people.superior} where id = ${mover}`;
    expect((await fetch(`${base}${path}`)).status).toBe(410);
    const own = (await bureau.post(mover, '/v1/me/feeds', { scope: 'own' })).body as {
      path: string;
    };
    expect(await (await fetch(`${base}${own.path}`)).text()).toContain(uidPart(other));
    await owner`update officer set removed_on = '2026-01-01' where id = ${mover}`;
    const gone = await fetch(`${base}${own.path}`);
    expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([
      410,
      'feed-gone',
    ]);
    expect((await fetch(`${base}/v1/feeds/${'x'.repeat(43)}`)).status).toBe(404);
    // Each calendar has its own limit: an office polls all of its own from one address.
    const many = await Promise.all(
      Array.from({ length: 65 }, () => fetch(`${base}/v1/feeds/${'y'.repeat(43)}`)),
    );
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect((await fetch(`${base}${own.path}`)).status).toBe(410);
  });
});

const uidPart = (file: string): string => file.slice(-8);
const browserless = async (by: string, path: string) =>
  fetch(`${base}${path}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${await bureau.token(by)}` },
  });
