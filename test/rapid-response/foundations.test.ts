/** What an act must rest on: a decision on its opinion, an answer on its letter, a number on the filed case, a name on the registry, a suspension on its clause. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import {
  Bureau,
  clauseOf,
  document,
  documentNo,
  hours,
  iso,
  Matter,
  people,
  suspension,
  told,
  units,
} from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;
const hash = (no: string) => createHash('sha256').update(no).digest('hex').slice(0, 16);
const opened = (kind: (typeof both)[number][0], direction: 'A' | 'B' = 'B') =>
  Matter.open(bureau, { direction, kind });

describe.concurrent.each(both)(
  'TJ51-3.V, TJ51-A1-1.5b, TJ51-A1-2.5b what cannot be undone rests on the opinion, %s',
  (kind, n) => {
    const end = kind === 'institution' ? 'terminate' : 'cancel';
    const heard = async (opinion: Record<string, unknown>) => {
      const m = await opened(kind);
      await m.accept('filing-decision');
      await m.accept('case-closure');
      await m.hear(opinion);
      return m;
    };
    const decide = async (m: Matter) =>
      told(await m.refuse('final-decision', { measures: [{ measure: end }] }));

    it('cannot: on an opinion that establishes nothing, whatever it recommends; a lesser measure departs from it and is shown', async () => {
      const m = await heard({ confirmed: false, recommended: [end] });
      expect(await decide(m)).toEqual([422, 'end-unfounded', 'TJ51-3.V']);
      await m.decide({ measure: 'warn' }, { measure: 'restore' });
      expect((await m.view()).notes).toContainEqual(
        expect.stringContaining('departs from what the opinion recommends'),
      );
      expect((await m.register()).find((e) => e.type === 'departs-from-opinion')).toMatchObject({
        clause: `TJ51-A1-${n}.5b`,
        body: { confirmed: false, recommended: [end], decided: ['warn', 'restore'] },
      });
    });

    it('cannot: without a recommendation that carries it, unless the veto forces it', async () => {
      const m = await heard({ recommended: ['recover'] });
      expect(await decide(m)).toEqual([422, 'end-not-recommended', `TJ51-A1-${n}.5b`]);
      const forced = await heard({ keyViolations: ['forged-records'], recommended: ['recover'] });
      await forced.decide({ measure: end });
      expect((await forced.register()).filter((e) => e.type === 'departs-from-opinion')).toEqual(
        [],
      );
    });

    it('an opinion that was judged before the file was told of recommendations: what it recommends on file counts', async () => {
      const m = await heard({ recommended: [end] });
      const opinion = (await m.register()).find(
        (e) => (e.body['act'] as { type?: string } | undefined)?.type === 'opinion',
      )!;
      expect((opinion.body['act'] as { facts: object }).facts).toEqual({
        confirmed: true,
        keyViolations: [],
        recommended: [end],
      });
      const [known] =
        await bureau.owner`select known_rapid_response__final_decision(f, i) as known from file f join inbox i on i.file_id = f.id and i.number = 1 where f.id = ${m.file}`;
      expect(known!['known']).toEqual({ recommended: [end] });
      await m.decide({ measure: end });
    });
  },
);

describe.concurrent.each(both)(
  'TJ51-A1-1.2a, TJ51-A1-2.2a a further letter through POST /v1/rapid-responses, %s',
  (kind, n) => {
    const send = async (m: Matter, changes: object = {}, by = people.supervision) => {
      const no = documentNo();
      const reply = await m.refer({ documentNo: no, ...changes }, by);
      expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
      return hash(no);
    };
    const owed = async (m: Matter) =>
      (await m.possible()).filter((act) => act === 'further-answer letter').length;

    it('the same ground from the same body brings nothing new; a new ground, another one, a new suspicion or its own word does', async () => {
      const m = await opened(kind, 'A');
      await send(m);
      await send(m, { grounds: ['refusal'], newFacts: false });
      expect(await owed(m)).toBe(0);
      await send(m, { grounds: ['refusal'] });
      expect(await owed(m)).toBe(0);
      await send(m, { newFacts: true });
      expect(await owed(m)).toBe(1);
      await send(m, { suspectedKeyViolations: ['false-claim'] });
      expect(await owed(m)).toBe(2);
      await send(m, { suspectedKeyViolations: ['false-claim'] });
      expect(await owed(m)).toBe(2);
      for (const round of [3, 4]) {
        await send(m, { grounds: ['other'], otherGround: '样例' });
        expect(await owed(m)).toBe(round);
      }
      const { notes } = await m.view();
      expect(notes.filter((note) => note.includes('虚假申报（TJ51-3.2）'))).toHaveLength(1);
    });

    it('a suspension decided after it is its answer, at its own 24 hours; no breach is left', async () => {
      const m = await opened(kind, 'A');
      const [first, second] = [
        await send(m, { newFacts: true }),
        await send(m, { newFacts: true }),
      ];
      await m.skip(2);
      const { id } = await m.accept('suspension-decision');
      expect(await owed(m)).toBe(0);
      for (const [i, letter] of [first, second].entries())
        expect(await m.deadline(`answerFurtherLetter:${letter}:${i + 1}`)).toMatchObject({
          state: 'done',
          clause: `TJ51-A1-${n}.2a`,
        });
      expect(
        (await m.register()).filter((e) => e.type === 'duty-performed').map((e) => e.act),
      ).toEqual([id, id]);
      await m.skip(30);
      expect((await m.breaches()).filter((b) => b.clause === `TJ51-A1-${n}.2a`)).toEqual([]);
      // A letter that comes after the decision is answered by itself.
      const third = await send(m, { newFacts: true });
      expect(await owed(m)).toBe(1);
      await m.accept('further-answer', { letter: third });
      expect((await m.status()).history).toHaveLength(1);
    });

    it('decided before it: the letter stays to be answered; no-change answers its own letter only; a review answers them all', async () => {
      const m = await opened(kind, 'A');
      // Not at a whole second: that could lie anywhere in it.
      const decidedAt = iso(m.receivedAt % 1000 === 0 ? m.receivedAt + 1 : m.receivedAt);
      const first = await send(m, { newFacts: true });
      await send(m, { newFacts: true });
      await m.accept('suspension-decision', { decidedAt });
      expect(await owed(m)).toBe(2);
      await m.accept('further-answer', { letter: first });
      expect(await owed(m)).toBe(1);
      await m.accept('suspension-review', { outcome: 'lift' });
      expect(await owed(m)).toBe(0);
    });

    it("the mirror: 监督所 files its case after the other body's letter, and that answers it; filed in answer, it is the case of the file", async () => {
      const m = await opened(kind, 'A');
      await m.accept('further-letter', { newFacts: undefined }, people.centre);
      expect(await owed(m)).toBe(1);
      await m.accept('filing-decision');
      expect(await owed(m)).toBe(0);
      const b = await opened(kind);
      const no = documentNo();
      await b.accept('further-letter', { documentNo: no, newFacts: true }, people.centre);
      await b.accept(
        'further-answer',
        { letter: hash(no), outcome: 'filed', caseNo: 'JYJ-2026-7' },
        people.supervision,
      );
      expect(await b.deadline('decideFiling')).toMatchObject({ state: 'done' });
      expect(told(await b.refuse('case-reply'))).toEqual([
        422,
        'case-number-differs',
        `TJ51-A1-${n}.4c`,
      ]);
      await b.accept('case-reply', { caseNo: 'JYJ-2026-7' });
    });

    it("its grounds join the file's: what rested on refusal alone rests on suspicion too", async () => {
      const subject = await Matter.open(bureau, {
        direction: 'A',
        kind,
        letter: { grounds: ['refusal'] },
        ...(kind === 'institution' && {
          agreement: { clauses: [{ id: '第33条', covers: ['suspension'] }] },
        }),
      });
      if (kind === 'practitioner')
        await bureau.owner`update practitioner set agreement = jsonb_set(agreement, '{clauses}', '[{"id": "第33条", "covers": ["suspension"]}]') where id = ${subject.id}`;
      expect(
        told(await subject.refuse('suspension-decision', { agreementClause: '第33条' })),
      ).toEqual([422, 'no-refusal-clause', 'TJ51-13.1']);
      await send(subject);
      expect(await owed(subject)).toBe(1);
      await subject.accept('suspension-decision', { agreementClause: '第33条' });
    });

    it('cannot: a ground that is none against a practitioner', async () => {
      const m = await opened(kind, 'A');
      const reply = told(
        await m.refuse('further-letter', { grounds: ['agreement-breach'] }, people.supervision),
      );
      expect(reply).toEqual(
        kind === 'institution'
          ? [200, 'accepted', undefined]
          : [422, 'wrong-ground', 'TJ51-A1-2.1a'],
      );
    });
  },
);

describe.concurrent.each(both)(
  'TJ51-A1-1.4c, TJ51-A1-2.4c, TJ51-14.1, TJ51-14.3, X-7 the case and its people, %s',
  (kind, n) => {
    it('reply and closure name the case that was filed', async () => {
      const m = await opened(kind);
      await m.accept('filing-decision');
      for (const act of ['case-reply', 'case-closure']) {
        const answer = await m.refuse(act, { caseNo: 'JYJ-2026-2' });
        expect([act, ...told(answer)]).toEqual([
          act,
          422,
          'case-number-differs',
          `TJ51-A1-${n}.4c`,
        ]);
        await m.accept(act);
      }
      // In direction A the case may never have been named here.
      const a = await opened(kind, 'A');
      await a.accept('case-closure', { caseNo: 'JYJ-2026-9' });
    });

    it('cannot: a reviewer, investigator or participant who is nobody, of another bureau, a system, or removed before', async () => {
      const m = await opened(kind);
      await m.accept('filing-decision');
      const review = (reviewer: string) => ({ legalReview: { document: document(6), reviewer } });
      const talk = (one: string) => ({
        discussion: { document: document(7), participants: ['o-jds-1', 'o-head', one] },
      });
      for (const one of ['o-nobody', people.other, 's-oa', people.removed]) {
        expect([one, ...told(await m.refuse('case-closure', review(one)))]).toEqual([
          one,
          422,
          'officer-unregistered',
          'TJ51-14.1',
        ]);
        expect([
          one,
          ...told(await m.refuse('case-closure', { investigators: ['o-jds-1', one] })),
        ]).toEqual([one, 422, 'officer-unregistered', 'TJ51-14.1']);
        expect([one, ...told(await m.refuse('case-closure', talk(one)))]).toEqual([
          one,
          422,
          'officer-unregistered',
          'TJ51-14.3',
        ]);
      }
      expect(told(await m.refuse('case-closure', review(people.supervision2)))).toEqual([
        422,
        'reviewer-unqualified',
        'TJ51-14.1',
      ]);
      // Removed while the case was open: had investigated until then, and reviews nothing any more.
      const gone = `o-t-${m.id}`;
      await bureau.owner`insert into officer (id, unit_id, kind, name, roles, removed_on) values (${gone}, 'tj.jds', 'person', '样例', ${['legal-reviewer']}, ${addDays(civilDateOf(await m.now()), 1)})`;
      await m.skip(30);
      expect(told(await m.refuse('case-closure', review(gone)))).toEqual([
        422,
        'officer-unregistered',
        'TJ51-14.1',
      ]);
      await m.accept('case-closure', { investigators: ['o-jds-1', gone] });
    });

    it('a suspension, and its review, rest on a clause that covers what is alleged', async () => {
      const covering = [
        { id: '第1条', covers: ['patients-informed'] },
        { id: '第2条', covers: ['suspected-violation'] },
        { id: '第3条', covers: ['refusal'] },
      ];
      const on = async (m: Matter) => {
        await bureau.owner`update ${bureau.owner(kind)} set agreement = jsonb_set(agreement, '{clauses}', ${bureau.owner.json(covering)}) where id = ${m.id}`;
        return m;
      };
      const m = await on(await opened(kind, 'A'));
      for (const agreementClause of ['第1条', '第3条'])
        expect(told(await m.refuse('suspension-decision', { agreementClause }))).toEqual([
          422,
          'clause-not-covering',
          `TJ51-A1-${n}.2a`,
        ]);
      await m.accept('suspension-decision', { agreementClause: '第2条' });
      const keep = { outcome: 'confirm', reason: '样例', reviewOn: '2190-01-01' };
      expect(
        told(await m.refuse('suspension-review', { ...keep, agreementClause: '第1条' })),
      ).toEqual([422, 'clause-not-covering', 'X-14']);
      expect(
        told(await m.refuse('suspension-review', { ...keep, agreementClause: '第9条' })),
      ).toEqual([422, 'clause-unknown', 'X-14']);
      await m.accept('suspension-review', { ...keep, agreementClause: '第2条' });
      const b = await on(await Matter.subject(bureau, { direction: 'B', kind }));
      expect(
        told(await b.refused({ suspension: suspension(kind, { agreementClause: '第1条' }) })),
      ).toEqual([
        422,
        'clause-not-covering',
        kind === 'institution' ? 'TJ51-A1-1.1c' : 'TJ51-A1-2.1b',
      ]);
      expect(
        (await b.refer({ suspension: suspension(kind, { agreementClause: '第3条' }) })).status,
      ).toBe(201);
    });
  },
);

describe.concurrent.each(both)(
  'TJ51-A1-1.3a, TJ51-A1-2.3 notices served before the letter of direction B, %s',
  (kind) => {
    const clause = kind === 'institution' ? 'TJ51-A1-1.3a' : 'TJ51-A1-2.3';
    const notice = (recipient: string, servedAt: number) => ({
      recipient,
      documentNo: documentNo(),
      document: document(11),
      method: 'direct',
      servedAt: iso(servedAt),
      proof: document(12),
      patientsInformedBy: '2190-01-01',
    });
    const ago = (n: number) => Date.now() - hours(n);

    it("perform what is owed, with the gap on record and the patients' time running; suspected key violations are shown and veto nothing", async () => {
      const m = await Matter.subject(bureau, { direction: 'B', kind });
      const [decidedAt, servedAt] = [ago(3), ago(2)];
      const reply = await m.refer({
        suspectedKeyViolations: ['obstruction'],
        suspension: suspension(kind, {
          decidedAt: iso(decidedAt),
          startsAt: iso(decidedAt),
          notices: m.recipients.map((r) => notice(r, servedAt)),
        }),
      });
      expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
      m.file = (reply.body as { file: string }).file;
      for (const item of m.recipients) {
        expect(await m.deadline(`noticeOfStart:${item}`)).toMatchObject({
          state: 'done',
          doneAt: iso(servedAt),
          clause,
        });
        expect(await m.deadline(`informPatients:${item}`)).toMatchObject({
          state: 'open',
          lastDay: '2190-01-01',
        });
      }
      expect(await m.possible()).toEqual(
        m.set(
          'decision-filing',
          'filing-decision',
          'further-letter',
          'patient-notice-proof*',
          'suspension-review',
        ),
      );
      expect((await m.register()).filter((e) => e.type === 'notice-gap')).toMatchObject(
        m.recipients.map(() => ({
          body: { servedAt: iso(servedAt), gapMs: servedAt - decidedAt },
        })),
      );
      expect((await m.view()).notes).toEqual([expect.stringContaining('TJ51-3.8')]);
      await m.informPatients();
      await m.accept('decision-filing');
      await m.investigate();
      await m.hear();
      await m.decide({ measure: 'restore' });
    });

    it('with a letter that joins: they perform what the suspension that counts owes', async () => {
      const m = await opened(kind, 'A');
      const decidedAt = iso(ago(2));
      const reply = await bureau.post(people.centre, '/v1/rapid-responses', {
        direction: 'B',
        subject: { kind, id: m.id },
        documentNo: documentNo(),
        document: document(),
        grounds: ['suspected-violation', 'refusal'],
        suspension: {
          decidedAt,
          startsAt: decidedAt,
          agreementClause: clauseOf(kind),
          document: document(3),
          notices: [notice(m.id, ago(1))],
        },
      });
      expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
      expect((await m.possible()).filter((act) => act.startsWith('suspension-notice'))).toEqual(
        m.heads.map((_, i) => `suspension-notice head${i + 1}`),
      );
      expect(await m.status()).toMatchObject({
        suspended: true,
        registered: 'suspended',
        current: { startsAt: decidedAt },
      });
    });

    it('cannot: to a stranger, twice, before the suspension or after the letter', async () => {
      const m = await Matter.subject(bureau, { direction: 'B', kind });
      const decidedAt = ago(3);
      const on = async (...notices: object[]) =>
        told(
          await m.refused({
            suspension: suspension(kind, {
              decidedAt: iso(decidedAt),
              startsAt: iso(decidedAt),
              notices,
            }),
          }),
        );
      expect(await on(notice('i-002', ago(2)))).toEqual([422, 'notice-recipient', clause]);
      expect(await on(notice(m.id, ago(2)), notice(m.id, ago(1)))).toEqual([
        422,
        'notice-recipient',
        clause,
      ]);
      expect(await on(notice(m.id, decidedAt - 1))).toEqual([422, 'before-trigger', clause]);
      expect(await on(notice(m.id, ago(-1)))).toEqual([422, 'in-the-future', clause]);
    });
  },
);

it.concurrent('X-14, TJ51-A1-1.4c: after no case was filed the status says when the suspension is decided upon, by which management period', async () => {
  const m = await opened('institution');
  await m.accept('filing-decision', {
    outcome: 'not-filed',
    caseNo: undefined,
    reason: '证据不足',
  });
  const { lastDay } = await m.deadline('decideAfterNoCase');
  expect((await m.status()).current).toMatchObject({
    reviewOn: lastDay,
    reviewDefault: 'TJ51-A1-1.4c',
  });
  await m.accept('suspension-review', { outcome: 'lift' });
  expect((await m.status()).history).toMatchObject([{ reviewOn: null, reviewDefault: null }]);
  expect(units.payment).toBe((await m.deadline('decideAfterNoCase')).owedBy);
});
