/** 预约上门服务 Who is visited at home, both sides of each boundary. Pure. */
import { describe, expect, it } from 'vitest';
import { ageOn, refuseBooking, type Booking } from '../../../domain/home-visit/opening.ts';
import { homeVisitSettingsOf } from '../../../domain/home-visit/settings-form.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const today = civilDate('2026-03-02');
const booking: Booking = {
  ground: 'aged',
  mobility: true,
  bornOn: civilDate('1946-03-02'),
  certificate: false,
  reasonGiven: false,
  addressGiven: true,
  on: today,
  today,
  age: 80,
};
const told = (more: Partial<Booking>) => refuseBooking({ ...booking, ...more })?.code;

describe('QJ-2.4b 预约', () => {
  it('QJ-2.4b: eighty on the day of the visit, not a day before; the bureau may set another age', () => {
    expect(told({})).toBeUndefined();
    expect(told({ bornOn: civilDate('1946-03-03') })).toBe('not-eligible-at-home');
    expect(told({ bornOn: civilDate('1946-03-03'), on: civilDate('2026-03-03') })).toBeUndefined();
    expect(told({ bornOn: undefined })).toBe('not-eligible-at-home');
    expect(told({ bornOn: civilDate('1956-03-02'), age: 70 })).toBeUndefined();
    expect(homeVisitSettingsOf({}).age).toBe(80);
    expect(homeVisitSettingsOf({ homeVisit: { age: 70 } }).age).toBe(70);
  });

  it('QJ-2.4b: years are completed with the birthday; born on the 29th of February, with the 28th where there is no other', () => {
    const of = (born: string, on: string) => ageOn(civilDate(born), civilDate(on));
    expect(of('1946-12-31', '2026-12-30')).toBe(79);
    expect(of('1946-12-31', '2026-12-31')).toBe(80);
    expect(of('1948-02-29', '2028-02-28')).toBe(79);
    expect(of('1948-02-29', '2028-02-29')).toBe(80);
    expect(of('1948-02-29', '2027-02-27')).toBe(78);
    expect(of('1948-02-29', '2027-02-28')).toBe(79);
  });

  it('QJ-2.4b: the aged and the disabled move with difficulty, which is stated; others say why; an address and a day to come', () => {
    expect(told({ mobility: false })).toBe('mobility-missing');
    const disabled = { ground: 'disabled', bornOn: undefined } as const;
    expect(told({ ...disabled, certificate: true })).toBeUndefined();
    expect(told({ ...disabled, certificate: true, mobility: false })).toBe('mobility-missing');
    expect(told(disabled)).toBe('not-eligible-at-home');
    const other = { ground: 'other', mobility: false, bornOn: undefined } as const;
    expect(told(other)).toBe('reason-missing');
    expect(told({ ...other, reasonGiven: true })).toBeUndefined();
    expect(told({ addressGiven: false })).toBe('address-missing');
    expect(told({ on: civilDate('2026-03-01') })).toBe('date-not-later');
  });
});
