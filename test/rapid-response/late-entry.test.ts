/** X-13 补录, X-12 service, X1 receipts: nobody escapes by backdating, and nobody is in breach for what arrived in time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  Bureau,
  fields,
  hours,
  iso,
  Matter,
  newBureau,
  people,
  told,
  type Answer,
  type Staff,
} from './acts.ts';

let bureau: Bureau;
let oa: Staff;
beforeAll(async () => {
  bureau = await Bureau.open();
  oa = await newBureau(bureau, { receivingSystem: 'oa:#' });
});
afterAll(() => bureau.close());

const minutes = (n: number) => n * 60_000;
const evidence = { id: 'e', sha256: 'ab'.repeat(32), where: 'x' };

/** A suspension decided in time but entered hours after the period was over. */
async function claimed(): Promise<{
  m: Matter;
  due: number;
  date: number;
  answer: Answer;
  receivedAt: string;
}> {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  const due = m.receivedAt + hours(24);
  const date = due - hours(1);
  await m.skipTo(due + hours(2));
  const answer = await m.accept('suspension-decision', { decidedAt: iso(date) });
  const { receivedAt } = (
    await bureau.get(people.regulator, `/v1/files/${m.file}/acts/${answer.id}`)
  ).body as { receivedAt: string };
  return { m, due, date, answer, receivedAt };
}
const confirm = (m: Matter, by: string, changes = {}) =>
  bureau.post(by, `/v1/files/${m.file}/acts/evidence-confirmation`, {
    duty: 'decideSuspension',
    confirmed: true,
    evidence,
    ...changes,
  });

/** A reply that reached us three hours after its period was over. */
async function receivedLate(): Promise<{ m: Matter; due: number; doneAt: string }> {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  const decidedAt = await m.now();
  await m.accept('suspension-decision', { decidedAt: iso(decidedAt) });
  await m.skipTo(decidedAt + hours(27));
  expect((await m.accept('decision-reply')).timing).toBe('late');
  const breach = (await m.breaches()).find((b) => b.key === 'replyOnDecision')!;
  return { m, due: decidedAt + hours(24), doneAt: breach.doneAt! };
}

describe.concurrent('TJ51-A1-X1 a receipt is corrected by a logged act with its evidence', () => {
  const correct = (m: Matter, by: string, receivedAt: number, changes = {}) =>
    bureau.post(by, `/v1/files/${m.file}/acts/receipt-correction`, {
      duty: 'replyOnDecision',
      correctedTo: iso(receivedAt),
      evidence,
      ...changes,
    });
  const confirmReply = (m: Matter, by: string, confirmed: boolean) =>
    confirm(m, by, { duty: 'replyOnDecision', confirmed });
  const reply = async (m: Matter) => (await m.breaches()).find((b) => b.key === 'replyOnDecision');

  it('is a claim until another unit confirms it; then the breach is reversed as of the corrected receipt', async () => {
    const { m, due, doneAt } = await receivedLate();
    expect((await correct(m, people.payment, due - hours(1))).status).toBe(200);
    expect(await reply(m)).toMatchObject({ state: 'claimed-in-time', doneAt, force: 'text' });
    expect(told(answerOf(await confirmReply(m, people.payment2, true)))).toEqual([
      403,
      'same-unit',
      'X-13',
    ]);
    expect((await confirmReply(m, people.supervision, true)).status).toBe(200);
    expect(await reply(m)).toMatchObject({
      state: 'reversed',
      doneAt: iso(due - hours(1)),
      overrunMs: 0,
    });
    expect(told(answerOf(await correct(m, people.payment, due - hours(1))))).toEqual([
      409,
      'nothing-to-correct',
      'X-13',
    ]);
  });

  it('not confirmed: the breach stands as of the receipt that was stamped', async () => {
    const { m, due, doneAt } = await receivedLate();
    await correct(m, people.supervision, due);
    expect((await confirmReply(m, people.system, false)).status).toBe(200);
    expect(await reply(m)).toMatchObject({
      state: 'standing',
      doneAt,
      overrunMs: Date.parse(doneAt) - due,
    });
  });

  it('cannot: outside the period, by a third party, without evidence, where no receipt was late', async () => {
    const { m, due } = await receivedLate();
    expect(told(answerOf(await correct(m, people.payment, due + 1)))).toEqual([
      422,
      'correction-not-in-time',
      'X-13',
    ]);
    expect(told(answerOf(await correct(m, people.payment, due - hours(24) - 1)))).toEqual([
      422,
      'correction-not-in-time',
      'X-13',
    ]);
    expect(told(answerOf(await correct(m, people.system, due)))).toEqual([
      403,
      'not-owed-by-you',
      'X-13',
    ]);
    expect(fields(await correct(m, people.payment, due, { evidence: undefined }))).toEqual([
      400,
      'bad-input',
      ['/evidence'],
    ]);
    expect(
      told(answerOf(await correct(m, people.payment, due, { duty: 'decideSuspension' }))),
    ).toEqual([409, 'nothing-to-correct', 'X-13']);
  });
});

