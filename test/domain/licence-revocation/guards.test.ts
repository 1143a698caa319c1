import * as acts from '../../../domain/licence-revocation/acts.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import { describe, expect, it } from 'vitest';
import { guards, notAwaited } from '../../../domain/licence-revocation/guards.ts';
import { refuseReport, type ReportToOpen } from '../../../domain/licence-revocation/opening.ts';
import { guards as ofOne } from '../../../domain/result-revocation/guards.ts';
import {
  refuseSuggestion,
  type SuggestionToOpen,
} from '../../../domain/result-revocation/opening.ts';
import type { ActOf } from '../../../domain/law/acts.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';
import type { confirmation } from '../../../domain/licence-revocation/acts.ts';
import type { revocation as ofTheCase } from '../../../domain/commitment-case/acts.ts';

const on = (text: string) => text as CivilDate;
const report: ReportToOpen = {
  event: 'revoked',
  documented: true,
  decidedOn: on('2026-03-02'),
  today: on('2026-03-02'),
  senderRoles: ['supervising-department'],
  known: true,
};
const refusedReport = (changes: Partial<ReportToOpen>) => {
  const r = refuseReport({ ...report, ...changes });
  return r && [r.code, r.clause];
};

describe('TJ84-11 the report', () => {
  it('a lawful one starts a cascade', () => expect(refuseReport(report)).toBeUndefined());
  it.each<[string, Partial<ReportToOpen>]>([
    ['not-owed-by-you', { senderRoles: ['city-fund-centre'] }],
    ['licence-not-revoked', { event: 'cancelled' }],
    ['licence-not-revoked', { event: 'expired' }],
    ['document-missing', { documented: false }],
    ['in-the-future', { decidedOn: on('2026-03-03') }],
    ['licence-unknown', { known: false }],
    ['licence-reported', { reported: 'LR.tj.2026-00001' }],
  ])('%s', (code, changes) => expect(refusedReport(changes)).toEqual([code, 'TJ84-11']));
  it('what is not 吊销 is told so first: nothing else about it matters', () =>
    expect(refusedReport({ event: 'expired', documented: false, known: false })).toEqual([
      'licence-not-revoked',
      'TJ84-11',
    ]));
});

const act = (changes: object, known: object = {}): ActOf<typeof confirmation> =>
  ({
    id: 'a',
    number: 2,
    type: 'confirmation',
    unit: 'u',
    officer: 'o',
    receivedAt: 0,
    arrivedAt: 0,
    hash: '',
    facts: { decision: 'revoke', results: 1, reasonGiven: false, ...changes },
    known: { person: true, unlisted: [], foreign: [], answered: [], revoked: [], ...known },
  }) as never;
const judge = (a: ActOf<typeof confirmation>, reporter = { unit: 'x', officer: 'y' }) => {
  for (const guard of guards['confirmation']!) {
    const r = guard(a, { reporter, departments: new Map(), revoked: 0, notDependent: 0 });
    if (r) return [r.code, r.clause];
  }
  return undefined;
};

