/** 十九 Who may act for a unit. */
import { describe, expect, it } from 'vitest';
import {
  lapsedLetter,
  mayRead,
  maySubmit,
  refuseStanding,
  type Filing,
  type Relation,
  type Standing,
} from '../../../domain/law/authority.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const day = (text: string) => text as CivilDate;
const standing: Standing = {
  kind: 'person',
  unit: 'tj.jds',
  bureau: 'tj',
  unitRoles: ['supervision-body'],
  roles: ['handler'],
  removed: false,
  commitmentUntil: day('2026-12-31'),
};
const judge = (
  change: Partial<Standing> | null,
  unit = 'tj.jds',
  on = '2026-06-01',
  manages?: boolean,
) => {
  const r = refuseStanding(change && { ...standing, ...change }, unit, day(on), manages);
  return r && [r.code, r.clause];
};

describe('十九', () => {
  it('an officer of the unit with a commitment letter', () => {
    expect(judge({})).toBeUndefined();
  });
  it('not one who is not registered, or of another unit', () => {
    expect(judge(null)).toEqual(['not-authorised', 'TJ51-A1']);
    expect(judge({ unit: 'tj.zfc' })).toEqual(['not-authorised', 'TJ51-A1']);
  });
  it('not one who was removed, wherever and whatever for', () => {
    expect(judge({ removed: true })).toEqual(['officer-removed', 'TJ51-19.2']);
    expect(judge({ removed: true, unitRoles: [] })).toEqual(['officer-removed', 'TJ51-19.2']);
    expect(judge({ removed: true }, 'tj.jds', '2026-06-01', true)).toEqual([
      'officer-removed',
      'TJ51-19.2',
    ]);
  });
  it('the letter counts on its last day, not after it, and not without a signature', () => {
    expect(judge({}, 'tj.jds', '2026-12-31')).toBeUndefined();
    expect(judge({}, 'tj.jds', day('2027-01-01'))).toEqual(['commitment-unsigned', 'TJ51-19.1']);
    expect(judge({ commitmentUntil: null })).toEqual(['commitment-unsigned', 'TJ51-19.1']);
  });
  it('what was begun under it goes on, with a word; never without a letter, and not after a removal', () => {
    const begun = { letterBegun: true };
    expect(judge(begun, 'tj.jds', day('2027-01-01'))).toBeUndefined();
    expect(judge({ ...begun, commitmentUntil: null })).toEqual([
      'commitment-unsigned',
      'TJ51-19.1',
    ]);
    expect(judge({ ...begun, removed: true }, 'tj.jds', '2027-01-01')?.[0]).toBe('officer-removed');
    expect(lapsedLetter({ ...standing, ...begun }, day('2027-01-01'))).toContain(
      '承诺书已过有效期',
    );
    expect(lapsedLetter({ ...standing, ...begun }, day('2026-12-31'))).toBeUndefined();
    expect(
      lapsedLetter({ ...standing, ...begun, kind: 'system' }, day('2027-01-01')),
    ).toBeUndefined();
  });
  it('is asked only of persons who enforce', () => {
    expect(judge({ commitmentUntil: null, unitRoles: ['payment-division'] })).toBeUndefined();
    expect(judge({ commitmentUntil: null, kind: 'system' })).toBeUndefined();
    expect(judge({ commitmentUntil: null }, 'tj.jds', '2026-06-01', true)).toBeUndefined();
  });
});

describe('X-4 who may read a file', () => {
  const near: Relation = { bureau: 'tj', near: true, involved: false, unannounced: false };
  const read = (change: Partial<Standing>, relation: Partial<Relation> = {}) => {
    const r = mayRead({ ...standing, ...change }, { ...near, ...relation });
    return typeof r === 'string' ? r : r.code;
  };
  it.each([
    ['a party', {}, {}, 'full'],
    ['a stranger', {}, { near: false }, 'not-authorised'],
    ['another bureau', { bureau: 'qy' }, {}, 'other-bureau'],
    ['a coordinator who is no party', { roles: ['coordinator'] }, { near: false }, 'outline'],
    ['a regulator who is no party', { roles: ['regulator'] }, { near: false }, 'full'],
    ['a removed party', { removed: true }, {}, 'officer-removed'],
    ['a removed regulator', { removed: true, roles: ['regulator'] }, {}, 'officer-removed'],
    ['a party without a role', { roles: [] }, {}, 'not-authorised'],
    ['a system of a party', { kind: 'system', roles: ['receiving-system'] }, {}, 'not-authorised'],
    [
      'QY-17.1 whoever is involved in a complaint, a regulator too',
      { roles: ['regulator'] },
      { involved: true },
      'not-independent',
    ],
    [
      'QY-10.3 before the door is opened',
      { roles: ['regulator'] },
      { unannounced: true },
      'withheld',
    ],
    [
      'QY-10.3 a stranger before the door is opened',
      {},
      { near: false, unannounced: true },
      'not-authorised',
    ],
  ] as const)('%s', (_, change, relation, expected) => {
    expect(read(change as Partial<Standing>, relation)).toBe(expected);
  });
});

describe('what is refused before the inbox', () => {
  const act: Filing = {
    type: 'opinion',
    bureau: 'tj',
    named: true,
    reads: false,
    on: day('2026-06-01'),
    manages: false,
  };
  const file = (change: Partial<Standing>, filing: Partial<Filing> = {}) =>
    maySubmit({ ...standing, ...change }, { ...act, ...filing })?.code;
  const outside = { named: false };
  it.each([
    ['a party', {}, {}, undefined],
    ['another bureau', { bureau: 'qy' }, {}, 'other-bureau'],
    ['removed', { removed: true }, {}, 'officer-removed'],
    ['without a role', { roles: [] }, {}, 'not-authorised'],
    ['without a commitment letter', { commitmentUntil: null }, {}, 'commitment-unsigned'],
    [
      '… where the file asks by a stated receipt',
      { commitmentUntil: null },
      { on: undefined },
      undefined,
    ],
    [
      '… in a procedure that enforces nothing',
      { commitmentUntil: null },
      { manages: true },
      undefined,
    ],
    ['… chasing', { commitmentUntil: null }, { type: 'chase' }, undefined],
    ['a stranger', {}, outside, 'not-authorised'],
    [
      'a stranger, while somebody else may',
      {},
      { ...outside, awaitedUnder: 'TJ51-A1-1.3a' },
      'not-owed-by-you',
    ],
    ['a coordinator chases', { roles: ['coordinator'] }, { ...outside, type: 'chase' }, undefined],
    ['a handler does not chase', {}, { ...outside, type: 'chase' }, 'not-authorised'],
    [
      'an administrator retries',
      { roles: ['administrator'], unitRoles: [] },
      { ...outside, type: 'retry' },
      undefined,
    ],
    [
      'a removed coordinator does not',
      { roles: ['coordinator'], removed: true },
      { ...outside, type: 'retry' },
      'officer-removed',
    ],
    [
      'X-13 whoever may read confirms evidence',
      {},
      { ...outside, type: 'evidence-confirmation', reads: true },
      undefined,
    ],
    [
      'X-13 whoever may not does not',
      {},
      { ...outside, type: 'evidence-confirmation' },
      'not-authorised',
    ],
  ] as const)('%s', (_, change, filing, expected) => {
    expect(file(change as Partial<Standing>, filing)).toBe(expected);
  });
});
