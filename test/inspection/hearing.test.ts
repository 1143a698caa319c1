/** 陈述申辩与法制审核 What is to be decided is told, the institution is heard, a major decision is reviewed by somebody else (QY-10.10, 11). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from '../../api/intake/submit-act.ts';
import { addDays, on, today, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const day = addDays(today(), 1);
const rectify = finding('f-1', 'rectification');

/** Ended on a Monday without holidays near: five working days from the Tuesday end on the next Tuesday; the 20 end on 14 June. */
const monday = on('2027-05-17');

const admin = {
  id: 'o-admin',
  kind: 'person',
  unit: 'tj.ju',
  bureau: 'tj',
  roles: ['registrar', 'administrator'],
  unitRoles: [],
  removed: false,
} as never;
/** A notice that reaches this file only: other tests count by the year as it is. */
async function announce(
  { file }: Visit,
  version: number,
  { off = [], work = [] }: { off?: string[]; work?: string[] },
): Promise<void> {
  const [year] = await g.bureau.owner<
    { off: string[]; work: string[] }[]
  >`select off::text[] as off, work::text[] as work from calendar_year where year = 2027 order by version desc limit 1`;
  const notice = {
    year: 2027,
    version,
    notice: '样例通知',
    publishedOn: '2027-01-01',
    off: [...year!.off, ...off],
    work: [...year!.work, ...work],
  };
  expect(
    (
      await deliver(
        g.bureau.service.acts,
        admin,
        file,
        'calendar-revision',
        `calendar-2027-${version}`,
        notice,
        { facts: { ...notice } },
      )
    ).verdict,
  ).toMatchObject({ accepted: true });
}

describe.concurrent('第十条 the statement, inside the 20 working days', () => {
  it('QY-10.10: no result while the window is open; the day after it is lawful', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    expect(await visit.duty('offerStatement')).toMatchObject({
      clause: 'QY-10.10',
      force: 'management',
    });
    await visit.to('2027-05-18');
    await visit.do('provisional-result');
    expect((await visit.entry('statement-window')).body).toMatchObject({
      lastDay: '2027-05-25',
      shortened: false,
      none: false,
    });
    await visit.to('2027-05-25', 23);
    expect(
      await visit.act('result-notice', await visit.form('result-notice', { findings: [rectify] })),
    ).toMatchObject({
      code: 'window-still-open',
      clause: 'QY-10.10',
      lawful: { earliest: '2027-05-26T00:00:00+08:00' },
    });
    await visit.to('2027-05-26', 0.1);
    expect(await visit.do('result-notice', { findings: [rectify] })).toMatchObject({
      timing: 'in-time',
    });
  });
  it('QY-10.10: the window is shortened to end one working day before the result is due, and never delays it', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-15' });
    await visit.to('2027-06-10');
    await visit.do('provisional-result');
    expect((await visit.entry('statement-window')).body).toMatchObject({
      lastDay: '2027-06-14',
      shortened: true,
      none: false,
    });
    await visit.to('2027-06-15');
    expect(await visit.do('result-notice', { findings: [rectify] })).toMatchObject({
      timing: 'in-time',
    });
  });
  it('QY-10.10, X-2: a new holiday arrangement counts an open window anew, old and new in the register; the same days again change nothing, and what would be over is left to a person', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    await visit.to('2027-05-18');
    await visit.do('provisional-result');
    const windows = async (): Promise<string[]> =>
      (await g.register(visit.file))
        .filter(
          (e) =>
            e.type === 'statement-window' ||
            (e.type === 'revision-left-to-a-person' && e.key.startsWith('window-left')),
        )
        .map(
          (e) =>
            `${e.type} ${String((e.body as { lastDay?: string; after?: string }).lastDay ?? (e.body as { after?: string }).after)}`,
        );
    await announce(visit, 901, { off: ['2027-05-20', '2027-05-21'] });
    await announce(visit, 902, { off: ['2027-05-20', '2027-05-21', '2027-07-01'] });
    expect(await windows()).toEqual(['statement-window 2027-05-25', 'statement-window 2027-05-27']);
    await visit.to('2027-05-27', 12);
    await announce(visit, 903, {});
    expect(await windows()).toEqual([
      'statement-window 2027-05-25',
      'statement-window 2027-05-27',
      'revision-left-to-a-person 2027-05-25',
    ]);
    expect(
      await visit.act('result-notice', await visit.form('result-notice', { findings: [rectify] })),
    ).toMatchObject({
      code: 'window-still-open',
      lawful: { earliest: '2027-05-28T00:00:00+08:00' },
    });
    await visit.to('2027-05-28', 0.1);
    expect(await visit.do('result-notice', { findings: [rectify] })).toMatchObject({
      timing: 'in-time',
    });
  });
  it('QY-10.10, X-2: where a new arrangement brings the result forward, the window gives way to it and the result need not be late', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    await visit.to('2027-06-11');
    await visit.do('provisional-result');
    expect((await visit.entry('statement-window')).body).toMatchObject({
      lastDay: '2027-06-14',
      none: false,
    });
    // A Sunday, the day after the Saturday that is worked now.
    await visit.to('2027-06-13');
    await announce(visit, 901, { work: ['2027-06-12'] });
    expect(await visit.duty('tellResult')).toMatchObject({ lastDay: '2027-06-14' });
    await visit.to('2027-06-14');
    expect(await visit.do('result-notice', { findings: [rectify] })).toMatchObject({
      timing: 'in-time',
    });
  });
  it('QY-10.10: told on the last day there is no window left, and the result need not be late', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    await visit.to('2027-06-15');
    await visit.do('provisional-result');
    expect((await visit.view()).notes.join()).toContain('QY-10.10');
    expect(await visit.do('result-notice', { findings: [rectify] })).toMatchObject({
      timing: 'in-time',
    });
  });
  it('QY-10.10: waived, the result may follow at once; without any offer it may not', async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    expect(await visit.refused('result-notice', { findings: [rectify] })).toEqual([
      422,
      'not-heard',
      'QY-10.10',
    ]);
    expect(await visit.refused('provisional-result', { rightsTold: false })).toEqual([
      422,
      'not-heard',
      'QY-10.10',
    ]);
    expect(await visit.refused('provisional-result', { service: undefined })).toEqual([
      422,
      'date-missing',
      'QY-10.10',
    ]);
    expect(await visit.refused('provisional-result', { recipient: 'i-101' })).toEqual([
      422,
      'wrong-party',
      'QY-10.10',
    ]);
    await visit.heard(rectify);
    expect(
      await visit.refused('result-notice', {
        findings: [rectify, finding('f-2', 'rectification')],
      }),
    ).toEqual([422, 'not-heard', 'QY-10.10']);
    await visit.do('result-notice', { findings: [rectify] });
  });
  it('QY-10.10: what was stated is answered, with reasons', async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    await visit.do('provisional-result');
    await visit.do('statement');
    expect(await visit.refused('result-notice', { findings: [rectify] })).toEqual([
      422,
      'window-still-open',
      'QY-10.10',
    ]);
    await visit.do('statement', { complete: true });
    expect(await visit.refused('result-notice', { findings: [rectify] })).toEqual([
      422,
      'statement-unanswered',
      'QY-10.10',
    ]);
    expect(
      await visit.refused('result-notice', {
        findings: [rectify],
        statementAnswer: { adopted: 'none' },
      }),
    ).toEqual([422, 'reason-missing', 'QY-10.10']);
    await visit.do('result-notice', {
      findings: [rectify],
      statementAnswer: { adopted: 'none', reasons: '样例理由' },
    });
  });
});

