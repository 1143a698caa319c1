import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bring } from '../../api/background/system-acts.ts';
import { afterBusinessTime, businessDayOf } from '../../domain/time/business.ts';
import { addDays, parseInstant } from '../../domain/time/civil-date.ts';
import { HOUR } from '../../domain/time/instant.ts';
import { publishedYears } from '../../domain/time/calendars.ts';
import { document, documentNo } from '../setup/bureau.ts';
import {
  answerOf,
  Bureau,
  Matter,
  city,
  iso,
  people,
  sha,
  today,
  told,
  type Type,
} from './acts.ts';

/** What the system brings comes soon, not at once; longer on a busy machine. */
const SOON = { timeout: 15_000, interval: 50 };
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const revoke = { handlingSuggestion: { kind: 'revoke', text: '样例' } };
const adverse = (type: Type) => ({
  result: 'not-conforming',
  ...revoke,
  ...(type === 'credit' && { canSupplement: false, conforming: [] }),
});
const suggested = async (type: Type = 'certification') => {
  const m = await Matter.fedBack(bureau, { type }, adverse(type));
  await m.accept('stop-order');
  await m.accept('revocation-suggestion');
  return m;
};

describe.concurrent('第十条第一款 on the written suggestion, at once', () => {
  it.each(['certification', 'credit'] as const)(
    'TJ84-10.1 %s: suggested in writing, revoked, and the file ends',
    async (type) => {
      const m = await Matter.fedBack(bureau, { type }, adverse(type));
      expect(await m.deadline('suggestRevocation')).toMatchObject({
        clause: 'TJ84-10.1',
        force: 'management',
        owedBy: city.supervising,
      });
      await m.accept('stop-order');
      await m.accept('revocation-suggestion');
      expect((await m.view()).blocking).toBe(city.accepting);
      expect(await m.deadline('revoke')).toMatchObject({
        clause: 'TJ84-10.1',
        force: 'management',
        owedBy: city.accepting,
      });
      await m.accept('revocation');
      await m.closed('revoked');
      expect((await m.case()).result).toMatchObject({
        state: 'revoked',
        revokedByFile: m.file,
        revokedAt: expect.any(String),
      });
      expect((await m.register('duty-released')).map((e) => e.body['duty'])).toEqual([
        'receiveFeedback',
      ]);
    },
  );

  it('TJ84-10.1 a management clock only: an alert after an hour of business time, escalation with the end of the same working day, no breach', async () => {
    const m = await suggested();
    const { from, due, lastDay } = await m.deadline('revoke');
    const received = parseInstant(from)!;
    const hours = [[9 * 60, 17 * 60 + 30]] as const;
    expect(lastDay).toBe(businessDayOf(received, publishedYears, hours));
    const alert = afterBusinessTime(received, 60, publishedYears, hours);
    await m.skipTo(alert - 60_000 > received ? alert - 60_000 : alert);
    expect((await m.register('duty-reminded')).filter((e) => e.body['duty'] === 'revoke')).toEqual(
      [],
    );
    await m.skipTo(alert + 60_000);
    expect(
      (await m.register('duty-reminded'))
        .filter((e) => e.body['duty'] === 'revoke')
        .map((e) => [e.clause, e.body['at']]),
    ).toEqual([['TJ84-10.1', iso(alert)]]);
    expect(await m.register('escalated')).toEqual([]);
    await m.skipTo(Date.parse(due) + HOUR);
    expect((await m.register('escalated')).map((e) => [e.clause, e.body['owedBy']])).toEqual([
      ['TJ84-10.1', city.accepting],
    ]);
    expect((await m.case()).reminders).toMatchObject([
      { unit: city.accepting, officer: 'o-jjzx-c', duty: 'revoke' },
    ]);
    expect((await m.accept('revocation')).timing).toBe('late');
    expect(await m.breaches()).toEqual([]);
  });

  it('TJ84-10.1 cannot suggest: orally, by anybody but the supervisor, before the check, for 相符, twice', async () => {
    const early = await Matter.distributed(bureau, { type: 'certification' });
    expect(told(await early.refuse('revocation-suggestion'))).toEqual([
      409,
      'not-awaited',
      'TJ84-10.1',
    ]);
    await early.judge({});
    expect(told(await early.refuse('revocation-suggestion'))).toEqual([
      409,
      'not-awaited',
      'TJ84-10.1',
    ]);
    const m = await Matter.fedBack(bureau, { type: 'certification' }, adverse('certification'));
    expect(told(await m.refuse('revocation-suggestion', { document: undefined }))).toEqual([
      422,
      'suggestion-not-written',
      'TJ84-10.1',
    ]);
    expect(told(await m.refuse('revocation-suggestion', { documentNo: undefined }))).toEqual([
      422,
      'suggestion-not-written',
      'TJ84-10.1',
    ]);
    for (const by of [city.acceptor, 'o-yyfw-1'])
      expect(told(await m.refuse('revocation-suggestion', {}, by))).toEqual([
        403,
        'not-owed-by-you',
        'TJ84-10.1',
      ]);
    await m.accept('revocation-suggestion');
    expect(told(await m.refuse('revocation-suggestion'))).toEqual([
      409,
      'already-suggested',
      'TJ84-10.1',
    ]);
  });

  it('TJ84-10.1 the party was not heard: accepted, warned about, with the reason or its absence', async () => {
    const [m, n] = await Promise.all([
      Matter.fedBack(bureau, { type: 'certification' }, adverse('certification')),
      Matter.fedBack(bureau, { type: 'certification' }, adverse('certification')),
    ]);
    await m.accept('revocation-suggestion', { heard: false, notHeardBecause: '样例理由' });
    expect((await m.view()).notes.join()).toMatch(/陈述申辩，理由在卷/);
    await n.accept('revocation-suggestion', { heard: false });
    expect((await n.view()).notes.join()).toMatch(/未说明理由/);
    expect((await (await suggested()).view()).notes).toEqual([]);
  });

  it('TJ84-10.1 cannot revoke: without a suggestion, by the supervisor, dated before the suggestion, without reasons, remedies or service', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, adverse('certification'));
    expect(told(await m.refuse('revocation'))).toEqual([409, 'no-suggestion', 'TJ84-10.1']);
    await m.accept('revocation-suggestion');
    expect(told(await m.refuse('revocation', {}, city.assignee))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-10.1',
    ]);
    expect(told(await m.refuse('revocation', { decidedAt: iso((await m.now()) - HOUR) }))).toEqual([
      422,
      'before-trigger',
      'TJ84-10.1',
    ]);
    expect(told(await m.refuse('revocation', { reasons: undefined }))).toEqual([
      422,
      'reason-missing',
      'TJ84-10.1',
    ]);
    expect(told(await m.refuse('revocation', { remedies: undefined }))).toEqual([
      422,
      'remedies-missing',
      'TJ84-10.1',
    ]);
    expect(told(await m.refuse('revocation', { service: undefined }))).toEqual([
      422,
      'service-missing',
      'TJ84-10.1',
    ]);
  });

  it('TJ84-10.1 never twice: not in the same file, and not when another file has revoked the result', async () => {
    const m = await suggested();
    await bureau.owner`update result set state = 'revoked', revoked_at = now(), revoked_by_file = ${m.file} where id = ${m.id}`;
    expect(told(await m.refuse('revocation'))).toEqual([409, 'already-revoked', 'TJ84-10.1']);
    // What is still owed beside the revocation keeps a file open; the revocation itself is not asked for again.
    const n = await Matter.fedBack(
      bureau,
      { type: 'certification' },
      { ...adverse('certification'), conduct: { unlawful: false, dishonest: true, facts: '样例' } },
    );
    await n.accept('revocation-suggestion');
    await n.accept('revocation');
    expect(await n.possible()).toEqual(['credit-entry', 'stop-order']);
    expect(told(await n.refuse('revocation'))).toEqual([409, 'already-revoked', 'TJ84-10.1']);
  });
});

