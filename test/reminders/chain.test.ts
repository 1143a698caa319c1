/** 每日摘要、逐级督办 The digest of a working day, and what stays undone told up the named chain (X-8). */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleagueNews } from '../../api/colleagues/news.ts';
import { claimReminder, endReminder } from '../../db/queries/reminder-claims.ts';
import {
  findReminder,
  listReminders,
  postReminder,
  resendToPeople,
  sweepReminders,
} from '../../db/queries/reminders.ts';
import { assignDuty, assignmentsOf, dutyToAssign } from '../../db/queries/assignments.ts';
import { dutyCounts } from '../../db/queries/duties.ts';
import { findFile } from '../../db/queries/files.ts';
import { callerOf, mayRead, readableNow } from '../../api/colleagues/readers.ts';
import { escalationNotice } from '../../api/reminders/desk-notice.ts';
import { civilDate } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { uniqueHex } from '../setup/unique.ts';
import { at, People } from './support.ts';

let people: People;
beforeAll(async () => {
  people = await People.open();
});
afterAll(() => people.close());

const digests = async (officer: string) =>
  (await people.rows()).filter((row) => row.officer === officer && row.kind === 'digest');

describe('X-8: the daily digest', () => {
  it('comes once on a working day from its hour on, says nothing where there is nothing, and is not said again piece by piece', async () => {
    const { unit } = people;
    const zhao = await people.officer('zhao');
    const qian = await people.officer('qian', ['handler'], people.superior);
    await people.choice(zhao, ['digest', 'overdue', 'due-soon']);
    await people.choice(qian, ['digest']);
    const late = await people.duty({ owedBy: unit, due: at('2031-03-04T00:00'), state: 'overdue' });
    // Friday's digest looks over the weekend to the end of Monday.
    const monday = await people.duty({
      owedBy: unit,
      due: at('2031-03-10T15:00'),
      key: 'm',
      force: 'management',
    });
    await people.duty({ owedBy: unit, due: at('2031-03-12T15:00'), key: 't' });
    people.now = at('2031-03-07T08:29');
    await people.look();
    // Whoever gets a digest this morning is told all of it there.
    expect(await people.rows()).toEqual([]);
    people.now = at('2031-03-07T08:30');
    await Promise.all([people.look(), people.look()]);
    await people.look();
    const [digest, ...more] = await digests(zhao);
    expect(more).toEqual([]);
    expect(digest!.body.day).toBe('2031-03-07');
    expect(digest!.body.lines.map(({ topic, file, force }) => [topic, file, force])).toEqual([
      ['overdue', late, 'law'],
      ['due-soon', monday, 'management'],
    ]);
    expect(await digests(qian)).toEqual([]);
    people.now = at('2031-03-07T10:00');
    // What comes to be owed after an empty digest is no digest of that day any more.
    const soon = { owedBy: people.superior, due: at('2031-03-10T20:00'), state: 'due-soon' };
    const byLaw = await people.duty(soon);
    const weekly = await people.duty({ ...soon, force: 'management', key: 'w' });
    await people.look();
    expect(await people.rows()).toHaveLength(1);
    // On a rest day from the same hour on, what is owed by law and has not been said.
    people.now = at('2031-03-08T08:29');
    await people.look();
    expect(await people.rows()).toHaveLength(1);
    people.now = at('2031-03-08T10:00');
    for (const _twice of [1, 2]) await people.look();
    expect(await people.rows()).toHaveLength(2);
    const files = async () =>
      (await digests(qian)).map(({ body }) => body.lines.map((l) => l.file));
    expect(await files()).toEqual([[byLaw]]);
    people.now = at('2031-03-09T10:00');
    await people.look();
    expect(await people.rows()).toHaveLength(2);
    // What whoever they stand in for has in hand is theirs to see to.
    const wu = await people.officer('wu');
    const { owner, bureau } = people.fixture;
    await owner`insert into duty_assignee (file_id, duty, item, owed_by, officer_id) values (${late}, 'reply', '', ${unit}, ${wu})`;
    await owner`insert into hand_over (bureau_id, unit_id, from_officer, to_officer, from_on, until_on, by) values (${bureau}, ${unit}, ${wu}, ${zhao}, local_day(now()), local_day(now()) + 1, ${wu})`;
    people.now = at('2031-03-10T09:00');
    await people.look();
    expect(await digests(zhao)).toHaveLength(2);
    const second = (await digests(zhao))[1]!.body.lines;
    expect(second.map(({ file, inHand }) => [file, inHand === true])).toEqual(
      expect.arrayContaining([
        [late, true],
        [monday, false],
      ]),
    );
    expect((await files())[1]!.toSorted()).toEqual([byLaw, weekly].toSorted());
  });

  it('an older one that has not left goes out within the newer one; what has died is sent again at once, of digests the newest', async () => {
    const { owner, sql, bureau } = people.fixture;
    const wang = await people.officer('wang');
    const due = at('2031-05-01T10:00');
    const [one, two, three] = [
      await people.duty({ owedBy: people.unit, due }),
      await people.duty({ owedBy: people.unit, due }),
      await people.duty({ owedBy: people.unit, due }),
    ];
    const given = { bureau, officer: wang, receiver: null, channel: 'email' } as const;
    const managed = new Set<string>();
    const digestOf = (day: string, more: object, files: string[]) => {
      const lines = files.map((file) => ({
        key: `newly-owed:${file}`,
        topic: 'newly-owed',
        file,
        duty: 'reply',
        force: managed.has(file) ? ('management' as const) : ('law' as const),
        due,
        zh: '回复',
        en: 'reply',
      }));
      const keys = lines.map(({ key }) => key);
      const body = { day, lines };
      const digest = { kind: 'digest', once: `digest:${day}`, at: at(`${day}T08:30`) } as const;
      return postReminder(sql, { ...given, ...digest, ...more, keys, body });
    };
    const post = (day: string, ...files: string[]) => digestOf(day, {}, files);
    const has = (state: string) =>
      owner`update reminder set state = ${state}, settled_at = ${state === 'dead' ? null : new Date()}, last_error = 'smtp-452' where officer_id = ${wang} and kind = 'digest' and state = 'pending'`;
    const now = async () =>
      (await digests(wang)).map(({ state, lastError, body }) => [
        lastError ?? state,
        body.lines.map(({ file, again }) => (again ? `again ${file}` : file)),
      ]);
    await post('2031-02-01', one, two);
    await owner`update duty set state = 'done' where file_id = ${two}`;
    await post('2031-02-02', three);
    expect(await now()).toEqual([
      ['superseded', [one, two]],
      ['pending', [three, one]],
    ]);
    // A dead one stays to be seen; what it did not bring is brought.
    await owner`update reminder set state = 'dead', last_error = 'smtp-452' where officer_id = ${wang} and state = 'pending'`;
    await post('2031-02-03', three);
    expect((await now())[2]).toEqual(['pending', [three, one]]);
    await owner`update reminder set state = 'dead', last_error = 'smtp-452' where officer_id = ${wang} and state = 'pending'`;
    await owner`insert into reminder (bureau_id, officer_id, channel, kind, body, state) values (${bureau}, ${wang}, 'email', 'news', '{"lines": []}', 'dead'), (${bureau}, ${wang}, 'email', 'code', '{"lines": []}', 'dead')`;
    expect(await resendToPeople(sql, bureau, 'o-admin', '邮件服务已恢复')).toBe(2);
    const states = await sql<
      { state: string; by: string | null }[]
    >`select state, settled_by as by from reminder where officer_id = ${wang} order by kind, created_at`;
    expect(states.map(({ state, by }) => [state, by])).toEqual([
      ['dead', null],
      ['skipped', 'duban'],
      ['skipped', 'o-admin'],
      ['pending', null],
      ['pending', null],
    ]);
    // What has arrived and stands in the next is marked as said.
    await has('delivered');
    const four = await people.duty({ owedBy: people.unit, due });
    await post('2031-02-04', three, four);
    const last = async () => (await now()).at(-1)!;
    expect(await last()).toEqual(['pending', [`again ${three}`, four]]);
    // A dead one is taken over once: what the next has brought is not new to the one after.
    await has('dead');
    await post('2031-02-05', three);
    expect((await last())[1]).toEqual([`again ${three}`, four]);
    await has('delivered');
    await post('2031-02-06', three);
    expect((await last())[1]).toEqual([`again ${three}`]);
    await has('delivered');
    // On a rest day what is owed by law comes out of the one that has died; the rest keeps its place in it.
    const [five, six] = [
      await people.duty({ owedBy: people.unit, due, key: 'reply' }),
      await people.duty({ owedBy: people.unit, due, key: 'reply', force: 'management' }),
    ];
    managed.add(six);
    await post('2031-02-07', three, five, six);
    await has('dead');
    await digestOf('2031-02-08', { fresh: true }, []);
    expect((await last())[1]).toEqual([five]);
    expect((await now()).at(-2)![1]).toEqual([six]);
    await digestOf('2031-02-09', { fresh: true }, []);
    expect((await now()).length).toBe(8);
    await has('delivered');
    // What has moved meanwhile is not told by its old date.
    await owner`update duty set due_at = due_at + interval '1 day' where file_id = ${six}`;
    await post('2031-02-10', three);
    expect((await last())[1]).toEqual([`again ${three}`]);
    // One whose lines are gone is seen for a week.
    await owner`update reminder set created_at = now() - interval '8 days' where officer_id = ${wang} and state = 'dead'`;
    await sweepReminders(sql);
    const left =
      await sql`select 1 from reminder where officer_id = ${wang} and kind = 'digest' and state = 'dead'`;
    expect(left).toHaveLength(0);
    await owner`delete from duty where file_id = any (${[five, six]})`;
    await owner`delete from duty where file_id = any (${[one, two, three, four]})`;
  });

  it('one that is taken to be sent at that moment leaves by itself, and is not taken over as well', async () => {
    const { owner, sql, bureau } = people.fixture;
    const hou = await people.officer('hou');
    const due = at('2031-05-01T10:00');
    const file = await people.duty({ owedBy: people.unit, due });
    const given = {
      bureau,
      officer: hou,
      receiver: null,
      channel: 'email',
      kind: 'digest',
    } as const;
    const said = { topic: 'newly-owed', file, duty: 'reply', force: 'law', due } as const;
    const line = { key: `newly-owed:${file}`, ...said, zh: '回复', en: 'reply' };
    const post = (day: string, lines: (typeof line)[]): Promise<boolean> => {
      const digest = { once: `digest:${day}`, at: at(`${day}T08:30`), body: { day, lines } };
      return postReminder(sql, { ...given, ...digest, keys: lines.map(({ key }) => key) });
    };
    expect(await post('2031-02-01', [line])).toBe(true);
    let next: Promise<boolean> | undefined;
    await owner.begin(async (tx) => {
      await tx`update reminder set state = 'sending' where officer_id = ${hou}`;
      next = post('2031-02-02', []);
      const waits = () =>
        tx`select 1 from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`;
      while ((await waits()).length === 0) await pause(20);
    });
    expect(await next).toBe(false);
    expect((await digests(hou)).map(({ state }) => state)).toEqual(['sending']);
    await owner`delete from duty where file_id = ${file}`;
  });

  it('of more than fit, what the law lets run out tomorrow and what has not been said come before what has been late for long', async () => {
    const { owner, bureau } = people.fixture;
    const xu = await people.officer('xu', ['handler'], people.superior);
    await people.choice(xu, ['digest']);
    const late = { owedBy: people.superior, state: 'overdue', force: 'management' } as const;
    await owner`delete from duty where bureau_id = ${bureau} and owed_by = ${people.superior}`;
    await people.many(520, { ...late, due: at('2030-01-01T00:00') });
    people.now = at('2031-03-11T08:30');
    await people.look();
    const law = await people.duty({ owedBy: people.superior, due: at('2031-03-13T15:00') });
    const later = await people.duty({ ...late, due: at('2031-03-10T00:00') });
    await owner`update reminder set state = 'delivered', settled_at = now() where officer_id = ${xu}`;
    people.now = at('2031-03-12T08:30');
    await people.look();
    const [, second] = await digests(xu);
    const told = second!.body.lines.map(({ file }) => file);
    expect(told).toHaveLength(500);
    expect(told).toContain(law);
    expect(told).toContain(later);
    expect(second!.body.lines.filter(({ again }) => !again)).toHaveLength(22);
    expect(second!.body.more).toBe(22);
    // To a robot so much as its longest message holds, with what an older one did not bring.
    const robot = await people.receiver('wecom', { url: 'x' }, people.superior, ['digest']);
    const ofRobot = async () =>
      (await people.rows()).filter((row) => row.receiver === robot).map(({ body }) => body);
    await people.look();
    const [short] = await ofRobot();
    expect([short!.lines.length, short!.more]).toEqual([100, 422]);
    expect(short!.lines.map(({ file }) => file)).toEqual(expect.arrayContaining([law]));
    await owner`update reminder set state = 'dead' where receiver_id = ${robot}`;
    people.now = at('2031-03-13T08:30');
    await people.look();
    const [, next] = await ofRobot();
    expect(next!.lines).toHaveLength(100);
    await owner`update reminder set state = 'skipped', settled_at = now() where receiver_id = ${robot}`;
    await owner`update receiver set active = false where id = ${robot}`;
    await owner`delete from reminder_choice where officer_id = ${xu}`;
    await owner`delete from duty where bureau_id = ${bureau} and owed_by = ${people.superior}`;
  });
});

