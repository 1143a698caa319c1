/** 附件1 （一）（四）A letter of direction B that joins an open file tells of a suspension that stands already: one suspension a subject, since the earliest. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Bureau,
  documentNo,
  hours,
  iso,
  letter,
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

const hash = (no: string) => createHash('sha256').update(no).digest('hex').slice(0, 16);
const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;

describe.concurrent.each(both)(
  'TJ51-A1-1.1c, TJ51-A1-2.1b 先行暂停 that joins an open file, %s',
  (kind, n) => {
    const first = n === 1 ? 'TJ51-A1-1.1c' : 'TJ51-A1-2.1b';
    /** 社保中心's letter about the subject of a file; answers its act, its key and the instants of its suspension. */
    async function join(
      m: Matter,
      changes: { ago?: number; startsIn?: number; dates?: object; letter?: object } = {},
    ) {
      const [decidedAt, no] = [Date.now() - hours(changes.ago ?? 2), documentNo()];
      const startsAt = decidedAt + hours(changes.startsIn ?? 0);
      const body = letter('B', kind, m.id, {
        documentNo: no,
        suspension: suspension(kind, {
          decidedAt: iso(decidedAt),
          startsAt: iso(startsAt),
          ...changes.dates,
        }),
        ...changes.letter,
      });
      const reply = await bureau.post(people.centre, '/v1/rapid-responses', body);
      expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('joined')]);
      return {
        act: (reply.body as { act: string }).act,
        round: hash(no),
        decidedAt: iso(decidedAt),
        startsAt: iso(startsAt),
      };
    }
    const joined = async (m: Matter) =>
      (await m.register()).filter(({ type }) => type === 'suspension-joined');

    it('stands from its own start, is entered and shown; its filing runs from it, the letter is its reply, and notices are due at once', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind, heads: 2 });
      const b = await join(m, { dates: { reviewOn: '2099-01-01' } });
      expect(await m.status()).toMatchObject({
        registered: 'suspended',
        suspended: true,
        ordered: true,
        current: {
          decidedAt: b.decidedAt,
          startsAt: b.startsAt,
          decision: b.act,
          clause: first,
          reviewOn: '2099-01-01',
        },
      });
      expect(await joined(m)).toMatchObject([
        {
          clause: first,
          act: b.act,
          body: {
            decidedAt: b.decidedAt,
            startsAt: b.startsAt,
            became: 'opened',
            reviewOn: '2099-01-01',
          },
        },
      ]);
      expect(await m.view()).toMatchObject({
        stage: 'suspended',
        notes: [expect.stringContaining(b.startsAt)],
      });
      expect(
        (await bureau.get(people.regulator, `/v1/files/${m.file}/acts/${b.act}`)).body,
      ).toMatchObject({ state: 'accepted' });
      expect(await m.deadline(`fileDecision:${b.round}`)).toMatchObject({
        clause: `TJ51-A1-${n}.4b`,
        from: b.decidedAt,
        due: iso(Date.parse(b.decidedAt) + hours(24)),
        state: 'open',
      });
      expect(await m.deadline(`replyOnDecision:${b.round}`)).toMatchObject({
        clause: `TJ51-A1-${n}.4a`,
        from: b.decidedAt,
        state: 'done',
      });
      expect(await m.possible()).toEqual(
        m.set(
          'case-closure',
          'decision-filing',
          'filing-decision',
          'further-answer letter',
          'further-letter',
          'suspension-decision',
          'suspension-notice*',
          'suspension-review',
        ),
      );
      expect(await m.breaches()).toEqual([]);
      await m.tell({ startsAt: b.startsAt });
      expect((await m.register()).filter((e) => e.type === 'notice-gap')).toHaveLength(
        m.recipients.length,
      );
      await m.informPatients();
      expect((await m.accept('decision-filing')).duty).toBe(`fileDecision:${b.round}`);
    });

    it('支付处 still decides on the first letter; its decision confirms the suspension and moves nothing later', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      const b = await join(m);
      await m.tell({ startsAt: b.startsAt });
      await m.accept('suspension-decision', { reviewOn: '2099-02-03' });
      expect(await m.status()).toMatchObject({
        suspended: true,
        current: {
          decidedAt: b.decidedAt,
          startsAt: b.startsAt,
          decision: b.act,
          clause: first,
          reviewOn: '2099-02-03',
        },
      });
      expect(await m.deadline('replyOnDecision')).toMatchObject({ state: 'open' });
      expect(await m.deadline('fileDecision')).toMatchObject({ state: 'open' });
      expect((await m.possible()).filter((act) => act.startsWith('suspension-notice'))).toEqual([]);
      expect((await m.status()).history).toHaveLength(1);
    });

    it('decided before a suspension that is ordered already: the earlier decision counts, with one round of notices', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      const ordered = await m.accept('suspension-decision', { endsOn: '2099-03-04' });
      expect(await m.status()).toMatchObject({
        suspended: false,
        ordered: true,
        current: { decision: ordered.id, startsAt: null },
      });
      const b = await join(m, { dates: { endsOn: '2099-12-31' } });
      expect(await m.status()).toMatchObject({
        registered: 'suspended',
        suspended: true,
        current: {
          decidedAt: b.decidedAt,
          startsAt: b.startsAt,
          decision: b.act,
          clause: first,
          endsOn: '2099-03-04',
        },
      });
      expect(await joined(m)).toMatchObject([{ body: { became: 'earlier' } }]);
      expect((await m.possible()).filter((act) => act.startsWith('suspension-notice'))).toEqual(
        m.set('suspension-notice*'),
      );
      expect(await m.deadline(`fileDecision:${b.round}`)).toMatchObject({ from: b.decidedAt });
      await m.tell({ startsAt: b.startsAt });
      expect(await m.status()).toMatchObject({
        current: { decidedAt: b.decidedAt, startsAt: b.startsAt },
      });
      expect((await m.register()).filter((e) => e.type === 'notice-gap')).toHaveLength(
        m.recipients.length,
      );
    });

    it('told again, or decided later than what stands: on record, and nothing moves or is owed twice', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      const [before, possible] = [(await m.status()).current, await m.possible()];
      await join(m, { ago: 0.5 });
      expect((await m.status()).current).toEqual(before);
      expect(await joined(m)).toMatchObject([{ clause: first, body: { became: 'known' } }]);
      // The same sender on the same ground: nothing new is to be answered.
      expect(await m.possible()).toEqual(possible);
      const a = await Matter.open(bureau, { direction: 'A', kind });
      const start = await a.now();
      await a.accept('suspension-decision', { decidedAt: iso(start) });
      await join(a, { ago: 0 });
      expect(await a.status()).toMatchObject({
        suspended: false,
        ordered: true,
        current: { decidedAt: iso(start), startsAt: null },
      });
    });

    it('in a file of B an earlier suspension moves it earlier, never later', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      const b = await join(m, { ago: 3 });
      expect(await m.status()).toMatchObject({
        current: { decidedAt: b.decidedAt, startsAt: b.startsAt, decision: b.act },
      });
      await join(m, { ago: 2, letter: { documentNo: documentNo() } });
      expect(await m.status()).toMatchObject({
        current: { decidedAt: b.decidedAt, startsAt: b.startsAt, decision: b.act },
      });
    });

    it('ended, and told again: it does not come back; suspended anew after that, it is a new one', async () => {
      const m = await Matter.open(bureau, { direction: 'B', kind });
      await m.accept('decision-filing');
      await m.accept('suspension-review', { outcome: 'lift' });
      await join(m);
      expect(await m.status()).toMatchObject({
        registered: kind === 'institution' ? 'designated' : 'qualified',
        suspended: false,
        ordered: false,
      });
      const anew = await join(m, { ago: 0 });
      expect(await m.status()).toMatchObject({
        suspended: true,
        current: { decidedAt: anew.decidedAt, decision: anew.act },
      });
      expect((await joined(m)).map(({ body }) => body['became'])).toEqual(['known', 'opened']);
    });

    it('the letter more than 24 hours after the suspension: late reply and late filing, from the suspension', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      const b = await join(m, { ago: 25 });
      await m.skip(1);
      const due = iso(Date.parse(b.decidedAt) + hours(24));
      const breaches = (await m.breaches()).filter(({ key }) => key.endsWith(b.round));
      expect(
        breaches.map(({ key, clause, owedBy, state }) => [key, clause, owedBy, state]),
      ).toEqual([
        [`replyOnDecision:${b.round}`, `TJ51-A1-${n}.4a`, units.payment, 'standing'],
        [`fileDecision:${b.round}`, `TJ51-A1-${n}.4b`, units.payment, 'standing'],
      ]);
      for (const breach of breaches) expect(breach.due).toBe(due);
      expect(breaches[0]!.doneAt).not.toBeNull();
      expect(breaches[1]!.doneAt).toBeNull();
    });

    it('支付处 declines, the suspension stands until it is reviewed or decided upon', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      await m.accept('suspension-decision', {
        outcome: 'decline',
        agreementClause: undefined,
        reason: '协议无此依据',
      });
      expect((await m.view()).stage).toBe('suspension-declined');
      await join(m, {
        letter: { grounds: ['refusal'], suspension: suspension(kind, { approver: 'o-head' }) },
      });
      const { stage, notes } = await m.view();
      expect(stage).toBe('suspended');
      expect(notes.filter((note) => note.includes('先行暂停只具备一项事由'))).toHaveLength(1);
      await m.investigate();
      await m.hear();
      expect(told(await m.refuse('final-decision', { measures: [{ measure: 'warn' }] }))).toEqual([
        422,
        'suspension-left-hanging',
        `TJ51-A1-${n}.5b`,
      ]);
      await m.decide({ measure: 'restore' });
      expect(await m.status()).toMatchObject({ suspended: false, ordered: false });
    });

    it('cannot: a letter that would not open a file of its own tells of nothing either', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind });
      const send = async (changes: Record<string, unknown>) => {
        const { status, body } = await bureau.post(
          people.centre,
          '/v1/rapid-responses',
          letter('B', kind, m.id, changes),
        );
        return [status, (body as { code: string }).code];
      };
      expect(
        await send({ suspension: suspension(kind, { decidedAt: iso(Date.now() + hours(1)) }) }),
      ).toEqual([422, 'suspension-after-letter']);
      expect(await send({ suspension: suspension(kind, { approver: 'o-nobody' }) })).toEqual([
        422,
        'approver-unfit',
      ]);
      expect(await m.status()).toMatchObject({ suspended: false, ordered: false });
      const own = await m.refer({ suspension: suspension(kind) });
      expect(own.status).toBe(200);
      expect(await m.status()).toMatchObject({ suspended: false, ordered: false });
    });
  },
);
