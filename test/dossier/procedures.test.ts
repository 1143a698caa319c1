/** 案卷 of a case on commitment to its end, of a complaint whose words are sealed, and of an inspection that is not announced yet. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau, Matter, people } from '../commitment-case/acts.ts';
import { Fixture, ok, told, addDays, today } from '../inspection/acts.ts';
import { Visit } from '../inspection/visits.ts';
import { agrees, asked, opened, sha256, wordsOfDocx, wordsOfPage } from './reading.ts';

let bureau: Bureau;
let g: Fixture;
let sup: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  g = await Fixture.open();
  const unit = `${g.id}.jd`;
  await g.bureau
    .owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${unit}, ${g.id}, '样例执法监督科', ${g.prefecture}, '{enforcement-supervision}')`;
  sup = await g.officer(unit, 's1', ['handler']);
});
afterAll(async () => {
  await bureau.close();
  await g.close();
});

describe.concurrent('dossiers of other procedures', { timeout: 90_000 }, () => {
  it('TJ84-7 X-4: of a case that has ended, with the history that is kept under the hash that its register states', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, { result: 'conforming' });
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    await vi.waitFor(
      async () => {
        await bureau.service.background.histories.keep(m.file);
        expect((await m.register()).at(-1)!.type).toBe('history-kept');
      },
      { timeout: 20_000, interval: 200 },
    );
    const { dossier, proof, text, members } = await opened(bureau, people.regulator, m.file);
    expect(dossier.histories.map(({ state }) => state)).toEqual(['kept']);
    await agrees(bureau, dossier);
    expect(dossier).toMatchObject({
      cover: {
        state: 'closed',
        outcome: { code: 'conforming', title: { zh: '符合承诺' } },
        closedAt: expect.any(String),
        procedure: { title: { zh: '承诺制事项' } },
      },
      rules: { instruments: expect.arrayContaining([expect.objectContaining({ id: 'TJ84' })]) },
    });
    const [run] = dossier.histories;
    const stated = proof.entries.find(({ type }) => type === 'history-kept')!;
    expect([run!.seq, run!.sha256]).toEqual([stated.seq, stated.body!['sha256']]);
    expect(run!.builds).toHaveLength(1);
    const signalled = run!.principals.filter(({ what }) => what === 'signaled');
    expect(signalled.map(({ principal, act }) => [act, principal])).toEqual(
      dossier.acts.slice(1).map(({ id, by }) => [id, by.officer]),
    );
    const docx = wordsOfDocx(members.get('案卷.docx')!).body;
    for (const words of wordsOfPage(text('案卷.html'))) expect(docx).toContain(words);
  });

  it('QY-17.1: what a complaint says in confidence is in no member, and is said to be withheld; whom it is about has no dossier', async () => {
    const secret = {
      narrative: '检查人员态度粗暴，反复上门',
      complainant: { name: '王某某', contact: '13900000000' },
    };
    const reply = await g.bureau.post(sup, '/v1/enforcement-complaints', {
      channel: 'hotline',
      grounds: ['rough-enforcement'],
      body: g.county,
      ...secret,
    });
    const { file } = reply.body as { file: string };
    const { dossier, members, text } = await opened(g.bureau, sup, file);
    await agrees(g.bureau, dossier);
    expect(dossier.withheld).toContainEqual(
      expect.objectContaining({
        clause: 'QY-17.1',
        say: expect.objectContaining({ zh: '反映人和内容密封，依规不予显示' }),
      }),
    );
    expect(text('案卷.html')).toContain('反映人和内容密封，依规不予显示');
    const all = [...members].map(([name, bytes]) =>
      name.endsWith('.docx') ? wordsOfDocx(bytes).body : new TextDecoder().decode(bytes),
    );
    for (const said of [secret.narrative, secret.complainant.name, secret.complainant.contact])
      for (const member of all) expect(member).not.toContain(said);
    const refused = await asked(g.bureau, g.of(g.county, '3'), file);
    expect([refused.status, JSON.parse(String(refused.body))]).toMatchObject([
      403,
      { code: 'not-independent', clause: 'QY-17.1' },
    ]);
  });

  it('QY-10.3: before the door is opened a regulator has the chain without what it says; who may know it has all, gates too', async () => {
    const institution = await g.institution();
    const file = await g.filed(await g.plan(institution));
    const regulator = g.of(g.prefecture, 'reg');
    const before = await opened(g.bureau, regulator, file);
    expect(before.dossier).toMatchObject({
      made: { scope: 'withheld' },
      cover: { subject: null, notes: [], numbers: [] },
      gates: { items: [], withheld: { clause: 'QY-10.3' } },
      histories: [{ member: null, principals: [] }],
    });
    expect(before.proof.entries.every(({ body }) => body === null)).toBe(true);
    for (const act of before.dossier.acts)
      expect([act.by.officer, act.payload]).toEqual(['—', null]);
    for (const [name, bytes] of before.members) {
      const said = name.endsWith('.docx')
        ? wordsOfDocx(bytes).body
        : new TextDecoder().decode(bytes);
      for (const hidden of [institution, g.handler, addDays(today(), 2)])
        expect(said).not.toContain(hidden);
    }
    // Nor is it shown who has decided on an outage in it, and why.
    const { owner } = g.bureau;
    const [duty] = await owner<
      { key: string }[]
    >`insert into breach (file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, state)
      select file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, 'standing' from duty where file_id = ${file} limit 1 returning key`;
    await owner`insert into breach_dispute (file_id, key, outages, decision, decided_at, decided_by, decided_unit, reason)
      select ${file}, ${duty!.key}, '[]', 'upheld', now(), id, unit_id, '核对后决定' from officer where id = ${g.head}`;
    const force = async (to: string) =>
      owner`update duty set force = ${to} where file_id = ${file} and key = ${duty!.key}`;
    const [was] = await owner<
      { force: string }[]
    >`select force from duty where file_id = ${file} and key = ${duty!.key}`;
    // Only what is owed by law is breached.
    await force('text');
    const decided = async (officer: string) => {
      const reply = await g.bureau.get(officer, `/v1/breaches?file=${file}`);
      expect(reply.status, reply.text).toBe(200);
      return (reply.body as { items: { outage: object }[] }).items.map(({ outage }) => outage);
    };
    expect(await decided(regulator)).toMatchObject([
      { state: 'upheld', decidedBy: null, decidedUnit: null, reason: null },
    ]);
    expect(await decided(g.head)).toMatchObject([{ decidedBy: g.head, reason: '核对后决定' }]);
    await owner.begin(async (tx) => {
      for (const table of ['breach_dispute', 'breach']) {
        await tx.unsafe(`alter table ${table} disable trigger user`);
        await tx`delete from ${tx(table)} where file_id = ${file}`;
        await tx.unsafe(`alter table ${table} enable trigger user`);
      }
    });
    await force(was!.force);
    const known = await opened(g.bureau, g.head, file);
    await agrees(g.bureau, known.dossier);
    // The same chain, and every body that was withheld has the hash that stood in its place.
    expect(known.proof.head).toBe(before.proof.head);
    expect(known.dossier.cover.subject).toMatchObject({ kind: expect.any(String) });
    expect(known.dossier.gates.items.length).toBeGreaterThan(0);
    expect(known.dossier.acts[0]!.payload).toMatchObject({ institution });
    expect(known.dossier.acts[0]!.hash).toBe(before.dossier.acts[0]!.withheld[0]!.sha256);
    expect(sha256(known.text('案卷.html'))).not.toBe(sha256(before.text('案卷.html')));
    expect(told(await g.approve(file))).toEqual(ok);
    await g.toDay(file, addDays(today(), 1));
    expect(told(await g.start(file))).toEqual(ok);
    const after = await opened(g.bureau, regulator, file);
    expect(after.dossier).toMatchObject({ made: { scope: 'full' }, withheld: [] });
    expect(
      after.proof.entries.slice(0, before.proof.entries.length).map(({ hash }) => hash),
    ).toEqual(before.proof.entries.map(({ hash }) => hash));
  });

  it('X-3: what each gate answered stands there under its article', async () => {
    const visit = await Visit.open(g, today());
    const { dossier } = await opened(g.bureau, g.of(g.prefecture, 'reg'), visit.file);
    await agrees(g.bureau, dossier);
    expect(new Set(dossier.gates.items.map(({ outcome }) => outcome))).toContain('passed');
    expect(dossier.gates.items.every(({ article }) => article !== null)).toBe(true);
  });
});