describe.concurrent('X-13 a decision dated in time but entered late', () => {
  it('is claimed in time: the breach stands, done when it was entered', async () => {
    const { m, due, answer, receivedAt } = await claimed();
    expect(answer.timing).toBe('claimed-in-time');
    expect(await m.breaches()).toMatchObject([
      {
        clause: 'TJ51-A1-1.2a',
        due: iso(due),
        state: 'claimed-in-time',
        doneAt: receivedAt,
        overrunMs: Date.parse(receivedAt) - due,
      },
    ]);
    expect((await m.status()).ordered).toBe(true);
  });

  it('an officer of another unit confirms the evidence: the breach is reversed, and stays on record', async () => {
    const { m, due, date } = await claimed();
    expect(told(answerOf(await confirm(m, people.payment2)))).toEqual([403, 'same-unit', 'X-13']);
    expect((await m.breaches())[0]!.state).toBe('claimed-in-time');
    expect((await confirm(m, people.supervision)).status).toBe(200);
    expect(await m.breaches()).toMatchObject([
      { clause: 'TJ51-A1-1.2a', due: iso(due), state: 'reversed', doneAt: iso(date), overrunMs: 0 },
    ]);
    expect((await m.register()).filter((e) => e.type === 'breach-reversed')).toMatchObject([
      { clause: 'TJ51-A1-1.2a', body: { reason: 'evidence-confirmed' } },
    ]);
    expect((await m.register()).filter((e) => e.type === 'duty-breached')).toHaveLength(1);
    expect(told(answerOf(await confirm(m, people.system)))).toEqual([
      409,
      'nothing-claimed',
      'X-13',
    ]);
  });

  it('not confirmed: the breach stands as of the entry', async () => {
    const { m, due, receivedAt } = await claimed();
    expect((await confirm(m, people.system, { confirmed: false })).status).toBe(200);
    expect(await m.breaches()).toMatchObject([
      { state: 'standing', doneAt: receivedAt, overrunMs: Date.parse(receivedAt) - due },
    ]);
    expect((await m.register()).filter((e) => e.type === 'breach-reversed')).toEqual([]);
  });

  it('cannot: confirming what is not claimed, or without the evidence', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    expect(told(answerOf(await confirm(m, people.supervision)))).toEqual([
      409,
      'nothing-claimed',
      'X-13',
    ]);
    expect(fields(await confirm(m, people.supervision, { evidence: undefined }))).toEqual([
      400,
      'bad-input',
      ['/evidence'],
    ]);
  });

  it('half an hour is tolerated, a millisecond more is a claim', async () => {
    const [a, b] = await Promise.all([claimable(), claimable()]);
    expect(
      (
        await a.stamp('suspension-decision', a.due + minutes(10), {
          decidedAt: iso(a.due - minutes(20)),
        })
      ).body,
    ).toMatchObject({ timing: 'in-time' });
    expect(await a.m.breaches()).toEqual([]);
    expect(
      (
        await b.stamp('suspension-decision', b.due + minutes(10), {
          decidedAt: iso(b.due - minutes(20) - 1),
        })
      ).body,
    ).toMatchObject({ timing: 'claimed-in-time' });
    expect(await b.m.breaches()).toMatchObject([{ state: 'claimed-in-time' }]);
  });

  it('entered before the period is over it is in time, however old its date', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.skip(23);
    expect((await m.accept('suspension-decision', { decidedAt: iso(m.receivedAt) })).timing).toBe(
      'in-time',
    );
  });

  it('the file waits for the word on the evidence, even when all else is done', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '理由',
    });
    await m.accept('decision-reply');
    await m.accept('decision-filing');
    await m.accept('case-closure');
    await m.accept('opinion');
    await m.decide({ measure: 'restore' });
    const { from } = await m.deadline('replyOnFinal');
    await m.accept('final-reply');
    await m.accept('final-filing');
    await m.skip(26);
    expect((await m.accept('final-service', { servedAt: from })).timing).toBe('claimed-in-time');
    expect(await m.possible()).toEqual(['further-letter']);
    expect((await m.view()).stage).toBe('decided');
    expect((await confirm(m, people.system, { duty: `serveFinalDecision:${m.id}` })).status).toBe(
      200,
    );
    await m.closed('restore');
    expect(await m.breaches()).toMatchObject([{ clause: 'TJ51-A1-1.5b', state: 'reversed' }]);
  });
});

