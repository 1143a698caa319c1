/** 十九 Letters that run out, work that goes on, and to whom it goes when somebody is removed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Case, staffed } from '../penalty-case/acts.ts';
import { answerOf, Bureau, iso, Matter, newBureau, told } from '../rapid-response/acts.ts';

let bureau: Bureau;
let staff: Awaited<ReturnType<typeof newBureau>>;
let of: (what: string) => string;
beforeAll(async () => {
  bureau = await Bureau.open();
  staff = await newBureau(bureau);
  of = (what) => `${staff.bureau}.${what}`;
  for (const [id, roles] of [
    ['o-jds2', ['handler']],
    ['o-jds-head', ['head']],
  ] as const)
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${of(id)}, ${of('jds')}, 'person', '样例', ${roles as unknown as string[]}, '2026-01-05', '2190-12-31')`;
});
afterAll(() => bureau.close());

const until = (officer: string, day: string | null, signed: string | null = '2026-01-05') =>
  bureau.owner`update officer set commitment_signed_on = ${signed}, commitment_valid_until = ${day} where id = ${officer}`;
const today = (): string => iso(Date.now()).slice(0, 10);
const letters = async (query = '') =>
  (
    (await bureau.get(staff.regulator, `/v1/officer-letters${query}`)).body as {
      items: { officer: string; state: string; validUntil: string | null; openFiles: number }[];
    }
  ).items;
const work = async (reader: string, officer: string) => {
  const { status, body } = await bureau.get(reader, `/v1/officers/${officer}/open-work`);
  return status === 200
    ? (body as { items: { file: string; from: string | null }[] }).items.map((w) => [
        w.file,
        w.from,
      ])
    : status;
};
const reassign = (head: string, from: string, body: object) =>
  bureau.post(head, `/v1/officers/${from}/reassignments`, body);

it('what was begun under a letter goes on when it has run out; nothing new begins', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
  await until(staff.supervision, today());
  await until(of('o-jds2'), today());
  await m.skip(48);
  const { body } = await m.submit('further-letter', {}, staff.supervision);
  expect((body as { warnings: string[] }).warnings).toContainEqual(
    expect.stringContaining('承诺书已过有效期'),
  );
  // The mirror: a colleague whose letter ran out on the same day has begun nothing here.
  expect(told(await m.refuse('further-letter', {}, of('o-jds2')))).toEqual([
    403,
    'commitment-unsigned',
    'TJ51-19.1',
  ]);
  await until(staff.supervision, '2026-01-06');
  const fresh = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff });
  expect(told(await fresh.refused({}, staff.supervision))).toEqual([
    403,
    'commitment-unsigned',
    'TJ51-19.1',
  ]);
  expect(await letters('?state=expired')).toEqual([
    expect.objectContaining({ officer: staff.supervision, validUntil: '2026-01-06', openFiles: 1 }),
  ]);
  await until(staff.supervision, '2190-12-31');
  await until(of('o-jds2'), '2190-12-31');
});

it('without an end a letter counts for the months that the bureau has set, and is shown before it ends', async () => {
  await until(of('o-jds2'), null, today());
  const state = async () => (await letters()).find((l) => l.officer === of('o-jds2'))!;
  expect(await state()).toMatchObject({ state: 'in-force' });
  await bureau.owner`update bureau set settings = ${bureau.owner.json({ authority: { letterMonths: 1, letterNoticeDays: 40 } })} where id = ${staff.bureau}`;
  expect(await state()).toMatchObject({ state: 'running-out' });
  await until(of('o-jds2'), null, null);
  expect(await state()).toMatchObject({ state: 'unsigned', validUntil: null });
  await bureau.owner`update bureau set settings = '{}' where id = ${staff.bureau}`;
  await until(of('o-jds2'), '2190-12-31');
  const desk = (await bureau.get(staff.coordinator, '/v1/desk')).body as {
    links: { api: string; count: number }[];
  };
  expect(desk.links.find((l) => l.api === '/v1/officer-letters')).toMatchObject({ count: 0 });
});

it('the open work of somebody who was removed goes to a colleague, once, by their head', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
  const head = of('o-jds-head');
  const mine = await work(head, staff.supervision);
  expect(mine).toContainEqual([m.file, null]);
  // Nobody else reads or decides it: another unit's officer, the officer's own word.
  expect(await work(staff.payment, staff.supervision)).toBe(404);
  expect(
    (await reassign(staff.supervision, staff.supervision, { to: of('o-jds2'), reason: 'x' }))
      .status,
  ).toBe(403);
  // A head of another unit who reads everything decides nothing here.
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${of('o-zfc-head')}, ${of('zfc')}, 'person', '样例', '{head,coordinator,regulator}')`;
  expect(
    (await reassign(of('o-zfc-head'), staff.supervision, { to: of('o-jds2'), reason: 'x' })).status,
  ).toBe(404);
  await bureau.owner`update officer set removed_on = ${today()} where id = ${staff.supervision}`;
  expect(await letters('?state=removed')).toEqual([
    expect.objectContaining({ officer: staff.supervision, openFiles: (mine as unknown[]).length }),
  ]);
  const say = (to: string, files?: string[]) =>
    reassign(head, staff.supervision, { to, reason: '清除出执法队伍', ...(files && { files }) });
  expect(told(answerOf(await say(staff.payment)))).toEqual([
    422,
    'reassigned-outside',
    'TJ51-19.1',
  ]);
  expect(told(answerOf(await say(staff.supervision)))).toEqual([
    422,
    'reassigned-outside',
    'TJ51-19.1',
  ]);
  await until(of('o-jds2'), '2026-01-06');
  expect(told(answerOf(await say(of('o-jds2'))))).toEqual([
    403,
    'commitment-unsigned',
    'TJ51-19.1',
  ]);
  await until(of('o-jds2'), '2190-12-31');
  expect(answerOf(await say(of('o-jds2'), ['KX-A-none-2026-000001'])).code).toBe('link-unknown');
  // Two decisions at the same instant: each file goes over once.
  const both = await Promise.all([say(of('o-jds2')), say(head)]);
  const given = both.flatMap(({ body }) => (body as { files: string[] }).files);
  expect(given.toSorted()).toEqual((mine as [string, null][]).map(([file]) => file).toSorted());
  expect(await work(head, staff.supervision)).toEqual([]);
  expect([
    ...((await work(head, of('o-jds2'))) as unknown[]),
    ...((await work(head, head)) as unknown[]),
  ]).toContainEqual([m.file, staff.supervision]);
  expect(await letters('?state=removed')).toEqual([]);
});

it('being named as investigator begins the work as well: the letter may run out, also while a colleague is replaced', async () => {
  const team = await staffed(bureau, {});
  const c = await Case.open(bureau, {}, await bureau.institution({ bureau: team.bureau }), team);
  await c.assign();
  const another = `${team.jds}-x`;
  await bureau.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
    select ${another}, unit_id, name, kind, roles, jsonb_set(certificate, '{number}', to_jsonb(${another}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${team.jds}`;
  await until(team.jds2, today());
  await bureau.skip(c.file, 48);
  // Has filed nothing so far.
  c.by = team.jds2;
  await c.accepted('evidence-record', await c.evidence());
  c.by = team.jds;
  await c.assign({ investigators: [team.jds2, another], reason: '工作调整' });
  // The mirror: who was named no more and whose letter ran out cannot come back by it.
  await until(team.jds, today());
  c.by = another;
  expect(
    await c.act('investigator-assignment', {
      investigators: [team.jds, another],
      reason: '工作调整',
    }),
  ).toEqual([403, 'commitment-unsigned', 'TJ51-19.1']);
});