describe.concurrent('已结案卷 what comes after the end', () => {
  it("TJ84-10.1 a second revocation says that the result is revoked; anything else is refused under its own clause, with what is lawful now, and is on the file's record", async () => {
    const m = await suggested();
    await m.accept('revocation');
    await m.closed('revoked');
    for (const type of ['revocation', 'revocation-suggestion'])
      expect([type, ...told(await m.refuse(type))]).toEqual([
        type,
        409,
        'already-revoked',
        'TJ84-10.1',
      ]);
    expect(told(await m.refuse('check-record'))).toEqual([409, 'file-closed', 'TJ84-7']);
    expect(told(await m.refuse('credit-objection'))).toEqual([409, 'file-closed', 'TJ84-10.3']);
    const chase = answerOf(
      await bureau.post(city.acceptor, `/v1/files/${m.file}/acts/chase`, {
        duty: 'archive',
        to: city.supervising,
        channel: 'phone',
        at: iso(await m.now()),
      }),
    );
    expect(told(chase)).toEqual([409, 'file-closed', 'X-8']);
    expect(chase.lawful.zh).toContain('无需督办');
    const { items } = (await bureau.get(people.regulator, `/v1/files/${m.file}/refused-attempts`))
      .body as {
      items: { type: string; code: string; clause: string; officer: string; hash: string }[];
    };
    expect(items.map(({ type, code, clause }) => [type, code, clause])).toEqual([
      ['revocation', 'already-revoked', 'TJ84-10.1'],
      ['revocation-suggestion', 'already-revoked', 'TJ84-10.1'],
      ['check-record', 'file-closed', 'TJ84-7'],
      ['credit-objection', 'file-closed', 'TJ84-10.3'],
      ['chase', 'file-closed', 'X-8'],
    ]);
    for (const { officer, hash } of items)
      expect([officer, hash]).toEqual([
        expect.stringMatching(/^o-/),
        expect.stringMatching(/^[0-9a-f]{64}$/),
      ]);
  });

  it('TJ84-10.1 a result that still stands is revoked in a file of its own: the refusal says so, and it is so', async () => {
    const m = await Matter.fedBack(bureau, { type: 'certification' }, {});
    await m.accept('feedback-receipt');
    await m.closed('conforming');
    const refused = await m.refuse('revocation');
    expect(told(refused)).toEqual([409, 'file-closed', 'TJ84-10.1']);
    expect(refused.lawful.en).toContain('POST /v1/result-revocations');
    const opened = await bureau.post(city.assignee, '/v1/result-revocations', {
      result: m.id,
      documentNo: documentNo(),
      document: document(),
      heard: true,
      reasons: '样例理由',
    });
    expect(opened.status).toBe(201);
  });
});