/** A file of the bureau with the office system, taken past its due instant. */
async function claimable() {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff: oa });
  const due = m.receivedAt + hours(24);
  await m.skipTo(due + minutes(10) + 100);
  return { m, due, stamp: m.stamp.bind(m) };
}

describe.concurrent('X1 the receipt is stamped by the server or by the designated system, never by the caller', () => {
  const decided = async (staff?: Staff) => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
    await m.accept('suspension-decision');
    return m;
  };

  it('cannot: a caller who states the receipt, whoever it is', async () => {
    const m = await decided();
    for (const changes of [
      { receivedAt: iso(await m.now()) },
      { receivedAt: iso((await m.now()) + hours(1)) },
      { receivedAt: 'x' },
    ])
      expect(told(await m.refuse('decision-reply', changes))).toEqual([
        403,
        'receipt-not-yours',
        'TJ51-A1-X1',
      ]);
    const opened = await (
      await Matter.subject(bureau, { direction: 'A', kind: 'institution' })
    ).refused({ receivedAt: iso(Date.now() - 1) });
    expect(told(opened)).toEqual([403, 'receipt-not-yours', 'TJ51-A1-X1']);
    const delegated = await bureau.post(
      people.payment,
      `/v1/files/${m.file}/acts/decision-reply`,
      { documentNo: '回1', document: evidence, receivedAt: iso(await m.now()) },
      undefined,
      { act: { sub: 's-oa' } },
    );
    expect(told(answerOf(delegated))).toEqual([403, 'receipt-not-yours', 'TJ51-A1-X1']);
    expect(await m.possible()).toContain('decision-reply');
  });

  it('the designated system states it: never later than the arrival, never in another form', async () => {
    const m = await decided(oa);
    expect(told(await m.refuse('decision-reply', { receivedAt: iso(await m.now()) }))).toEqual([
      403,
      'receipt-not-yours',
      'TJ51-A1-X1',
    ]);
    const at = (await m.now()) + hours(1);
    expect(told(answerOf(await m.stamp('decision-reply', at)))).toEqual([
      422,
      'in-the-future',
      'TJ51-A1-X1',
    ]);
    await m.skip(2);
    expect((await m.stamp('decision-reply', at)).body).toMatchObject({
      receivedAt: iso(at),
      state: 'accepted',
      timing: 'in-time',
    });
  });

  it('stamped in time but brought to us after the breach was entered: the breach is reversed, and says why', async () => {
    const m = await decided(oa);
    const due = Date.parse((await m.deadline('replyOnDecision')).due);
    await m.skipTo(due + hours(1));
    expect((await m.breaches()).map((b) => [b.clause, b.state])).toEqual([
      ['TJ51-A1-1.4a', 'standing'],
      ['TJ51-A1-1.4b', 'standing'],
    ]);
    expect((await m.stamp('decision-reply', due)).body).toMatchObject({ timing: 'in-time' });
    expect((await m.breaches()).map((b) => [b.clause, b.state, b.overrunMs])).toEqual([
      ['TJ51-A1-1.4a', 'reversed', 0],
      ['TJ51-A1-1.4b', 'standing', null],
    ]);
    expect((await m.register()).filter((e) => e.type === 'breach-reversed')).toMatchObject([
      { clause: 'TJ51-A1-1.4a', body: { reason: 'received-in-time-by-the-designated-system' } },
    ]);
  });

  it('cannot: a receipt before what it answers', async () => {
    const m = await decided(oa);
    const { from } = await m.deadline('replyOnDecision');
    const early = answerOf(await m.stamp('decision-reply', Date.parse(from) - 1));
    expect(told(early)).toEqual([422, 'before-trigger', 'TJ51-A1-1.4a']);
    expect(early.lawful.earliest).toBe(from);
    expect((await m.stamp('decision-reply', Date.parse(from))).status).toBe(200);
  });
});

it.concurrent('X-12 proof of service that comes late follows the rule of late entry', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  await m.accept('case-closure');
  await m.hear();
  await m.decide({ measure: 'restore' });
  const { from, due } = await m.deadline(`serveFinalDecision:${m.id}`);
  await m.skipTo(Date.parse(due) + minutes(25));
  expect((await m.accept('final-service', { servedAt: due })).timing).toBe('in-time');
  expect((await m.breaches()).map((b) => b.key)).not.toContain(`serveFinalDecision:${m.id}`);
  expect(Date.parse(due) - Date.parse(from)).toBe(hours(24));
});

it.concurrent('X2 a breach is never deleted', async () => {
  const { m } = await claimed();
  await expect(bureau.owner`delete from breach where file_id = ${m.file}`).rejects.toThrow();
  expect(await m.breaches()).toHaveLength(1);
});