describe.concurrent('第十一条 the legal review of a major decision', () => {
  const filing = finding('f-1', 'case-filing');
  it('QY-11: by somebody who is not on the team and did not approve the plan, before the result', async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    await visit.heard(filing);
    expect(await visit.duty('review')).toMatchObject({ clause: 'QY-11', force: 'management' });
    expect(await visit.refused('result-notice', { findings: [filing] })).toEqual([
      409,
      'review-missing',
      'QY-11',
    ]);
    expect(await visit.refused('legal-review', {}, g.second)).toEqual([
      422,
      'reviewer-is-investigator',
      'QY-11',
    ]);
    expect(await visit.refused('legal-review', { reviewer: g.of(g.county, '3') })).toEqual([
      422,
      'unknown-reference',
      'QY-11',
    ]);
    await g.bureau
      .owner`update officer set roles = array_append(roles, 'legal-reviewer') where id in (${g.handler}, ${g.head}) and not 'legal-reviewer' = any (roles)`;
    expect(await visit.refused('legal-review', { reviewer: g.handler })).toEqual([
      422,
      'reviewer-is-investigator',
      'QY-11',
    ]);
    expect(await visit.refused('legal-review', { reviewer: g.head })).toEqual([
      403,
      'same-person',
      'X-7',
    ]);
    expect(await visit.refused('legal-review', { agreed: false })).toEqual([
      422,
      'reason-missing',
      'QY-11',
    ]);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [filing] });
  });
  it('QY-11: the legal reviewer of another unit of the bureau owes it, and files it in person', async () => {
    const own = await fixture();
    try {
      const reviewer = await own.officer(own.prefecture, 'fg', ['legal-reviewer']);
      const visit = await Visit.open(own, day);
      await visit.ended();
      await visit.heard(filing);
      expect(await visit.duty('review')).toMatchObject({ clause: 'QY-11', owedBy: own.prefecture });
      await visit.do('legal-review', { reviewer }, reviewer);
      await visit.do('result-notice', { findings: [filing] });
    } finally {
      await own.close();
    }
  });
  it('QY-11: one that disagrees bars the result, until it is told and reviewed anew', async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    await visit.heard(filing);
    await visit.do('legal-review', { agreed: false, opinion: '样例意见' });
    expect(await visit.refused('result-notice', { findings: [filing] })).toEqual([
      409,
      'review-against',
      'QY-11',
    ]);
    await visit.heard(filing);
    expect(await visit.refused('result-notice', { findings: [filing] })).toEqual([
      409,
      'review-missing',
      'QY-11',
    ]);
    await visit.do('legal-review');
    await visit.do('result-notice', { findings: [filing] });
  });
  it("QY-11: an amount by the bureau's table makes it major, one below does not", async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    const below = finding('f-1', 'rectification', { amountFen: 9_999_999 });
    const major = { ...below, amountFen: 10_000_000 };
    await visit.heard(major);
    expect(await visit.refused('result-notice', { findings: [major] })).toEqual([
      409,
      'review-missing',
      'QY-11',
    ]);
    await visit.do('result-notice', { findings: [below] });
  });
});
