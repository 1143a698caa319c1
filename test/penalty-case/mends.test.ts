/** TJ51-14.1, 14.3, 3.V What a review of penalty cases found: reversal by the body itself, refunds, what rests between a change and its service, the order of dates, windows, joining, intervals. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso } from '../setup/bureau.ts';
import { Case, discussants, head, jds, law, type Body } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const reversal = async (c: Case, changes: Body): Promise<Body> => ({
  documentNo: documentNo(),
  document: document(),
  by: 'court',
  decidedAt: await c.now(),
  ...changes,
});
const paid = async (c: Case, paidFen: number): Promise<void> =>
  c.accepted('execution-record', await c.executed('fine', { paidFen }));
const refund = async (c: Case, amountFen: number): Promise<Body> => ({
  refundedAt: await c.now(),
  amountFen,
  document: document(),
});
/** From the investigation that is made anew to the served decision. */
async function again(c: Case): Promise<void> {
  await c.accepted('investigation-report', await c.report());
  await c.accepted('legal-review', await c.review(), law);
  await c.heard();
  await c.accepted('penalty-decision', await c.decision());
  await c.accepted('decision-service', await c.service());
}

describe.concurrent('立案查处：撤销、变更、退还', () => {
  it('TJ51-14.3 the body does not reverse alone: approved by the head, discussed where the decision was, and the veto holds', async () => {
    const c = await Case.open(b, { matter: 'false-claim' });
    const ended = { measures: [{ measure: 'terminate' }] };
    await c.reviewed();
    await c.accepted('collective-discussion', await c.discussion());
    await c.accepted('facts-notice', await c.notice({ ...ended, hearingOffered: true }));
    await c.accepted('party-statement', c.statement());
    await c.accepted(
      'penalty-decision',
      await c.decision({ ...ended, keyViolations: ['false-claim'] }),
    );
    const less = {
      by: 'self',
      outcome: 'changed',
      measures: [{ measure: 'suspend', endsOn: await c.day(60) }],
    };
    expect(
      await c.act('decision-reversal', await reversal(c, { ...less, reason: '样例' })),
    ).toEqual([422, 'approval-missing', 'TJ51-14.1']);
    expect(
      await c.act(
        'decision-reversal',
        await reversal(c, { ...less, reason: '样例', approvedBy: jds }),
      ),
    ).toEqual([422, 'approver-unfit', 'TJ51-14.1']);
    const approved = { reason: '样例', approvedBy: head };
    expect(await c.act('decision-reversal', await reversal(c, { ...less, ...approved }))).toEqual([
      422,
      'veto',
      'TJ51-3.V',
    ]);
    const falls = { by: 'self', outcome: 'annulled', ...approved };
    expect(await c.act('decision-reversal', await reversal(c, falls))).toEqual([
      409,
      'discussion-missing',
      'TJ51-14.3',
    ]);
    const discussion = { document: document(), participants: discussants };
    expect(
      await c.act(
        'decision-reversal',
        await reversal(c, { ...falls, discussion: { ...discussion, participants: [head] } }),
      ),
    ).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
    await c.accepted('decision-reversal', await reversal(c, { ...falls, discussion }));
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('annulled');
  });

  it('TJ51-14.1 what was paid under a decision that has fallen is owed back, also after the case is decided anew, and nothing is closed before', async () => {
    const c = await Case.open(b);
    await c.decided();
    await paid(c, 30_000);
    await c.accepted('decision-reversal', await reversal(c, { outcome: 'annulled', again: true }));
    await again(c);
    await paid(c, 100_000);
    expect(await c.act('penalty-closure', await c.closure())).toEqual([
      409,
      'execution-open',
      'TJ51-14.1',
    ]);
    expect((await c.act('refund-record', await refund(c, 1)))[0]).toBe(422);
    await c.accepted('refund-record', await refund(c, 30_000));
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('penalty');
  });

  it('TJ51-14.1 a refund of a change and one of an annulment are one sum; once it is paid during the new investigation there is nothing to close', async () => {
    const c = await Case.open(b);
    await c.decided();
    await paid(c, 100_000);
    const fine = (amountFen: number) => ({ measures: [{ measure: 'fine', amountFen }] });
    await c.accepted(
      'decision-reversal',
      await reversal(c, { outcome: 'changed', ...fine(80_000) }),
    );
    await c.accepted('decision-service', await c.service());
    await c.accepted('decision-reversal', await reversal(c, { outcome: 'annulled', again: true }));
    expect((await c.view()).duties.filter(({ duty }) => duty === 'refund')).toHaveLength(1);
    await c.accepted('refund-record', await refund(c, 100_000));
    expect(await c.awaited()).not.toContain('penalty-closure');
    expect(await c.act('penalty-closure', await c.closure())).toEqual([
      409,
      'not-awaited',
      'TJ51-14.1',
    ]);
    await again(c);
    await paid(c, 100_000);
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('penalty');
  });

  it('TJ51-14.1 between a change and its service the old items take no instalments and no ends', async () => {
    const c = await Case.open(b);
    await c.decided();
    await c.accepted(
      'decision-reversal',
      await reversal(c, { outcome: 'changed', measures: [{ measure: 'fine', amountFen: 80_000 }] }),
    );
    const approved = { item: 'fine', approvedBy: head, reason: '样例', document: document() };
    const plan = { ...approved, parts: [{ amountFen: 80_000, on: await c.day(30) }] };
    expect(await c.act('instalment-approval', plan)).toEqual([409, 'not-awaited', 'TJ51-14.1']);
    expect(await c.act('execution-end', { ...approved, how: 'ended' })).toEqual([
      409,
      'not-awaited',
      'TJ51-14.1',
    ]);
    await c.accepted('decision-service', await c.service());
    await c.accepted('instalment-approval', plan);
  });

  it('TJ51-14.1 a filing while a fallen decision is investigated anew joins that file; one after it is decided is another case', async () => {
    const subject = await b.institution();
    const c = await Case.open(b, {}, subject);
    await c.decided();
    await c.accepted('decision-reversal', await reversal(c, { outcome: 'annulled', again: true }));
    const joined = await Case.file(b, subject);
    expect([joined.status, joined.body]).toMatchObject([200, { file: c.file, joined: true }]);
    await again(c);
    const other = await Case.file(b, subject);
    expect(other.status).toBe(201);
    expect((other.body as { file: string }).file).not.toBe(c.file);
  });
});

