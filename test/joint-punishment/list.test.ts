/** 失信联合惩戒对象名单 QJ-2.7: by two persons, on final decisions only, and fallen with them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { Hall, paper, told, type Body } from '../service-evaluation/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'QJ-2.7'];
const proof = paper(9);
const finding = {
  fraud: true,
  severe: true,
  gravity: '样例：数额较大',
  finality: 'expired',
  proof,
};
const byPaper = (subject: Body, more: Body = {}): Body => ({
  ...finding,
  paper: {
    documentNo: '黔江医保罚〔2025〕1号',
    document: paper(8),
    servedOn: '2025-03-03',
    subject,
  },
  ...more,
});
interface Listed {
  id: number;
  state: string;
  subject: string | null;
  endedWhy: string | null;
}
const list = async (g: Hall): Promise<Listed[]> =>
  ((await g.get('/v1/joint-punishments')).body as { items: Listed[] }).items;
const propose = (g: Hall, body: Body, by = 'o') => g.post('/v1/joint-punishments', body, by);
const proposed = async (g: Hall, body: Body): Promise<number> => {
  const reply = await propose(g, body);
  expect([reply.status, reply.status === 202 ? '' : reply.text]).toEqual([202, '']);
  return (reply.body as { id: number }).id;
};
const decide = async (g: Hall, id: number, by = 'h', agrees = true) =>
  told(await g.post(`/v1/joint-punishments/${id}/decision`, { agrees }, by));

/** The decision of a penalty case, as its register has it. */
async function decision(g: Hall, institution: string, more: Body = {}) {
  const file = `LA.${g.id}.${uniqueHex()}`;
  const d = { matter: 'fraud', discretion: 'severe', state: 'served', ...more } as Record<
    string,
    string
  >;
  const { owner } = b;
  await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, inbox_number, judged_number, closed_at, exported_at, outcome, stage, view)
    values (${file}, 'penalty-case', ${g.id}, 'institution', ${file}, ${owner.json({ units: { 'supervision-body': g.unit('jgk') } })}, now(), now(), 1, 1, now(), now(), 'done', 'closed', '{"possible": [], "notes": []}')`;
  await owner`insert into penalty_case (file_id, bureau_id, unit_id, subject_kind, subject_id, matter, case_no, filed_at) values (${file}, ${g.id}, ${g.unit('jgk')}, 'institution', ${institution}, ${d['matter']!}, ${file}, '2025-01-06')`;
  await owner`insert into penalty_decision (file_id, number, bureau_id, act_id, outcome, measures, violations, discretion, decided_at, served_at, state, state_at, state_act)
    values (${file}, 1, ${g.id}, 'a', 'penalty', '[]', '{}', ${d['discretion']!}, '2025-03-01T10:00:00+08:00', '2025-03-03T10:00:00+08:00', ${d['state']!}, '2025-03-03T10:00:00+08:00', 'a')`;
  return { file, number: 1 };
}
const falls = (file: string, state: string) =>
  b.owner`update penalty_decision set state = ${state}, state_at = now(), state_act = 'b' where file_id = ${file}`;

describe.concurrent('QJ-2.7 联合惩戒名单', () => {
  it('QJ-2.7: proposed by one and decided by another; taken off the same way; only what is final', async () => {
    const g = await Hall.setUp(b);
    const id = await b.institution({ bureau: g.id });
    const institution = { kind: 'institution', id };
    const tried = async (body: Body, by = 'o') => told(await propose(g, body, by));
    expect(await tried(byPaper(institution, { severe: false }))).toEqual(refusal('not-severe'));
    expect(await tried(byPaper(institution, { fraud: false }))).toEqual(refusal('not-fraud'));
    expect(await tried(byPaper(institution, { proof: undefined }))).toEqual(
      refusal('evidence-missing'),
    );
    expect(await tried(byPaper({ kind: 'institution', id: 'no-such' }))).toEqual(
      refusal('unknown-reference'),
    );
    const judgment = { finality: 'judgment', decidedOn: '2199-01-01' };
    expect(await tried(byPaper(institution, judgment))).toEqual(refusal('decision-not-final', 409));
    expect((await tried(byPaper(institution), 'reg'))[0]).toBe(403);
    const none = await Hall.setUp(b, { area: '130200' });
    expect(told(await propose(none, byPaper(institution)))).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
    const listed = await proposed(g, byPaper(institution));
    expect(await tried(byPaper(institution), 'h')).toEqual(refusal('listed-already', 409));
    expect((await decide(g, listed, 'o2'))[0]).toBe(403);
    expect((await list(g))[0]).toMatchObject({ state: 'proposed', subject: id });
    expect((await decide(g, listed))[0]).toBe(200);
    expect(await decide(g, listed, 'h2')).toEqual(refusal('proposal-decided', 409));
    const off = async (by: string) =>
      told(
        await g.post(
          `/v1/joint-punishments/${listed}/removal`,
          { why: 'repaired', document: proof },
          by,
        ),
      );
    expect((await off('h'))[0]).toBe(202);
    expect(await off('h2')).toEqual(refusal('listed-already', 409));
    expect(await decide(g, listed)).toEqual(refusal('proposal-own', 403));
    // Not agreed: it stands, and may be proposed again.
    expect((await decide(g, listed, 'h2', false))[0]).toBe(200);
    expect((await list(g))[0]).toMatchObject({ state: 'listed', removalWhy: null });
    expect((await off('o'))[0]).toBe(202);
    expect((await decide(g, listed))[0]).toBe(200);
    expect(await off('o')).toEqual(refusal('not-listed', 409));
    expect((await list(g))[0]).toMatchObject({ state: 'removed', endedWhy: 'repaired' });
    // A head who proposes does not decide either.
    const own = await propose(g, byPaper(institution), 'h');
    expect(await decide(g, (own.body as { id: number }).id)).toEqual(refusal('proposal-own', 403));
    const changes =
      await b.owner`select entity_id from registry_change where registry = 'joint-punishment' and bureau_id = ${g.id}`;
    expect(changes).toHaveLength(7);
  });

  it('QJ-2.7: a person is sealed, recognised by the number, and named in no list and no change', async () => {
    const g = await Hall.setUp(b);
    const person = { kind: 'person', name: '样例某', idNumber: '样例110X' };
    const id = await proposed(g, byPaper(person));
    const again = byPaper({ ...person, idNumber: '样例110x' });
    expect((await propose(g, again)).status).toBe(409);
    expect((await decide(g, id))[0]).toBe(200);
    const kept =
      await b.owner`select to_jsonb(j)::text as text from joint_punishment j where bureau_id = ${g.id} union all select to_jsonb(c)::text from registry_change c where bureau_id = ${g.id}`;
    const shown = (await g.get('/v1/joint-punishments')).text;
    expect([shown, ...kept.map(({ text }) => text as string)].join()).not.toMatch(/样例某|110/);
    const who = await g.get(`/v1/joint-punishments/${id}/person`);
    expect(who.body).toEqual({ name: '样例某', idNumber: '样例110X' });
  });

  it('QJ-2.7: the decision of a case: fraud, severe and standing; whatever lets it fall takes the listing off at once, also one that is only proposed', async () => {
    const g = await Hall.setUp(b);
    const institution = await b.institution({ bureau: g.id });
    const on = async (more: Body) =>
      told(await propose(g, { ...finding, decision: await decision(g, institution, more) }));
    expect(await on({ state: 'fallen' })).toEqual(refusal('list-decision-fallen', 409));
    expect(await on({ discretion: 'normal' })).toEqual(refusal('not-severe'));
    expect(await on({ matter: 'other' })).toEqual(refusal('not-fraud'));
    const unknown = { ...finding, decision: { file: 'LA.none', number: 1 } };
    expect(told(await propose(g, unknown))).toEqual(refusal('list-decision-unknown'));
    const [first, second] = [await decision(g, institution), await decision(g, institution)];
    const listed = await proposed(g, { ...finding, decision: first });
    expect((await decide(g, listed))[0]).toBe(200);
    const waiting = await proposed(g, { ...finding, decision: second });
    await falls(first.file, 'fallen');
    await falls(second.file, 'changed');
    expect((await list(g)).map(({ state, endedWhy }) => [state, endedWhy])).toEqual([
      ['fallen', 'changed'],
      ['fallen', 'annulled'],
    ]);
    expect(await decide(g, waiting)).toEqual(refusal('list-decision-fallen', 409));
  });
});
