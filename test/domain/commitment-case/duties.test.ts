import { describe, expect, it } from 'vitest';
import { dueOn } from '../../../domain/law/duty.ts';
import { atOnce, dutiesFor, type DutyContext } from '../../../domain/commitment-case/duties.ts';
import { defaultCommitmentSettings as settings } from '../../../domain/commitment-case/settings.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { formatInstant, parseInstant } from '../../../domain/time/civil-date.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const on = (change: Partial<DutyContext> = {}) =>
  dutiesFor({ type: 'certification', instrument: 'TJ84', settings, ...change });

describe('承诺制事项的义务', () => {
  it('who owes what, by which act, under which clause: management all of it', () => {
    expect(
      Object.values(on()).map((d) =>
        [
          d.id,
          d.owedBy,
          d.act,
          d.basis.clause,
          'count' in d.limit ? `${d.limit.count} ${d.limit.unit}` : '',
          d.basis.force,
        ].join(' '),
      ),
    ).toEqual([
      'archive accepting archive TJ84-5.2 1 working-days management',
      'push accepting push TJ84-5.2 1 working-days management',
      'distribute supervising distribution TJ84-6 1 working-days management',
      'check supervising check-record TJ84-7 10 working-days management',
      'feedBack supervising supervision-result TJ84-7 2 working-days management',
      'orderStop supervising stop-order TJ84-8 1 working-days management',
      'supplement accepting supplement TJ84-9.2 1 working-days management',
      'suggestRevocation supervising revocation-suggestion TJ84-10.1 2 working-days management',
      'revoke accepting revocation TJ84-10.1 1 working-days management',
      'linkConduct supervising conduct-link TJ84-10.2 10 working-days management',
      'enterCredit accepting credit-entry TJ84-10.3 10 working-days management',
      'revokeUnderLicence accepting revocation TJ84-11 1 working-days management',
      'receiveFeedback accepting feedback-receipt TJ84-15.4 10 working-days management',
    ]);
    expect(on().receiveFeedback.again).toEqual({ unit: 'working-days', count: 5 });
    expect(
      Object.values(on())
        .map((d) => d.judgedBy)
        .join(' '),
    ).toBe(
      'receipt receipt receipt occurrence receipt service receipt receipt occurrence receipt receipt occurrence receipt',
    );
  });

  it('TJ84-8 TJ84-9.2 the stop order rests on the article of the type', () => {
    expect(on({ type: 'credit' }).orderStop.basis).toMatchObject({
      clause: 'TJ84-9.2',
      article: '第九条第二款',
    });
    expect(on().orderStop.basis).toMatchObject({ clause: 'TJ84-8', article: '第八条' });
  });

  it('TJ84-13 TJ84-7 a period of the implementing rule binds and is cited to it, its section and version; without one art. 7 by management', () => {
    const rule = {
      item: 'zm-01',
      version: 3,
      check: { limit: { unit: 'working-days', count: 4 }, section: '监管程序' },
    } as const;
    const { check, feedBack } = on({ rule });
    expect(check).toMatchObject({
      limit: { count: 4 },
      basis: {
        clause: 'IR:zm-01/v3/监管程序',
        instrument: 'implementing-rule',
        article: '实施细则（zm-01）第3版 监管程序',
        force: 'text',
      },
    });
    expect(feedBack).toMatchObject({
      limit: { count: 2 },
      basis: { clause: 'TJ84-7', force: 'management' },
    });
    expect(
      on({
        rule: { ...rule, feedback: { limit: { unit: 'calendar-days', count: 3 }, section: '6' } },
      }).feedBack,
    ).toMatchObject({
      limit: { unit: 'calendar-days', count: 3 },
      basis: { clause: 'IR:zm-01/v3/6' },
    });
  });

  it('TJ84-17/18 under the older rule every duty cites it', () => {
    expect(
      new Set(Object.values(on({ instrument: 'TJ55' })).map((d) => d.basis.instrument)),
    ).toEqual(new Set(['TJ55']));
  });
});

describe('TJ84-10.1 立即', () => {
  const told = (text: string) => {
    const duty = atOnce(on().revoke, parseInstant(`${text}:00+08:00`)!, settings, publishedYears);
    return [
      (duty.limit as { on: string }).on,
      ...duty.remindAt!.map((at) => formatInstant(at).slice(0, 16)),
      duty.again,
    ];
  };
  it.each([
    ['in business hours', '2026-03-03T10:00', '2026-03-03', '2026-03-03T11:00'],
    ['before them', '2026-03-03T07:00', '2026-03-03', '2026-03-03T10:00'],
    [
      'late in the day: the alert comes next morning, the day is still the same',
      '2026-03-03T17:00',
      '2026-03-03',
      '2026-03-04T09:30',
    ],
    ['after hours: the next working day', '2026-03-03T18:00', '2026-03-04', '2026-03-04T10:00'],
    ['Saturday', '2026-03-07T10:00', '2026-03-09', '2026-03-09T10:00'],
    ['a make-up Saturday', '2026-02-28T10:00', '2026-02-28', '2026-02-28T11:00'],
  ])('%s', (_, from, day, alert) =>
    expect(told(from)).toEqual([day, alert, { unit: 'working-days', count: 1 }]),
  );

  it('other hours and another alert', () => {
    const other = {
      ...settings,
      revokeAlertHours: 2,
      officeHours: { opens: '08:30', closes: '12:00' },
    } as const;
    const duty = atOnce(
      on().revoke,
      parseInstant('2026-03-03T11:00:00+08:00')!,
      other,
      publishedYears,
    );
    expect(duty.remindAt!.map((at) => formatInstant(at).slice(0, 16))).toEqual([
      '2026-03-04T09:30',
    ]);
  });

  it('a date that an act has set', () =>
    expect(dueOn(on().supplement, '2026-05-01' as CivilDate).limit).toEqual({
      unit: 'fixed',
      on: '2026-05-01',
    }));
});
