/** TJ51-14.1, A1-1.2b Which penalty case is that of a response, and what a filing that names one needs; pure. */
import { describe, expect, it } from 'vitest';
import {
  caseOf,
  closesWithItsCase,
  deniesNoCase,
  namedCaseStands,
} from '../../../domain/rapid-response/penalty-case.ts';
import type { State } from '../../../domain/rapid-response/state.ts';

type Cases = State['cases'];
const state = (cases: Cases, caseNos: string[] = []): State =>
  ({ subject: 'institution', cases, caseNos }) as never;
const one = (file: string, more: Partial<Cases[number]> = {}): Cases[number] => ({
  file,
  caseNo: `${file}-no`,
  own: true,
  named: false,
  ended: false,
  ...more,
});

describe('TJ51-14.1 the penalty case of a response', () => {
  it.each<[string, Cases, string[], string | undefined]>([
    ['none is linked', [], ['x'], undefined],
    ['any that comes from here, while no number is known', [one('a'), one('b')], [], 'a'],
    ['the one under the number filed here', [one('a'), one('b')], ['b-no'], 'b'],
    ['none of another body', [one('a', { own: false }), one('b')], [], 'b'],
    ['that too, where it was named', [one('a', { own: false, named: true })], ['x'], 'a'],
    ['none under another number', [one('a')], ['by-hand'], undefined],
    [
      'the one that was named, whatever else is linked',
      [one('a'), one('b', { named: true })],
      ['a-no'],
      'b',
    ],
  ])('%s', (_name, cases, caseNos, expected) =>
    expect(caseOf({ cases, caseNos })?.file).toBe(expected),
  );

  it('the one on which a filing has settled, whatever is named later', () => {
    const cases = [one('a', { named: true }), one('b', { named: true }), one('c')];
    expect(caseOf({ cases, caseNos: ['a-no'], counts: 'b' })?.file).toBe('b');
    expect(caseOf({ cases, caseNos: ['a-no'], counts: 'c' })?.file).toBe('c');
  });

  it('closed by hand only without an open case; not denied while one is open', () => {
    const hand = (s: State) => closesWithItsCase({} as never, s)?.code;
    const denied = (outcome: string, s: State) => deniesNoCase({ facts: { outcome } }, s)?.code;
    expect(hand(state([]))).toBeUndefined();
    expect(hand(state([one('a')]))).toBe('penalty-case-open');
    expect(hand(state([one('a', { ended: true })]))).toBeUndefined();
    expect(hand(state([one('a')], ['other']))).toBeUndefined();
    expect(denied('not-filed', state([one('a')]))).toBe('penalty-case-open');
    expect(denied('filed', state([one('a')]))).toBeUndefined();
    const over = [one('a', { ended: true })];
    expect(denied('not-filed', { ...state(over), changed: () => true })).toBe('penalty-case-over');
    // A file that was answered so before the rule.
    expect(denied('not-filed', { ...state(over), changed: () => false })).toBeUndefined();
    expect(denied('not-filed', state(over, ['other']))).toBeUndefined();
  });

  it('TJ51-A1-1.2b named: readable, of the subject, open, under its own number', () => {
    const fits = { readable: true, same: true, open: true, caseNo: 'n' };
    const named = (known?: object, caseNo?: string) =>
      namedCaseStands(
        {
          facts: { outcome: 'filed', penaltyCase: 'a', ...(caseNo && { caseNo }) },
          ...(known && { known: known as typeof fits }),
        },
        state([]),
      )?.code;
    expect([named(fits), named(fits, 'n')]).toEqual([undefined, undefined]);
    expect(named(fits, 'm')).toBe('case-number-differs');
    expect(named({ ...fits, readable: false })).toBe('link-unknown');
    expect(named({ ...fits, same: false })).toBe('origin-of-another');
    expect(named({ ...fits, open: false })).toBe('penalty-case-over');
    expect(named(undefined)).toBe('link-unknown');
    expect(namedCaseStands({ facts: { outcome: 'filed' } }, state([]))).toBeUndefined();
  });
});