describe('X-8: up the named chain', () => {
  it('head, coordinator and leader after the bureau’s thresholds, each once; the next above where nobody can be told; seen where nobody can', async () => {
    const { owner, bureau } = people.fixture;
    await owner`delete from duty where bureau_id = ${bureau}`;
    await owner`delete from reminder_choice where officer_id like ${`o-${bureau}-%`}`;
    await people.set({
      quiet: { from: '00:00', until: '00:00' },
      gapMinutes: 1,
      steps: [
        { force: 'law', to: 'head', hours: 0 },
        { force: 'law', to: 'coordinator', days: 1 },
        { force: 'law', to: 'bureau-leader', days: 3 },
        { force: 'management', to: 'head', days: 1 },
      ],
    });
    const head = await people.officer('head', ['head']);
    const leader = await people.officer('leader', ['head'], people.superior);
    const coordinator = await people.officer('coord', ['coordinator'], people.superior);
    const clerk = await people.officer('clerk');
    for (const one of [leader, coordinator, clerk]) await people.choice(one, []);
    const told = async (): Promise<string[]> =>
      (await people.rows())
        .filter(({ kind }) => kind === 'news')
        .flatMap(({ officer, channel, body }) =>
          body.lines.map(
            ({ key }) => `${officer?.split('-').at(-1) ?? channel} ${key.split(':')[0]!}`,
          ),
        );
    // Thursday 00:00: the first day late is that Thursday.
    const file = await people.duty({
      owedBy: people.unit,
      due: at('2031-03-13T00:00'),
      state: 'overdue',
    });
    const managed = await people.duty({
      owedBy: people.unit,
      due: at('2031-03-14T00:00'),
      state: 'overdue',
      force: 'management',
    });
    people.now = at('2031-03-13T10:00');
    await people.look();
    // The head has no address: the next above.
    expect(await told()).toEqual(['leader escalation-law-head']);
    // Another threshold is no reason to tell it again.
    const settings = (hours: number) => ({
      quiet: { from: '00:00', until: '00:00' },
      gapMinutes: 1,
      steps: [
        { force: 'law', to: 'head', hours },
        { force: 'law', to: 'coordinator', days: 1 },
        { force: 'law', to: 'bureau-leader', days: 3 },
        { force: 'management', to: 'head', days: 1 },
      ],
    });
    await people.set(settings(1));
    people.now = at('2031-03-13T10:05');
    await people.look();
    expect(await told()).toHaveLength(1);
    await people.set(settings(0));
    await people.choice(head, []);
    people.now = at('2031-03-14T00:00');
    await people.look();
    await people.look();
    expect((await told()).slice(1)).toEqual(['coord escalation-law-coordinator']);
    // Saturday: three days of every kind are over on Sunday 00:00; of the management period one working day on Saturday, told on Monday.
    people.now = at('2031-03-16T00:00');
    await people.look();
    expect((await told()).slice(2)).toEqual(['leader escalation-law-bureau-leader']);
    people.now = at('2031-03-17T09:00');
    await people.look();
    expect((await told()).slice(3)).toEqual(['head escalation-management-head']);
    expect(managed).not.toBe(file);
    // Nobody left: it is kept as undelivered, once.
    await owner`delete from reminder_choice where officer_id in (${head}, ${leader}, ${coordinator})`;
    await people.duty({
      owedBy: people.unit,
      due: at('2031-03-17T08:00'),
      state: 'overdue',
      key: 'n',
    });
    people.now = at('2031-03-17T10:00');
    await people.look();
    await people.look();
    expect((await told()).slice(4)).toEqual(['none escalation-law-head']);
    const nobody = (await people.rows()).filter(({ channel }) => channel === 'none');
    expect(nobody).toMatchObject([{ state: 'dead', lastError: 'nobody-reached' }]);
    // The desk says so; and where the bureau has nobody at all who could be told, before anything is posted.
    const { sql } = people.fixture;
    const desk = { sql, bureau, reader: coordinator, today: civilDate('2031-03-17') };
    const notices = () => escalationNotice({ ...desk, now: people.now, ui: () => '' });
    expect(await notices()).toMatchObject([{ zh: expect.stringContaining('有 1 项没有送达') }]);
    await owner`delete from reminder_choice where officer_id = ${clerk}`;
    await people.duty({ owedBy: people.unit, due: at('2031-03-17T09:00'), state: 'overdue' });
    await people.look();
    expect(await told()).toHaveLength(5);
    expect(await notices()).toMatchObject([{ zh: expect.stringContaining('有 1 项不能送达') }]);
    await people.choice(clerk, []);
  });

  it('QY-17.1: what is hidden from those it is about is told to no group, and to nobody who is involved; what is unannounced to no group either', async () => {
    const { owner, bureau } = people.fixture;
    await owner`delete from duty where bureau_id = ${bureau}`;
    const clerk = `o-${bureau}-clerk`;
    await owner`update reminder_choice set topics = '{overdue}' where officer_id = ${clerk}`;
    await people.receiver('wecom', { address: 'http://127.0.0.1/x?key=1' }, null, ['overdue']);
    const file = await people.duty({
      owedBy: people.unit,
      due: at('2031-03-17T08:00'),
      state: 'overdue',
      procedure: 'enforcement-complaint',
    });
    const open = await people.duty({
      owedBy: people.unit,
      due: at('2031-03-17T08:00'),
      state: 'overdue',
      key: 'o',
    });
    // Of an inspection a group is told when it has begun; nothing tells that this one has.
    const inspection = { owedBy: people.unit, due: at('2031-03-17T08:00'), state: 'overdue' };
    const plan = await people.duty({ ...inspection, procedure: 'inspection', key: 'p' });
    const begun = await people.duty({ ...inspection, procedure: 'inspection', key: 'b' });
    for (const [id, state, day] of [
      [begun, 'closed', '2001-01-02'],
      [plan, 'cancelled', null],
    ] as const)
      await owner`insert into inspection_plan (id, file_id, bureau_id, institution_id, level, kind, state, on_site, plan, started_on, ended_on)
        select ${`p-${uniqueHex()}`}, ${id}, ${bureau}, (select id from institution order by id limit 1), 'county', 'daily', ${state}, false, '{}', ${day}, ${day}`;
    people.now = at('2031-03-17T11:00');
    const before = (await people.rows()).length;
    await people.look();
    const lines = (await people.rows()).slice(before);
    const of = (test: (row: (typeof lines)[0]) => boolean) =>
      lines
        .filter(test)
        .flatMap(({ body }) => body.lines.map((line) => line.file))
        .sort();
    expect(of(({ receiver }) => receiver !== null)).toEqual([begun, open].sort());
    expect(of(({ officer }) => officer === clerk)).toEqual([begun, file, open, plan].sort());
    // Nobody of the chain can be told: that is seen, the hidden one by itself, and by nobody whom it is about.
    const nobody = lines.filter(({ channel }) => channel === 'none');
    expect(nobody.map(({ body }) => body.lines.map((line) => line.file).sort()).sort()).toEqual(
      [[begun, open, plan].sort(), [file]].sort(),
    );
    const { sql } = people.fixture;
    await owner`insert into enforcement_complaint (file_id, bureau_id, body_unit, channel, grounds, received_on) values (${file}, ${bureau}, ${people.unit}, 'phone', '{}', '2031-03-01')`;
    const listed = async (reader: string) =>
      (await listReminders(sql, { bureau, reader, state: 'dead' }, undefined, 100)).flatMap(
        ({ files }) => files,
      );
    expect(await listed(`o-${bureau}-leader`)).toContain(file);
    expect(await listed(clerk)).toContain(open);
    expect(await listed(clerk)).not.toContain(file);
    const hidden = nobody.find(({ body }) => body.lines.some((line) => line.file === file))!;
    expect(await findReminder(sql, hidden.id, clerk)).toBeUndefined();
    expect(await findReminder(sql, hidden.id, `o-${bureau}-leader`)).toBeDefined();
    // What a mention may tell is judged of many files at once as of each.
    const all = [file, open, plan, begun];
    const readable = async (officer: string): Promise<string[]> => {
      const caller = (await callerOf(sql, officer))!;
      const each: string[] = [];
      for (const id of all)
        if (await mayRead(sql, caller, (await findFile(sql, id))!)) each.push(id);
      const atOnce = await readableNow(sql, caller, all);
      expect([...atOnce].toSorted()).toEqual(each.toSorted());
      return each;
    };
    expect(await readable(clerk)).toEqual([]);
    await owner`update officer set roles = '{coordinator}' where id = ${clerk}`;
    expect(await readable(clerk)).toEqual([open, begun]);
    expect(await readable(`o-${bureau}-coord`)).toEqual([file, open, begun]);
    // Asked once more when a mention leaves.
    const line = (id: string, key: string) => ({ key, topic: 'mention', file: id, zh: '', en: '' });
    for (const one of all) {
      await owner`insert into file_comment (file_id, number, bureau_id, officer_id, unit_id, key, hash, at) values (${one}, 1, ${bureau}, ${clerk}, ${people.unit}, 'k', '', ms_at(${people.now}::bigint))`;
      await owner`insert into comment_version (file_id, number, version, words) values (${one}, 1, 1, 'w')`;
      await owner`insert into comment_mention (file_id, number, officer_id, at) values (${one}, 1, ${clerk}, ms_at(${people.now}::bigint))`;
    }
    const keyOf = (id: string): string => `mention:${id}|1|${people.now}`;
    const mentions = all.map((id) => ({ ...line(id, keyOf(id)), force: null, due: null }));
    const [mention, assignment] = colleagueNews;
    const still = async () => (await mention!.still!(sql, clerk, mentions)).map((one) => one.file);
    expect(await still()).toEqual([open, begun]);
    // What has been seen or taken back meanwhile is no news.
    await owner`update comment_mention set seen_at = now() where file_id = ${begun}`;
    expect(await still()).toEqual([open]);
    const given = { ...line(open, ''), topic: 'assignment', force: 'law', due: 0 } as const;
    const since = people.now;
    await owner`insert into duty_assignee (file_id, duty, item, owed_by, officer_id, since) values (${open}, 'reply', '', ${people.unit}, ${clerk}, ms_at(${since}::bigint))`;
    const [{ due }] =
      (await sql`select at_ms(due_at)::float8 as due from duty where file_id = ${open}`) as unknown as [
        { due: number },
      ];
    const stillGiven = async (until: number) =>
      assignment!.still!(sql, clerk, [
        { ...given, key: `assignment:${open}|o|${since}`, due: until },
      ]);
    expect(await stillGiven(due)).toHaveLength(1);
    expect(await stillGiven(due - 1)).toEqual([]);
    await owner`delete from duty_assignee where file_id = ${open}`;
    expect(await stillGiven(due)).toEqual([]);
    // In the hands of somebody who is involved since it is in nobody's, and taken by whoever may.
    const leader = `o-${bureau}-leader`;
    const free = async () => (await dutyCounts(sql, { bureau, reader: leader })).unassigned;
    const unassigned = await free();
    await owner`insert into duty_assignee (file_id, duty, item, owed_by, officer_id) values (${file}, 'reply', '', ${people.unit}, ${clerk}), (${open}, 'reply', '', ${people.unit}, ${clerk})`;
    expect(await free()).toBe(unassigned - 1);
    const [{ key }] = (await sql`select key from duty where file_id = ${file}`) as unknown as [
      { key: string },
    ];
    expect(await dutyToAssign(sql, file, key)).toMatchObject({ assignee: null });
    const head = `o-${bureau}-head`;
    const wish = { file, duty: 'reply', item: null, owedBy: people.unit, expected: null, by: head };
    expect(await assignDuty(sql, { ...wish, to: head, why: 'taken' })).toBe(head);
    expect(await assignmentsOf(sql, wish)).toMatchObject([{ from: clerk, to: head }]);
    await owner`update officer set roles = '{handler}' where id = ${clerk}`;
  });

  it('a head who is absent or has handed over is passed by, and one whose mail came back; where nobody else can be told they are', async () => {
    const { owner, sql, bureau } = people.fixture;
    await owner`delete from duty where bureau_id = ${bureau}`;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'sending', 'dead')`;
    await owner`update receiver set active = false where bureau_id = ${bureau}`;
    await owner`delete from reminder_choice where officer_id like ${`o-${bureau}-%`}`;
    const [head, leader] = [`o-${bureau}-head`, `o-${bureau}-leader`];
    await people.choice(head, []);
    await people.choice(leader, []);
    let n = 0;
    // Whom the first step of the law tells of one more duty, at the next hour.
    const told = async (): Promise<(string | null)[]> => {
      people.now = instant(people.now + HOUR);
      const due = instant(people.now - HOUR);
      const file = await people.duty({
        owedBy: people.unit,
        due,
        state: 'overdue',
        key: `a${n++}`,
      });
      await people.look();
      return (await people.rows())
        .filter(({ body }) => body.lines.some((line) => line.file === file))
        .filter(({ body }) => body.lines.some(({ topic }) => topic === 'up-the-chain'))
        .map(({ officer }) => officer);
    };
    people.now = at('2031-03-18T00:00');
    expect(await told()).toEqual([head]);
    await owner`insert into absence (officer_id, from_on, until_on, reason, registered_by) values (${head}, '2020-01-01', '2090-01-01', '样例', ${head})`;
    expect(await told()).toEqual([leader]);
    await owner`update reminder_choice set confirmed_at = null where officer_id = ${leader}`;
    expect(await told()).toEqual([head]);
    await owner`update reminder_choice set confirmed_at = now() where officer_id = ${leader}`;
    await owner`insert into absence (officer_id, from_on, until_on, reason, registered_by, replaces, void) select officer_id, from_on, until_on, reason, registered_by, id, true from absence where officer_id = ${head}`;
    expect(await told()).toEqual([head]);
    const [{ today }] =
      (await owner`select local_day(clock_timestamp())::text as today`) as unknown as [
        { today: string },
      ];
    const [over] = await owner<
      { id: string }[]
    >`insert into hand_over (bureau_id, unit_id, from_officer, to_officer, from_on, until_on, by) values (${bureau}, ${people.unit}, ${head}, ${`o-${bureau}-clerk`}, ${today}, ${today}, ${head}) returning id`;
    expect(await told()).toEqual([leader]);
    await owner`update hand_over set ended_at = now(), ended_why = 'revoked', ended_by = ${head} where id = ${over!.id}`;
    // The mail to the head comes back for good: the step goes to the next above, once.
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state = 'pending'`;
    expect(await told()).toEqual([head]);
    const claim = (await claimReminder(sql, 'email', 60_000, [bureau]))!;
    expect(claim.officer).toBe(head);
    await endReminder(sql, claim, 'dead', 'smtp-550');
    people.now = instant(people.now + HOUR);
    await people.look();
    await people.look();
    const toldOf = async (file: string | null) =>
      (await people.rows())
        .filter(({ body }) => body.lines.some((line) => line.file === file))
        .map(({ officer }) => officer);
    expect(await toldOf(claim.body.lines[0]!.file)).toEqual([head, leader]);
    // What has come back long ago is no reason any more.
    await owner`update reminder set created_at = now() - interval '8 days' where officer_id = ${head} and state = 'dead'`;
    expect(await told()).toEqual([head]);
    // Whoever is no head any more when the message leaves is not told; the next above is.
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and officer_id = ${leader} and state = 'pending'`;
    await owner`update officer set roles = '{handler}' where id = ${head}`;
    const dropped = (await claimReminder(sql, 'email', 60_000, [bureau]))!;
    expect([dropped.officer, dropped.body.lines]).toEqual([head, []]);
    await endReminder(sql, dropped, 'skipped', 'nothing-left');
    people.now = instant(people.now + HOUR);
    await people.look();
    const was = (await people.rows()).find(({ id }) => id === dropped.id)!.body.lines[0]!.file;
    expect(await toldOf(was)).toEqual([head, leader]);
    await owner`update officer set roles = '{head}' where id = ${head}`;
    await owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${bureau} and state in ('pending', 'dead')`;
    // Whoever is head and coordinator is told of a duty once, and before the digest of that morning.
    await owner`update officer set roles = '{head,coordinator}' where id = ${leader}`;
    await owner`update reminder_choice set topics = '{digest}' where officer_id = ${leader}`;
    await people.set({
      quiet: { from: '00:00', until: '00:00' },
      gapMinutes: 1,
      steps: ['head', 'coordinator'].map((to) => ({ force: 'law', to, hours: 0 })),
    });
    people.now = at('2031-03-20T07:00');
    const twice = await people.duty({
      owedBy: people.superior,
      due: at('2031-03-20T06:00'),
      state: 'overdue',
      key: 'both',
    });
    await people.look();
    people.now = at('2031-03-20T07:10');
    await people.look();
    const both = (await people.rows()).flatMap(({ officer, body }) =>
      body.lines.filter(({ file }) => file === twice).map(() => officer),
    );
    expect(both).toEqual([leader]);
  });
});

