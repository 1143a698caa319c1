/** 提醒 What people are told: once, together, at their hours, and what becomes of what cannot be sent (X-8). */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimReminder, endReminder } from '../../db/queries/reminder-claims.ts';
import {
  choose,
  confirmChoice,
  postReminder,
  resendReminders,
} from '../../db/queries/reminders.ts';
import { contextOfAddress } from '../../api/reminders/choice.ts';
import type { Line } from '../../domain/reminders/messages.ts';
import { instant } from '../../domain/time/instant.ts';
import { until } from '../outbox/support.ts';
import { mailerOf } from '../../api/reminders/mailer.ts';
import { at, mailSettings, MailServer, People, Robot } from './support.ts';

let people: People;
let mail: MailServer;
let robot: Robot;
beforeAll(async () => {
  people = await People.open();
  [mail, robot] = [await MailServer.start(), await Robot.start()];
});
afterEach(() => people.stop());
afterAll(async () => {
  await people.close();
  robot.close();
  await mail.close();
});
const smtp = () => ({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) });

describe('X-8: one reminder, not ten', () => {
  let zhang: string;
  const files: Record<string, string> = {};
  beforeAll(async () => {
    zhang = await people.officer('zhang');
    await people.choice(zhang, ['due-soon', 'overdue']);
    const { unit } = people;
    files['soon'] = await people.duty({
      owedBy: unit,
      due: at('2031-03-06T10:00'),
      state: 'due-soon',
    });
    files['late'] = await people.duty({
      owedBy: unit,
      due: at('2031-03-04T00:00'),
      state: 'overdue',
      lastDay: '2031-03-03',
    });
    files['managed'] = await people.duty({
      owedBy: unit,
      due: at('2031-03-04T00:00'),
      state: 'overdue',
      force: 'management',
    });
    files['open'] = await people.duty({ owedBy: unit, due: at('2031-03-20T00:00') });
    await people.duty({ owedBy: people.superior, due: at('2031-03-04T00:00'), state: 'overdue' });
  });

  it('what comes together is one message, said once by two that look at one instant, and sent once by two senders', async () => {
    await Promise.all([people.look(), people.look()]);
    await people.look();
    const [row, ...more] = (await people.rows()).filter(({ officer }) => officer === zhang);
    expect(more).toEqual([]);
    const told = row!.body.lines.map(({ topic, file }) => `${topic} ${file}`).sort();
    expect(told).toEqual(
      [
        `due-soon ${files['soon']}`,
        `overdue ${files['late']}`,
        `overdue ${files['managed']}`,
      ].sort(),
    );
    await people.sender('email', smtp());
    await people.sender('email', smtp());
    await until(
      async () => (await people.rows())[0]!.state,
      (state) => state === 'delivered',
    );
    expect(mail.mails).toHaveLength(1);
    const [one] = mail.mails;
    expect(one).toMatchObject({ to: [`${zhang}@ybj.example.cn`], from: 'duban@ybj.example.cn' });
    expect(one!.headers).toMatchObject({
      'message-id': `<${row!.id}@ybj.example.cn>`,
      'auto-submitted': 'auto-generated',
    });
    expect(one!.headers['subject']).toContain('督办：提醒（3 项，其中法定期限已逾期 1 项）');
    // Law before management, and what each is.
    expect(one!.text).toMatch(
      /【已逾期（法定期限）】[\s\S]*【已逾期（管理时限，超过不是违期）】[\s\S]*【临近到期（法定期限）】/,
    );
    expect(one!.text).toContain('回复函告；样例单位；期限 2031-03-03；');
    expect(one!.text).toContain('期限 2031-03-06 10:00');
    expect(one!.text).toContain(`https://duban.example.cn/desk/files/${files['late']}`);
    await people.stop();
  });

  it('what comes soon after waits for the gap; a duty that moves is told again', async () => {
    const { owner } = people.fixture;
    await owner`update duty set due_at = due_at + interval '1 hour' where file_id = ${files['soon']!}`;
    await people.look();
    expect(await people.rows()).toHaveLength(1);
    people.now = at('2031-03-05T10:31');
    await people.look();
    const rows = (await people.rows()).filter(({ officer }) => officer === zhang);
    expect(rows.map(({ body }) => body.lines.length).sort()).toEqual([1, 3]);
  });
});

