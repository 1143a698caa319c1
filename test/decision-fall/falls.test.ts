/** TJ51-A1-1.5b, TJ51-7, TJ51-15 A final decision of a rapid response falls, wholly or in part, by two persons, and stands again by two: publicity and lists hear of it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { told, type Body } from '../penalty-case/acts.ts';
import { Publicity, draft, four, words } from '../publicity/acts.ts';
import { Bureau, hours, iso, type Matter } from '../rapid-response/acts.ts';
import {
  begins,
  List,
  openDue,
  recipient,
  registrarOf,
  rowsOf,
  untilTomorrow,
} from '../sanctioned-list/acts.ts';
import { document, documentNo } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { bodies, decided, Fall, fallBody, onCase, superseded, type Bodies } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const CLAUSE = 'TJ51-A1-1.5b';
const refusal = (code: string, status = 422) => [status, code, CLAUSE];
const within = { timeout: 30_000, interval: 50 };

async function listed(who: Bodies): Promise<List> {
  const { jds, regulator, bureau } = who.officers;
  await begins(b, bureau, 1);
  const registrar = await registrarOf(b, `${bureau}.ju`);
  for (const kind of ['health', 'market'])
    expect((await recipient(b, registrar, kind)).status).toBe(200);
  const [file] = await openDue(b, jds);
  await untilTomorrow(b, file!);
  const list = new List(b, file!, jds, regulator);
  expect(await list.confirm()).toEqual([200]);
  return list;
}
async function corrections(who: Bodies, count: number): Promise<List[]> {
  const { jds, regulator } = who.officers;
  return vi.waitFor(async () => {
    const rows = await rowsOf(b, jds, '&kind=correction');
    expect(rows).toHaveLength(count);
    // The newest first.
    return rows.toReversed().map(({ file }) => new List(b, file, jds, regulator));
  }, within);
}
const publicityOf = (who: Bodies, decision: { file: string; number: number }) =>
  draft(b, who.officers, decision.file, { decision });
const rowsFor = async (who: Bodies, m: Matter) =>
  (
    (await b.get(who.officers.regulator, `/v1/decision-falls?decision=${m.file}`)).body as {
      items: ({ file: string } & Body)[];
    }
  ).items;
const waiting = async (who: Bodies): Promise<string[]> =>
  (
    (await b.get(who.officers.jds, '/v1/publicities/candidates')).body as {
      items: { decision: { file: string } }[];
    }
  ).items.map((c) => c.decision.file);

describe.concurrent('决定不再成立', { timeout: 120_000 }, () => {
  it('TJ51-A1-1.5b TJ51-7 TJ51-15 recorded and confirmed by two after the file has ended: it is withdrawn and corrected, and taken back both again', async () => {
    // A bureau that follows the scheme of credit by decision.
    const paper = { id: 'd', sha256: '0'.repeat(64), where: 'oa' };
    const who = await bodies(b, {
      adoptions: [{ instrument: 'QHD', decidedOn: '2025-12-01', document: paper }],
    });
    const { m, number } = await decided(b, who);
    const decision = { file: m.file, number };
    const drafted = await publicityOf(who, decision);
    expect(drafted.status).toBe(201);
    const q = new Publicity(b, who.officers, drafted.body);
    await q.accepted('publicity-approval', { outcome: 'approved', draft: q.draft }, q.staff.head);
    await q.accepted('channel-publication', await q.on('portal'));
    await q.accepted('channel-publication', await q.on('media-1', { outlet: '样例日报' }));
    const sources = () =>
      b.owner<
        { id: string; fallen: boolean }[]
      >`select id, fallen_at is not null as fallen from credit_source where file_id = ${m.file} order by id`;
    const brought = `${m.file}:${number}`;
    await vi.waitFor(
      async () => expect(await sources()).toEqual([{ id: brought, fallen: false }]),
      within,
    );
    const list = await listed(who);
    expect(await list.deliver('health')).toEqual([200]);

    const trying = async (changes: Body = {}, by = who.officers.jds) =>
      told(
        await b.post(
          by,
          '/v1/decision-falls',
          await fallBody(b, decision, who.officers.head, changes),
        ),
      );
    expect(await trying({ decision: { file: m.file, number: 1 } })).toEqual(
      refusal('final-decision-unknown'),
    );
    expect(await trying({}, who.other)).toEqual(refusal('not-owed-by-you', 403));
    expect(await trying({ approver: who.officers.jds })).toEqual(refusal('same-person', 403));
    // Whoever decided.
    expect(await trying({ approver: who.staff.payment })).toEqual(refusal('same-person', 403));
    expect(await trying({ approver: who.officers.jds2 })).toEqual(refusal('approver-missing'));
    expect(await trying({ effectiveAt: '2190-01-01T00:00:00+08:00' })).toEqual(
      refusal('in-the-future'),
    );
    expect(await trying({ decidedAt: '2020-01-01T00:00:00+08:00' })).toEqual(
      refusal('before-trigger'),
    );
    expect(await trying({ outcome: 'changed' })).toEqual(refusal('contradictory-measures'));
    expect(await trying({ by: 'self' })).toEqual(refusal('reason-missing'));

    // 采用 The bureau decides to follow the three days after the publicity was opened; they count from the day on which its file hears of the fall.
    await b.owner`update bureau set settings = settings || '{"publicity": {"withdrawalAdoptedOn": "2020-01-01"}}' where id = ${who.officers.bureau}`;
    await b.owner`update final_decision set decided_at = decided_at - interval '40 days' where file_id = ${m.file}`;
    const earlier = iso(Date.now() - hours(24 * 30));
    const fall = await Fall.record(b, who, decision, {
      decidedAt: earlier,
      effectiveAt: earlier,
    });
    expect(fall.file).toMatch(/^BC\./);
    expect(await trying()).toEqual([409, 'fall-recorded', CLAUSE]);
    // Until it is confirmed the decision stands.
    expect((await q.view()).stage).toBe('publishing');
    expect(told(await fall.retraction())).toEqual(refusal('fall-not-standing', 409));
    expect(
      (await fall.act('fall-confirmation', { outcome: 'confirmed' }, who.officers.jds))[1],
    ).toBe('not-owed-by-you');
    await fall.confirmed('annulled');
    await q.until({ stage: 'withdrawing' });
    const owed = (await q.view()).duties.find(({ duty }) => duty === 'withdrawFromChannel')!;
    expect([owed.force, owed.from > iso(Date.now() - hours(1)), owed.state]).toEqual([
      'reading',
      true,
      'open',
    ]);
    expect(await q.breaches()).toEqual([]);
    expect(await trying()).toEqual(refusal('already-fallen', 409));
    // With the file of the decision, in its register, and in the record of the subject.
    await vi.waitFor(async () => {
      const entries = (await m.register()).filter(({ type }) => type === 'fall-on-record');
      expect(entries.map(({ body }) => body)).toEqual([
        expect.objectContaining({ record: fall.file, outcome: 'annulled', cause: 'court' }),
      ]);
    }, within);
    expect((await m.view()).notes.join()).toContain(fall.file);
    const record = await b.get(who.officers.regulator, `/v1/institutions/${m.id}/record`);
    expect((record.body as { lines: Body[] }).lines).toContainEqual(
      expect.objectContaining({ kind: 'decision-fall', file: fall.file }),
    );
    const dossier = await b.get(who.officers.regulator, `/v1/files/${m.file}/dossier?format=json`);
    expect(dossier.text).toContain('fall-on-record');
    // 先告知，后更正 Nobody is told of a correction who was not told of the decision.
    const [first] = await corrections(who, 1);
    expect((await first!.read()).entries).toEqual([
      expect.objectContaining({ mark: 'correction', state: 'fallen' }),
    ]);
    expect(await first!.deliver('market')).toEqual([409, 'list-not-told', 'TJ51-15']);
    expect(await list.deliver('market')).toEqual([200]);
    expect(await first!.deliver('market')).toEqual([200]);

    // 典型案例 Withdrawn from the media because it had fallen, it is owed there again as on the four channels.
    await q.accepted('channel-withdrawal', await q.off('media-1'));
    expect(await sources()).toEqual([{ id: brought, fallen: true }]);
    const back = await fall.takenBack();
    await q.until({ stage: 'publishing' });
    expect(await q.owes()).toEqual(
      [...four, 'media-1']
        .filter((c) => c !== 'portal')
        .map((c) => `publishOnChannel ${c}`)
        .toSorted(),
    );
    await q.accepted('channel-publication', await q.on('media-1', { outlet: '样例日报' }));
    // QHD-2.2a What stands again is brought again, once.
    await vi.waitFor(
      async () =>
        expect(await sources()).toEqual([
          { id: brought, fallen: true },
          { id: `${brought}:2`, fallen: false },
        ]),
      within,
    );
    await q.accepted('channel-publication', await q.on('wechat'));
    const [, second] = await corrections(who, 2);
    expect((await second!.read()).entries).toEqual([
      expect.objectContaining({ mark: 'correction', state: 'stands' }),
    ]);
    expect(await second!.deliver('health')).toEqual([409, 'list-not-told', 'TJ51-15']);
    expect(await first!.deliver('health')).toEqual([200]);
    expect(await second!.deliver('health')).toEqual([200]);
    expect((await m.view()).notes.join()).toContain(back.file);
    expect(told(await fall.retraction())).toEqual(refusal('fall-not-standing', 409));
    const { items } = (await b.get(who.officers.regulator, `/v1/decision-falls?decision=${m.file}`))
      .body as { items: Body[] };
    expect(items).toEqual([
      expect.objectContaining({ kind: 'stand', state: 'confirmed', takesBack: fall.file }),
      expect.objectContaining({ kind: 'fall', state: 'confirmed', outcome: 'annulled' }),
    ]);
  });

  it('TJ51-A1-1.5b TJ51-7 TJ51-15 in part: what is left is a decision of its own, publicised and told by itself, and may fall too', async () => {
    const who = await bodies(b);
    const { m, number } = await decided(b, who);
    const decision = { file: m.file, number };
    const list = await listed(who);
    const left = [{ measure: 'suspend', endsOn: '2190-01-01' }];
    const trying = async (measures: Body[]) =>
      told(
        await b.post(
          who.officers.jds,
          '/v1/decision-falls',
          await fallBody(b, decision, who.officers.head, { outcome: 'changed', measures }),
        ),
      );
    expect(await trying([{ measure: 'recover', amountFen: 100_001 }])).toEqual(
      refusal('harsher-than-noticed'),
    );
    expect(await trying([{ measure: 'cancel' }])).toEqual(refusal('harsher-than-noticed'));
    expect(
      await trying([{ measure: 'recover', amountFen: 100_000 }, { measure: 'terminate' }]),
    ).toEqual(refusal('left-unchanged'));
    const fall = await Fall.of(b, who, decision, { outcome: 'changed', measures: left });
    const rest = { file: fall.file, number: 1 };
    expect(told(await publicityOf(who, decision))).toEqual([
      409,
      'decision-not-standing',
      'TJ51-7',
    ]);
    expect(await waiting(who)).toEqual([fall.file]);
    const drafted = await publicityOf(who, rest);
    expect(drafted.status).toBe(201);
    expect(await waiting(who)).toEqual([]);
    const [correction] = await corrections(who, 1);
    expect((await correction!.read()).entries).toEqual([
      expect.objectContaining({ state: 'changed', decision: `${m.file}:${number}` }),
    ]);
    // The next list tells the change, and what is left.
    await b.owner`update sanctioned_list set until_on = until_on - 2 where file_id = ${list.file}`.catch(
      () => undefined,
    );
    const [asNow] = await b.owner<
      { entries: Body[] }[]
    >`select list_decisions(${list.file}) as entries`;
    expect(asNow!.entries).toEqual(
      expect.arrayContaining([
        { file: m.file, number, mark: 'correction', turn: 1 },
        { file: fall.file, number: 1, mark: 'new' },
      ]),
    );
    // What is left falls too; then the first record cannot be taken back before that one.
    expect(
      told(
        await b.post(
          who.officers.jds,
          '/v1/decision-falls',
          await fallBody(b, rest, who.officers.head),
        ),
      ),
    ).toEqual(refusal('same-person', 403));
    const further = await Fall.of(b, who, rest, {}, who.head2);
    const q = new Publicity(b, who.officers, drafted.body);
    await q.until({ stage: 'closed', outcome: 'decision-fell' });
    expect(told(await fall.retraction())).toEqual(refusal('fall-not-standing', 409));
    await further.takenBack();
    // It was never approved: it is waiting again.
    await vi.waitFor(async () => expect(await waiting(who)).toEqual([fall.file]), within);
    await fall.takenBack();
    await vi.waitFor(async () => expect(await waiting(who)).toEqual([m.file]), within);
    expect((await publicityOf(who, decision)).status).toBe(201);
  });

  it('TJ51-A1-1.5b withdrawn by its unit or rejected by the head, with a reason, it changes nothing; the suspension of a decision that fell is shown', async () => {
    // X-11 A bureau of another place that follows the instrument by decision: every period is management, whatever its settings adopt.
    const who = await bodies(b, {
      area: '130300',
      adoptions: [
        {
          instrument: 'TJ51',
          decidedOn: '2025-12-01',
          document: { id: 'd', sha256: '0'.repeat(64), where: 'oa' },
        },
      ],
      settings: { publicity: { withdrawalAdoptedOn: '2020-01-01' } },
    });
    const { m, number } = await decided(b, who, [{ measure: 'suspend', reviewOn: '2190-01-01' }]);
    const decision = { file: m.file, number };
    const q = new Publicity(b, who.officers, (await publicityOf(who, decision)).body);
    await q.accepted('publicity-approval', { outcome: 'approved', draft: q.draft }, q.staff.head);
    await q.accepted('channel-publication', await q.on('portal'));
    const mistaken = await Fall.record(b, who, decision);
    expect(await mistaken.act('fall-withdrawal', {}, who.officers.jds)).toEqual(
      refusal('reason-missing'),
    );
    const why = { reason: '文书尚未生效' };
    expect(await mistaken.act('fall-withdrawal', why, who.officers.jds)).toEqual([200]);
    await mistaken.until({ stage: 'closed', outcome: 'withdrawn' });
    const doubtful = await Fall.record(b, who, decision);
    const no = { outcome: 'rejected' };
    expect(await doubtful.act('fall-confirmation', no)).toEqual(refusal('reason-missing'));
    expect(await doubtful.act('fall-confirmation', { ...no, ...why })).toEqual([200]);
    await doubtful.until({ stage: 'closed', outcome: 'rejected' });
    expect((await m.view()).notes.join()).not.toContain('BC.');
    // Nobody confirms late without its being shown; it is no breach.
    const fall = await Fall.record(b, who, decision);
    await b.skip(fall.file, 24 * 6);
    await fall.until({ attention: 'management-overdue' });
    await fall.confirmed('annulled');
    await q.until({ stage: 'withdrawing' });
    expect((await q.view()).duties.map(({ force }) => force)).toEqual(four.map(() => 'management'));
    const desk = await b.get(who.officers.regulator, '/v1/desk');
    expect(desk.text).toContain('决定已不成立、暂停仍在执行的案卷');
    expect(await m.view()).toMatchObject({ closedAt: null });
    await m.accept('suspension-review', { outcome: 'lift' });
  });

  it('TJ51-A1-1.5b TJ51-14.1 what rests on a penalty case falls with it, without a second entry; what was only changed is put to a head', async () => {
    const who = await bodies(b);
    const { jds, head, regulator } = who.officers;
    const [annulled, changed] = await Promise.all([onCase(b, who), onCase(b, who)]);
    expect(
      told(
        await b.post(
          jds,
          '/v1/decision-falls',
          await fallBody(b, { file: annulled.c.file, number: 1 }, head),
        ),
      ),
    ).toEqual(refusal('decision-of-a-case'));
    await superseded(b, annulled.c, 'annulled');
    await superseded(b, changed.c, 'changed');
    const [followed] = await vi.waitFor(async () => {
      const rows = await rowsFor(who, annulled.m);
      expect(rows).toEqual([
        expect.objectContaining({
          state: 'confirmed',
          cause: 'penalty-case',
          restsOn: annulled.c.file,
          outcome: 'annulled',
        }),
      ]);
      return rows;
    }, within);
    await vi.waitFor(
      async () => expect((await annulled.m.view()).notes.join()).toContain(followed!.file),
      within,
    );
    const [asked] = await vi.waitFor(async () => {
      const rows = await rowsFor(who, changed.m);
      expect(rows).toEqual([expect.objectContaining({ state: 'recorded', cause: 'penalty-case' })]);
      return rows;
    }, within);
    const confirming = (body: Body, by: string) =>
      b.post(by, `/v1/files/${asked!.file}/acts/fall-confirmation`, body);
    await vi.waitFor(async () => {
      const { body } = await b.get(regulator, `/v1/files/${asked!.file}`);
      expect((body as { duties: unknown[] }).duties).not.toEqual([]);
    }, within);
    expect(told(await confirming({ outcome: 'confirmed' }, who.staff.payment))[1]).toBe(
      'not-owed-by-you',
    );
    // The system's question is nobody's to withdraw.
    expect(
      told(
        await b.post(who.staff.payment, `/v1/files/${asked!.file}/acts/fall-withdrawal`, {
          reason: '样例',
        }),
      )[1],
    ).toBe('not-awaited');
    expect(told(await confirming({ outcome: 'confirmed' }, head))).toEqual([200]);
    await vi.waitFor(
      async () => expect((await changed.m.view()).notes.join()).toContain(asked!.file),
      within,
    );
  });

  it('TJ51-A1-1.5b TJ51-14.1 X-7 a case that was changed and annulled by its successor takes it along, and nothing stands again over an annulled case', async () => {
    const who = await bodies(b);
    const { jds, jds2, head, regulator } = who.officers;
    const name = `欧阳${uniqueHex()}`;
    await b.owner`update officer set name = ${name} where id = ${jds2}`;
    // 同一人 The second account of whoever investigated the case.
    const twin = `${jds2}-2`;
    await b.owner`insert into officer (id, unit_id, kind, name, roles, certificate) select ${twin}, ${`${who.officers.bureau}.ju`}, 'person', 'twin', '{head}', certificate from officer where id = ${jds2}`;
    const [chain, mistaken] = await Promise.all([onCase(b, who), onCase(b, who)]);
    const of = ({ m, number }: typeof chain) => ({ file: m.file, number });

    // 曝光 What only the case behind the response knows is masked, and whoever investigated there does not approve.
    const text = `${words.text}${name}参与。`;
    expect(told(await draft(b, who.officers, '', { decision: of(chain), text }))).toEqual([
      422,
      'person-unmasked',
      'TJ51-7',
    ]);
    const q = new Publicity(b, who.officers, (await publicityOf(who, of(chain))).body);
    const approved = { outcome: 'approved', draft: q.draft };
    expect(await q.act('publicity-approval', approved, twin)).toEqual([
      422,
      'approver-missing',
      'TJ51-7',
    ]);
    // Nor does the drafter, by another account.
    const drafter = `${jds}-2`;
    await b.owner`insert into officer (id, unit_id, kind, name, roles, certificate) select ${drafter}, ${`${who.officers.bureau}.ju`}, 'person', 'drafter', '{head}', certificate from officer where id = ${jds}`;
    expect(await q.act('publicity-approval', approved, drafter)).toEqual([
      403,
      'same-person',
      'TJ51-7',
    ]);
    await q.accepted('publicity-approval', approved, head);
    await q.accepted('channel-publication', await q.on('portal'));

    // 误记 The response fell by mistake; the second account of the investigator confirms nothing; meanwhile its case is annulled.
    const fall = await Fall.record(b, who, of(mistaken));
    expect((await fall.act('fall-confirmation', { outcome: 'confirmed' }, twin))[1]).toBe(
      'approver-missing',
    );
    await fall.confirmed('annulled');
    await superseded(b, mistaken.c, 'annulled');

    // 变更后撤销 A head is asked about the change; the successor is annulled before the answer.
    const successor = await superseded(b, chain.c, 'changed');
    await vi.waitFor(
      async () =>
        expect(await rowsFor(who, chain.m)).toEqual([
          expect.objectContaining({ state: 'recorded', restsOn: chain.c.file }),
        ]),
      within,
    );
    await successor.decided();
    await successor.accepted('decision-reversal', {
      documentNo: documentNo(),
      by: 'court',
      outcome: 'annulled',
      again: true,
      decidedAt: await successor.now(),
      document: document(20),
      reason: '样例',
    });
    const [followed] = await vi.waitFor(async () => {
      const rows = await rowsFor(who, chain.m);
      expect(rows).toEqual([
        expect.objectContaining({ state: 'confirmed', restsOn: successor.file }),
        expect.objectContaining({ state: 'withdrawn', restsOn: chain.c.file }),
      ]);
      return rows;
    }, within);
    await q.until({ stage: 'withdrawing' });

    // 撤回 By no record does it stand again while the case is annulled.
    const annulled = refusal('ground-annulled', 409);
    const retracted = new Fall(b, who, followed!.file, head);
    expect(told(await retracted.retraction())).toEqual(annulled);
    await fall.takenBack();
    const [withCase] = await vi.waitFor(async () => {
      const rows = await rowsFor(who, mistaken.m);
      expect(rows).toEqual([
        expect.objectContaining({ state: 'confirmed', cause: 'penalty-case' }),
        expect.objectContaining({ state: 'confirmed', kind: 'stand', takesBack: fall.file }),
        expect.objectContaining({ state: 'confirmed', kind: 'fall', cause: 'court' }),
      ]);
      return rows;
    }, within);
    expect(told(await publicityOf(who, of(mistaken)))[1]).toBe('decision-not-standing');
    const [row] = await b.owner<
      { state: string; turn: number }[]
    >`select state, turn from final_decision where file_id = ${mistaken.m.file}`;
    // Not for an instant.
    expect(row).toEqual({ state: 'fallen', turn: 1 });
    expect(told(await new Fall(b, who, withCase!.file, head).retraction())).toEqual(annulled);
    expect((await b.get(regulator, `/v1/files/${mistaken.m.file}`)).text).toContain(withCase!.file);
  });
});