describe.concurrent('立案查处：顺序、期限', () => {
  it('TJ51-14.1 a preservation number is used once; the case goes on', async () => {
    const c = await Case.open(b);
    await c.assign();
    const goods = async () => ({
      id: 'p-1',
      goods: '样例',
      preservedAt: await c.now(),
      approvedBy: head,
      documentNo: documentNo(),
      document: document(),
    });
    await c.accepted('preservation', await goods());
    await c.accepted('preservation-decision', {
      id: 'p-1',
      decidedAt: await c.now(),
      decision: 'released',
      documentNo: documentNo(),
      document: document(),
    });
    expect((await c.act('preservation', await goods())).slice(1)).toEqual([
      'duplicate',
      'TJ51-14.1',
    ]);
    await c.accepted('preservation', { ...(await goods()), id: 'p-2' });
  });

  it('TJ51-14.1 the window is as long as the bureau has set; a decision is not dated before what the party said', async () => {
    const c = await Case.open(b);
    await c.reviewed();
    await c.accepted('collective-discussion', await c.discussion());
    // A day after it was served is never three working days.
    expect(await c.act('facts-notice', await c.notice({ windowEndsOn: await c.day(1) }))).toEqual([
      422,
      'window-too-short',
      'TJ51-14.1',
    ]);
    await c.accepted('facts-notice', await c.notice());
    const before = await c.now();
    await c.accepted('party-statement', c.statement());
    expect(await c.act('penalty-decision', await c.decision({ decidedAt: before }))).toEqual([
      422,
      'before-trigger',
      'TJ51-14.1',
    ]);
    await c.accepted('penalty-decision', await c.decision());
  });

  it(
    'TJ51-14.1 days that do not count are left out once, and whoever has begun an interval is reminded of its end',
    { timeout: 120_000 },
    async () => {
      const c = await Case.open(b);
      const interval = (kind: string, at: object): Body => ({
        interval: kind,
        document: document(),
        ...at,
      });
      const begun = await b.now(c.file);
      await c.accepted('interval-start', interval('appraisal', { startedAt: iso(begun) }));
      expect(await c.duty('endInterval')).toMatchObject({ force: 'management', state: 'open' });
      await b.skip(c.file, 10 * 24);
      await c.accepted('interval-end', interval('appraisal', { endedAt: await c.now() }));
      expect(await c.duty('endInterval')).toBeUndefined();
      // It began five days before the other one had ended.
      const startedAt = iso(begun + 5 * DAY);
      await c.accepted('interval-start', interval('public-notice', { startedAt }));
      await b.skip(c.file, 5 * 24);
      await c.accepted('interval-end', interval('public-notice', { endedAt: await c.now() }));
      expect((await c.entries('period-moved')).at(-1)).toMatchObject({ excluded: 15 });
      // Two at a time: reminded until the last has ended.
      await c.accepted('interval-start', interval('appraisal', { startedAt: await c.now() }));
      await c.accepted('interval-start', interval('hearing', { startedAt: await c.now() }));
      await b.skip(c.file, 45 * 24);
      await c.accepted('interval-end', interval('appraisal', { endedAt: await c.now() }));
      expect(await c.duty('endInterval')).toMatchObject({ state: 'overdue' });
      expect(
        await c.act('interval-end', interval('hearing', { endedAt: iso(Date.now() - HOUR) })),
      ).toEqual([422, 'before-trigger', 'TJ51-14.1']);
      await c.accepted('interval-end', interval('hearing', { endedAt: await c.now() }));
      expect(await c.duty('endInterval')).toBeUndefined();
      expect((await c.entries('period-moved')).at(-1)).toMatchObject({ excluded: 60 });
      expect(await c.breaches()).toEqual([]);
    },
  );
});