describe('X-4: what colleagues arrange', () => {
  it('a mention and a duty in hand are told once, of files that may be read, without words; a source that fails keeps the others from nothing', async () => {
    const { owner, bureau } = people.fixture;
    const zhou = await people.officer('zhou');
    await people.choice(zhou, ['mention', 'assignment']);
    const file = await people.duty({ owedBy: people.unit, due: at('2031-04-01T00:00'), key: 'z' });
    const far = await people.duty({ owedBy: people.superior, due: at('2031-04-01T00:00') });
    // Only of this one the unit is a party.
    await owner`update file set opening = ${owner.json({ units: { receiving: people.unit } })} where id = ${file}`;
    people.now = at('2031-03-18T10:00');
    for (const one of [file, far]) {
      await owner`insert into file_comment (file_id, number, bureau_id, officer_id, unit_id, key, hash, at) values (${one}, 1, ${bureau}, ${zhou}, ${people.unit}, 'k', '', ms_at(${people.now}::bigint))`;
      await owner`insert into comment_version (file_id, number, version, words) values (${one}, 1, 1, 'zz-words')`;
      await owner`insert into comment_mention (file_id, number, officer_id, at) values (${one}, 1, ${zhou}, ms_at(${people.now}::bigint))`;
    }
    await owner`insert into duty_assignee (file_id, duty, item, owed_by, officer_id, since) values (${file}, 'reply', '', ${people.unit}, ${zhou}, ms_at(${people.now}::bigint))`;
    const failing = {
      ...colleagueNews[0]!,
      topic: 'assignment',
      news: () => Promise.reject(new Error('no')),
    };
    const sources = [failing, ...colleagueNews];
    await people.look(sources);
    people.now = at('2031-03-18T11:00');
    await people.look(sources);
    const told = (await people.rows()).filter(({ officer }) => officer === zhou);
    expect(told).toHaveLength(1);
    expect(told[0]!.body.lines.map((line) => [line.topic, line.file])).toEqual([
      ['mention', file],
      ['assignment', file],
    ]);
    expect(JSON.stringify(told)).not.toContain('zz-words');
  });
});
