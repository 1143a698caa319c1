/** Management settings of a bureau (TJ51-10, TJ51-14.3, the 3日) and X-11: which bureau the text binds. Every variant has a bureau of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Bureau,
  fields,
  hours,
  iso,
  Matter,
  midnight,
  newBureau,
  plainThursday,
  told,
  type Staff,
} from './acts.ts';

let bureau: Bureau;
let strict: Staff;
let adopted: Staff;
let plain: Staff;
beforeAll(async () => {
  bureau = await Bureau.open();
  strict = await newBureau(bureau, {
    settings: {
      rapidResponse: {
        faceGate: 'block',
        threeDays: 'working',
        noticeHours: 5,
        reviewDays: 7,
        filingStatusDays: 9,
        noCaseReviewDays: 2,
        discussionParticipants: 5,
      },
    },
  });
  adopted = await newBureau(bureau, {
    area: '621000',
    adoptions: [{ instrument: 'TJ51', decidedOn: '2026-01-01' }],
  });
  plain = await newBureau(bureau);
});
afterAll(() => bureau.close());

const unready = { faceRecognitionReady: false };
/** As many as the strict bureau wants, all of them registered. */
const five = (staff: Staff): string[] => [...staff.discussion, staff.payment, staff.centre];
async function toDecision(
  staff: Staff,
  kind: 'institution' | 'practitioner' = 'institution',
  agreement: object = unready,
  opinion: object = {},
): Promise<Matter> {
  const m = await Matter.open(bureau, { direction: 'B', kind, staff, agreement });
  await m.accept('filing-decision');
  await m.accept('case-closure', {
    discussion: {
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
      participants: five(staff),
    },
  });
  await m.hear({ ...opinion });
  return m;
}

describe.concurrent('十 face recognition before a restoration', () => {
  it('block: the decision to restore is refused until it is ready', async () => {
    const m = await toDecision(strict);
    expect(told(await m.refuse('final-decision'))).toEqual([
      422,
      'face-recognition-missing',
      'TJ51-10',
    ]);
    await bureau.owner`update institution set agreement = agreement || '{"faceRecognitionReady": true}' where id = ${m.id}`;
    await m.accept('final-decision');
    expect((await m.view()).notes).toEqual([]);
  });

  it('block: lifting a suspension restores too; keeping it does not', async () => {
    const m = await Matter.open(bureau, {
      direction: 'B',
      kind: 'institution',
      staff: strict,
      agreement: unready,
    });
    expect(told(await m.refuse('suspension-review', { outcome: 'lift' }))).toEqual([
      422,
      'face-recognition-missing',
      'TJ51-10',
    ]);
    await m.accept('suspension-review', {
      outcome: 'confirm',
      agreementClause: '第32条',
      reason: '理由',
      reviewOn: '2190-01-01',
    });
  });

  it('block: other outcomes pass', async () => {
    const m = await toDecision(strict, 'institution', unready, { recommended: ['terminate'] });
    await m.decide({ measure: 'terminate' });
  });

  it('institutions only', async () => {
    const m = await toDecision(strict, 'practitioner');
    await m.decide({ measure: 'restore' });
    expect((await m.view()).notes).toEqual([]);
  });

  it('warn (default): restored, and shown', async () => {
    const m = await toDecision(plain);
    await m.decide({ measure: 'restore' });
    expect((await m.view()).notes).toEqual([expect.stringContaining('TJ51-10')]);
    const ready = await toDecision(plain, 'institution', {});
    await ready.decide({ measure: 'restore' });
    expect((await ready.view()).notes).toEqual([]);
  });
});

