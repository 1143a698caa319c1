/** 联合惩戒名单 From when on a decision is final, both sides of each boundary. Pure. */
import { describe, expect, it } from 'vitest';
import {
  finalOn,
  findsFraud,
  refuseListing,
  type Listing,
} from '../../../domain/joint-punishment/listing.ts';
import { jointPunishmentSettingsOf } from '../../../domain/joint-punishment/settings-form.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const settings = jointPunishmentSettingsOf({});
const on = civilDate;
const listing = (more: Partial<Listing> = {}): Listing => ({
  decision: {
    state: 'served',
    penalty: true,
    fraud: true,
    severe: true,
    servedOn: on('2025-03-03'),
  },
  finality: 'expired',
  decidedOn: undefined,
  proved: true,
  today: on('2025-09-04'),
  calendar: [],
  settings,
  ...more,
});
const told = (more: Partial<Listing> = {}) => refuseListing(listing(more))?.code;
const of = (more: Partial<Listing['decision']>) =>
  told({ decision: { ...listing().decision, ...more } });

describe('QJ-2.7 终局决定', () => {
  it('QJ-2.7: six months from the service, counted to the corresponding day; the day after it the decision is final', () => {
    expect(finalOn(listing())).toBe('2025-09-04');
    expect(told()).toBeUndefined();
    expect(told({ today: on('2025-09-03') })).toBe('decision-not-final');
    const longer = jointPunishmentSettingsOf({ jointPunishment: { suitMonths: 12 } });
    expect(told({ settings: longer })).toBe('decision-not-final');
    // Never shorter than the law that it is read from.
    expect(jointPunishmentSettingsOf({ jointPunishment: { suitMonths: 1 } })).toEqual(settings);
  });

  it('QJ-2.7: fifteen days from the decision of a review without a suit; a judgment from its day; each proved, and after the service', () => {
    const review = { finality: 'review-decided', decidedOn: on('2025-06-03') } as const;
    expect(told({ ...review, today: on('2025-06-19') })).toBeUndefined();
    expect(told({ ...review, today: on('2025-06-18') })).toBe('decision-not-final');
    expect(told({ ...review, decidedOn: undefined })).toBe('evidence-missing');
    const judgment = { finality: 'judgment', decidedOn: on('2025-06-03') } as const;
    expect(told({ ...judgment, today: on('2025-06-03') })).toBeUndefined();
    expect(told({ ...judgment, today: on('2025-06-02') })).toBe('decision-not-final');
    expect(told({ ...judgment, decidedOn: on('2025-03-02') })).toBe('decision-not-final');
    expect(told({ proved: false })).toBe('evidence-missing');
  });

  it('QJ-2.7: only a penalty that stands, for fraud, and severe', () => {
    for (const state of ['decided', 'fallen', 'changed'])
      expect(of({ state })).toBe('list-decision-fallen');
    expect(of({ penalty: false })).toBe('list-decision-fallen');
    expect(of({ servedOn: undefined })).toBe('list-decision-fallen');
    expect(of({ fraud: false })).toBe('not-fraud');
    expect(of({ severe: false })).toBe('not-severe');
  });

  it('QJ-2.7: fraud is what the decision confirms, and not what the case was filed for', () => {
    const finds = (matter: string, violations: string[], said = true) =>
      findsFraud({ matter, violations }, said);
    expect(finds('false-claim', [])).toBe(false);
    expect(finds('other', ['obstruction', 'false-claim'])).toBe(true);
    expect(finds('other', ['obstruction'])).toBe(false);
    expect(finds('fraud', ['obstruction'])).toBe(false);
    // None confirmed: the penalty of a case of fraud, where whoever proposes says so.
    expect(finds('fraud', [])).toBe(true);
    expect([finds('fraud', [], false), finds('other', ['false-claim'], false)]).toEqual([
      false,
      false,
    ]);
  });
});
