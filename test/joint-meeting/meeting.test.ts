/** 联席会议 TJ51-5.0: both sides invited, minutes that both agree on, what each undertook with its day, no end without them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commonForms } from '../../domain/law/common-acts.ts';
import { addDays, civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { DAY, HOUR, instant } from '../../domain/time/instant.ts';
import { Bureau, document, iso, people, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

type Body = Record<string, unknown>;
const sides = { supervision: 'tj.jds', handling: 'tj.zfc' };
const { supervision: jds, payment: zfc, regulator, other } = people;

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const told = ({ status, body }: Reply): [number, string?, string?] => {
  const { code, clause } = body as { code?: string; clause?: string };
  return status < 300 ? [status] : [status, code, clause];
};
const call = (by: string, changes: Body = {}): Promise<Reply> =>
  b.post(by, '/v1/joint-meetings', {
    ...sides,
    on: iso(Date.now() + HOUR),
    topics: [{ topic: '样例议题' }],
    ...changes,
  });
async function called(by: string = jds, changes: Body = {}): Promise<string> {
  const reply = await call(by, changes);
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return (reply.body as { file: string }).file;
}
const act = async (by: string, file: string, type: string, body: Body = {}) =>
  told(await b.post(by, `/v1/files/${file}/acts/${type}`, body));
async function accepted(by: string, file: string, type: string, body: Body = {}): Promise<void> {
  expect([type, ...(await act(by, file, type, body))]).toEqual([type, 200]);
}
const minutes = async (file: string, changes: Body = {}): Promise<Body> => {
  const now = instant(await b.now(file));
  return {
    heldAt: iso(now),
    attendees: [jds, zfc],
    record: '样例记录',
    undertakings: [
      { unit: sides.handling, undertaking: '暂停协议', until: addDays(civilDateOf(now), 3) },
      { unit: sides.supervision, undertaking: '移交证据', until: addDays(civilDateOf(now), 5) },
    ],
    document: document(),
    ...changes,
  };
};
interface View {
  stage: string;
  outcome: string | null;
  awaits: { act: string }[];
  duties: { key: string; owedBy: string; force: string; clause: string; due: string }[];
}
const view = async (file: string): Promise<View> =>
  (await b.get(regulator, `/v1/files/${file}`)).body;
const awaited = async (file: string): Promise<string[]> =>
  (await view(file)).awaits
    .map((p) => p.act)
    .filter((type) => !Object.hasOwn(commonForms, type))
    .toSorted();
const entries = async (file: string, type: string): Promise<Body[]> =>
  (
    (await b.get(regulator, `/v1/files/${file}/register?limit=1000`)).body as {
      items: { type: string; body: Body }[];
    }
  ).items
    .filter((e) => e.type === type)
    .map((e) => e.body);
async function closed(file: string, outcome: string): Promise<void> {
  await vi.waitFor(
    async () => expect(await view(file)).toMatchObject({ stage: 'closed', outcome, duties: [] }),
    { timeout: 5_000, interval: 20 },
  );
}
const row = async (file: string, by: string = regulator): Promise<Body | undefined> =>
  (
    (await b.get(by, '/v1/joint-meetings?limit=1000')).body as {
      items: ({ file: string } & Body)[];
    }
  ).items.find((m) => m.file === file);

/** A bureau of a test's own: jds and zfc, `under` in a unit under zfc, `far` in one that is no side's. */
async function bureau(settings: object = {}) {
  const id = `jm-${uniqueHex()}`;
  const o = (name: string): string => `o-${id}-${name}`;
  const { owner } = b;
  await owner`insert into bureau (id, name, area, settings) values (${id}, '测试局', '120000', ${owner.json({ jointMeeting: settings } as never)})`;
  for (const [unit, roles, over] of [
    ['jds', ['supervision-body'], null],
    ['zfc', ['payment-division'], null],
    ['under', [], `${id}.zfc`],
    ['far', [], null],
  ] as const)
    await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${id}.${unit}`}, ${id}, ${unit}, ${[...roles]}, ${over})`;
  for (const [name, unit, kind] of [
    ['jds', 'jds', 'person'],
    ['zfc', 'zfc', 'person'],
    ['gone', 'zfc', 'person'],
    ['zfc-system', 'zfc', 'system'],
    ['under', 'under', 'person'],
    ['far', 'far', 'person'],
  ] as const)
    await owner`insert into officer (id, unit_id, name, kind, roles) values (${o(name)}, ${`${id}.${unit}`}, ${name}, ${kind}, '{handler}')`;
  return { id, o, sides: { supervision: `${id}.jds`, handling: `${id}.zfc` } };
}

