/** 十六（一）TJ51-16.1 A suspected crime in a penalty case, under 国令310号: met, late, refused, declined, returned. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { addDays, civilDate } from '../../domain/time/civil-date.ts';
import { Bureau, document, iso } from '../setup/bureau.ts';
import { Case, head, jds, jds2, law, staffed, superior, told, type Body } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const kinds = ['transfer-letter', 'investigation-report', 'list-of-goods', 'test-report', 'other'];
const documents = (without?: string): Body[] =>
  kinds.filter((kind) => kind !== without).map((kind) => ({ kind, document: document() }));
const move = (changes: Body = {}): Body => ({
  documents: documents(),
  police: '样例公安机关',
  receipt: document(),
  ...changes,
});
const report = async (c: Case, changes: Body = {}): Promise<Body> => ({
  document: document(),
  reportedAt: await c.now(),
  group: [jds, jds2],
  standard: '样例标准',
  jurisdiction: '样例管辖',
  ...changes,
});
const principal = async (c: Case, changes: Body = {}): Promise<Body> => ({
  document: document(),
  decidedAt: await c.now(),
  approved: true,
  ...changes,
});
const answer = async (c: Case, changes: Body = {}): Promise<Body> => ({
  document: document(),
  answeredOn: await c.day(),
  accepted: true,
  filed: true,
  ...changes,
});
const handover = async (c: Case, changes: Body = {}): Promise<Body> => ({
  handedAt: await c.now(),
  document: document(),
  ...changes,
});
const transferred = { outcome: 'transferred', measures: [], discretion: undefined };
const declined = { accepted: false, filed: false, reason: '样例' };

/** A bureau of its own, to which officers are added. */
async function bureau() {
  const staff = await staffed(b, {});
  const more = async (name: string, unit: string, role: string): Promise<string> => {
    const id = `o-${staff.bureau}-${name}`;
    await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
      select ${id}, ${`${staff.bureau}.${unit}`}, ${name}, 'person', ${[role]}, jsonb_set(certificate, '{number}', to_jsonb(${name}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${jds}`;
    return id;
  };
  return { staff, more };
}

async function moved(subject?: string): Promise<Case> {
  const c = await Case.open(b, {}, subject);
  await c.reviewed();
  await c.accepted('crime-report', await report(c));
  await c.accepted('crime-decision', await principal(c), head);
  await c.accepted('crime-transfer', move());
  return c;
}
async function fined(c: Case): Promise<void> {
  await c.heard();
  await c.accepted('penalty-decision', await c.decision());
}

describe.concurrent('国令310号 in a penalty case', () => {
  it('TJ51-16.1 reported by two, decided by the principal, moved in 24 hours, taken, handed over in 3 days: the case ends as transferred', async () => {
    const c = await Case.open(b);
    expect(await c.act('crime-report', await report(c, { group: [jds, jds] }))).toEqual([
      422,
      'too-few-officers',
      'TJ51-16.1',
    ]);
    expect(await c.act('crime-report', await report(c, { group: [jds, law] }))).toEqual([
      422,
      'investigator-unfit',
      'TJ51-16.1',
    ]);
    expect(await c.act('crime-report', await report(c, { standard: undefined }))).toEqual([
      422,
      'basis-missing',
      'TJ51-16.1',
    ]);
    await c.reviewed();
    await c.heard();
    expect(await c.act('penalty-decision', await c.decision(transferred))).toEqual([
      409,
      'transfer-not-taken',
      'TJ51-16.1',
    ]);
    await c.accepted('crime-report', await report(c));
    expect(await c.duty('decideCrime')).toMatchObject({ clause: 'TJ51-16.1', force: 'text' });
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      422,
      'fine-instead-of-transfer',
      'TJ51-16.1',
    ]);
    c.by = jds2;
    expect(
      await c.act('penalty-decision', await c.decision({ outcome: 'withdrawn', measures: [] })),
    ).toEqual([409, 'crime-open', 'TJ51-16.1']);
    expect((await c.act('crime-decision', await principal(c), superior)).slice(0, 2)).toEqual([
      403,
      'not-owed-by-you',
    ]);
    expect(
      await c.act('crime-decision', await principal(c, { approved: false, fined: true }), head),
    ).toEqual([422, 'fine-instead-of-transfer', 'TJ51-16.1']);
    await c.accepted('crime-decision', await principal(c), head);
    const due = (await c.duty('moveCrime'))!;
    expect(due).toMatchObject({ clause: 'TJ51-16.1', force: 'text' });
    expect(Date.parse(due.due) - (await b.now(c.file))).toBeLessThanOrEqual(24 * HOUR);
    const lacking = documents('test-report');
    expect(await c.act('crime-transfer', move({ documents: lacking }))).toEqual([
      422,
      'document-missing',
      'TJ51-16.1',
    ]);
    expect(await c.act('crime-transfer', move({ receipt: undefined }))).toEqual([
      422,
      'document-missing',
      'TJ51-16.1',
    ]);
    // 检验报告 may be lacking, with the reason.
    await c.accepted(
      'crime-transfer',
      move({ documents: [...lacking, { kind: 'test-report', none: '样例：无需检验' }] }),
    );
    expect(await c.act('penalty-decision', await c.decision(transferred))).toEqual([
      409,
      'transfer-not-taken',
      'TJ51-16.1',
    ]);
    expect(await c.act('police-answer', await answer(c, { filed: false }))).toEqual([
      422,
      'reason-missing',
      'TJ51-16.1',
    ]);
    await c.accepted('police-answer', await answer(c));
    expect(await c.duty('handOver')).toMatchObject({ clause: 'TJ51-16.1', force: 'text' });
    await c.accepted('penalty-decision', await c.decision(transferred));
    expect(await c.act('penalty-closure', await c.closure())).toEqual([
      409,
      'crime-open',
      'TJ51-16.1',
    ]);
    expect(await c.act('goods-handover', await handover(c, { document: undefined }))).toEqual([
      422,
      'document-missing',
      'TJ51-16.1',
    ]);
    await c.accepted('goods-handover', await handover(c));
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('transferred');
    expect(await c.breaches()).toEqual([]);
  });

  it('X-7 the group has investigated, and whoever decides has approved: neither does the work of the other', async () => {
    const { staff, more } = await bureau();
    const [third, other] = [
      await more('third', 'jds', 'handler'),
      await more('deputy', 'ju', 'head'),
    ];
    const subject = await b.institution({ bureau: staff.bureau });
    const c = await Case.open(b, { approvedBy: other }, subject, staff);
    const group = [staff.jds, third];
    await c.accepted('crime-report', await report(c, { group }));
    await c.reviewed();
    expect(
      await c.act(
        'collective-discussion',
        await c.discussion({ participants: [staff.head, staff.regulator, third] }),
      ),
    ).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
    const no = { approved: false, reason: '样例' };
    await c.accepted('crime-decision', await principal(c, no), staff.head);
    expect(
      await c.act('investigator-assignment', {
        investigators: [staff.jds, staff.head],
        reason: '样例',
      }),
    ).toEqual([403, 'same-person', 'X-7']);
    await c.accepted('recusal', {
      officer: staff.head,
      applicant: 'party',
      approved: true,
      decidedBy: other,
      document: document(),
    });
    await c.accepted('crime-report', await report(c, { group }));
    expect(await c.act('crime-decision', await principal(c), staff.head)).toEqual([
      422,
      'officer-recused',
      'X-7',
    ]);
  });

  it('TJ51-16.1 the principal is who is registered as such on the day of the decision', async () => {
    const { staff, more } = await bureau();
    const [deputy, former] = [
      await more('deputy', 'ju', 'head'),
      await more('former', 'ju', 'head'),
    ];
    const ju = `${staff.bureau}.ju`;
    await b.owner`insert into inspection_body (unit_id, bureau_id, level, area) values (${ju}, ${staff.bureau}, 'county', '120000')`;
    await b.owner`insert into body_head (unit_id, officer_id, from_on, until_on, post) values
      (${ju}, ${former}, '2020-01-01', '2024-12-31', 'principal'), (${ju}, ${staff.head}, '2020-01-01', '2024-12-31', 'deputy-in-charge'), (${ju}, ${staff.head}, '2025-01-01', null, 'principal')`;
    const c = await Case.open(b, {}, await b.institution({ bureau: staff.bureau }), staff);
    const group = [staff.jds, await more('third', 'jds', 'handler')];
    await c.accepted('crime-report', await report(c, { group }));
    for (const other of [deputy, former])
      expect(await c.act('crime-decision', await principal(c), other)).toEqual([
        422,
        'approver-not-head',
        'TJ51-16.1',
      ]);
    // Deputy once, principal now.
    await c.accepted('crime-decision', await principal(c), staff.head);
  });

  it('TJ51-16.1 国令310 9, 12: counted from the receipt of the notice; the goods may go over with the case, and no earlier', async () => {
    const c = await moved();
    c.by = jds2;
    const handedAt = await c.now();
    await b.skip(c.file, 4 * 24);
    const days = { answeredOn: await c.day(-2), receivedOn: await c.day(-1) };
    expect(
      await c.act('police-answer', await answer(c, { ...days, receivedOn: await c.day(-3) })),
    ).toEqual([422, 'notice-day-wrong', 'TJ51-16.1']);
    expect(
      await c.act('police-answer', await answer(c, { ...days, receivedOn: await c.day(1) })),
    ).toEqual([422, 'notice-day-wrong', 'TJ51-16.1']);
    expect(
      await c.act('police-answer', await answer(c, { accepted: false, reason: '样例' })),
    ).toEqual([422, 'answer-contradictory', 'TJ51-16.1']);
    await c.accepted('police-answer', await answer(c, days));
    const due = (await c.duty('handOver'))!;
    expect(civilDateOf(instant(Date.parse(due.from)))).toBe(days.receivedOn);
    const early = iso(Date.parse(handedAt) - 24 * HOUR);
    expect(await c.act('goods-handover', await handover(c, { handedAt: early }))).toEqual([
      422,
      'before-trigger',
      'TJ51-14.1',
    ]);
    await c.accepted('goods-handover', await handover(c, { handedAt }));
    expect((await c.breaches()).filter(({ duty }) => duty === 'handOver')).toEqual([]);
  });

  it('TJ51-16.1 国令310 10: returned after the case has ended as transferred, it is filed anew and the decision falls; only such a case is returned', async () => {
    const subject = await b.institution();
    const c = await moved(subject);
    await c.accepted('police-answer', await answer(c));
    await c.accepted('goods-handover', await handover(c));
    await c.accepted('penalty-decision', await c.decision(transferred));
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('transferred');
    const supersedes = {
      file: c.file,
      by: 'police',
      // However it is called: it has fallen.
      outcome: 'changed',
      decidedOn: await c.day(),
      document: document(),
    };
    expect(
      told(await Case.file(b, subject, { supersedes: { ...supersedes, by: 'court' } })),
    ).toEqual([422, 'link-unknown', 'TJ51-14.1']);
    const again = await Case.open(b, { supersedes }, subject);
    expect(await again.row()).toMatchObject({ supersedes: c.file });
    expect(await c.row()).toMatchObject({ decision: { state: 'fallen' } });
    expect(told(await Case.file(b, subject, { supersedes, matter: 'fraud' }))).toEqual([
      422,
      'link-unknown',
      'TJ51-14.1',
    ]);
  });

  it('TJ51-16.1 处罚法 45 what the police return after the decision is a fact of its own: it lifts what the party was told before', async () => {
    const c = await moved();
    await c.accepted('collective-discussion', await c.discussion());
    await c.accepted('facts-notice', await c.notice());
    await c.accepted('party-statement', c.statement({ outcome: 'made' }));
    await c.accepted('police-answer', await answer(c));
    await c.accepted('penalty-decision', await c.decision(transferred));
    await c.accepted('police-return', {
      returnedAt: await c.now(),
      document: document(),
      reason: '样例',
    });
    await c.accepted('investigation-report', await c.report());
    await c.accepted('legal-review', await c.review(), law);
    await c.heard({ measures: [{ measure: 'fine', amountFen: 200_000 }] });
  });

  it('TJ51-16.1 late at each step is a breach, and counts', { timeout: 120_000 }, async () => {
    const c = await Case.open(b);
    await c.reviewed();
    await c.accepted('crime-report', await report(c));
    // Three days end on a rest day at the latest ten days on.
    await b.skip(c.file, 11 * 24);
    await c.accepted('crime-decision', await principal(c), head);
    await b.skip(c.file, 25);
    await c.accepted('crime-transfer', move());
    await c.accepted('police-answer', await answer(c));
    await b.skip(c.file, 11 * 24);
    await c.accepted('goods-handover', await handover(c, { document: undefined, none: '样例' }));
    expect((await c.breaches()).map((x) => [x.duty, x.clause]).toSorted()).toEqual([
      ['decideCrime', 'TJ51-16.1'],
      ['handOver', 'TJ51-16.1'],
      ['moveCrime', 'TJ51-16.1'],
    ]);
  });

  it(
    'TJ51-16.1 declined: asked to reconsider within 3 days, once; or let pass, or not asked with a reason: the case goes on, and may be fined',
    { timeout: 120_000 },
    async () => {
      const [asked, passed, waived, late] = [
        await moved(),
        await moved(),
        await moved(),
        await moved(),
      ];
      for (const c of [asked, passed, waived, late])
        await c.accepted('police-answer', await answer(c, declined));
      const arrivedOn = (await late.now()).slice(0, 10);
      const asking = { asked: true, document: document(), arrivedOn };
      expect(await late.act('police-reconsideration', asking)).toEqual([
        422,
        'document-missing',
        'TJ51-16.1',
      ]);
      expect(
        await late.act('police-reconsideration', {
          ...asking,
          receipt: document(),
          arrivedOn: addDays(civilDate(arrivedOn), 1),
        }),
      ).toEqual([422, 'notice-day-wrong', 'TJ51-16.1']);
      await asked.accepted('police-reconsideration', { asked: true, document: document() });
      expect(
        await asked.act('police-reconsideration', { asked: true, document: document() }),
      ).toEqual([409, 'not-awaited', 'TJ51-16.1']);
      await asked.accepted('police-answer', await answer(asked, declined));
      await fined(asked);
      expect(
        await waived.act('police-reconsideration', { asked: false, document: document() }),
      ).toEqual([422, 'reason-missing', 'TJ51-16.1']);
      await waived.accepted('police-reconsideration', {
        asked: false,
        document: document(),
        reason: '样例',
      });
      await fined(waived);
      await passed.heard();
      expect(await passed.act('penalty-decision', await passed.decision())).toEqual([
        422,
        'fine-instead-of-transfer',
        'TJ51-16.1',
      ]);
      await b.skip(passed.file, 11 * 24);
      await vi.waitFor(async () => expect(await passed.entries('crime-declined')).toHaveLength(1), {
        timeout: 10_000,
        interval: 50,
      });
      await passed.accepted('penalty-decision', await passed.decision());
      // It had reached the police in time, and is recorded when the period is over: theirs until they answer.
      await b.skip(late.file, 11 * 24);
      await vi.waitFor(async () => expect(await late.entries('crime-declined')).toHaveLength(1), {
        timeout: 10_000,
        interval: 50,
      });
      const { arrivedOn: _day, ...undated } = asking;
      expect(await late.act('police-reconsideration', undated)).toEqual([
        409,
        'asked-too-late',
        'TJ51-16.1',
      ]);
      await late.accepted('police-reconsideration', { ...asking, receipt: document() });
      expect(await late.act('penalty-decision', await late.decision(transferred))).toEqual([
        409,
        'transfer-not-taken',
        'TJ51-16.1',
      ]);
      await late.accepted('police-answer', await answer(late));
      await late.accepted('penalty-decision', await late.decision(transferred));
      // Taken after all when they reconsider.
      const taken = await moved();
      await taken.accepted('police-answer', await answer(taken, declined));
      await taken.accepted('police-reconsideration', { asked: true, document: document() });
      await taken.accepted('police-answer', await answer(taken));
      await taken.accepted('penalty-decision', await taken.decision(transferred));
    },
  );

  it('TJ51-16.1 not approved, with the reason, the case goes on; what the police return goes on too, also after the decision', async () => {
    const c = await Case.open(b);
    await c.reviewed();
    await c.accepted('crime-report', await report(c));
    expect(await c.act('crime-decision', await principal(c, { approved: false }), head)).toEqual([
      422,
      'reason-missing',
      'TJ51-16.1',
    ]);
    await c.accepted(
      'crime-decision',
      await principal(c, { approved: false, reason: '样例' }),
      head,
    );
    await fined(c);
    const back = await moved();
    await back.accepted('police-answer', await answer(back));
    await back.accepted('goods-handover', await handover(back));
    await back.accepted('penalty-decision', await back.decision(transferred));
    const returned = { returnedAt: await back.now(), document: document() };
    expect(await back.act('police-return', returned)).toEqual([422, 'reason-missing', 'TJ51-16.1']);
    await back.accepted('police-return', { ...returned, reason: '样例' });
    expect(await back.row()).toMatchObject({
      stage: 'investigation',
      decision: { outcome: 'transferred', state: 'fallen' },
    });
    await back.accepted('investigation-report', await back.report());
    await back.accepted('legal-review', await back.review(), law);
    await fined(back);
    // Before a decision: a fact of its own, reviewed before anything is decided.
    const early = await moved();
    await early.accepted('police-answer', await answer(early));
    await early.accepted('police-return', {
      ...returned,
      reason: '样例',
      returnedAt: await early.now(),
    });
    expect(await early.act('collective-discussion', await early.discussion())).toEqual([
      409,
      'review-stale',
      'TJ51-14.1',
    ]);
  });
});
