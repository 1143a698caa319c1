/** 附件1 （二）快速处理: 24 hours from receipt, for the suspension in direction A and for the filing in direction B. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  Bureau,
  clauseOf,
  fields,
  hours,
  iso,
  Matter,
  newBureau,
  people,
  told,
  units,
  type Staff,
} from './acts.ts';

let bureau: Bureau;
let oa: Staff;
beforeAll(async () => {
  bureau = await Bureau.open();
  oa = await newBureau(bureau, { receivingSystem: 'oa:#' });
});
afterAll(() => bureau.close());

const both = [
  ['institution', 1],
  ['practitioner', 2],
] as const;
const minutes = (n: number) => n * 60_000;

describe.concurrent.each(both)(
  '（二）direction A, %s: 支付处 decides on the suspension',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.2a`;
    const open = () => Matter.open(bureau, { direction: 'A', kind });

    it('in time: the suspension is ordered, its notice, reply and filing are owed', async () => {
      const m = await Matter.open(bureau, { direction: 'A', kind, heads: 2 });
      const { timing, id, duty } = await m.accept('suspension-decision');
      expect([timing, duty]).toEqual(['in-time', 'decideSuspension']);
      expect((await m.view()).stage).toBe('suspended');
      expect(await m.possible()).toEqual(
        m.set(
          'case-closure',
          'decision-filing',
          'decision-reply',
          'filing-decision',
          'further-letter',
          'suspension-notice*',
          'suspension-review',
        ),
      );
      expect((await m.register()).find((e) => e.act === id)).toMatchObject({
        type: 'act-accepted',
        clause,
        body: {
          performs: {
            timing: 'in-time',
            duty: 'decideSuspension',
            owedBy: units.payment,
            owedTo: units.supervision,
          },
        },
      });
      expect(await m.breaches()).toEqual([]);
    });

    it('exactly due is in time: hours include their last instant', async () => {
      const m = await open();
      const due = m.receivedAt + hours(24);
      await m.skipTo(due + minutes(29));
      expect((await m.accept('suspension-decision', { decidedAt: iso(due) })).timing).toBe(
        'in-time',
      );
      expect(await m.breaches()).toEqual([]);
    });

    it('a millisecond late is a breach, and the late decision still counts', async () => {
      const m = await open();
      const due = m.receivedAt + hours(24);
      await m.skipTo(due + minutes(1));
      expect(await m.breaches()).toEqual([]);
      expect((await m.accept('suspension-decision', { decidedAt: iso(due + 1) })).timing).toBe(
        'late',
      );
      expect(await m.breaches()).toMatchObject([
        {
          key: 'decideSuspension',
          duty: 'decideSuspension',
          clause,
          owedBy: units.payment,
          owedTo: units.supervision,
          due: iso(due),
          secondReading: null,
          doneAt: iso(due + 1),
          overrunMs: 1,
          state: 'standing',
        },
      ]);
      expect((await m.status()).ordered).toBe(true);
    });

    it('never decided: the breach is entered half an hour after the due instant, and the decision stays owed', async () => {
      const m = await open();
      const due = m.receivedAt + hours(24);
      await m.skipTo(due + minutes(30));
      expect(await m.breaches()).toEqual([]);
      await m.skipTo(due + minutes(31));
      expect(await m.breaches()).toMatchObject([
        { clause, due: iso(due), doneAt: null, overrunMs: null, state: 'standing' },
      ]);
      expect((await m.view()).attention).toBe('overdue');
      expect(await m.possible()).toEqual([
        'case-closure',
        'filing-decision',
        'further-letter',
        'suspension-decision',
      ]);
      const at = due + hours(5);
      await m.skipTo(at + 1_000);
      expect((await m.accept('suspension-decision', { decidedAt: iso(at) })).timing).toBe('late');
      expect(await m.breaches()).toMatchObject([
        { clause, due: iso(due), doneAt: iso(at), overrunMs: hours(5), state: 'standing' },
      ]);
      expect((await m.register()).filter((e) => e.type === 'duty-breached')).toMatchObject([
        {
          clause,
          body: { due: iso(due), owedBy: units.payment, owedTo: units.supervision, force: 'text' },
        },
      ]);
    });

    it('warns at half and at four fifths of the time, by management', async () => {
      const m = await open();
      await m.skipTo(m.receivedAt + hours(20));
      const warnings = (await m.register()).filter((e) => e.type === 'duty-reminded');
      expect(warnings.map((e) => [e.clause, e.body['at'], e.body['reminder']])).toEqual([
        [clause, iso(m.receivedAt + hours(12)), 'management'],
        [clause, iso(m.receivedAt + hours(19.2)), 'management'],
      ]);
      expect((await m.view()).attention).toBe('due-soon');
    });

    it('不予暂停 with its reason is a deviation on record, answered to 监督所 and filed with 制度处', async () => {
      const m = await open();
      expect(told(await m.refuse('suspension-decision', { outcome: 'decline' }))).toEqual([
        422,
        'reason-missing',
        clause,
      ]);
      await m.accept('suspension-decision', {
        outcome: 'decline',
        agreementClause: undefined,
        reason: '协议无此依据',
      });
      expect(await m.view()).toMatchObject({
        stage: 'suspension-declined',
        notes: [expect.stringContaining('不予暂停')],
      });
      expect(await m.possible()).toEqual([
        'case-closure',
        'decision-filing',
        'decision-reply',
        'filing-decision',
        'further-letter',
      ]);
      expect(await m.status()).toMatchObject({
        registered: kind === 'institution' ? 'designated' : 'qualified',
        ordered: false,
        suspended: false,
        current: null,
        history: [],
      });
      expect(await m.deadline('fileDecision')).toMatchObject({
        owedTo: units.system,
        clause: `TJ51-A1-${n}.4b`,
      });
    });

    it('cannot: decided before the letter was received', async () => {
      const m = await open();
      const answer = await m.refuse('suspension-decision', { decidedAt: iso(m.receivedAt - 1) });
      expect(told(answer)).toEqual([422, 'before-trigger', clause]);
      expect(answer.lawful.earliest).toBe(iso(m.receivedAt));
      expect((await m.accept('suspension-decision', { decidedAt: iso(m.receivedAt) })).timing).toBe(
        'in-time',
      );
    });

    it('cannot: without a clause, with a clause the agreement has not, dated in the future, an unknown outcome, by another body, twice', async () => {
      const m = await open();
      expect(told(await m.refuse('suspension-decision', { agreementClause: undefined }))).toEqual([
        422,
        'clause-missing',
        clause,
      ]);
      expect(told(await m.refuse('suspension-decision', { agreementClause: '第99条' }))).toEqual([
        422,
        'clause-unknown',
        clause,
      ]);
      expect(
        told(await m.refuse('suspension-decision', { decidedAt: iso((await m.now()) + hours(1)) })),
      ).toEqual([422, 'in-the-future', clause]);
      expect(fields(await m.submit('suspension-decision', { outcome: 'wait' }))).toEqual([
        400,
        'bad-input',
        ['/outcome'],
      ]);
      expect(fields(await m.submit('suspension-decision', { decidedAt: undefined }))).toEqual([
        400,
        'bad-input',
        ['/decidedAt'],
      ]);
      for (const by of [people.supervision, people.centre, people.system])
        expect(told(await m.refuse('suspension-decision', {}, by))).toEqual([
          403,
          'not-owed-by-you',
          clause,
        ]);
      expect(await m.possible()).toEqual([
        'case-closure',
        'filing-decision',
        'further-letter',
        'suspension-decision',
      ]);
      await m.accept('suspension-decision');
      expect(told(await m.refuse('suspension-decision'))).toEqual([409, 'not-awaited', clause]);
      expect(
        (await m.register()).filter((e) => e.type === 'act-refused').map((e) => e.body['code']),
      ).toEqual([
        'clause-missing',
        'clause-unknown',
        'in-the-future',
        'not-owed-by-you',
        'not-owed-by-you',
        'not-owed-by-you',
        'not-awaited',
      ]);
    });

    it('监督所 usually has its case: it owes word of it by management only, and may close the case meanwhile', async () => {
      const m = await open();
      const status = await m.deadline('reportFilingStatus');
      expect(status).toMatchObject({ force: 'management', clause: 'X-14' });
      await m.skipTo(Date.parse(status.due) + hours(1));
      expect(
        (await m.register()).filter((e) => e.type === 'management-overdue').map((e) => e.clause),
      ).toEqual(['X-14']);
      expect((await m.breaches()).map((b) => b.clause)).toEqual([clause]);
      await m.accept('case-closure');
      expect(await m.possible()).toEqual([
        'further-letter',
        'opinion',
        'statement-offer',
        'suspension-decision',
      ]);
      expect(
        (await m.register()).filter((e) => e.type === 'duty-released').map((e) => e.body['duty']),
      ).toEqual(['reportFilingStatus']);
      expect(await m.deadline('sendOpinion')).toMatchObject({
        clause: `TJ51-A1-${n}.5a`,
        state: 'open',
      });
    });

    it('cannot: word of the filing dated in the future', async () => {
      const m = await open();
      expect(
        told(await m.refuse('filing-decision', { decidedAt: iso((await m.now()) + hours(1)) })),
      ).toEqual([422, 'in-the-future', 'X-14']);
    });
  },
);

describe.concurrent('十三 direction A', () => {
  it('cannot: suspending for refusal alone without the clause on it; with another ground it stands', async () => {
    const refusal = await Matter.open(bureau, {
      direction: 'A',
      kind: 'institution',
      letter: { grounds: ['refusal'] },
    });
    expect(
      told(await refusal.refuse('suspension-decision', { agreementClause: '第33条' })),
    ).toEqual([422, 'no-refusal-clause', 'TJ51-13.1']);
    await refusal.accept('suspension-decision', { agreementClause: '第32条' });
    const two = await Matter.open(bureau, {
      direction: 'A',
      kind: 'institution',
      letter: { grounds: ['refusal', 'suspected-violation'] },
    });
    await two.accept('suspension-decision', { agreementClause: '第33条' });
  });

  it('不予暂停 needs no such clause', async () => {
    const m = await Matter.open(bureau, {
      direction: 'A',
      kind: 'institution',
      letter: { grounds: ['refusal'] },
    });
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '理由',
    });
  });
});

describe.concurrent.each(both)(
  '（二）direction B, %s: 监督所 decides whether to file',
  (kind, n) => {
    const clause = `TJ51-A1-${n}.2b`;
    const open = () => Matter.open(bureau, { direction: 'B', kind });
    const rest = (m: Matter) =>
      m.set('decision-filing', 'further-letter', 'suspension-notice*', 'suspension-review');

    it('filed in time: the case can be answered and closed', async () => {
      const m = await open();
      expect(await m.deadline('decideFiling')).toMatchObject({
        clause,
        owedBy: units.supervision,
        owedTo: units.payment,
        from: iso(m.receivedAt),
        due: iso(m.receivedAt + hours(24)),
        inclusive: true,
        force: 'text',
      });
      expect((await m.accept('filing-decision')).timing).toBe('in-time');
      expect((await m.view()).stage).toBe('investigation');
      expect(await m.possible()).toEqual([...rest(m), 'case-closure', 'case-reply'].toSorted());
      expect(await m.breaches()).toEqual([]);
    });

    it('exactly due is in time, a millisecond later is a breach', async () => {
      const [intime, late] = await Promise.all([open(), open()]);
      await intime.skipTo(intime.receivedAt + hours(24) + minutes(20));
      expect(
        (await intime.accept('filing-decision', { decidedAt: iso(intime.receivedAt + hours(24)) }))
          .timing,
      ).toBe('in-time');
      expect((await intime.breaches()).map((b) => b.clause)).not.toContain(clause);
      const due = late.receivedAt + hours(24);
      await late.skipTo(due + minutes(20));
      expect((await late.accept('filing-decision', { decidedAt: iso(due + 1) })).timing).toBe(
        'late',
      );
      expect((await late.breaches()).filter((b) => b.clause === clause)).toMatchObject([
        {
          key: 'decideFiling',
          owedBy: units.supervision,
          owedTo: units.payment,
          due: iso(due),
          doneAt: iso(due + 1),
          overrunMs: 1,
          state: 'standing',
        },
      ]);
    });

    it('not decided: breach; the late decision is accepted and the overrun recorded', async () => {
      const m = await open();
      const due = m.receivedAt + hours(24);
      await m.skipTo(due + hours(1));
      expect((await m.breaches()).filter((b) => b.clause === clause)).toMatchObject([
        { due: iso(due), doneAt: null },
      ]);
      expect(await m.possible()).toEqual([...rest(m), 'filing-decision'].toSorted());
      await m.accept('filing-decision', { decidedAt: iso(due + hours(1)) });
      expect((await m.breaches()).filter((b) => b.clause === clause)).toMatchObject([
        { due: iso(due), doneAt: iso(due + hours(1)), overrunMs: hours(1), state: 'standing' },
      ]);
    });

    it('a case filed before the letter came counts as filed when it came', async () => {
      const m = await open();
      expect(
        (await m.accept('filing-decision', { decidedAt: iso(m.receivedAt - hours(48)) })).timing,
      ).toBe('in-time');
      expect((await m.deadline('replyOnCase')).from).toBe(iso(m.receivedAt));
    });

    it('cannot: no reason for 不予立案, no case number for 立案, another outcome, another body, the future', async () => {
      const m = await open();
      expect(told(await m.refuse('filing-decision', { outcome: 'not-filed' }))).toEqual([
        422,
        'reason-missing',
        clause,
      ]);
      expect(told(await m.refuse('filing-decision', { caseNo: undefined }))).toEqual([
        422,
        'case-number-missing',
        clause,
      ]);
      expect(fields(await m.submit('filing-decision', { outcome: 'perhaps' }))).toEqual([
        400,
        'bad-input',
        ['/outcome'],
      ]);
      expect(told(await m.refuse('filing-decision', {}, people.payment))).toEqual([
        403,
        'not-owed-by-you',
        clause,
      ]);
      expect(
        told(await m.refuse('filing-decision', { decidedAt: iso((await m.now()) + hours(1)) })),
      ).toEqual([422, 'in-the-future', clause]);
      expect(told(await m.refuse('suspension-decision'))).toEqual([
        409,
        'not-awaited',
        `TJ51-A1-${n}.2a`,
      ]);
      expect(told(await m.refuse('decision-reply'))).toEqual([
        409,
        'not-awaited',
        `TJ51-A1-${n}.4a`,
      ]);
      expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', `TJ51-A1-${n}.5a`]);
      expect(await m.possible()).toEqual([...rest(m), 'filing-decision'].toSorted());
      await m.accept('filing-decision');
      expect(told(await m.refuse('filing-decision'))).toEqual([409, 'not-awaited', clause]);
    });
  },
);

describe.concurrent('X1 the 24 hours run from the receipt in the designated system, not from our arrival', () => {
  it('a letter stamped two hours ago is due two hours earlier', async () => {
    const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff: oa });
    const stamped = Date.now() - hours(2);
    const body = {
      direction: 'A',
      subject: { kind: 'institution', id: m.id },
      documentNo: '函1',
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
      grounds: ['suspected-violation'],
      investigation: { id: 'd2', sha256: 'ab'.repeat(32), where: 'x' },
      receivedAt: iso(stamped),
    };
    const own = await bureau.post(oa.supervision, '/v1/rapid-responses', body);
    expect(told(answerOf(own))).toEqual([403, 'receipt-not-yours', 'TJ51-A1-X1']);
    const act = { act: { sub: `${oa.bureau}.oa` } };
    expect(
      told(
        answerOf(
          await bureau.post(
            oa.supervision,
            '/v1/rapid-responses',
            { ...body, receivedAt: iso(Date.now() + hours(1)) },
            undefined,
            act,
          ),
        ),
      ),
    ).toEqual([422, 'in-the-future', 'TJ51-A1-X1']);
    const opened = await bureau.post(oa.supervision, '/v1/rapid-responses', body, undefined, act);
    expect(opened.status).toBe(201);
    m.file = (opened.body as { file: string }).file;
    expect(await m.deadline('decideSuspension')).toMatchObject({
      from: iso(stamped),
      due: iso(stamped + hours(24)),
    });
    await m.accept('suspension-decision', { agreementClause: clauseOf('institution') });
  });
});