describe.concurrent('联席会议', () => {
  it('TJ51-5.0 called, answered, held, agreed to, carried out, closed: its whole way with what can be filed at each stage', async () => {
    const file = await called();
    expect(file).toMatch(/^LX\.tj\.\d{4}-\d{5}$/);
    expect(await entries(file, 'side-invited')).toEqual([
      expect.objectContaining({ side: 'supervision', unit: sides.supervision }),
      expect.objectContaining({ side: 'handling', unit: sides.handling }),
    ]);
    expect(await awaited(file)).toEqual([
      'attendance',
      'joint-minutes',
      'meeting-cancellation',
      'postponement',
    ]);
    await accepted(zfc, file, 'attendance', { attends: true });
    await accepted(jds, file, 'joint-minutes', await minutes(file));
    expect(await awaited(file)).toEqual(['minutes-answer']);
    await accepted(zfc, file, 'minutes-answer', { agrees: true });
    expect(await awaited(file)).toEqual([
      'undertaking-done',
      'undertaking-done',
      'undertaking-waiver',
    ]);
    expect((await view(file)).duties.map((d) => [d.key, d.owedBy, d.force, d.clause])).toEqual([
      ['carryOut:1', sides.handling, 'management', 'TJ51-5.0'],
      ['carryOut:2', sides.supervision, 'management', 'TJ51-5.0'],
    ]);
    expect(await act(jds, file, 'undertaking-done', { undertaking: 1, result: '样例' })).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-5.0',
    ]);
    await accepted(zfc, file, 'undertaking-done', { undertaking: 1, result: '样例' });
    expect(await act(jds, file, 'closure')).toEqual([409, 'undertakings-open', 'TJ51-5.0']);
    expect(await row(file)).toMatchObject({
      stage: 'undertakings',
      undertakings: { owed: 1, overdue: 0, done: 1 },
    });
    await accepted(jds, file, 'undertaking-done', { undertaking: 2, result: '样例' });
    expect(await awaited(file)).toEqual(['closure']);
    await accepted(jds, file, 'closure');
    await closed(file, 'held');
    expect(await row(file)).toMatchObject({
      ...sides,
      convener: sides.supervision,
      topics: 1,
      about: [],
      stage: 'closed',
      outcome: 'held',
      undertakings: { owed: 0, overdue: 0, done: 2 },
    });
  });

  it('TJ51-5.0 an undertaking that is late is shown and reminded of, never a breach; the other side may waive it, whoever owes it may not', async () => {
    const file = await called(zfc);
    await accepted(zfc, file, 'joint-minutes', await minutes(file));
    await accepted(jds, file, 'minutes-answer', { agrees: true });
    await b.skip(file, 24 * 20);
    expect((await entries(file, 'management-overdue')).map((e) => e['duty'])).toEqual([
      'carryOut',
      'carryOut',
    ]);
    expect(await entries(file, 'duty-breached')).toEqual([]);
    expect((await entries(file, 'management-overdue-again')).length).toBeGreaterThan(0);
    expect(await row(file)).toMatchObject({ undertakings: { owed: 0, overdue: 2, done: 0 } });
    const waiver = { undertaking: 1, reason: '情况变化' };
    expect(await act(zfc, file, 'undertaking-waiver', waiver)).toEqual([
      403,
      'same-unit',
      'TJ51-5.0',
    ]);
    await accepted(jds, file, 'undertaking-waiver', waiver);
    expect(await act(jds, file, 'undertaking-waiver', waiver)).toEqual([
      409,
      'item-not-awaited',
      'TJ51-5.0',
    ]);
    await accepted(jds, file, 'undertaking-done', { undertaking: 2, result: '样例' });
    await accepted(zfc, file, 'closure');
    await closed(file, 'held');
  });

  it('TJ51-5.0 minutes that the other side disputes are written anew; those of one side alone are refused', async () => {
    const file = await called();
    const alone = await minutes(file, { attendees: [jds] });
    expect(await act(jds, file, 'joint-minutes', alone)).toEqual([422, 'side-missing', 'TJ51-5.0']);
    const stranger = await minutes(file, { attendees: [jds, zfc, other] });
    expect(await act(jds, file, 'joint-minutes', stranger)).toEqual([
      422,
      'attendee-unknown',
      'TJ51-5.0',
    ]);
    await accepted(jds, file, 'joint-minutes', await minutes(file));
    expect(await act(jds, file, 'minutes-answer', { agrees: true })).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-5.0',
    ]);
    expect(await act(jds, file, 'closure')).toEqual([409, 'minutes-unconfirmed', 'TJ51-5.0']);
    await accepted(zfc, file, 'minutes-answer', { agrees: false, reason: '没有作出第一项承诺' });
    expect(await awaited(file)).toEqual(['joint-minutes', 'meeting-cancellation', 'postponement']);
    await accepted(
      jds,
      file,
      'joint-minutes',
      await minutes(file, { undertakings: [], none: true }),
    );
    await accepted(zfc, file, 'minutes-answer', { agrees: true });
    await accepted(jds, file, 'closure');
    await closed(file, 'held');
  });

  it('TJ51-5.0 put off by either side, with a reason and a new time; the other side is asked again', async () => {
    const file = await called();
    await accepted(zfc, file, 'attendance', { attends: false });
    const asked = async () => (await view(file)).duties.map((d) => [d.key, d.owedBy]).toSorted();
    const now = await b.now(file);
    const [sooner, on] = [instant(now + 10 * DAY), instant(now + 30 * DAY)];
    await accepted(jds, file, 'postponement', { newTime: iso(sooner), reason: '人员出差' });
    expect(await asked()).toEqual([
      ['answerInvitation:1', sides.handling],
      ['fileMinutes:1', sides.supervision],
    ]);
    await accepted(zfc, file, 'postponement', { newTime: iso(on), reason: '人员出差' });
    expect(await asked()).toEqual([
      ['answerInvitation:2', sides.supervision],
      ['fileMinutes:2', sides.supervision],
    ]);
    expect((await entries(file, 'side-invited')).slice(2).map((e) => e['on'])).toEqual(
      [sooner, sooner, on, on].map(formatInstant),
    );
    expect(Date.parse((await row(file))!['on'] as string)).toBe(on);
    const before = await minutes(file, { heldAt: iso(now) });
    expect(await act(jds, file, 'joint-minutes', before)).toEqual([
      422,
      'before-trigger',
      'TJ51-5.0',
    ]);
    await b.skip(file, 24 * 29);
    // Which of the two depends on the days of rest before the due instant.
    expect((await view(file)).duties.find((d) => d.key === 'fileMinutes:2')).toMatchObject({
      state: expect.stringMatching(/^(open|due-soon)$/),
    });
    await accepted(
      jds,
      file,
      'joint-minutes',
      await minutes(file, { undertakings: [], none: true }),
    );
    await accepted(zfc, file, 'minutes-answer', { agrees: true });
    await accepted(jds, file, 'closure');
    await closed(file, 'held');
  });

  it('TJ51-5.0 a meeting that is not held ends as such, by its convener and with a reason; until the minutes are agreed to', async () => {
    const file = await called();
    expect(await act(jds, file, 'meeting-cancellation')).toEqual([
      422,
      'reason-missing',
      'TJ51-5.0',
    ]);
    expect(await act(zfc, file, 'meeting-cancellation', { reason: '不需要' })).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-5.0',
    ]);
    await accepted(jds, file, 'joint-minutes', await minutes(file));
    const reason = '会议没有召开';
    const later = { newTime: iso(Date.now() + 40 * DAY), reason };
    for (const [by, type, body] of [
      [zfc, 'postponement', later],
      [jds, 'meeting-cancellation', { reason }],
    ] as const)
      expect(await act(by, file, type, body)).toEqual([409, 'not-awaited', 'TJ51-5.0']);
    await accepted(zfc, file, 'minutes-answer', { agrees: false, reason });
    await accepted(jds, file, 'meeting-cancellation', { reason });
    await closed(file, 'not-held');
  });

  it('TJ51-5.0 what was undertaken for a day before the minutes were agreed to is due the day after: nothing is late before it can be shown', async () => {
    const file = await called();
    const body = await minutes(file);
    const today = civilDateOf(instant(await b.now(file)));
    const undertakings = [{ unit: sides.handling, undertaking: '暂停协议', until: today }];
    await accepted(jds, file, 'joint-minutes', { ...body, undertakings });
    await b.skip(file, 24 * 4);
    await accepted(zfc, file, 'minutes-answer', { agrees: true });
    const agreed = civilDateOf(instant(await b.now(file)));
    expect((await view(file)).duties).toMatchObject([
      { key: 'carryOut:1', due: `${addDays(agreed, 2)}T00:00:00+08:00` },
    ]);
    await accepted(zfc, file, 'undertaking-done', { undertaking: 1, result: '样例' });
    expect(await entries(file, 'management-overdue')).not.toContainEqual(
      expect.objectContaining({ duty: 'carryOut' }),
    );
    await accepted(jds, file, 'closure');
    await closed(file, 'held');
  });

  it('TJ51-5.0 a unit under a side sits for it; a service account sits for nobody; whoever was removed since the meeting sat there', async () => {
    const g = await bureau();
    const file = await called(g.o('jds'), g.sides);
    const attended = async (...names: string[]) =>
      act(
        g.o('jds'),
        file,
        'joint-minutes',
        await minutes(file, { attendees: names.map(g.o), undertakings: [], none: true }),
      );
    const missing = [422, 'side-missing', 'TJ51-5.0'];
    expect(await attended('jds', 'far')).toEqual(missing);
    expect(await attended('jds', 'zfc-system')).toEqual(missing);
    await b.owner`update officer set removed_on = ${addDays(civilDateOf(instant(Date.now())), -1)} where id = ${g.o('gone')}`;
    expect(await attended('jds', 'gone')).toEqual([422, 'attendee-unknown', 'TJ51-5.0']);
    await b.owner`update officer set removed_on = ${addDays(civilDateOf(instant(Date.now())), 1)} where id = ${g.o('under')}`;
    expect(await attended('jds', 'under')).toEqual([200]);
  });

  it.each<[string, string, Body, string]>([
    ['by a unit that is no side of it', people.centre, {}, 'not-owed-by-you'],
    ['with a unit of another office', jds, { handling: 'tj.zdc' }, 'meeting-unit'],
    ['with a unit of another bureau', jds, { handling: 'qy.jjk' }, 'meeting-unit'],
    ['with itself', jds, { handling: 'tj.jds' }, 'meeting-unit'],
    ['for a time that has passed', jds, { on: iso(Date.now() - HOUR) }, 'date-not-later'],
    [
      'about a file that does not exist',
      jds,
      { topics: [{ topic: '样例', file: 'RR-A.tj.2026-99999' }] },
      'link-unknown',
    ],
  ])('TJ51-5.0 is not called %s', async (_, by, changes, code) => {
    const [, said, clause] = told(await call(by, changes));
    expect([said, clause]).toEqual([code, 'TJ51-5.0']);
  });

  it('TJ51-5.0 about a file: its id stands in the register of meetings', async () => {
    const first = await called();
    const about = await called(zfc, { topics: [{ topic: '前次会议', file: first }] });
    expect(await row(about)).toMatchObject({ about: [first] });
  });

  it('X-7 the register of meetings shows a unit its own, a regulator all; in pages and as a table', async () => {
    const file = await called();
    expect(await row(file, jds)).toBeDefined();
    expect(await row(file, zfc)).toBeDefined();
    expect(await row(file, people.system)).toBeUndefined();
    expect(await row(file, other)).toBeUndefined();
    const first = (
      await b.get(regulator, `/v1/joint-meetings?limit=1&state=open&unit=${sides.supervision}`)
    ).body as { items: { file: string }[]; next: string };
    expect(first.items).toHaveLength(1);
    const second = (await b.get(regulator, `/v1/joint-meetings?limit=1&cursor=${first.next}`))
      .body as { items: { file: string }[] };
    expect(second.items[0]!.file).not.toBe(first.items[0]!.file);
    const table = await b.get(regulator, '/v1/joint-meetings?format=csv&limit=1000');
    expect(table.text).toContain('会议时间 on');
    expect(table.text).toContain(file);
  });

  it('TJ51-5.0 the settings of the bureau count; a file of another bureau is as unknown as none', async () => {
    const g = await bureau({ answerDays: 7 });
    const file = await called(g.o('jds'), g.sides);
    const dues = async (by: string, of: string) =>
      Object.fromEntries(
        (
          (await b.get(by, `/v1/files/${of}/deadlines`)).body as {
            items: { key: string; due: string }[];
          }
        ).items.map(({ key, due }) => [key, Date.parse(due)]),
      );
    const own = await dues(g.o('jds'), file);
    const byDefault = await dues(jds, await called());
    // Seven working days instead of two.
    expect(own['answerInvitation']! - byDefault['answerInvitation']!).toBeGreaterThanOrEqual(
      5 * DAY,
    );

    const topics = [{ topic: '样例', file }];
    expect(told(await call(jds, { topics }))).toEqual([422, 'link-unknown', 'TJ51-5.0']);
  });

  it('TJ51-5.0 QY-17.1 a file that is hidden from those it is about is no topic, though its handler reads it', async () => {
    const g = await bureau();
    const opened = { units: { handling: g.sides.supervision }, letter: {} };
    const naming = async (procedure: string) => {
      const file = `T.${uniqueHex()}`;
      await b.owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, stage, view)
        values (${file}, ${procedure}, ${g.id}, 'x', ${file}, ${b.owner.json(opened)}, now(), now(), 'opened', '{"possible": [], "notes": []}')`;
      const topics = [{ topic: '样例', file }];
      return told(await call(g.o('jds'), { ...g.sides, topics }));
    };
    expect(await naming('coordination-issue')).toEqual([201]);
    expect(await naming('enforcement-complaint')).toEqual([422, 'link-unknown', 'TJ51-5.0']);
  });
});
