/** 同事之间 Comments, mentions, assignments, hand-overs and chases of many, around the life of one file, in a bureau of its own. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignDuty } from '../../db/queries/assignments.ts';
import { Bureau, iso, Matter, newBureau, people } from '../rapid-response/acts.ts';
import { uniqueHex } from '../setup/unique.ts';

let bureau: Bureau;
let staff: Awaited<ReturnType<typeof newBureau>>;
let of: (what: string) => string;
let m: Matter;
let key: string;
/** Who is who: of the unit that owes, its head, a colleague; a coordinator who is no regulator. */
let payment: string;
let payment2: string;
let head: string;
let coordinator: string;
let entries: number;

beforeAll(async () => {
  bureau = await Bureau.open();
  staff = await newBureau(bureau);
  of = (what) => `${staff.bureau}.${what}`;
  [payment, payment2, head, coordinator] = [
    staff.payment,
    of('o-zfc2'),
    of('o-zfc-head'),
    of('o-ju-c'),
  ];
  await bureau.owner`insert into unit (id, bureau_id, name, roles, contacts) values (${of('qt')}, ${staff.bureau}, '样例单位', '{}', '[]')`;
  for (const [id, unit, roles] of [
    [of('o-qt'), 'qt', ['handler']],
    [payment2, 'zfc', ['handler']],
    [head, 'zfc', ['head']],
    [coordinator, 'ju', ['coordinator']],
    [of('o-sbzx2'), 'sbzx', []],
    [of('o-admin'), 'ju', ['administrator']],
    [of('o-admin2'), 'ju', ['administrator']],
  ] as const)
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${id}, ${of(unit)}, 'person', '样例', ${roles as unknown as string[]})`;
  m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
  const [duty] = await duties(payment, `unit=${of('zfc')}`);
  key = duty!.key;
  entries = await registered();
});
afterAll(() => bureau.close());

interface Comment {
  number: number;
  version: number;
  words: string | null;
  shown: boolean;
  state: string;
  officer: string;
  mentions: string[];
}
const said = (reply: { status: number; body: unknown }): [number, string | undefined] => [
  reply.status,
  (reply.body as { code?: string }).code,
];
const items = <T>({ body }: { body: unknown }): T[] => (body as { items: T[] }).items;
const duties = async (by: string, query: string) =>
  items<{ file: string; key: string; assignee: string | null; deputy: string | null }>(
    await bureau.get(by, `/v1/duties?limit=1000&${query}`),
  );
const registered = async (): Promise<number> =>
  (await bureau.owner`select 1 from register where file_id = ${m.file}`).length;
const comments = async (by: string, query = '') =>
  items<Comment>(await bureau.get(by, `/v1/files/${m.file}/comments${query}`));
const write = (by: string, body: object, with_ = uniqueHex()) =>
  bureau.post(by, `/v1/files/${m.file}/comments`, body, with_);
const unseen = async (by: string): Promise<number> =>
  ((await bureau.get(by, '/v1/mentions/counts')).body as { unseen: number }).unseen;
const own = (number: number): string => `/v1/files/${m.file}/comments/${number}`;

describe('X-4: comments are for those who may read the file', () => {
  it('is written once under a key, about a duty or an act of the file, in plain text of one line', async () => {
    const body = { words: '材料何时补齐？', mentions: [payment, staff.supervision], duty: key };
    const first = await write(staff.supervision, body, 'k-1');
    expect([first.status, (first.body as Comment).mentions]).toEqual([201, [payment]]);
    expect(await write(staff.supervision, body, 'k-1')).toMatchObject({
      status: 201,
      body: { number: (first.body as Comment).number },
    });
    expect(said(await write(staff.supervision, { words: '别的' }, 'k-1'))).toEqual([
      409,
      'idempotency-conflict',
    ]);
    for (const words of ['', 'a\nb', 'a\u202Eb', 'a\u0000', '字'.repeat(2001)])
      expect(said(await write(payment, { words }))).toEqual([400, 'bad-input']);
    for (const about of [{ duty: 'none' }, { act: 'none' }])
      expect(said(await write(payment, { words: 'x', ...about }))).toEqual([400, 'bad-input']);
    expect(await comments(payment, `?duty=${encodeURIComponent(key)}`)).toMatchObject([
      { number: 1, words: body.words, officer: staff.supervision, shown: true },
    ]);
    expect(await comments(payment, '?act=none')).toEqual([]);
    await write(payment, { words: '周五', act: m.act });
    const page = await bureau.get(payment, `/v1/files/${m.file}/comments?limit=1`);
    const { next } = page.body as { next: string };
    expect(items<Comment>(page)).toMatchObject([{ words: '周五' }]);
    expect(await comments(payment, `?limit=1&cursor=${next}`)).toMatchObject([{ number: 1 }]);
  });

  it('is refused to whoever may not read the file; whom it mentions must, and why not is never said', async () => {
    for (const [by, code] of [
      [of('o-qt'), 'not-authorised'],
      [people.other, 'other-bureau'],
      [of('o-sbzx2'), 'not-authorised'],
    ] as const) {
      expect(said(await write(by, { words: 'x' }))).toEqual([403, code]);
      expect(said(await bureau.get(by, `/v1/files/${m.file}/comments`))).toEqual([403, code]);
    }
    const refusals = [];
    for (const id of ['nobody', people.other, of('o-qt'), of('o-sbzx2'), staff.system2]) {
      const reply = await write(payment, { words: '请看', mentions: [head, id] });
      expect(said(reply)).toEqual([422, 'mention-not-reader']);
      const { instance: _id, ...rest } = reply.body as Record<string, unknown>;
      refusals.push(JSON.stringify(rest));
    }
    expect(new Set(refusals).size).toBe(1);
    expect(await unseen(head)).toBe(0);
  });

  it('shows a coordinator only what is for a coordinator, and the read log who has read words of others', async () => {
    await write(payment, { words: '内部意见' });
    await write(payment, { words: '请协调', mentions: [coordinator] });
    expect((await comments(coordinator)).map(({ words, shown }) => [words, shown])).toEqual([
      ['请协调', true],
      [null, false],
      [null, false],
      [null, false],
    ]);
    expect((await bureau.get(coordinator, own(1))).body).toMatchObject({
      words: null,
      versions: [],
    });
    const reads = async (by: string) =>
      (
        await bureau.owner`select 1 from reading where officer_id = ${by} and route = 'GET /v1/files/:id/comments'`
      ).length;
    expect([await reads(coordinator), await reads(staff.regulator)]).toEqual([1, 0]);
  });

  it('stands on the list of whoever is mentioned, counted as long as they may read the file', async () => {
    expect([await unseen(payment), await unseen(coordinator)]).toEqual([1, 1]);
    const [mention] = items<Comment & { file: string; seen: boolean }>(
      await bureau.get(payment, '/v1/mentions?unseen=true'),
    );
    expect(mention).toMatchObject({
      file: m.file,
      number: 1,
      words: '材料何时补齐？',
      seen: false,
    });
    // Somebody else's are not theirs to mark.
    const mark = { items: [{ file: m.file, number: 1 }] };
    expect((await bureau.post(head, '/v1/mentions/seen', mark)).status).toBe(204);
    expect(await unseen(payment)).toBe(1);
    await bureau.post(payment, '/v1/mentions/seen', mark);
    expect(await unseen(payment)).toBe(0);
    expect(items(await bureau.get(payment, '/v1/mentions?unseen=true'))).toEqual([]);
    expect(items(await bureau.get(payment, '/v1/mentions'))).toMatchObject([{ seen: true }]);
    // The right has ended: neither the list nor the count tells of it.
    await bureau.owner`update officer set roles = '{handler}', unit_id = ${of('qt')} where id = ${coordinator}`;
    expect([
      await unseen(coordinator),
      items(await bureau.get(coordinator, '/v1/mentions')),
    ]).toEqual([0, []]);
    await bureau.owner`update officer set roles = '{coordinator}', unit_id = ${of('ju')} where id = ${coordinator}`;
    expect(await unseen(coordinator)).toBe(1);
  });

  it('is corrected by its author as a further version, and withdrawn with all its words', async () => {
    const correct = (by: string, version: number, words: string, mentions: string[] = []) =>
      bureau.put(by, own(1), { version, words, mentions });
    expect(said(await correct(payment, 1, '不是我的'))).toEqual([404, 'not-found']);
    const both = await Promise.all([
      correct(staff.supervision, 1, '更正甲', [head]),
      correct(staff.supervision, 1, '更正乙', [head]),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect((await bureau.get(payment, own(1))).body).toMatchObject({
      version: 2,
      mentions: [head],
      versions: [
        { version: 1, words: '材料何时补齐？' },
        { version: 2, words: expect.stringMatching(/^更正/) },
      ],
    });
    expect(await unseen(head)).toBe(1);
    expect((await bureau.delete(payment, own(1))).status).toBe(404);
    // Who may not read the file any more takes back what is their own, and nothing else.
    const departed = await write(payment2, { words: '样例甲的电话写错了' });
    const { number } = departed.body as Comment;
    await bureau.owner`update officer set unit_id = ${of('qt')} where id = ${payment2}`;
    expect(said(await bureau.get(payment2, own(number)))).toEqual([403, 'not-authorised']);
    expect(said(await bureau.delete(payment2, own(1)))).toEqual([403, 'not-authorised']);
    expect((await bureau.delete(payment2, own(number))).status).toBe(204);
    await bureau.owner`update officer set unit_id = ${of('zfc')} where id = ${payment2}`;
    expect((await bureau.get(payment, own(number))).body).toMatchObject({ state: 'withdrawn' });
    for (const _twice of [1, 2])
      expect((await bureau.delete(staff.supervision, own(1))).status).toBe(204);
    expect((await bureau.get(payment, own(1))).body).toMatchObject({
      state: 'withdrawn',
      officer: staff.supervision,
      words: null,
      mentions: [],
      versions: [{ words: null }, { words: null }],
    });
    expect(await unseen(head)).toBe(0);
    expect(said(await correct(staff.supervision, 2, 'x'))).toEqual([409, 'comment-gone']);
    // The key is still known, and nothing of what was sent under it.
    expect(await write(staff.supervision, { words: '又来' }, 'k-1')).toMatchObject({
      status: 201,
      body: { number: 1, words: null },
    });
    expect(
      await bureau.owner`select hash from file_comment where file_id = ${m.file} and number = 1`,
    ).toMatchObject([{ hash: '' }]);
  });

  it('is erased by order, by two persons; nobody writes without end', async () => {
    const order = { file: m.file, number: 3, documentNo: '（2026）津行初1号', reason: '依判决' };
    const proposal = await bureau.post(of('o-admin'), '/v1/comments/erasures', order);
    expect(proposal.status).toBe(202);
    expect((await bureau.get(payment, own(3))).body).toMatchObject({ words: '内部意见' });
    expect((await bureau.confirm(of('o-admin2'), proposal)).status).toBeLessThan(300);
    expect((await bureau.get(payment, own(3))).body).toMatchObject({
      state: 'erased',
      words: null,
      officer: payment,
    });
    // A comment has twenty versions at most, and a correction counts as something written.
    const [mine] = (await comments(payment)).filter(
      ({ officer, state }) => officer === payment && state === 'stands',
    );
    await bureau.owner`insert into comment_version (file_id, number, version, words) select ${m.file}, ${mine!.number}, n, '更正' from generate_series(2, 20) n`;
    expect(
      said(await bureau.put(payment, own(mine!.number), { version: 20, words: '再更正' })),
    ).toEqual([409, 'comment-final']);
    const last = (await write(payment2, { words: '第一' })).body as Comment;
    const of_ = (number: number) => ({ ...order, number });
    expect((await bureau.post(of('o-admin'), '/v1/comments/erasures', of_(99))).status).toBe(404);
    await bureau.owner`insert into file_comment (file_id, number, bureau_id, officer_id, unit_id, key, hash)
      select 'none', n, ${staff.bureau}, ${payment2}, ${of('zfc')}, 'k' || n, '' from generate_series(1, 60) n`;
    const full = await write(payment2, { words: '第六十一' });
    expect([...said(full), full.headers['retry-after']]).toEqual([429, 'rate-limited', '3600']);
    const corrected = await bureau.put(payment2, own(last.number), { version: 1, words: '第二' });
    expect(said(corrected)).toEqual([429, 'rate-limited']);
  });
});

describe('X-4: a duty is in somebody’s hands, and the unit owes it as before', () => {
  const at = (): string => `/v1/files/${m.file}/duties/${encodeURIComponent(key)}/assignee`;
  const give = (by: string, officer: string, expected: string | null) =>
    bureau.put(by, at(), { officer, expected });
  const back = (by: string, expected: string) => bureau.delete(by, `${at()}?expected=${expected}`);
  const now = async () => (await bureau.get(payment, at())).body as { assignee: string | null };
  const counts = async (by: string, query = '') =>
    (await bureau.get(by, `/v1/duties/counts?${query}`)).body as {
      all: number;
      inMyHands: number;
      unassigned: number;
    };

  it('is taken by one of two at the same instant, and asked for as mine, ours and nobody’s', async () => {
    expect(await duties(payment, 'assignee=me')).toEqual([]);
    const before = await counts(payment, 'mine=true');
    expect([before.inMyHands, before.unassigned]).toEqual([0, before.all]);
    const both = await Promise.all([give(payment, payment, null), give(payment2, payment2, null)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const { assignee } = await now();
    const [mine, other] = assignee === payment ? [payment, payment2] : [payment2, payment];
    expect(await duties(mine, 'assignee=me')).toMatchObject([{ key, assignee: mine }]);
    expect(await duties(other, 'assignee=me')).toEqual([]);
    expect(await duties(other, `assignee=${mine}`)).toHaveLength(1);
    expect((await duties(mine, 'assignee=none&mine=true')).map((d) => d.key)).not.toContain(key);
    expect((await counts(mine, 'mine=true')).inMyHands).toBe(1);
    // The same wish once more changes nothing; what somebody has is not taken from them.
    expect((await give(mine, mine, null)).status).toBe(200);
    expect(said(await give(other, other, mine))).toEqual([403, 'not-authorised']);
    expect(said(await back(other, mine))).toEqual([403, 'not-authorised']);
    expect((await back(mine, mine)).status).toBe(200);
    expect(await now()).toMatchObject({
      assignee: null,
      history: [
        { from: mine, to: null, why: 'released', by: mine },
        { from: null, to: mine, why: 'taken', by: mine },
      ],
    });
  });

  it('is given by the head to officers of the unit who may act in the file, and to nobody else', async () => {
    for (const id of ['nobody', staff.supervision, people.other, of('o-sbzx2')])
      expect(said(await give(head, id, null))).toEqual([422, 'assignee-outside']);
    expect(said(await give(staff.supervision, payment, null))).toEqual([403, 'not-authorised']);
    expect(said(await give(people.other, people.other, null))).toEqual([403, 'other-bureau']);
    expect(await give(head, payment, null)).toMatchObject({
      status: 200,
      body: { assignee: payment, mayOrder: true, owedBy: of('zfc') },
    });
    expect(said(await give(head, payment2, null))).toEqual([412, 'precondition-failed']);
    expect((await give(head, payment2, payment)).status).toBe(200);
    expect((await give(head, payment, payment2)).status).toBe(200);
    const file = await bureau.get(payment, `/v1/files/${m.file}`);
    expect((file.body as { duties: object[] }).duties).toContainEqual(
      expect.objectContaining({ key, assignee: payment, owedBy: of('zfc') }),
    );
    expect(
      said(
        await bureau.put(head, `/v1/files/${m.file}/duties/none/assignee`, {
          officer: payment,
          expected: null,
        }),
      ),
    ).toEqual([404, 'not-found']);
  });

  it('follows the duty into another round, goes along when work is reassigned, and ends with the unit', async () => {
    const round = `${key}:again`;
    await bureau.owner`insert into duty select file_id, ${round}, duty, item, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, alt_due_at, status, state, done_at, chases, unanswered, body
      from duty where file_id = ${m.file} and key = ${key}`;
    expect((await duties(payment, 'assignee=me')).map((d) => d.key).toSorted()).toEqual(
      [key, round].toSorted(),
    );
    await bureau.owner`update duty set state = 'done' where file_id = ${m.file} and key = ${round}`;
    expect(
      said(
        await bureau.put(head, `/v1/files/${m.file}/duties/${encodeURIComponent(round)}/assignee`, {
          officer: payment2,
          expected: payment,
        }),
      ),
    ).toEqual([409, 'duty-ended']);
    expect((await duties(payment, 'assignee=me')).map((d) => d.key)).toEqual([key]);
    await bureau.owner`update officer set unit_id = ${of('zdc')} where id = ${payment}`;
    expect(await duties(head, `assignee=${payment}`)).toEqual([]);
    expect((await bureau.get(head, at())).body).toMatchObject({
      assignee: null,
      history: [{ from: payment, to: null, why: 'left', by: null }, {}, {}, {}, {}, {}],
    });
    // Who comes back has nothing in hand; who was given the work of whoever left has this too.
    await bureau.owner`update officer set unit_id = ${of('zfc')} where id = ${payment}`;
    expect(await duties(payment, 'assignee=me')).toEqual([]);
    await bureau.owner`select assignments_follow(${[m.file]}, ${payment}, ${payment2}, ${head})`;
    expect((await bureau.get(head, at())).body).toMatchObject({
      assignee: payment2,
      history: [{ from: null, to: payment2, why: 'reassigned', by: head }, {}, {}, {}, {}, {}, {}],
    });
    await bureau.owner`select assignments_follow(${[m.file]}, ${payment}, ${payment}, ${head})`;
    expect(await now()).toMatchObject({ assignee: payment2 });
    // Whoever has left the unit since they were looked at is given nothing; whoever holds no office has nothing.
    const [line] = await bureau.owner<
      { duty: string; item: string | null }[]
    >`select duty, item from duty where file_id = ${m.file} and key = ${key}`;
    const wish = { file: m.file, ...line!, owedBy: of('zfc'), expected: payment2, by: head };
    for (const to of [staff.supervision, 'nobody'])
      expect(await assignDuty(bureau.owner, { ...wish, to, why: 'assigned' })).toBe(payment2);
    await bureau.owner`update officer set roles = '{}' where id = ${payment2}`;
    expect(await now()).toMatchObject({ assignee: null });
    expect(
      await assignDuty(bureau.owner, { ...wish, expected: null, to: payment2, why: 'assigned' }),
    ).toBeNull();
    await bureau.owner`update officer set roles = '{handler}' where id = ${payment2}`;
    expect(
      await assignDuty(bureau.owner, { ...wish, expected: null, to: payment2, why: 'assigned' }),
    ).toBe(payment2);
  });

  it('is shown to a deputy for some days, who may do nothing that they may not', async () => {
    // Until tomorrow: midnight of Beijing may come between.
    const inDays = (days: number): string => iso(Date.now() + days * 86_400_000).slice(0, 10);
    const later = inDays(5);
    const hand = (by: string, to: string, more: object = {}) =>
      bureau.post(by, '/v1/hand-overs', { to, fromOn: inDays(0), untilOn: inDays(1), ...more });
    expect(said(await hand(payment2, staff.supervision))).toEqual([422, 'deputy-outside']);
    expect(said(await hand(payment2, payment2))).toEqual([422, 'deputy-outside']);
    expect(said(await hand(payment, payment, { from: payment2 }))).toEqual([403, 'not-authorised']);
    expect(said(await hand(payment2, payment, { untilOn: '2020-01-01' }))).toEqual([
      400,
      'bad-input',
    ]);
    const made = await hand(payment2, payment);
    expect(made).toMatchObject({ status: 201, body: { state: 'running', absent: false } });
    const { id } = made.body as { id: number };
    expect(said(await hand(head, head, { from: payment2, untilOn: later }))).toEqual([
      409,
      'hand-over-overlaps',
    ]);
    expect(said(await hand(payment, payment2))).toEqual([409, 'deputy-away']);
    // Whoever stands in for somebody hands over no day of it: nobody would see that work.
    expect(said(await hand(payment, head, { untilOn: later }))).toEqual([409, 'deputy-away']);
    expect(await duties(payment, 'assignee=me')).toMatchObject([
      { key, assignee: payment2, deputy: payment },
    ]);
    expect((await counts(payment)).inMyHands).toBe(1);
    // The duty is in the other's hands: a deputy gives it to nobody.
    expect(said(await give(payment, payment, payment2))).toEqual([403, 'not-authorised']);
    expect(items(await bureau.get(staff.supervision, '/v1/hand-overs'))).toEqual([]);
    const standing = async () =>
      items(await bureau.get(head, `/v1/hand-overs?now=true&officer=${payment}`));
    expect(await standing()).toMatchObject([{ absent: false, deputyAbsent: false }]);
    // A deputy who is registered as absent since sees nothing of it: that is shown.
    await bureau.owner`insert into absence (officer_id, from_on, until_on, reason, registered_by) values (${payment}, ${inDays(0)}, ${inDays(1)}, '样例', ${head})`;
    expect(await standing()).toMatchObject([{ absent: false, deputyAbsent: true }]);
    expect((await bureau.delete(staff.supervision, `/v1/hand-overs/${id}`)).status).toBe(404);
    expect((await bureau.delete(payment, `/v1/hand-overs/${id}`)).body).toMatchObject({
      state: 'revoked',
      endedBy: payment,
    });
    expect(said(await bureau.delete(head, `/v1/hand-overs/${id}`))).toEqual([
      409,
      'hand-over-ended',
    ]);
    expect(await duties(payment, 'assignee=me')).toEqual([]);
    // By the head, for days that come; it ends by itself, or with the unit.
    const next = await hand(head, payment, { from: payment2, fromOn: later, untilOn: later });
    expect(next.body).toMatchObject({ state: 'coming', from: payment2, by: head });
    expect(await duties(payment, 'assignee=me')).toEqual([]);
    await bureau.owner`insert into hand_over (bureau_id, unit_id, from_officer, to_officer, from_on, until_on, by)
      values (${staff.bureau}, ${of('zfc')}, ${payment2}, ${payment}, '2020-01-01', '2020-01-02', ${head})`;
    expect(await duties(payment, 'assignee=me')).toEqual([]);
    expect(items(await bureau.get(head, '/v1/hand-overs'))).toMatchObject([
      { state: 'over' },
      { state: 'coming' },
      { state: 'revoked' },
    ]);
    await bureau.owner`update officer set removed_on = ${inDays(0)} where id = ${payment2}`;
    expect(items(await bureau.get(head, '/v1/hand-overs?now=true'))).toEqual([]);
    expect(await now()).toMatchObject({ assignee: null });
    await bureau.owner`update officer set removed_on = null where id = ${payment2}`;
  });

  it('TJ51-A1: nothing of all this stands in the register, or has changed what is owed', async () => {
    expect(await registered()).toBe(entries);
    const dossier = await bureau.get(staff.regulator, `/v1/files/${m.file}/dossier?format=json`);
    expect([dossier.status, dossier.text.includes('请协调')]).toEqual([200, false]);
    const [duty] = await bureau.owner<
      { state: string }[]
    >`select state from duty where file_id = ${m.file} and key = ${key}`;
    expect(duty!.state).toBe('open');
  });
});

describe('X-8: many chases in one request', () => {
  it('each is judged by its file and answered for itself; under one key an item counts once', async () => {
    const good = { file: m.file, duty: key, to: of('zfc') };
    const all = [
      good,
      { ...good, file: 'RR-A.none.2026-00001' },
      { ...good, duty: 'none' },
      { ...good, file: (await Matter.open(bureau, { direction: 'A', kind: 'institution' })).file },
    ];
    const chase = (by: string, list: object[], more: object = {}) =>
      bureau.post(
        by,
        '/v1/chases',
        { channel: 'phone', at: iso(Date.now() - 1000), items: list, ...more },
        'k-chase',
      );
    const at = iso(Date.now() - 1000);
    const first = await chase(staff.regulator, all, { at });
    expect(first.status).toBe(200);
    const outcomes = items<{ outcome: string; code?: string; act?: string }>(first);
    expect(outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['accepted', undefined],
      ['refused', 'not-found'],
      ['refused', expect.any(String)],
      ['refused', 'other-bureau'],
    ]);
    // Sent again in part, under the same key: the same act; with other words the key is used.
    const again = items<{ act?: string }>(await chase(staff.regulator, [good], { at }));
    expect(again).toMatchObject([{ outcome: 'accepted', act: outcomes[0]!.act }]);
    expect(items(await chase(staff.regulator, [good], { at, remarks: '再催' }))).toMatchObject([
      { outcome: 'refused', code: 'idempotency-conflict' },
    ]);
    const rows = await bureau.owner<
      { key: string }[]
    >`select key from inbox where file_id = ${m.file} and type = 'chase' and verdict->>'accepted' = 'true'`;
    expect(rows.map((row) => row.key)).toEqual([
      createHash('sha256')
        .update(JSON.stringify(['k-chase', m.file, key, of('zfc')]))
        .digest('hex'),
    ]);
    // What is on record of one chase that is refused is on record of one among many.
    const refused = await bureau.owner<
      { code: string }[]
    >`select code from refused_access where subject = ${staff.regulator} and route = 'POST /v1/chases'`;
    expect(refused.map(({ code }) => code)).toContain('other-bureau');
    expect(items(await chase(of('o-qt'), [good]))).toMatchObject([
      { outcome: 'refused', code: 'not-authorised' },
    ]);
    for (const list of [[], [{ ...good, file: '../me' }], Array.from({ length: 101 }, () => good)])
      expect((await chase(staff.regulator, list)).status).toBe(400);
  });
});
