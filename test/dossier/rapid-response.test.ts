/** 案卷 of a referral with a breach and a late entry: everything in it, for people and for programs, and as it stood before. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau, hours, iso, Matter, people } from '../rapid-response/acts.ts';
import { uniqueHex } from '../setup/unique.ts';
import { agrees, asked, opened, wordsOfDocx, wordsOfPage } from './reading.ts';

let bureau: Bureau;
/** Confirmed; nothing more is done in it. */
let shared: Matter;
/** Of a unit that is no party. */
const coordinator = `o-${uniqueHex()}`;
beforeAll(async () => {
  bureau = await Bureau.open();
  await bureau.owner`insert into unit (id, bureau_id, name) values (${`tj.${coordinator}`}, 'tj', '样例单位')`;
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${coordinator}, ${`tj.${coordinator}`}, 'person', '样例', '{coordinator}')`;
  shared = await late();
  await confirm(shared);
}, 60_000);
afterAll(() => bureau.close());

const evidence = { id: 'e', sha256: 'ab'.repeat(32), where: '档案柜 <3> & "样例"' };

/** A suspension decided in time but entered two hours after the period was over, chased before, confirmed by another unit after. */
async function late(): Promise<Matter> {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  await m.accept(
    'chase',
    { duty: 'decideSuspension', to: 'tj.zfc', channel: 'phone', at: iso(await m.now()) },
    people.coordinator,
  );
  await m.skipTo(m.receivedAt + hours(26));
  await m.accept('suspension-decision', { decidedAt: iso(m.receivedAt + hours(23)) });
  await m.refuse('evidence-confirmation', { duty: 'decideSuspension', confirmed: true, evidence });
  return m;
}
const confirm = (m: Matter) =>
  m.accept(
    'evidence-confirmation',
    { duty: 'decideSuspension', confirmed: true, evidence },
    people.supervision,
  );

describe.concurrent('the dossier of a referral', { timeout: 90_000 }, () => {
  it('X-13 X-4: breach, late entry, confirmation and reversal stand in it with their dates, and agree with every list', async () => {
    const m = shared;
    const { dossier, proof, members } = await opened(bureau, people.regulator, m.file);
    await agrees(bureau, dossier);
    expect(proof.entries).toHaveLength((await m.register()).length);
    expect(dossier).toMatchObject({
      file: m.file,
      made: { by: { officer: people.regulator }, scope: 'full' },
      asOf: null,
      cover: { state: 'open', subject: { id: m.id, kind: 'institution' }, closedAt: null },
      breaches: [
        {
          key: 'decideSuspension',
          state: 'reversed',
          overrunMs: 0,
          doneAt: iso(m.receivedAt + hours(23)),
        },
      ],
      lateEntries: [
        {
          duty: 'decideSuspension',
          claims: iso(m.receivedAt + hours(23)),
          confirmation: { by: { officer: people.supervision }, confirmed: true },
        },
      ],
      reversals: [{ key: 'decideSuspension', reason: 'evidence-confirmed' }],
      withheld: [],
    });
    const decision = dossier.acts.find(({ type }) => type === 'suspension-decision')!;
    expect(decision).toMatchObject({
      title: { zh: '暂停决定' },
      by: { officer: people.payment },
      timing: 'claimed-in-time',
      dates: {
        occurred: iso(m.receivedAt + hours(23)),
        received: expect.any(String),
        recorded: expect.any(String),
      },
    });
    expect(dossier.acts.find(({ state }) => state === 'refused')).toMatchObject({
      refusal: { code: 'same-unit', clause: 'X-13', say: { zh: expect.any(String) } },
    });
    const duty = dossier.duties.find(({ key }) => key === 'decideSuspension')!;
    expect(duty).toMatchObject({ chases: 1, unanswered: 1, state: 'done', force: 'text' });
    expect(duty.explanation.length).toBeGreaterThan(0);
    expect(dossier.cover.numbers.map(({ act }) => act)).toContain(decision.id);
    expect(dossier.documents.items).toContainEqual(
      expect.objectContaining({ id: 'e', where: evidence.where, field: 'evidence' }),
    );
    const [run] = dossier.histories;
    expect(run).toMatchObject({
      state: 'running',
      member: expect.stringMatching(/^history\/001-/),
    });
    expect(run!.principals).toContainEqual(
      expect.objectContaining({ what: 'signaled', act: decision.id, principal: people.payment }),
    );
    // A test of the log may have signed a head of this bureau by now.
    const proofs = [...members.keys()].filter((name) => /^proof\/(log|checkpoint)/.test(name));
    expect([0, 2]).toContain(proofs.length);
    expect(members.size - proofs.length).toBe(9);
  });

  it('X-4: both documents say what the JSON says, and nothing in them is taken for markup', async () => {
    const { text, members, dossier } = await opened(bureau, people.regulator, shared.file);
    const html = text('案卷.html');
    const page = wordsOfPage(html);
    const docx = wordsOfDocx(members.get('案卷.docx')!);
    for (const words of page) expect(docx.body).toContain(words);
    expect(docx.footer).toMatch(/PAGE/);
    expect(docx.footer).toMatch(/NUMPAGES/);
    expect(html).not.toMatch(/<script|档案柜 <3>/);
    const all = page.join('\n');
    for (const { id, title, hash } of dossier.acts)
      for (const said of [id, title.zh, hash]) expect(all).toContain(said);
    for (const { action, explanation, article } of dossier.duties)
      for (const said of [action.zh, article, ...explanation.map(({ zh }) => zh)])
        expect(all).toContain(said);
    for (const { title } of dossier.chronology) expect(all).toContain(title.zh);
    for (const { where, sha256 } of dossier.documents.items)
      for (const said of [where, sha256]) expect(all).toContain(said);
    expect(all).toContain(dossier.proof.head);
  });

  it('X-4: as of an entry or an instant it is what was known then, and says so', async () => {
    const m = await late();
    const before = await opened(bureau, people.regulator, m.file);
    const place = before.proof.entries.at(-1)!;
    await confirm(m);
    await m.accept('decision-reply');
    for (const asOf of [String(place.seq), iso(place.recordedAt)]) {
      const then = await opened(bureau, people.regulator, m.file, { asOf });
      expect(then.dossier.asOf).toMatchObject({ asked: asOf, seq: place.seq });
      expect(then.proof).toEqual(before.proof);
      for (const part of [
        'acts',
        'duties',
        'breaches',
        'lateEntries',
        'reversals',
        'chronology',
      ] as const)
        expect(then.dossier[part]).toEqual(before.dossier[part]);
      expect(then.dossier.breaches[0]!.state).toBe('claimed-in-time');
      expect(then.dossier.cover.stage).toBeNull();
      expect(then.dossier.histories).toMatchObject([{ state: 'later', member: null }]);
      expect(then.text('案卷.html')).toContain(`台账第 ${place.seq} 条`);
    }
    // In the middle of the file the first duty was still open, and what performed it had not come.
    const first = await opened(bureau, people.regulator, m.file, { asOf: '2' });
    expect(first.dossier.acts.map(({ state }) => state)).toEqual(['accepted']);
    expect(first.dossier.duties.every(({ state }) => state === 'open')).toBe(true);
    const wrong = async (asOf: string) =>
      (await asked(bureau, people.regulator, m.file, { asOf })).status;
    expect([
      await wrong('0'),
      await wrong('9999'),
      await wrong('2020-01-01T00:00:00+08:00'),
      await wrong('2199-01-01T00:00:00Z'),
      await wrong('yesterday'),
    ]).toEqual([400, 400, 400, 400, 400]);
  });

  it('X-4: a coordinator is not shown what acts say; its hash stands there instead', async () => {
    const m = shared;
    const { dossier } = await opened(bureau, coordinator, m.file);
    expect(dossier.made.scope).toBe('outline');
    for (const act of dossier.acts)
      expect([act.payload, act.withheld[0]?.sha256]).toEqual([null, act.hash]);
    expect(dossier).toMatchObject({
      documents: { items: [], withheld: { clause: 'X-4' } },
      attempts: { items: [], withheld: { clause: 'X-4' } },
      histories: [{ member: expect.any(String), withheld: null }],
    });
    expect(JSON.stringify(dossier)).not.toContain('022-1');
    const party = await opened(bureau, people.payment, m.file);
    expect(party.dossier.acts[0]!.payload).not.toBeNull();
    expect((await asked(bureau, people.other, m.file)).status).toBe(403);
  });

  it('X-4: a form of it alone; what has not changed is not sent again', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind: 'practitioner' });
    const get = (query: Record<string, string>, headers = {}) =>
      asked(bureau, people.regulator, m.file, query, headers);
    expect(String((await get({ format: 'html' })).body)).toMatch(/^<!doctype html>/);
    expect(wordsOfDocx((await get({ format: 'docx' })).body as Uint8Array).body).toContain(m.file);
    expect((await get({ format: 'pdf' })).status).toBe(400);
    // The same bytes as the archive's member, but for the instant of the making. The file may live on between the two.
    const json = await vi.waitFor(async () => {
      const reply = await get({ format: 'json' });
      const whole = await opened(bureau, people.regulator, m.file);
      const alone = JSON.parse(String(reply.body)) as { file: string; made: { at: string } };
      expect(alone.file).toBe(m.file);
      const { at } = whole.dossier.made;
      expect(String(reply.body).replace(alone.made.at, at)).toBe(whole.text('dossier.json'));
      return reply;
    }, 60_000);
    const etag = json.headers['etag']!;
    expect((await get({ format: 'json' }, { 'If-None-Match': etag })).status).toBe(304);
    expect((await get({ format: 'zip' }, { 'If-None-Match': etag })).status).toBe(200);
    await m.accept('decision-filing');
    expect((await get({ format: 'json' }, { 'If-None-Match': etag })).status).toBe(200);
  });
});