describe.concurrent('第十一条 a licence was revoked', () => {
  const licenceRevoked = (m: Matter, key = randomUUID()) =>
    bring(
      bureau.service.acts,
      m.file,
      'licence-revoked',
      { cascade: 'LR.tj.2026-00001', documentHash: sha(1) },
      key,
    );

  it.each(['opened', 'pushed', 'fed back'])(
    'TJ84-11 %s: the accepting department revokes at once, whatever the supervision has come to',
    async (stage) => {
      const m =
        stage === 'opened'
          ? await Matter.open(bureau, { type: 'credit' })
          : stage === 'pushed'
            ? await Matter.pushed(bureau, { type: 'credit' })
            : await Matter.fedBack(bureau, { type: 'credit' }, {});
      expect(await licenceRevoked(m)).toBe(true);
      await vi.waitFor(async () => {
        expect(await m.possible()).toContain('revocation');
      }, SOON);
      expect(await m.deadline('revokeUnderLicence')).toMatchObject({
        clause: 'TJ84-11',
        force: 'management',
        owedBy: city.accepting,
      });
      expect((await m.view()).notes.join()).toContain('LR.tj.2026-00001');
      await m.accept('revocation');
      await m.closed('revoked');
      expect((await m.case()).result!.state).toBe('revoked');
      expect(await licenceRevoked(m)).toBe(false);
    },
  );

  it('TJ84-11 suggested and under a licence: one revocation is enough; brought twice it is one', async () => {
    const m = await suggested();
    const key = randomUUID();
    await Promise.all([licenceRevoked(m, key), licenceRevoked(m, key)]);
    await vi.waitFor(async () => {
      expect((await m.register('act-accepted')).filter((e) => e.clause === 'TJ84-11')).toHaveLength(
        1,
      );
    }, SOON);
    await m.accept('revocation');
    await m.closed('revoked');
  });

  it('TJ84-11 while the case waits for promised materials: what must be revoked at once stays in front', async () => {
    const m = await Matter.fedBack(
      bureau,
      { type: 'credit' },
      { result: 'to-supplement', conforming: [], promisedOn: addDays(today(), 3) },
    );
    await licenceRevoked(m);
    await vi.waitFor(async () => {
      expect(await m.possible()).toContain('revocation');
    }, SOON);
    await m.accept('supplement');
    expect((await m.view()).stage).toBe('revocation');
    await m.accept('revocation');
    await m.closed('revoked');
    expect((await m.case()).keySupervision.map((k) => k.ended)).toEqual(['revoked']);
  });

  it('TJ84-11 nobody files it as an act', async () => {
    const m = await Matter.pushed(bureau, { type: 'credit' });
    expect(
      (await bureau.post(city.assignee, `/v1/files/${m.file}/acts/licence-revoked`, {})).status,
    ).toBe(404);
  });
});