describe('TJ84-11 the confirmation', () => {
  it("holds for one's own listed results", () => expect(judge(act({}))).toBeUndefined());
  it('not dependent, with its reason', () =>
    expect(judge(act({ decision: 'not-dependent', reasonGiven: true }))).toBeUndefined());
  it.each<[string, object, object]>([
    ['person-required', {}, { person: false }],
    ['not-on-the-list', {}, { unlisted: ['R'] }],
    ['not-your-result', {}, { foreign: ['R'] }],
    ['already-revoked', {}, { revoked: ['R'] }],
    ['already-confirmed', {}, { answered: ['R'] }],
    ['reason-missing', { decision: 'not-dependent' }, {}],
  ])('%s', (code, facts, known) => expect(judge(act(facts, known))).toEqual([code, 'TJ84-11']));
  it('without what the list knows, nothing is confirmed', () =>
    expect(judge({ ...act({}), known: undefined } as never)).toEqual([
      'person-required',
      'TJ84-11',
    ]));
  it('TJ84-3.1 by who reported the licence: only another person of that department', () => {
    expect(judge(act({}), { unit: 'u', officer: 'o' })).toEqual(['same-person', 'TJ84-3.1']);
    expect(judge(act({}), { unit: 'u', officer: 'p' })).toBeUndefined();
    expect(judge(act({}), { unit: 'v', officer: 'o' })).toBeUndefined();
  });
  it('names a few of many', () => {
    const many = guards['confirmation']!.map((g) =>
      g(act({}, { unlisted: ['R1', 'R2', 'R3', 'R4'] }), {
        reporter: { unit: '', officer: '' },
        departments: new Map(),
        revoked: 0,
        notDependent: 0,
      }),
    ).find(Boolean)!;
    expect(many.say.zh).toContain('R1、R2、R3……');
    expect(many.say.zh).not.toContain('R4');
  });
  it('what is not awaited is told under its article', () =>
    expect(notAwaited(act({}), { ...actNames([acts]), types: [] })).toMatchObject({
      code: 'not-awaited',
      clause: 'TJ84-11',
    }));
});

const suggestion: SuggestionToOpen = {
  written: true,
  unit: 's',
  result: { state: 'live', supervising: 's', case: 'CC', caseOpen: false },
};
describe('TJ84-10.1 the suggestion for a closed case', () => {
  it('a written one of the supervising department opens a file, also for a stopped result and one without any case', () => {
    expect(refuseSuggestion(suggestion)).toBeUndefined();
    expect(
      refuseSuggestion({
        ...suggestion,
        result: { state: 'stopped', supervising: 's', case: null, caseOpen: false },
      }),
    ).toBeUndefined();
  });
  it.each<[string, Partial<SuggestionToOpen>]>([
    ['result-unknown', { result: undefined }],
    ['not-owed-by-you', { unit: 'x' }],
    ['suggestion-not-written', { written: false }],
    [
      'already-revoked',
      { result: { state: 'revoked', supervising: 's', case: 'CC', caseOpen: true } },
    ],
    [
      'case-still-open',
      { result: { state: 'live', supervising: 's', case: 'CC', caseOpen: true } },
    ],
  ])('%s', (code, changes) => {
    const r = refuseSuggestion({ ...suggestion, ...changes });
    expect([r?.code, r?.clause]).toEqual([code, 'TJ84-10.1']);
  });
});

describe('TJ84-10.1, 11 the revocation in its own file', () => {
  const revocation = (facts: object, known: object = { state: 'live' }): ActOf<typeof ofTheCase> =>
    ({
      officer: 'o',
      facts: { reasonGiven: true, remediesGiven: true, served: true, ...facts },
      known,
    }) as never;
  const of = (
    a: ActOf<typeof ofTheCase>,
    clause: 'TJ84-10.1' | 'TJ84-11' = 'TJ84-11',
    askedBy?: string,
  ) => {
    for (const g of ofOne['revocation']!) {
      const r = g(a, { clause, askedBy });
      if (r) return [r.code, r.clause];
    }
    return undefined;
  };
  it('complete', () => expect(of(revocation({}))).toBeUndefined());
  it.each([
    ['reason-missing', { reasonGiven: false }],
    ['remedies-missing', { remediesGiven: false }],
    ['service-missing', { served: false }],
  ])('%s, under the article that demands it', (code, facts) => {
    expect(of(revocation(facts), 'TJ84-11')).toEqual([code, 'TJ84-11']);
    expect(of(revocation(facts), 'TJ84-10.1')).toEqual([code, 'TJ84-10.1']);
  });
  it('never twice', () =>
    expect(of(revocation({}, { state: 'revoked' }))).toEqual(['already-revoked', 'TJ84-10.1']));
  it('TJ84-3.1 not by who asked for it', () =>
    expect(of(revocation({}), 'TJ84-11', 'o')).toEqual(['same-person', 'TJ84-3.1']));
});
