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
  step: number;
  removalBy: string | null;
  creditRecords: string[];
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
/** As it is shown: what waits, and its step. */
const shown = async (g: Hall, id: number) => {
  const { step, removalBy } = (await list(g)).find((one) => one.id === id)!;
  return { what: removalBy === null ? 'listing' : 'removal', step };
};
const decide = async (g: Hall, id: number, by = 'h', agrees = true) =>
  told(
    await g.post(`/v1/joint-punishments/${id}/decision`, { ...(await shown(g, id)), agrees }, by),
  );

/** The decision of a penalty case, as its register has it, under a number of the bureau. */
async function decision(g: Hall, institution: string, more: Body = {}, payload: Body = {}) {
  const file = `LA.${g.id}.${uniqueHex()}`;
  const d = {
    matter: 'fraud',
    violations: [] as string[],
    severe: false,
    discretion: 'severe',
    state: 'served',
    documentNo: `测试医保罚〔2025〕${uniqueHex()}号`,
    ...more,
  };
  const { owner } = b;
  await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, inbox_number, judged_number, closed_at, exported_at, outcome, stage, view)
    values (${file}, 'penalty-case', ${g.id}, 'institution', ${file}, ${owner.json({ units: { 'supervision-body': g.unit('jgk') } })}, now(), now(), 1, 1, now(), now(), 'done', 'closed', '{"possible": [], "notes": []}')`;
  await owner`insert into penalty_case (file_id, bureau_id, unit_id, subject_kind, subject_id, matter, case_no, filed_at, severe) values (${file}, ${g.id}, ${g.unit('jgk')}, 'institution', ${institution}, ${d.matter}, ${file}, '2025-01-06', ${d.severe})`;
  await owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict, settled_at)
    values (${`a-${file}`}, ${file}, 1, 'penalty-decision', ${g.unit('jgk')}, ${g.o('s')}, '{}', ${owner.json({ documentNo: d.documentNo, ...payload } as never)}, 'x', now(), now(), ${file}, now(), '{"accepted": true}', now())`;
  await owner`insert into penalty_decision (file_id, number, bureau_id, act_id, outcome, measures, violations, discretion, decided_at, served_at, state, state_at, state_act)
    values (${file}, 1, ${g.id}, ${`a-${file}`}, 'penalty', '[]', ${d.violations}, ${d.discretion}, '2025-03-01T10:00:00+08:00', '2025-03-03T10:00:00+08:00', ${d.state}, '2025-03-03T10:00:00+08:00', 'a')`;
  return { file, number: 1, documentNo: d.documentNo };
}
const cited = ({ file, number }: { file: string; number: number }) => ({ file, number });
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
    for (const idNumber of ['样例110x', '样例１１０Ｘ', '样例 110\u{3000}ｘ'])
      expect(told(await propose(g, byPaper({ ...person, idNumber })))).toEqual(
        refusal('listed-already', 409),
      );
    expect((await propose(g, byPaper({ ...person, idNumber: '\u{200b}' }))).status).toBe(400);
    // Rejected: it was misspelt, and the same number comes with the name as it is.
    expect((await decide(g, id, 'h', false))[0]).toBe(200);
    const named = byPaper({ ...person, name: '样例某某' });
    const right = await proposed(g, named);
    expect((await decide(g, right))[0]).toBe(200);
    const kept =
      await b.owner`select to_jsonb(j)::text as text from joint_punishment j where bureau_id = ${g.id} union all select to_jsonb(c)::text from registry_change c where bureau_id = ${g.id}`;
    const page = (await g.get('/v1/joint-punishments')).text;
    expect([page, ...kept.map(({ text }) => text as string)].join()).not.toMatch(/样例某|样例110/);
    const look = async (of: number, by = 'reg') => {
      const { status, body } = await g.get(`/v1/joint-punishments/${of}/person`, by);
      return status === 200 ? body : status;
    };
    const who = { name: '样例某某', idNumber: '样例110X' };
    expect(await look(id)).toEqual({ ...who, name: '样例某' });
    // Whoever has proposed, decided or may decide; nobody else of the office.
    for (const by of ['reg', 'o', 'h', 'h2'])
      expect([by, await look(right, by)]).toEqual([by, who]);
    for (const by of ['o2', 's', 'w']) expect([by, await look(right, by)]).toEqual([by, 403]);
    // Whoever proposes that the person is taken off gets no look by that; and the desk counts what its link shows.
    const off = { why: 'error', document: proof };
    expect((await g.post(`/v1/joint-punishments/${right}/removal`, off, 's')).status).toBe(202);
    for (const by of ['o2', 's', 'w']) expect([by, await look(right, by)]).toEqual([by, 403]);
    expect(await g.desk('联合惩戒名单')).toEqual({ counted: 1, listed: 1 });
    // 依令删除 The words go; the entry stays.
    await b.owner`update officer set roles = '{administrator}' where id = ${g.o('w')}`;
    const order = { of: `jp-${right}`, documentNo: '样例令2号', reason: '样例' };
    expect((await g.post('/v1/service-words/erasures', order, 'w')).status).toBe(204);
    expect(await look(right)).toEqual({ name: null, idNumber: null });
    expect(await look(id)).toEqual({ ...who, name: '样例某' });
    expect((await list(g)).map(({ state }) => state)).toEqual(['listed', 'rejected']);
  });

  it('QJ-2.7: the decision of a case: fraud, severe and standing; whatever lets it fall takes the listing off at once, also one that is only proposed', async () => {
    const g = await Hall.setUp(b);
    const institution = await b.institution({ bureau: g.id });
    const on = async (more: Body) =>
      told(await propose(g, { ...finding, decision: cited(await decision(g, institution, more)) }));
    expect(await on({ state: 'fallen' })).toEqual(refusal('list-decision-fallen', 409));
    expect(await on({ discretion: 'normal' })).toEqual(refusal('not-severe'));
    // What was suspected at the filing, or demanded in the inquiry, is not what was decided.
    expect(await on({ discretion: 'lenient', severe: true })).toEqual(refusal('not-severe'));
    expect(await on({ matter: 'false-claim' })).toEqual(refusal('not-fraud'));
    for (const matter of ['other', 'fraud'])
      expect(await on({ matter, violations: ['obstruction'] })).toEqual(refusal('not-fraud'));
    const doubted = { ...finding, fraud: false };
    const whole = cited(await decision(g, institution));
    expect(told(await propose(g, { ...doubted, decision: whole }))).toEqual(refusal('not-fraud'));
    const found = { matter: 'other', violations: ['forged-records'] };
    expect((await on(found))[0]).toBe(202);
    const unknown = { ...finding, decision: { file: 'LA.none', number: 1 } };
    expect(told(await propose(g, unknown))).toEqual(refusal('list-decision-unknown'));
    const [first, second] = [await decision(g, institution), await decision(g, institution)];
    const listed = await proposed(g, { ...finding, decision: cited(first) });
    expect((await decide(g, listed))[0]).toBe(200);
    const waiting = await proposed(g, { ...finding, decision: cited(second) });
    await falls(first.file, 'fallen');
    await falls(second.file, 'changed');
    expect((await list(g)).map(({ state, endedWhy }) => [state, endedWhy])).toEqual([
      ['fallen', 'changed'],
      ['fallen', 'annulled'],
      ['proposed', null],
    ]);
    expect(await decide(g, waiting)).toEqual(refusal('list-decision-fallen', 409));
  });

  it('QJ-2.7: its paper does not go round the file: one listing of a decision however its number is typed, fallen with it also in another bureau', async () => {
    const [g, other] = [await Hall.setUp(b), await Hall.setUp(b)];
    const institution = { kind: 'institution', id: await b.institution({ bureau: g.id }) };
    const elsewhere = { kind: 'institution', id: await b.institution({ bureau: other.id }) };
    const paperOf = (no: string, subject = institution, more: Body = {}) => {
      const body = byPaper(subject, more);
      return { ...body, paper: { ...(body['paper'] as Body), documentNo: no } };
    };
    const no = uniqueHex();
    const first = await proposed(g, paperOf(`黔江医保罚〔2025〕${no}号`));
    for (const typed of [`黔江医保罚[2025]${no}号`, `黔江医保罚（２０２５）${no}号`])
      expect(told(await propose(g, paperOf(typed)))).toEqual(refusal('listed-already', 409));
    expect((await decide(g, first, 'h', false))[0]).toBe(200);
    // A decision in a file of the bureau: refused by the file, and no way round it.
    const lenient = await decision(g, institution.id, { discretion: 'lenient' });
    const typed = lenient.documentNo.replace('〔', '(').replace('〕', ')');
    const filed = refusal('list-decision-filed', 409);
    expect(told(await propose(g, { ...finding, decision: cited(lenient) }))).toEqual(
      refusal('not-severe'),
    );
    expect(told(await propose(g, paperOf(typed)))).toEqual(filed);
    // Of another bureau the paper lists, and falls with the decision; one that has fallen lists nobody.
    const there = await proposed(other, paperOf(typed, elsewhere));
    expect((await decide(other, there))[0]).toBe(200);
    await falls(lenient.file, 'fallen');
    expect((await list(other))[0]).toMatchObject({ state: 'fallen', endedWhy: 'annulled' });
    expect(told(await propose(other, paperOf(typed, elsewhere)))).toEqual(
      refusal('list-decision-fallen', 409),
    );
    // It was entered before there was a file: then it is not agreed to any more.
    const early = `测试医保罚〔2025〕${uniqueHex()}号`;
    const waiting = await proposed(g, paperOf(early));
    await decision(g, institution.id, { documentNo: early });
    expect(await decide(g, waiting)).toEqual(filed);
    expect((await decide(g, waiting, 'h', false))[0]).toBe(200);
  });

  it('QJ-2.7 X-7: who decides names what was shown; one certificate is one person; who decided, investigated or was recused does not decide, nor a head of another body', async () => {
    const g = await Hall.setUp(b);
    const institution = await b.institution({ bureau: g.id });
    const { owner } = b;
    const head = (name: string, unit: string) =>
      owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.unit(unit)}, ${`测试${name}`}, '{head}')`;
    await head('hj', 'jgk');
    await head('hb', 'bgs');
    const certificate = owner.json({
      number: `证${uniqueHex()}`,
      validFrom: '2020-01-01',
      validUntil: '2099-01-01',
    });
    // The proposer's second account, and the second account of whoever approved the penalty.
    await owner`update officer set certificate = ${certificate} where id in (${g.o('s')}, ${g.o('hj')})`;
    await owner`update officer set certificate = ${owner.json({ number: `证${uniqueHex()}`, validFrom: '2020-01-01', validUntil: '2099-01-01' })} where id in (${g.o('h2')}, ${g.o('w2')})`;
    const of = cited(
      await decision(g, institution, {}, { approvedBy: g.o('w2'), investigators: [g.o('w')] }),
    );
    const id = await proposed(g, { ...finding, decision: of });
    const step = (await list(g))[0]!.step;
    expect(await decide(g, id, 'hj')).toEqual(refusal('not-authorised', 403));
    expect(await decide(g, id, 'hb')).toEqual(refusal('not-authorised', 403));
    expect(await decide(g, id, 'h2')).toEqual(refusal('not-authorised', 403));
    const say = async (what: string, at: number, by = 'h') =>
      told(
        await g.post(`/v1/joint-punishments/${id}/decision`, { what, step: at, agrees: true }, by),
      );
    expect(await say('removal', step)).toEqual(refusal('proposal-decided', 409));
    expect((await say('listing', step))[0]).toBe(200);
    const off = { why: 'repaired', document: proof };
    expect((await g.post(`/v1/joint-punishments/${id}/removal`, off, 's')).status).toBe(202);
    // The answer was lost and is sent again: it agrees to nothing that came meanwhile.
    expect(await say('listing', step)).toEqual(refusal('proposal-decided', 409));
    expect(await say('removal', step)).toEqual(refusal('proposal-decided', 409));
    expect((await list(g))[0]).toMatchObject({ state: 'listed', removalWhy: 'repaired' });
    // Under the second account of whoever proposes the removal it is the own proposal.
    await owner`update officer set unit_id = ${g.unit('ju')} where id = ${g.o('hj')}`;
    expect(await decide(g, id, 'hj')).toEqual(refusal('proposal-own', 403));
    expect((await decide(g, id))[0]).toBe(200);
    expect((await list(g))[0]).toMatchObject({ state: 'removed' });
  });

  it('QJ-2.7 QHD-2.3: beside an entry stand the credit records of the same institution from the same case, and no others', async () => {
    const g = await Hall.setUp(b);
    const [one, another] = [
      await b.institution({ bureau: g.id }),
      await b.institution({ bureau: g.id }),
    ];
    const [first, second] = [await decision(g, one), await decision(g, another)];
    const record = async (institution: string, { file }: { file: string }) => {
      const id = `XR.${uniqueHex()}`;
      await b.owner`insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by) values (${g.id}, 'institution', ${institution}, '样例机构', ${uniqueHex()}, ${g.o('h')}) on conflict do nothing`;
      await b.owner`insert into credit_source (id, bureau_id, kind, file_id, number, subject_kind, subject_id, told_at) values (${`${file}:1`}, ${g.id}, 'penalty-case', ${file}, 1, 'institution', ${institution}, now()) on conflict do nothing`;
      await b.owner`insert into credit_entry (id, bureau_id, subject_kind, subject_id, class, act_on, words, evidence, source_kind, source_id, recorded_by, unit_id)
        values (${id}, ${g.id}, 'institution', ${institution}, 'basic', '2025-03-03', '样例', '{}', 'penalty-case', ${`${file}:1`}, ${g.o('h')}, ${g.unit('ju')})`;
      return id;
    };
    const own = await record(one, first);
    await record(another, second);
    await proposed(g, { ...finding, decision: cited(first) });
    await proposed(g, byPaper({ kind: 'institution', id: one }));
    expect((await list(g)).map(({ creditRecords }) => creditRecords)).toEqual([[], [own]]);
  });
});