describe('X-8: when', () => {
  it('in quiet hours only what the law lets run out before they end; of management periods nothing on rest days', async () => {
    const { fixture } = people;
    const li = await people.officer('li', ['handler'], people.superior);
    await people.choice(li, ['due-soon']);
    const soon = { owedBy: people.superior, state: 'due-soon' };
    const tonight = await people.duty({ ...soon, due: at('2031-03-08T02:00') });
    const managed = await people.duty({
      ...soon,
      due: at('2031-03-08T03:00'),
      force: 'management',
    });
    const later = await people.duty({ ...soon, due: at('2031-03-10T09:00') });
    const told = async (): Promise<string[]> =>
      (await people.rows())
        .filter(({ officer }) => officer === li)
        .flatMap(({ body }) => body.lines.map(({ file }) => file));
    // Friday night, Saturday morning, Monday morning.
    people.now = at('2031-03-07T23:00');
    await people.look();
    expect(await told()).toEqual([tonight]);
    people.now = at('2031-03-08T10:00');
    await people.look();
    expect(await told()).toEqual([tonight, later]);
    people.now = at('2031-03-10T10:00');
    await people.look();
    expect(await told()).toEqual([tonight, later, managed]);
    await fixture.owner`delete from reminder_choice where officer_id = ${li}`;
  });

  it('what the law lets run out before the next turn waits neither for the digest nor for the gap', async () => {
    const { owner } = people.fixture;
    const wu = await people.officer('wu', ['handler'], people.superior);
    await people.choice(wu, ['digest', 'due-soon']);
    const soon = { owedBy: people.superior, state: 'due-soon' };
    const told = async (): Promise<string[]> =>
      (await people.rows())
        .filter(({ officer, kind }) => officer === wu && kind === 'news')
        .flatMap(({ body }) => body.lines.map(({ file }) => file));
    // A Wednesday, with the digest at 08:30.
    people.now = at('2031-03-12T07:45');
    const first = await people.duty({ ...soon, due: at('2031-03-12T08:30') });
    await people.duty({ ...soon, due: at('2031-03-12T08:31'), key: 'after' });
    await people.duty({ ...soon, due: at('2031-03-12T08:20'), key: 'm', force: 'management' });
    await people.look();
    expect(await told()).toEqual([first]);
    people.now = at('2031-03-12T08:30');
    await people.look();
    expect(await told()).toEqual([first]);
    await owner`update reminder set created_at = ms_at(${at('2031-03-12T08:40')}::bigint) where officer_id = ${wu} and kind = 'news'`;
    people.now = at('2031-03-12T08:50');
    const within = await people.duty({ ...soon, due: at('2031-03-12T09:10'), key: 'w' });
    await people.duty({ ...soon, due: at('2031-03-12T09:11'), key: 'x' });
    await people.look();
    expect(await told()).toEqual([first, within]);
    await owner`delete from reminder_choice where officer_id = ${wu}`;
  });

  it('a try that fails is made again, and never in the quiet hours; a mail server that fails keeps no robot waiting', async () => {
    await people.fixture
      .owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${people.fixture.bureau} and state <> 'delivered'`;
    const target = { address: `${robot.base}/cgi-bin/webhook/send?key=k1` };
    const wecom = await people.receiver('wecom', target, people.unit, ['overdue']);
    const box = await people.receiver(
      'email',
      { address: 'mailto:box@a.sub.example.cn' },
      people.unit,
      ['overdue', 'due-soon'],
    );
    // A period of days by law is no reason to break them.
    await people.duty({
      owedBy: people.unit,
      due: at('2031-03-20T10:00'),
      state: 'due-soon',
      key: 'ten-days',
    });
    people.now = at('2031-03-10T19:59');
    await people.look();
    const of = async (receiver: string) =>
      (await people.rows()).find((row) => row.receiver === receiver)!;
    mail.answer = 'refuse';
    await people.sender('email', smtp(), { firstDelay: 300_000 });
    await people.sender('wecom');
    await until(
      async () => (await of(wecom)).state,
      (state) => state === 'delivered',
    );
    const failed = await until(
      async () => of(box),
      ({ state, tries }) => state === 'pending' && tries === 1,
    );
    expect(failed.lastError).toBe('smtp-452');
    const [{ wait }] = (await people.fixture
      .sql`select extract(epoch from next_try_at - clock_timestamp())::float8 / 3600 as wait from reminder where id = ${failed.id}`) as unknown as [
      { wait: number },
    ];
    // From about 20:00 to 07:30.
    expect(wait).toBeGreaterThan(11);
    expect(wait).toBeLessThan(11.6);
    const [told] = robot.told.splice(0);
    expect(told).toMatchObject({ path: '/cgi-bin/webhook/send', body: { msgtype: 'markdown' } });
    expect(told!.query.get('key')).toBe('k1');
    expect(Buffer.byteLength(told!.body.markdown.content!)).toBeLessThanOrEqual(4096);
    expect(told!.body.markdown.content).toMatch(/\*\*已逾期（法定期限）\*\*\n> 回复函告；/);
    await people.stop();
    mail.answer = 'take';
  });
});

describe('X-4: what cannot be sent is seen', () => {
  it('dead after the last try, with a word of ours; sent again by name under the same Message-ID', async () => {
    const { sql } = people.fixture;
    const box = (await people.rows()).find(
      ({ receiver, channel }) => receiver !== null && channel === 'email',
    )!.receiver!;
    await people.fixture.owner`update reminder set next_try_at = now() where receiver_id = ${box}`;
    mail.answer = 'hang';
    people.now = at('2031-03-11T10:00');
    await people.sender('email', smtp(), { tries: 2 });
    const row = async () => (await people.rows()).find(({ receiver }) => receiver === box)!;
    const dead = await until(row, ({ state }) => state === 'dead');
    expect(dead).toMatchObject({ tries: 2, lastError: expect.stringMatching(/^E[A-Z]+$/) });
    mail.answer = 'take';
    expect(await resendReminders(sql, box, 'demo', '已恢复')).toBe(1);
    await until(row, ({ state }) => state === 'delivered');
    expect(mail.mails.at(-1)!.headers['message-id']).toBe(`<${dead.id}@ybj.example.cn>`);
    expect(mail.mails.at(-1)!.to).toEqual(['box@a.sub.example.cn']);
    await expect(
      people.fixture.owner`update reminder set state = 'pending' where id = ${dead.id}`,
    ).rejects.toThrow('stays so');
    await people.stop();
  });

  it('a crash after sending: the lease runs out, and it is sent again under the same id', async () => {
    const { sql, bureau, owner } = people.fixture;
    const wang = await people.officer('wang');
    await people.choice(wang, ['overdue'], 'en');
    const line = {
      key: 'x:1',
      topic: 'overdue',
      file: null,
      force: null,
      due: null,
      zh: '样例',
      en: 'sample',
    };
    const posting = {
      bureau,
      officer: wang,
      receiver: null,
      channel: 'email',
      kind: 'news',
      at: people.now,
      keys: ['x:1'],
      body: { lines: [line] },
    } as const;
    expect(await postReminder(sql, posting as never)).toBe(true);
    expect(await postReminder(sql, posting as never)).toBe(false);
    // Somebody took it, and is gone.
    const [taken] = await sql<
      { id: string }[]
    >`select id from claim_reminder('email', 1, ${[bureau]})`;
    const before = mail.mails.length;
    await people.sender('email', smtp());
    await until(() => mail.mails.length > before);
    expect(mail.mails.at(-1)!.headers).toMatchObject({
      'message-id': `<${taken!.id}@ybj.example.cn>`,
    });
    expect(mail.mails.at(-1)!.headers['subject']).toBe('Duban: reminders (1)');
    expect(mail.mails.at(-1)!.text).toContain('- sample');
    // To whoever has been removed since, nothing goes.
    await people.stop();
    await postReminder(sql, {
      ...posting,
      keys: ['x:2'],
      body: { lines: [{ ...line, key: 'x:2' }] },
    } as never);
    const sent = () => mail.mails.filter(({ to }) => to[0]!.startsWith(wang)).length;
    const sentBefore = sent();
    await owner`update officer set removed_on = '2026-01-01' where id = ${wang}`;
    await people.sender('email', smtp());
    const of = async () =>
      (await people.rows()).find(({ body }) => body.lines.some(({ key }) => key === 'x:2'))!;
    expect(
      await until(of, ({ state }) => state !== 'pending' && state !== 'sending'),
    ).toMatchObject({ state: 'skipped', lastError: 'recipient-gone' });
    expect(sent()).toBe(sentBefore);
    await people.stop();
  });

  it('what was due soon when it was posted and is late when it leaves is told as late', async () => {
    const { owner, sql, bureau } = people.fixture;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'sending', 'dead')`;
    await owner`delete from reminder_choice where officer_id like ${`o-${bureau}-%`}`;
    await owner`update receiver set active = false where bureau_id = ${bureau}`;
    const night = await people.officer('night');
    await people.choice(night, ['due-soon']);
    const due = at('2031-03-13T07:00');
    const file = await people.duty({ owedBy: people.unit, due, state: 'due-soon', key: 'night' });
    people.now = at('2031-03-12T12:00');
    await people.look();
    const claim = async () => {
      await owner`update reminder set state = 'pending', next_try_at = now() where bureau_id = ${bureau} and officer_id = ${night} and state = 'sending'`;
      return (await claimReminder(sql, 'email', 60_000, [bureau]))!;
    };
    const topic = ({ body }: Awaited<ReturnType<typeof claim>>): string | undefined =>
      body.lines.find((line) => line.file === file)?.topic;
    const before = await claim();
    expect(topic(before)).toBe('due-soon');
    await owner`update duty set state = 'overdue' where file_id = ${file}`;
    const late = await claim();
    expect(topic(late)).toBe('overdue');
    expect(late.keys).toEqual(before.keys);
    await endReminder(sql, late, 'skipped', 'nothing-left');
    await owner`delete from reminder_choice where officer_id = ${night}`;
  });

  it('who may be told is judged again: not whoever is of another unit now, nor of what is hidden from them since', async () => {
    const { owner, sql, bureau } = people.fixture;
    await owner`delete from reminder_choice where officer_id like ${`o-${bureau}-%`}`;
    await owner`update receiver set active = false where bureau_id = ${bureau}`;
    const [moved, involved] = [await people.officer('moved'), await people.officer('involved')];
    for (const one of [moved, involved]) await people.choice(one, ['overdue']);
    await owner`update duty set state = 'done' where bureau_id = ${bureau}`;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'sending', 'dead')`;
    const late = { owedBy: people.unit, due: at('2031-03-11T08:00'), state: 'overdue' };
    const complaint = await people.duty({ ...late, procedure: 'enforcement-complaint' });
    const open = await people.duty({ ...late, key: 'o' });
    people.now = at('2031-03-11T12:00');
    await people.look();
    // Complained of is a unit that the one belongs to now; the other is back.
    await owner`insert into enforcement_complaint (file_id, bureau_id, body_unit, channel, grounds, received_on) values (${complaint}, ${bureau}, ${people.superior}, 'phone', '{}', '2031-03-01')`;
    await owner`update officer set unit_id = ${people.superior} where id = ${moved}`;
    const claim = async () => claimReminder(sql, 'email', 60_000, [bureau]);
    const claims = [(await claim())!, (await claim())!];
    const files = (officer: string) =>
      claims.find((one) => one.officer === officer)!.body.lines.map(({ file }) => file);
    expect(files(moved)).toEqual([]);
    expect(files(involved).toSorted()).toEqual([complaint, open].toSorted());
    await owner`update reminder set state = 'pending', next_try_at = now() where bureau_id = ${bureau} and state = 'sending'`;
    await owner`update enforcement_complaint set body_unit = ${people.unit} where file_id = ${complaint}`;
    claims.splice(0, 2, (await claim())!, (await claim())!);
    expect(files(involved)).toEqual([open]);
    // Nor what has moved, or is not late any more, by its old date.
    const changes = [
      [owner`due_at = due_at + interval '1 day'`, owner`due_at = due_at - interval '1 day'`],
      [owner`state = 'due-soon'`, owner`state = 'overdue'`],
    ] as const;
    for (const [change, back] of changes) {
      await owner`update reminder set state = 'pending', next_try_at = now() where bureau_id = ${bureau} and state = 'sending'`;
      await owner`update duty set ${change} where file_id = ${open}`;
      claims.splice(0, 2, (await claim())!, (await claim())!);
      expect(files(involved)).toEqual([]);
      expect(claims.find(({ officer }) => officer === involved)!.keys).toHaveLength(2);
      await owner`update duty set ${back} where file_id = ${open}`;
    }
    await owner`update officer set unit_id = ${people.unit} where id = ${moved}`;
    for (const one of claims) await endReminder(sql, one, 'skipped', 'nothing-left');
    await owner`delete from reminder_choice where officer_id = any (${[moved, involved]})`;
    await owner`delete from duty where file_id = any (${[complaint, open]})`;
    await owner`update duty set state = 'overdue' where bureau_id = ${bureau} and due_at < ms_at(${people.now}::bigint)`;
  });

  it('a room that told something is asked again when it leaves, of its own lines', async () => {
    const { sql, bureau, owner } = people.fixture;
    const who = await people.officer('mentioned');
    await people.choice(who, []);
    const lines = ['mention', 'mention', 'other'].map((topic, n) => ({
      key: `${topic}:${n}`,
      topic,
      file: `F-${n}`,
      force: null,
      due: null,
      zh: '样例',
      en: 'sample',
    }));
    const given = { bureau, officer: who, receiver: null, channel: 'email', kind: 'news' } as const;
    const keys = lines.map(({ key }) => key);
    await postReminder(sql, { ...given, at: people.now, keys, body: { lines } });
    const before = mail.mails.length;
    const still = async (_sql: unknown, officer: string, all: readonly Line[]) =>
      all.filter(({ file }) => officer === who && file === 'F-1');
    await people.sender('email', smtp(), { sources: [{ topic: 'mention', still }] });
    const [one] = await until(
      () => mail.mails.slice(before).filter(({ to }) => to[0]!.startsWith(who)),
      (mails) => mails.length === 1,
    );
    expect(one!.text.match(/F-\d/g)!.filter((file, n, all) => all.indexOf(file) === n)).toEqual([
      'F-1',
      'F-2',
    ]);
    // What was not told has not been said.
    await until(
      async () =>
        (
          await sql`select key from reminder_said where recipient = ${`officer:${who}`} order by key`
        ).map((row) => String(row['key'])),
      (said) => said.join() === 'mention:1,other:2',
    );
    await people.stop();
    await owner`delete from reminder_choice where officer_id = ${who}`;
  });

  it('what was not sent has not been said: another address, a receiver that was off', async () => {
    const { owner, sql, bureau } = people.fixture;
    const chen = await people.officer('chen');
    await people.choice(chen, ['overdue']);
    people.now = at('2031-03-11T13:00');
    await people.look();
    const of = async (officer: string) =>
      (await people.rows()).filter((row) => row.officer === officer && row.kind === 'news');
    const [first] = await of(chen);
    const address = people.fixture.seal.seal('chen@other.example.cn', contextOfAddress(chen));
    const codeHash = 'a'.repeat(64);
    const chosen = { officer: chen, topics: ['overdue'], language: 'zh', address } as const;
    expect(await choose(sql, { ...chosen, code: 'sealed', codeHash })).toBe('sent');
    expect((await of(chen))[0]).toMatchObject({ state: 'skipped', lastError: 'address-changed' });
    expect(await confirmChoice(sql, chen, codeHash)).toBe(true);
    people.now = at('2031-03-11T14:00');
    await people.look();
    const [, again, ...more] = await of(chen);
    expect(more).toEqual([]);
    expect(again!.body.lines.map(({ key }) => key).toSorted()).toEqual(
      first!.body.lines.map(({ key }) => key).toSorted(),
    );
    await owner`delete from reminder_choice where officer_id = ${chen}`;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'sending')`;
    const box = await people.receiver('wecom', { address: `${robot.base}/x?key=k9` }, people.unit, [
      'overdue',
    ]);
    await people.look();
    await owner`update receiver set active = false where id = ${box}`;
    await people.sender('wecom');
    const last = async () => (await people.rows()).findLast(({ receiver }) => receiver === box)!;
    await until(last, ({ lastError }) => lastError === 'recipient-gone');
    await people.stop();
    await owner`update receiver set active = true where id = ${box}`;
    people.now = at('2031-03-11T15:00');
    await people.look();
    expect(await last()).toMatchObject({ state: 'pending' });
    await owner`update receiver set active = false where id = ${box}`;
  });

  it('政务钉钉: signed, with a title; 200 with another errcode is no delivery, and its words are not kept', async () => {
    const key = `SEC${'a'.repeat(32)}`;
    const target = { address: `${robot.base}/robot/send?access_token=t1`, key };
    const ding = await people.receiver('dingtalk', target, people.unit, ['overdue']);
    robot.errcode = 310000;
    people.now = at('2031-03-12T10:00');
    await people.look();
    const of = async () => (await people.rows()).find(({ receiver }) => receiver === ding)!;
    await people.sender('dingtalk', {}, { firstDelay: 200 });
    await until(of, ({ lastError }) => lastError === 'errcode-310000');
    robot.errcode = 0;
    await until(of, ({ state }) => state === 'delivered');
    const { query, body } = robot.told.at(-1)!;
    const signed = createHmac('sha256', key)
      .update(`${query.get('timestamp')}\n${key}`)
      .digest('base64');
    expect(query.get('sign')).toBe(signed);
    expect(query.get('access_token')).toBe('t1');
    // By the database's clock.
    expect(Number(query.get('timestamp'))).toBe(people.now);
    expect(body.markdown.title).toContain('督办：提醒');
    expect(body.markdown.text).toContain(`(https://duban.example.cn/desk/files/`);
    await people.stop();
  });

  it('what does not fit into the message of a robot has not been said: it comes with the next ones, each thing once', async () => {
    const { owner, bureau } = people.fixture;
    await owner`delete from reminder_choice where officer_id like ${`o-${bureau}-%`}`;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'sending', 'dead')`;
    await owner`delete from duty where bureau_id = ${bureau}`;
    const box = await people.receiver(
      'wecom',
      { address: `${robot.base}/x?key=k10` },
      people.unit,
      ['overdue'],
    );
    const late = { owedBy: people.unit, due: at('2031-03-13T08:00'), state: 'overdue' };
    const files: string[] = [];
    for (let n = 0; n < 50; n++) files.push(await people.duty({ ...late, key: `n${n}` }));
    const before = robot.told.length;
    people.now = at('2031-03-13T09:00');
    await people.sender('wecom');
    let looks = 0;
    for (; looks < 9; looks++) {
      await people.look();
      await until(
        async () =>
          (await people.rows()).filter(
            ({ receiver, state }) => receiver === box && state !== 'delivered',
          ),
        (waiting) => waiting.length === 0,
      );
      people.now = instant(people.now + 31 * 60_000);
    }
    await people.stop();
    const texts = robot.told.slice(before).map(({ body }) => body.markdown.content!);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(4096);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.length).toBeLessThan(looks);
    const named = texts.flatMap((text) => [...text.matchAll(/desk\/files\/([^)]+)\)/g)]);
    expect(named.map(([, file]) => file).toSorted()).toEqual(files.toSorted());
    expect(texts[0]).toContain('项未列出');
    expect(texts.at(-1)).not.toContain('项未列出');
    await owner`delete from duty where bureau_id = ${bureau}`;
    // Of very many a message has what it may hold at most, by law first, and a day has eight: the rest is counted.
    const very = { owedBy: people.unit, due: at('2031-03-14T08:00'), state: 'overdue' } as const;
    await people.many(10, { ...very, due: at('2031-01-02T00:00'), force: 'management' });
    await people.many(900, { ...very, force: 'text' });
    const told = async () =>
      (await people.rows()).filter((row) => row.receiver === box).slice(texts.length);
    people.now = at('2031-03-17T09:00');
    for (let n = 0; n < 10; n++) {
      await people.look();
      people.now = instant(people.now + 31 * 60_000);
    }
    const rows = await told();
    expect(rows.map(({ body }) => body.lines.length)).toEqual(Array.from({ length: 8 }, () => 100));
    expect(rows[0]!.body.more).toBe(810);
    expect(rows.flatMap(({ body }) => body.lines).every(({ force }) => force === 'law')).toBe(true);
    people.now = at('2031-03-18T09:00');
    await people.look();
    expect(await told()).toHaveLength(9);
    await owner`update receiver set active = false where id = ${box}`;
    await owner`delete from duty where bureau_id = ${bureau}`;
  });
});

describe('X-4: no mail and no password without TLS', () => {
  it('over TLS with a certificate of a named authority, and the account; else nothing is sent', async () => {
    const within = mkdtempSync(join(tmpdir(), 'duban-mail-'));
    const [key, cert] = [join(within, 'key.pem'), join(within, 'cert.pem')];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-days',
      '1',
    ];
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...made, '-nodes', '-keyout', key, '-out', cert, ...named], {
      stdio: 'pipe',
    });
    const password = join(within, 'password');
    writeFileSync(password, 'right\n');
    const pem = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    const secure = await MailServer.start({ tls: true, ...pem });
    try {
      const one = { id: 'm1', to: 'a@ybj.example.cn', subject: '样例', text: '样例', at: 0 };
      const send = (more: Parameters<typeof mailSettings>[0]) =>
        mailerOf(
          mailSettings({
            SMTP_HOST: 'localhost',
            SMTP_PORT: String(secure.port),
            SMTP_SECURITY: 'starttls',
            ...more,
          }),
        )!.send(one);
      const account = { SMTP_USER: 'duban', SMTP_PASSWORD_FILE: password, SMTP_CA_FILE: cert };
      expect(await send(account)).toBeUndefined();
      expect(secure.mails).toMatchObject([{ secure: true, user: 'duban' }]);
      expect(await send({ ...account, SMTP_PASSWORD: 'wrong' })).toBe('smtp-535');
      // A certificate that nobody we know has signed; a server that offers no TLS.
      expect(await send({ ...account, SMTP_CA_FILE: '' })).toMatch(/^[A-Z_]+$/);
      expect(
        await send({ ...account, SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) }),
      ).toMatch(/^[A-Z_]+$|^smtp-5/);
      expect(secure.mails).toHaveLength(1);
      for (const wrong of [
        { SMTP_SECURITY: 'none', SMTP_USER: 'duban' },
        { SMTP_SECURITY: 'none', SMTP_HOST: 'mail.example.cn' },
        { SMTP_SECURITY: 'none', SMTP_HOST: '10.0.0.1' },
        { SMTP_FROM: '' },
      ])
        expect(() => mailerOf(mailSettings({ SMTP_HOST: '127.0.0.1', ...wrong }))).toThrow(
          'settings: SMTP_',
        );
    } finally {
      await secure.close();
      rmSync(within, { recursive: true });
    }
  });
});
