/** 立案查处 TJ51-14.1, 16.2: the periods of 局令4号, execution in parts, what falls and is made anew, supervision and joint meetings. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { DAY, HOUR, instant } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';
import { Case, head, jds2, superior, staffed, told } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const later = (day: string, days: number): string => addDays(day as never, days);

describe.concurrent('立案查处：期限、执行、督办', () => {
  it(
    'TJ51-14.1 the periods of 局令4号 are breaches where the bureau follows them, with what does not count left out',
    { timeout: 120_000 },
    async () => {
      const staff = await staffed(b, { order4AdoptedOn: '2026-01-01' });
      const subject = await b.institution({ bureau: staff.bureau });
      const clue = { receivedAt: iso(Date.now() - 60 * DAY) };
      const c = await Case.open(b, { clue }, subject, staff);
      expect(await c.breaches()).toMatchObject([{ duty: 'verifyClue', clause: 'TJ51-14.1' }]);
      const filed = await c.day();
      const first = (await c.duty('decide'))!;
      expect(first).toMatchObject({ force: 'reading', clause: 'TJ51-14.1' });
      expect(first.lastDay! >= later(filed, 90)).toBe(true);
      const approved = {
        approvedBy: staff.head,
        approvedAt: await c.now(),
        reason: '样例',
        document: document(),
      };
      expect(await c.act('period-extension', { ...approved, days: 31 })).toEqual([
        422,
        'extension-too-long',
        'TJ51-14.1',
      ]);
      await c.accepted('period-extension', { ...approved, days: 30 });
      expect((await c.duty('decide'))!.lastDay! >= later(filed, 120)).toBe(true);
      // Once more only by collective discussion.
      expect(await c.act('period-extension', { ...approved, days: 60 })).toEqual([
        422,
        'discussion-too-small',
        'TJ51-14.3',
      ]);
      await c.reviewed();
      await c.accepted('interval-start', {
        interval: 'appraisal',
        startedAt: await c.now(),
        document: document(),
      });
      expect(await c.duty('decide')).toBeUndefined();
      await c.heard();
      expect(await c.act('penalty-decision', await c.decision())).toEqual([
        409,
        'interval-running',
        'TJ51-14.1',
      ]);
      await b.skip(c.file, 10 * 24);
      await c.accepted('interval-end', {
        interval: 'appraisal',
        endedAt: await c.now(),
        document: document(),
      });
      expect((await c.duty('decide'))!.lastDay! >= later(filed, 130)).toBe(true);
      expect((await c.entries('period-moved')).at(-1)).toMatchObject({
        extended: 30,
        excluded: 10,
      });
      await c.accepted('penalty-decision', await c.decision());
      expect(await c.duty('serveDecision')).toMatchObject({ force: 'reading' });
      await b.skip(c.file, 20 * 24);
      await c.accepted('decision-service', await c.service());
      expect((await c.breaches()).map(({ duty }) => duty)).toContain('serveDecision');
      // Not followed here: the same period is management.
      const other = await Case.open(b);
      expect(await other.duty('decide')).toMatchObject({ force: 'management' });
    },
  );

  it(
    'TJ51-14.1 money in parts, each by its day, what late days add, and nothing closed before it is paid',
    { timeout: 120_000 },
    async () => {
      const c = await Case.open(b);
      const measures = [
        { measure: 'fine', amountFen: 100_000 },
        { measure: 'recover', amountFen: 50_000 },
        { measure: 'rectify', by: await c.day(20) },
      ];
      await c.decided({ measures }, { measures });
      expect(
        (await c.view()).duties
          .filter((d) => d.item !== null)
          .map((d) => d.item)
          .toSorted(),
      ).toEqual(['fine', 'recover', 'rectify']);
      const parts = [
        { amountFen: 40_000, on: await c.day(5) },
        { amountFen: 60_000, on: await c.day(35) },
      ];
      const plan = { item: 'fine', parts, approvedBy: head, reason: '样例', document: document() };
      expect(await c.act('instalment-approval', { ...plan, parts: parts.slice(0, 1) })).toEqual([
        422,
        'instalments-unequal',
        'TJ51-14.1',
      ]);
      expect(await c.act('instalment-approval', { ...plan, parts: parts.toReversed() })).toEqual([
        422,
        'date-not-later',
        'TJ51-14.1',
      ]);
      await c.accepted('instalment-approval', plan);
      expect(await c.duty('collect')).toMatchObject({ force: 'management' });
      await b.skip(c.file, 10 * 24);
      await c.accepted('execution-record', await c.executed('fine', { paidFen: 40_000 }));
      // Five days late, 3 % a day of what was late.
      expect(await c.entries('surcharge-computed')).toMatchObject([{ days: 5, amountFen: 6_000 }]);
      await c.accepted(
        'execution-record',
        await c.executed('fine', { paidFen: 60_000, surchargeFen: 6_000 }),
      );
      await c.accepted('execution-record', await c.executed('recover', { paidFen: 50_000 }));
      expect(await c.act('penalty-closure', await c.closure())).toEqual([
        409,
        'execution-open',
        'TJ51-14.1',
      ]);
      expect(await c.act('execution-record', await c.executed('warn'))).toEqual([
        409,
        'item-not-awaited',
        'TJ51-14.1',
      ]);
      await c.accepted('execution-end', {
        item: 'rectify',
        how: 'ended',
        approvedBy: head,
        reason: '样例',
        document: document(),
      });
      await c.accepted('penalty-closure', await c.closure());
      await c.closed('penalty');
      // No breach: all of it is management.
      expect(await c.breaches()).toEqual([]);
    },
  );

  it(
    'TJ51-16.2 supervision has its own day, is listed, and is lifted only by an approval of who set it or of somebody over them; a joint meeting',
    { timeout: 120_000 },
    async () => {
      const c = await Case.open(b);
      expect(
        await c.act('supervision-flag', { level: 'city', by: '样例', until: await c.day(30) }),
      ).toEqual([403, 'not-owed-by-you', 'TJ51-16.2']);
      const flag = { level: 'city', by: '样例', until: await c.day(30), document: document() };
      expect(await c.act('supervision-flag', { ...flag, document: undefined }, head)).toEqual([
        422,
        'document-missing',
        'TJ51-16.2',
      ]);
      await c.accepted('supervision-flag', flag, head);
      expect(await c.duty('supervised')).toMatchObject({
        force: 'management',
        lastDay: flag.until,
      });
      expect(await c.row()).toMatchObject({ supervision: { unit: 'tj.ju', until: flag.until } });
      const listed = (await b.get(people.regulator, '/v1/penalty-cases?supervised=true&limit=1000'))
        .body as { items: { file: string }[] };
      expect(listed.items.map(({ file }) => file)).toContain(c.file);
      await c.accepted('supervision-report', { result: '样例', document: document() });
      const removal = { approval: document(), reason: '样例' };
      expect(await c.act('supervision-removal', removal, superior)).toEqual([
        403,
        'supervision-not-yours',
        'TJ51-16.2',
      ]);
      expect(await c.act('supervision-removal', { reason: '样例' }, head)).toEqual([
        422,
        'approval-missing',
        'TJ51-16.2',
      ]);
      expect(
        await c.act('meeting-outcome', {
          meeting: 'LX.tj.2026-99999',
          outcome: '样例',
          document: document(),
        }),
      ).toEqual([422, 'meeting-unfit', 'TJ51-16.2']);
      const called = await b.post(people.supervision, '/v1/joint-meetings', {
        supervision: 'tj.jds',
        handling: 'tj.zfc',
        on: iso(Date.now() + HOUR),
        topics: [{ topic: '样例', file: c.file }],
      });
      const { file: meeting } = called.body as { file: string };
      const outcome = { meeting, outcome: '样例', document: document() };
      expect(await c.act('meeting-outcome', outcome)).toEqual([422, 'meeting-unfit', 'TJ51-16.2']);
      const m = new Case(b, meeting);
      await m.accepted('joint-minutes', {
        heldAt: await m.now(),
        attendees: [people.supervision, people.payment],
        record: '样例',
        none: true,
        document: document(),
      });
      await m.accepted('minutes-answer', { agrees: true }, people.payment);
      await m.accepted('closure');
      await m.closed('held');
      await c.accepted('meeting-outcome', outcome);
      // The decision falls under the case while it is supervised: it is not closed over it.
      await c.decided({ outcome: 'no-penalty', measures: [], discretionReason: '样例' });
      expect(await c.act('penalty-closure', await c.closure())).toEqual([
        409,
        'supervision-standing',
        'TJ51-16.2',
      ]);
      await c.accepted('supervision-removal', removal, head);
      await c.accepted('penalty-closure', await c.closure());
      await c.closed('no-penalty');
    },
  );

  it(
    'TJ51-14.1 a decision that is annulled is made anew and what was paid goes back; one that is changed is served again; one of a closed case falls by another filing',
    { timeout: 120_000 },
    async () => {
      const subject = await b.institution();
      const c = await Case.open(b, {}, subject);
      await c.decided();
      await c.accepted('execution-record', await c.executed('fine', { paidFen: 30_000 }));
      const fell = async (changes: object) => ({
        documentNo: documentNo(),
        document: document(),
        by: 'court',
        decidedAt: await c.now(),
        ...changes,
      });
      expect(
        await c.act('decision-reversal', await fell({ outcome: 'annulled', by: 'self' })),
      ).toEqual([422, 'reason-missing', 'TJ51-14.1']);
      await c.accepted('decision-reversal', await fell({ outcome: 'annulled', again: true }));
      expect(await c.row()).toMatchObject({
        stage: 'investigation',
        decision: { state: 'fallen' },
      });
      expect(await c.act('penalty-decision', await c.decision())).toEqual([
        409,
        'review-missing',
        'TJ51-14.1',
      ]);
      const refund = { refundedAt: await c.now(), amountFen: 1, document: document() };
      expect((await c.act('refund-record', refund))[0]).toBe(422);
      await c.accepted('refund-record', { ...refund, amountFen: 30_000 });
      await c.accepted('investigation-report', await c.report());
      await c.accepted('legal-review', await c.review(), c.staff.law);
      c.by = jds2;
      await c.heard();
      await c.accepted('penalty-decision', await c.decision());
      await c.accepted('decision-service', await c.service());
      await c.accepted('execution-record', await c.executed('fine', { paidFen: 100_000 }));
      await c.accepted(
        'decision-reversal',
        await fell({ outcome: 'changed', measures: [{ measure: 'fine', amountFen: 80_000 }] }),
      );
      expect(await c.row()).toMatchObject({ decision: { state: 'decided' } });
      await c.accepted('decision-service', await c.service());
      await c.accepted('refund-record', {
        refundedAt: await c.now(),
        amountFen: 20_000,
        document: document(),
      });
      await c.accepted('penalty-closure', await c.closure());
      await c.closed('penalty');
      const states = await b.owner<
        { state: string }[]
      >`select state from penalty_decision where file_id = ${c.file} order by number`;
      expect(states.map(({ state }) => state)).toEqual(['fallen', 'changed', 'served']);
      const supersedes = {
        file: c.file,
        by: 'court',
        outcome: 'annulled',
        decidedOn: civilDateOf(instant(Date.now())),
        document: document(),
      };
      expect(told(await Case.file(b, await b.institution(), { supersedes }))).toEqual([
        422,
        'link-unknown',
        'TJ51-14.1',
      ]);
      const again = await Case.open(b, { supersedes }, subject);
      expect(await again.row()).toMatchObject({ supersedes: c.file });
      expect(await c.row()).toMatchObject({ decision: { state: 'fallen' } });
    },
  );
});