describe.concurrent('3日 as working days, where the bureau reads it so', () => {
  it('the readings change places', async () => {
    const m = await Matter.open(bureau, { direction: 'B', kind: 'institution', staff: strict });
    const thursday = await plainThursday(bureau, m.receivedAt);
    await m.skipTo(thursday + 1_000);
    await m.accept('filing-decision', { decidedAt: iso(thursday) });
    expect(await m.deadline('replyOnCase')).toMatchObject({
      due: iso(midnight(thursday, 6)),
      secondReading: iso(midnight(thursday, 5)),
    });
    await m.skipTo(midnight(thursday, 6) - 60_000);
    expect((await m.breaches()).map((b) => b.clause)).not.toContain('TJ51-A1-1.4c');
    await m.skipTo(midnight(thursday, 6) + 10_000);
    expect((await m.breaches()).find((b) => b.clause === 'TJ51-A1-1.4c')).toMatchObject({
      due: iso(midnight(thursday, 6)),
    });
    expect((await m.register()).filter((e) => e.type === 'breach-beyond-second-reading')).toEqual(
      [],
    );
  });
});

it.concurrent("the other periods of management are the bureau's own", async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff: strict });
  const at = await m.now();
  await m.accept('suspension-decision', { decidedAt: iso(at) });
  expect((await m.deadline(`noticeOfStart:${m.id}`)).due).toBe(iso(at + hours(5)));
  const days = async (key: string, from: number) =>
    Math.round((Date.parse((await m.deadline(key)).due) - from) / hours(24));
  expect([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]).toContain(await days('reviewSuspension:1', at));
  expect(await days('reportFilingStatus', at)).toBeLessThan(20);
  await m.accept('filing-decision', { outcome: 'not-filed', caseNo: undefined, reason: '理由' });
  expect(await days('decideAfterNoCase', at)).toBeLessThan(12);
});

it.concurrent("十四 集体讨论: how many must take part is the bureau's own", async () => {
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff: strict });
  const discussion = (n: number) => ({
    discussion: {
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
      participants: five(strict).slice(0, n),
    },
  });
  const answer = await m.refuse('case-closure', discussion(4));
  expect(told(answer)).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
  await m.accept('case-closure', discussion(5));
});

it.concurrent('settings that are not valid are shown on the file, and the defaults count', async () => {
  const wrong = await newBureau(bureau, { settings: { rapidResponse: { threeDays: 'lunar' } } });
  const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff: wrong });
  expect((await m.view()).notes).toEqual([expect.stringContaining('管理设定无效')]);
});

describe.concurrent('X-11', () => {
  it('cannot: a bureau of another area that has adopted nothing', async () => {
    const reply = await bureau.post('o-qy-1', '/v1/rapid-responses', {
      direction: 'A',
      subject: { kind: 'institution', id: 'i-101' },
      documentNo: '函1',
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
      grounds: ['suspected-violation'],
      investigation: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
    });
    expect(told(reply.body)).toEqual([422, 'no-legal-basis', 'X-11']);
    expect(fields(reply)).toEqual([422, 'no-legal-basis', []]);
  });

  it('adopted: every period is management, nothing is ever a breach; what is late is overdue', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff: adopted });
    expect((await m.view()).duties.map((d) => d.force)).toEqual(['management', 'management']);
    await m.skipTo(m.receivedAt + hours(26));
    expect(
      (await m.register()).filter((e) => e.type === 'management-overdue').map((e) => e.clause),
    ).toEqual(['TJ51-A1-1.2a']);
    expect((await m.accept('suspension-decision')).timing).toBe('late');
    await m.accept('case-closure');
    await m.skip(100);
    await m.accept('opinion');
    await m.skip(24 * 12);
    expect(new Set((await m.view()).duties.map((d) => d.force))).toEqual(new Set(['management']));
    expect(
      (await m.register()).filter(
        (e) => e.type === 'duty-breached' || e.type === 'breach-beyond-second-reading',
      ),
    ).toEqual([]);
    expect(await m.breaches()).toEqual([]);
  });

  it('adopted: a late letter of direction B opens no breach either', async () => {
    const at = iso(Date.now() - hours(30));
    const m = await Matter.open(bureau, {
      direction: 'B',
      kind: 'institution',
      staff: adopted,
      letter: {
        suspension: {
          decidedAt: at,
          startsAt: at,
          agreementClause: '第32条',
          document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
        },
      },
    });
    expect(await m.breaches()).toEqual([]);
    expect((await m.register()).filter((e) => e.type === 'duty-performed')).toMatchObject([
      { body: { timing: 'late', force: 'management' } },
    ]);
  });
});
