/** 附件1 The duties as data: who owes what to whom, within which limit, under which paragraph. */
import { describe, expect, it } from 'vitest';
import { dutiesFor } from '../../../domain/rapid-response/duties.ts';
import { dueOn } from '../../../domain/law/duty.ts';
import { defaultSettings, type Settings } from '../../../domain/rapid-response/settings.ts';
import type { Duty } from '../../../domain/law/duty.ts';

const [S, P, Z, U] = ['supervision-body', 'payment-division', 'system-division', 'subject'];
const h24 = { unit: 'hours', count: 24 };
const cd = (count: number) => ({ unit: 'calendar-days', count });
const wd3 = { unit: 'working-days', count: 3 };
const rows = (kind: 'institution' | 'practitioner', settings: Settings = defaultSettings) =>
  Object.entries(dutiesFor(kind, settings) as Record<string, Duty>).map(([name, d]) => [
    name,
    d.id,
    d.act,
    d.owedBy,
    d.owedTo,
    d.judgedBy,
    d.limit,
    d.basis.clause,
    d.basis.article,
    d.basis.force,
  ]);

/** One row a duty of the table; `n` is the paragraph of Annex 1. */
const table = (n: 1 | 2, part: string) => {
  const a = (p: string) => `附件1 ${part}（${p}）`;
  const c = (step: string) => `TJ51-A1-${n}.${step}`;
  return [
    [
      'decideSuspension',
      'decideSuspension',
      'suspension-decision',
      P,
      S,
      'occurrence',
      h24,
      c('2a'),
      a('二'),
      'text',
    ],
    [
      'decideFiling',
      'decideFiling',
      'filing-decision',
      S,
      P,
      'occurrence',
      h24,
      c('2b'),
      a('二'),
      'text',
    ],
    [
      'reportFilingStatus',
      'reportFilingStatus',
      'filing-decision',
      S,
      P,
      'receipt',
      cd(30),
      'X-14',
      a('二'),
      'management',
    ],
    [
      'noticeOfStart',
      'noticeOfStart',
      'suspension-notice',
      P,
      U,
      'service',
      h24,
      c(n === 1 ? '3a' : '3'),
      a('三'),
      'management',
    ],
    [
      'informPatients',
      'informPatients',
      'patient-notice-proof',
      P,
      U,
      'receipt',
      cd(1),
      c(n === 1 ? '3b' : '1b'),
      a(n === 1 ? '三' : '一'),
      'management',
    ],
    [
      'replyOnDecision',
      'replyOnDecision',
      'decision-reply',
      P,
      S,
      'receipt',
      h24,
      c('4a'),
      a('四'),
      'text',
    ],
    [
      'fileDecision',
      'fileDecision',
      'decision-filing',
      P,
      Z,
      'receipt',
      h24,
      c('4b'),
      a('四'),
      'text',
    ],
    ['replyOnCase', 'replyOnCase', 'case-reply', S, P, 'receipt', cd(3), c('4c'), a('四'), 'text'],
    [
      'decideAfterNoCase',
      'decideAfterNoCase',
      'suspension-review',
      P,
      S,
      'receipt',
      cd(3),
      c('4c'),
      a('四'),
      'management',
    ],
    [
      'reviewSuspension',
      'reviewSuspension',
      'suspension-review',
      P,
      S,
      'receipt',
      cd(30),
      'X-14',
      a('二'),
      'management',
    ],
    ['sendOpinion', 'sendOpinion', 'opinion', S, P, 'receipt', h24, c('5a'), a('五'), 'text'],
    [
      'decideFinally',
      'decideFinally',
      'final-decision',
      P,
      U,
      'occurrence',
      cd(3),
      c('5b'),
      a('五'),
      'text',
    ],
    ['statement', 'statement', 'statement', P, U, 'receipt', cd(1), c('5b'), a('五'), 'reading'],
    [
      'serveFinalDecision',
      'serveFinalDecision',
      'final-service',
      P,
      U,
      'service',
      h24,
      c('5b'),
      a('五'),
      'reading',
    ],
    [
      'replyOnFinal',
      'replyOnFinal',
      'final-reply',
      P,
      S,
      'receipt',
      h24,
      c('4a'),
      a('四'),
      'reading',
    ],
    ['fileFinal', 'fileFinal', 'final-filing', P, Z, 'receipt', h24, c('4b'), a('四'), 'reading'],
    [
      'answerLetterByPayment',
      'answerFurtherLetter',
      'further-answer',
      P,
      S,
      'occurrence',
      h24,
      c('2a'),
      a('二'),
      'text',
    ],
    [
      'answerLetterBySupervision',
      'answerFurtherLetter',
      'further-answer',
      S,
      P,
      'occurrence',
      h24,
      c('2b'),
      a('二'),
      'text',
    ],
  ];
};

describe('the table of duties', () => {
  it('一 institutions', () => {
    expect(rows('institution')).toEqual(table(1, '一'));
  });
  it('二 practitioners', () => {
    expect(rows('practitioner')).toEqual(table(2, '二'));
  });

  it('only the filing decision may be dated before what triggers it', () => {
    expect(
      Object.values(dutiesFor('institution', defaultSettings) as Record<string, Duty>)
        .filter((d) => d.mayPrecede)
        .map((d) => d.id),
    ).toEqual(['decideFiling']);
  });

  it('has every action in both languages', () => {
    for (const d of Object.values(
      dutiesFor('practitioner', defaultSettings) as Record<string, Duty>,
    ))
      expect(d.action).toEqual({
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/[a-z]/),
      });
  });
});

describe('3日', () => {
  it('are natural days first and working days beside; a setting turns them round', () => {
    for (const name of ['replyOnCase', 'decideFinally'] as const) {
      expect(dutiesFor('institution', defaultSettings)[name]).toMatchObject({
        limit: cd(3),
        altLimit: wd3,
      });
      expect(
        dutiesFor('institution', { ...defaultSettings, threeDays: 'working' })[name],
      ).toMatchObject({ limit: wd3, altLimit: cd(3) });
    }
  });

  it('no other duty has a second reading', () => {
    expect(
      Object.values(dutiesFor('institution', defaultSettings) as Record<string, Duty>)
        .filter((d) => d.altLimit)
        .map((d) => d.id),
    ).toEqual(['replyOnCase', 'decideFinally']);
  });
});

it('management periods follow the settings, periods of law never', () => {
  const changed = rows('institution', {
    ...defaultSettings,
    noticeHours: 5,
    reviewDays: 6,
    filingStatusDays: 7,
    noCaseReviewDays: 8,
  });
  const differing = changed
    .filter((row, i) => JSON.stringify(row) !== JSON.stringify(table(1, '一')[i]))
    .map((row) => [row[0], row[6], row[9]]);
  expect(differing).toEqual([
    ['reportFilingStatus', cd(7), 'management'],
    ['noticeOfStart', { unit: 'hours', count: 5 }, 'management'],
    ['decideAfterNoCase', cd(8), 'management'],
    ['reviewSuspension', cd(6), 'management'],
  ]);
});

it('the defaults of management', () => {
  expect(defaultSettings).toEqual({
    threeDays: 'calendar',
    noticeHours: 24,
    reviewDays: 30,
    filingStatusDays: 30,
    noCaseReviewDays: 3,
    discussionParticipants: 3,
    faceGate: 'warn',
  });
});

it('a date that an act has set replaces the limit only', () => {
  const { informPatients } = dutiesFor('institution', defaultSettings);
  expect(dueOn(informPatients, '2026-12-01' as never)).toEqual({
    ...informPatients,
    limit: { unit: 'fixed', on: '2026-12-01' },
  });
});
