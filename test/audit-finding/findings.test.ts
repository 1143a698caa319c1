/** TJ51-11 智能审核发现: reported by a system, once each, cited by letters about the same subject. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerOf, Bureau, Matter, newBureau, told } from '../rapid-response/acts.ts';

let bureau: Bureau;
let staff: Awaited<ReturnType<typeof newBureau>>;
let source: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  staff = await newBureau(bureau);
  source = `${staff.bureau}.audit`;
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${source}, ${`${staff.bureau}.sbzx`}, 'system', '样例智能审核', '{receiving-system}')`;
});
afterAll(() => bureau.close());

interface Item {
  finding: string | null;
  state: string;
  code?: string;
  clause?: string;
}
const found = (finding: string, subject: string, changes: object = {}) => ({
  finding,
  subject: { kind: 'institution', id: subject },
  rule: 'R-017',
  from: '2026-01-01',
  until: '2026-01-31',
  claims: 12,
  amountFen: 345_600,
  detail: '样例：超限定频次',
  ...changes,
});
const report = (body: object, by: string = source) => bureau.post(by, '/v1/audit-findings', body);
const items = async (...findings: object[]): Promise<Item[]> =>
  ((await report({ findings })).body as { items: Item[] }).items;
const list = async (reader: string, subject: string) =>
  (
    (await bureau.get(reader, `/v1/audit-findings?subject=${subject}`)).body as {
      items: { finding: string; files: string[]; withdrawnAt: string | null }[];
    }
  ).items;

it('single and batch, each answered; the same again is a duplicate, other content a conflict', async () => {
  const id = await bureau.institution({ bureau: staff.bureau });
  const one = found('f-1', id);
  expect((await report(one)).body).toEqual({ items: [{ finding: 'f-1', state: 'accepted' }] });
  expect(
    (
      await items(
        one,
        found('f-1', id, { claims: 13 }),
        found('f-2', id),
        found('f-2', id),
        found('f-3', 'nobody'),
        found('f-4', id, { until: '2199-01-01' }),
        found('f-5', id, { from: '2026-02-01' }),
        { finding: 'f-9', withdrawn: true, reason: '样例' },
      )
    ).map(({ finding, state, code }) => [finding, state, code]),
  ).toEqual([
    ['f-1', 'duplicate', undefined],
    ['f-1', 'conflict', 'idempotency-conflict'],
    ['f-2', 'accepted', undefined],
    ['f-2', 'duplicate', undefined],
    ['f-3', 'refused', 'unknown-reference'],
    ['f-4', 'refused', 'in-the-future'],
    ['f-5', 'refused', 'bad-input'],
    ['f-9', 'refused', 'audit-finding-unknown'],
  ]);
  // Twice at the same instant it is one.
  const both = await Promise.all([report(found('f-6', id)), report(found('f-6', id))]);
  expect(both.map(({ body }) => (body as { items: Item[] }).items[0]!.state).toSorted()).toEqual([
    'accepted',
    'duplicate',
  ]);
  expect((await list(staff.supervision, id)).map((f) => f.finding).toSorted()).toEqual([
    'f-1',
    'f-2',
    'f-6',
  ]);
});

it('a person, a system for a person and a system of another office report nothing', async () => {
  const id = await bureau.institution({ bureau: staff.bureau });
  for (const by of [staff.supervision, staff.system2]) {
    const answer = answerOf(await report(found('g-1', id), by));
    expect([answer.status, answer.code, answer.clause]).toEqual([403, 'not-authorised', 'TJ51-11']);
  }
  expect((await bureau.get(staff.system, '/v1/audit-findings')).status).toBe(403);
  expect(await list(staff.regulator, id)).toEqual([]);
});

it('a letter cites what names its subject and stands; the list says which file rests on it', async () => {
  const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff });
  const other = await bureau.institution({ bureau: staff.bureau });
  await items(found('h-1', m.id), found('h-2', other), found('h-3', m.id));
  const cites = (...findings: string[]) => ({
    findings: findings.map((finding) => ({ source, finding })),
  });
  expect(told(await m.refused(cites('h-1', 'h-2')))).toEqual([
    422,
    'audit-finding-other-subject',
    'TJ51-11',
  ]);
  expect(told(await m.refused(cites('h-0')))).toEqual([422, 'audit-finding-unknown', 'TJ51-11']);
  expect(await items({ finding: 'h-3', withdrawn: true, reason: '申诉成立' })).toEqual([
    { finding: 'h-3', state: 'withdrawn' },
  ]);
  expect(await items({ finding: 'h-3', withdrawn: true, reason: '再次' })).toEqual([
    { finding: 'h-3', state: 'duplicate' },
  ]);
  expect(told(await m.refused(cites('h-3')))).toEqual([422, 'audit-finding-withdrawn', 'TJ51-11']);
  const opened = await m.refer(cites('h-1'));
  expect([opened.status, opened.text]).toEqual([201, expect.any(String)]);
  const { file } = opened.body as { file: string };
  // A letter that joins is asked the same.
  expect(told(await m.refused(cites('h-2')))).toEqual([
    422,
    'audit-finding-other-subject',
    'TJ51-11',
  ]);
  expect(await list(staff.payment, m.id)).toEqual([
    expect.objectContaining({ finding: 'h-3', files: [], withdrawnAt: expect.any(String) }),
    expect.objectContaining({ finding: 'h-1', files: [file], withdrawnAt: null }),
  ]);
  // What came in stands: the application's role cannot change it, and the owner not without the trigger.
  await expect(
    bureau.owner`update audit_finding set claims = 1 where finding_id = 'h-1' and system_id = ${source}`,
  ).rejects.toThrow('stands as it came in');
});
