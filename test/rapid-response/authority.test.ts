/** 十九 Who may act; and that an act counts once, whichever way and however often it comes. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  Bureau,
  document,
  documentNo,
  iso,
  letter,
  Matter,
  newBureau,
  people,
  told,
} from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

describe.concurrent('十九 officers of the enforcement team', () => {
  it.each([
    ['without a commitment letter', people.unsigned, 'commitment-unsigned', 'TJ51-19.1'],
    ['removed from the team', people.removed, 'officer-removed', 'TJ51-19.2'],
  ])('cannot: %s', async (_, officer, code, clause) => {
    const m = await Matter.open(bureau, { direction: 'B', kind: 'institution' });
    expect(told(await m.refuse('filing-decision', {}, officer))).toEqual([403, code, clause]);
    // Refused before the inbox: nothing of it in the file, and on record as a refused access with its hash.
    expect((await m.register()).filter((e) => e.type === 'act-refused')).toEqual([]);
    expect(
      await bureau.owner`select 1 from inbox where file_id = ${m.file} and officer_id = ${officer}`,
    ).toHaveLength(0);
    const [kept] =
      await bureau.owner`select code, act_hash from refused_access where subject = ${officer} and route = 'POST /v1/files/:id/acts/:type' order by id desc limit 1`;
    expect(kept).toMatchObject({ code, act_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await m.accept('filing-decision', {}, people.supervision2)).timing).toBe('in-time');
    const fresh = await Matter.subject(bureau, { direction: 'A', kind: 'institution' });
    expect(told(await fresh.refused({}, officer))).toEqual([403, code, clause]);
    expect((await fresh.status()).history).toEqual([]);
  });

  it('the letter counts on its last day and no longer; without an end it counts for a year', async () => {
    const staff = await newBureau(bureau);
    const today = iso(Date.now()).slice(0, 10);
    const set = (signed: string, until: string | null) =>
      bureau.owner`update officer set commitment_signed_on = ${signed}, commitment_valid_until = ${until} where id = ${staff.supervision}`;
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
    await set('2026-01-05', today);
    await m.accept('further-letter', {}, staff.supervision);
    await set('2024-01-01', null);
    expect(told(await m.refuse('further-letter', {}, staff.supervision))).toEqual([
      403,
      'commitment-unsigned',
      'TJ51-19.1',
    ]);
    await set('2024-01-01', '2024-12-31');
    expect(told(await m.refuse('further-letter', {}, staff.supervision))).toEqual([
      403,
      'commitment-unsigned',
      'TJ51-19.1',
    ]);
  });

  it('支付处 does not enforce and needs no such letter', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await m.accept('suspension-decision', {}, people.payment2);
  });

  it('cannot: an officer who has left the unit or the bureau', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const answer = await m.refuse('suspension-decision', {}, people.other);
    expect([answer.status, answer.code]).toEqual([403, 'other-bureau']);
  });
});

describe.concurrent('an act counts once', () => {
  const decision = async (m: Matter) => ({
    documentNo: documentNo(),
    document: document(),
    decidedAt: iso(await m.now()),
    outcome: 'suspend',
    agreementClause: '第32条',
  });
  const path = (m: Matter) => `/v1/files/${m.file}/acts/suspension-decision`;
  const decisions = async (m: Matter) =>
    (
      (await bureau.get(people.regulator, `/v1/files/${m.file}/acts`)).body as {
        items: { type: string; state: string }[];
      }
    ).items
      .filter((a) => a.type === 'suspension-decision')
      .map((a) => a.state);

  it('same key, same body: the stored verdict; same key, other body: a conflict', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const [key, body] = [randomUUID(), await decision(m)];
    const first = await bureau.post(people.payment, path(m), body, key);
    const again = await bureau.post(people.payment, path(m), body, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await bureau.post(
      people.payment,
      path(m),
      { ...body, outcome: 'decline', reason: 'x' },
      key,
    );
    expect(told(answerOf(other)).slice(0, 2)).toEqual([409, 'idempotency-conflict']);
    expect(await decisions(m)).toEqual(['accepted']);
  });

  it('three at the same instant with one key are one; with three keys the first counts', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const [key, body] = [randomUUID(), await decision(m)];
    const replies = await Promise.all(
      [key, key, key].map((k) => bureau.post(people.payment, path(m), body, k)),
    );
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map((r) => (r.body as { id: string }).id)).size).toBe(1);
    expect(await decisions(m)).toEqual(['accepted']);
    const b = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const three = await Promise.all(
      [1, 2, 3].map(async () => bureau.post(people.payment, path(b), await decision(b))),
    );
    expect(three.map((r) => r.status).toSorted()).toEqual([200, 409, 409]);
    expect((await decisions(b)).toSorted()).toEqual(['accepted', 'refused', 'refused']);
    expect((await b.status()).history).toHaveLength(1);
  });

  it('with an empty key it is not taken', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const reply = await bureau.post(people.payment, path(m), await decision(m), '');
    expect([reply.status, answerOf(reply).code]).toEqual([400, 'bad-input']);
    expect(await decisions(m)).toEqual([]);
  });

  it('a refusal is stored too: the same attempt gets the same answer', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const [key, body] = [randomUUID(), { ...(await decision(m)), agreementClause: undefined }];
    for (let i = 0; i < 2; i++)
      expect(told(answerOf(await bureau.post(people.payment, path(m), body, key)))).toEqual([
        422,
        'clause-missing',
        'TJ51-A1-1.2a',
      ]);
    expect(await decisions(m)).toEqual(['refused']);
  });

  it('the letter too: one file for one key, also after the file has ended; a refused letter stays refused', async () => {
    const m = await Matter.subject(bureau, { direction: 'A', kind: 'institution' });
    const [key, body] = [randomUUID(), letter('A', 'institution', m.id)];
    const replies = await Promise.all(
      [1, 2, 3].map(() => bureau.post(people.supervision, '/v1/rapid-responses', body, key)),
    );
    expect(replies.map((r) => r.status).toSorted()).toEqual([200, 200, 201]);
    m.file = (replies[0]!.body as { file: string }).file;
    await m.accept('filing-decision', { outcome: 'not-filed', caseNo: undefined, reason: '理由' });
    await m.accept('suspension-decision', {
      outcome: 'decline',
      agreementClause: undefined,
      reason: '理由',
    });
    await m.accept('decision-reply');
    await m.accept('decision-filing');
    await m.closed('no-case');
    await bureau.owner`update institution set status = 'terminated' where id = ${m.id}`;
    const later = await bureau.post(people.supervision, '/v1/rapid-responses', body, key);
    expect([later.status, (later.body as { file: string }).file]).toEqual([200, m.file]);
    expect(
      answerOf(
        await bureau.post(
          people.supervision,
          '/v1/rapid-responses',
          { ...body, documentNo: documentNo() },
          key,
        ),
      ).code,
    ).toBe('idempotency-conflict');
    const refused = randomUUID();
    for (let i = 0; i < 2; i++)
      expect(
        told(
          answerOf(
            await bureau.post(
              people.supervision,
              '/v1/rapid-responses',
              { ...body, grounds: [] },
              refused,
            ),
          ),
        ),
      ).toEqual([422, 'not-designated', 'TJ51-A1-1.1a']);
    await bureau.owner`update institution set status = 'designated' where id = ${m.id}`;
    expect(
      answerOf(
        await bureau.post(
          people.supervision,
          '/v1/rapid-responses',
          { ...body, grounds: [] },
          refused,
        ),
      ).code,
    ).toBe('not-designated');
  });
});

it.concurrent('a closed file takes nothing; the next letter opens a new one', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  await m.accept('filing-decision', { outcome: 'not-filed', caseNo: undefined, reason: '理由' });
  await m.accept('suspension-decision', {
    outcome: 'decline',
    agreementClause: undefined,
    reason: '理由',
  });
  await m.accept('decision-reply');
  await m.accept('decision-filing');
  await m.closed('no-case');
  for (const act of ['opinion', 'further-letter', 'suspension-decision'])
    expect(answerOf(await m.submit(act)).code).toBe('file-closed');
  const next = await m.refer();
  expect(next.status).toBe(201);
  expect((next.body as { file: string }).file).not.toBe(m.file);
});

it.concurrent('cannot: an act that this procedure does not know, or of a file that does not exist', async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
  expect(answerOf(await m.submit('pardon')).code).toBe('not-found');
  expect(
    answerOf(await bureau.post(people.payment, '/v1/files/RR-A.tj.1999-00001/acts/opinion', {}))
      .code,
  ).toBe('not-found');
});
