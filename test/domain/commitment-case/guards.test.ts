/** 不得 Every guard by itself: what it lets pass and what it refuses, with code, clause and what would be lawful. */
import * as acts from '../../../domain/commitment-case/acts.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import { describe, expect, it } from 'vitest';
import { missingParts } from '../../../domain/commitment-case/archiving.ts';
import { guards } from '../../../domain/commitment-case/guards.ts';
import { notAwaited } from '../../../domain/commitment-case/not-awaited.ts';
import type { State } from '../../../domain/commitment-case/state.ts';
import { demandsStop, stopClause } from '../../../domain/commitment-case/stopping.ts';
import { sides } from '../../../domain/commitment-case/sides.ts';
import { forms } from '../../../domain/commitment-case/forms.ts';
import type { Act } from '../../../domain/law/act.ts';
import { codes } from '../../../domain/codes.ts';
import type { Refusal } from '../../../domain/law/refusal.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = parseInstant('2026-06-04T10:00:00+08:00')!;
const parts = { application: 'a', commitment: 'b', result: 'c' };
const state = (change: Partial<State> = {}): State => ({
  type: 'certification',
  accepting: 'tj.a',
  supervising: 'tj.s',
  acceptors: ['acc'],
  supervisors: [],
  archive: parts,
  pushed: true,
  assignee: 'sup',
  checkedAt: at,
  missing: [],
  supplied: [],
  checked: false,
  waiting: false,
  stopOwed: false,
  stopped: false,
  suggested: false,
  revoked: false,
  linking: false,
  dishonest: false,
  credited: false,
  ...change,
});
const credit = (change: Partial<State> = {}) =>
  state({ type: 'credit', missing: ['m-1', 'm-2'], ...change });
const act = (type: string, facts: object, change: object = {}): Act =>
  ({
    id: 'x',
    number: 2,
    type,
    unit: 'tj.s',
    officer: 'sup',
    receivedAt: at,
    arrivedAt: at,
    occurredAt: at,
    servedAt: at,
    hash: '',
    facts,
    ...change,
  }) as never;

function told(refusal: Refusal | undefined): [string, string] | undefined {
  if (!refusal) return undefined;
  expect(Object.keys(codes)).toContain(refusal.code);
  for (const sentence of [refusal.say, refusal.lawful])
    expect(sentence).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]{2}/),
    });
  return [refusal.code, refusal.clause];
}
const judge = (one: Act, s: State) =>
  told((guards[one.type] ?? []).map((guard) => guard(one, s)).find((r) => r !== undefined));

it('every form has a side, and only what has a form', () => {
  expect(
    Object.keys(sides)
      .filter((a) => a !== 'approval')
      .toSorted(),
  ).toEqual(Object.keys(forms).toSorted());
  expect(Object.keys(guards).toSorted()).toEqual(Object.keys(forms).toSorted());
});

describe('第三条 two persons where one department is both', () => {
  const both = (change: Partial<State> = {}) =>
    state({
      accepting: 'tj.x',
      supervising: 'tj.x',
      acceptors: ['acc'],
      supervisors: ['sup'],
      missing: ['m-1'],
      ...change,
    });
  it('TJ84-3.1 whoever worked on one side does not work on the other', () => {
    expect(judge(act('push', {}, { officer: 'sup' }), both())).toEqual(['same-person', 'TJ84-3.1']);
    expect(judge(act('push', {}, { officer: 'acc' }), both())).toBeUndefined();
    expect(judge(act('feedback-receipt', {}, { officer: 'sup' }), both())).toEqual([
      'same-person',
      'TJ84-3.1',
    ]);
    expect(judge(act('check-record', {}, { officer: 'acc' }), both({ assignee: 'acc' }))).toEqual([
      'same-person',
      'TJ84-3.1',
    ]);
    expect(judge(act('check-record', {}), both())).toBeUndefined();
    expect(
      judge(
        act(
          'distribution',
          { assignee: 'acc' },
          { officer: 'd', known: { mayDistribute: true, maySupervise: true, absent: false } },
        ),
        both(),
      ),
    ).toEqual(['same-person', 'TJ84-3.1']);
  });
  it('TJ84-3.1 two departments: nothing of the kind', () =>
    expect(
      judge(act('push', {}, { officer: 'sup' }), state({ supervisors: ['sup'] })),
    ).toBeUndefined());
});

it('TJ84-5.2 all three parts, and a version that differs', () => {
  expect(missingParts({})).toEqual(['application', 'commitment', 'result']);
  expect(judge(act('archive', { parts }), state())).toBeUndefined();
  expect(judge(act('archive', { parts: { ...parts, commitment: undefined } }), state())).toEqual([
    'archive-incomplete',
    'TJ84-5.2',
  ]);
  for (const part of Object.keys(parts))
    expect(
      judge(
        act('archive-version', { parts: { ...parts, [part]: 'z' }, reasonGiven: true }),
        state(),
      ),
    ).toBeUndefined();
  expect(judge(act('archive-version', { parts, reasonGiven: true }), state())).toEqual([
    'archive-unchanged',
    'TJ84-5.2',
  ]);
  expect(
    judge(
      act('archive-version', { parts: { ...parts, result: 'z' }, reasonGiven: false }),
      state(),
    ),
  ).toEqual(['reason-missing', 'TJ84-5.2']);
});

it('TJ84-6 the designated person, an officer of the item who is there', () => {
  const known = { mayDistribute: true, maySupervise: true, absent: false };
  const on = (
    change: object,
    type = 'distribution',
    facts: object = { assignee: 'new', reasonGiven: true },
  ) => judge(act(type, facts, { known: { ...known, ...change } }), state());
  expect(on({})).toBeUndefined();
  expect(on({ mayDistribute: false })).toEqual(['distributor-not-designated', 'TJ84-6']);
  expect(judge(act('distribution', { assignee: 'new' }), state())).toEqual([
    'distributor-not-designated',
    'TJ84-6',
  ]);
  expect(on({ maySupervise: false })).toEqual(['assignee-not-authorised', 'TJ84-6']);
  expect(on({ absent: true })).toEqual(['assignee-absent', 'TJ84-6']);
  expect(on({}, 'distribution', { assignee: 'sup' })).toBeUndefined();
  expect(on({}, 'reassignment')).toBeUndefined();
  expect(on({}, 'reassignment', { assignee: 'sup', reasonGiven: true })).toEqual([
    'already-assigned',
    'TJ84-6',
  ]);
  expect(on({}, 'reassignment', { assignee: 'new', reasonGiven: false })).toEqual([
    'reason-missing',
    'TJ84-6',
  ]);
});

describe('第七、八、九条 the result', () => {
  const result = (facts: object, s = state(), change: object = {}) =>
    judge(
      act(
        'supervision-result',
        { to: 'tj.a', result: 'conforming', conforming: [], ...facts },
        change,
      ),
      { ...s, checked: true },
    );
  const tomorrow = '2026-06-05';
  it('TJ84-7 by the assignee, to the accepting department', () => {
    expect(result({})).toBeUndefined();
    expect(result({}, state(), { officer: 'other' })).toEqual(['not-the-assignee', 'TJ84-7']);
    expect(result({ to: 'tj.s' })).toEqual(['wrong-department', 'TJ84-7']);
  });
  it('TJ84-8 certification: a suggestion with 不符, no supplementing, no judgement', () => {
    expect(result({ result: 'to-supplement', promisedOn: tomorrow })).toEqual([
      'result-not-for-type',
      'TJ84-8',
    ]);
    expect(result({ result: 'not-conforming' })).toEqual(['suggestion-missing', 'TJ84-8']);
    expect(result({ result: 'not-conforming', suggestion: 'other' })).toBeUndefined();
  });
  it('TJ84-9.2 credit: the judgement, then the suggestion or the promised date', () => {
    expect(result({ result: 'not-conforming', suggestion: 'other' }, credit())).toEqual([
      'judgement-missing',
      'TJ84-9.2',
    ]);
    expect(result({ result: 'not-conforming', canSupplement: false }, credit())).toEqual([
      'suggestion-missing',
      'TJ84-9.2',
    ]);
    expect(
      result({ result: 'not-conforming', canSupplement: false, suggestion: 'revoke' }, credit()),
    ).toBeUndefined();
    expect(result({ result: 'not-conforming', canSupplement: true }, credit())).toEqual([
      'promised-date-missing',
      'TJ84-9.2',
    ]);
    expect(
      result({ result: 'not-conforming', canSupplement: true, promisedOn: '2026-06-04' }, credit()),
    ).toEqual(['promised-date-past', 'TJ84-9.2']);
    expect(
      result({ result: 'not-conforming', canSupplement: true, promisedOn: tomorrow }, credit()),
    ).toBeUndefined();
    expect(result({ result: 'to-supplement' }, credit())).toEqual([
      'promised-date-missing',
      'TJ84-9.2',
    ]);
    expect(result({ result: 'to-supplement', promisedOn: tomorrow }, credit())).toBeUndefined();
    expect(
      result({ result: 'to-supplement', canSupplement: true, promisedOn: tomorrow }, credit()),
    ).toBeUndefined();
    expect(
      result({ result: 'to-supplement', canSupplement: false, promisedOn: tomorrow }, credit()),
    ).toEqual(['contradictory-judgement', 'TJ84-9.2']);
  });
  it('TJ84-9.1 nothing is conforming while a promised material is not', () => {
    expect(result({}, credit())).toEqual(['materials-open', 'TJ84-9.1']);
    expect(result({ conforming: ['m-1'] }, credit())).toEqual(['materials-open', 'TJ84-9.1']);
    expect(result({ conforming: ['m-2', 'm-1'] }, credit())).toBeUndefined();
    expect(result({ conforming: ['m-1', 'm-2', 'm-3'] }, credit())).toEqual([
      'material-unknown',
      'TJ84-9.1',
    ]);
    expect(
      result({ result: 'to-supplement', promisedOn: tomorrow, conforming: ['m-1'] }, credit()),
    ).toBeUndefined();
    expect(judge(act('supplement', { material: 'm-3' }), credit())).toEqual([
      'material-unknown',
      'TJ84-9.1',
    ]);
    expect(judge(act('supplement', { material: 'm-1' }), credit())).toBeUndefined();
  });
});

it.each([
  ['certification', 'TJ84-8'],
  ['credit', 'TJ84-9.2'],
] as const)(
  'TJ84-8 TJ84-9.2 %s: a stop order is complete and follows the check',
  (type, clause) => {
    expect(stopClause(type)).toBe(clause);
    const order = (facts: object, change: object = {}) =>
      judge(
        act('stop-order', { reasonGiven: true, remediesGiven: true, ...facts }, change),
        state({ type }),
      );
    expect(order({})).toBeUndefined();
    expect(order({ reasonGiven: false })).toEqual(['reason-missing', clause]);
    expect(order({ remediesGiven: false })).toEqual(['remedies-missing', clause]);
    expect(order({}, { servedAt: instant(at - 1) })).toEqual(['before-trigger', clause]);
    expect(order({}, { occurredAt: instant(at - 1) })).toEqual(['before-trigger', clause]);
    expect(
      judge(
        act(
          'stop-order',
          { reasonGiven: true, remediesGiven: true },
          { occurredAt: instant(at - 1) },
        ),
        state({ type, checkedAt: undefined }),
      ),
    ).toBeUndefined();
  },
);

it('TJ84-8 TJ84-9.2 what demands a stop order: 不符 alone, or 不符 and the judgement that nothing can be completed', () => {
  expect(demandsStop('certification', { result: 'not-conforming' })).toBe(true);
  expect(demandsStop('certification', { result: 'not-conforming', canSupplement: true })).toBe(
    true,
  );
  expect(demandsStop('certification', { result: 'conforming' })).toBe(false);
  expect(demandsStop('credit', { result: 'not-conforming' })).toBe(false);
  expect(demandsStop('credit', { result: 'not-conforming', canSupplement: true })).toBe(false);
  expect(demandsStop('credit', { result: 'not-conforming', canSupplement: false })).toBe(true);
  expect(demandsStop('credit', { result: 'to-supplement', canSupplement: false })).toBe(false);
});

describe('第七条 the check carries its finding', () => {
  const check = (facts: object, s: State) =>
    judge(act('check-record', { documentHash: 'h', ...facts }), s);
  it('TJ84-8 TJ84-9.2 one that fits its type', () => {
    expect(check({ result: 'to-supplement' }, state())).toEqual(['result-not-for-type', 'TJ84-8']);
    expect(check({ result: 'to-supplement' }, credit())).toBeUndefined();
    expect(check({ result: 'to-supplement', canSupplement: false }, credit())).toEqual([
      'contradictory-judgement',
      'TJ84-9.2',
    ]);
    // A record of before records carried a finding.
    expect(check({}, state())).toBeUndefined();
  });
  it('TJ84-7 a correction needs its reason, and takes no served order away', () => {
    const checked = (change: Partial<State> = {}) =>
      state({ checked: true, finding: { result: 'not-conforming' }, ...change });
    expect(check({ result: 'conforming' }, checked())).toEqual(['reason-missing', 'TJ84-7']);
    expect(check({ result: 'conforming', correctionReasonGiven: true }, checked())).toBeUndefined();
    expect(
      check({ result: 'conforming', correctionReasonGiven: true }, checked({ stopped: true })),
    ).toEqual(['stop-order-served', 'TJ84-8']);
    expect(
      check({ result: 'not-conforming', correctionReasonGiven: true }, checked({ stopped: true })),
    ).toBeUndefined();
  });
  it('TJ84-7 the feedback says the same', () => {
    const feedback = (facts: object, s: State) =>
      judge(
        act('supervision-result', { to: 'tj.a', conforming: [], suggestion: 'other', ...facts }),
        s,
      );
    expect(feedback({ result: 'conforming' }, state())).toEqual(['check-missing', 'TJ84-7']);
    expect(feedback({ result: 'conforming' }, state({ checked: true }))).toBeUndefined();
    expect(
      feedback(
        { result: 'conforming' },
        state({ checked: true, finding: { result: 'not-conforming' } }),
      ),
    ).toEqual(['contradicts-check', 'TJ84-7']);
    expect(
      feedback(
        { result: 'not-conforming', canSupplement: true },
        state({ checked: true, finding: { result: 'not-conforming', canSupplement: false } }),
      ),
    ).toBeUndefined();
    const lost = credit({
      checked: true,
      finding: { result: 'not-conforming', canSupplement: false },
    });
    expect(
      feedback({ result: 'not-conforming', canSupplement: true, promisedOn: '2199-01-01' }, lost),
    ).toEqual(['contradicts-check', 'TJ84-7']);
    expect(feedback({ result: 'not-conforming', canSupplement: false }, lost)).toBeUndefined();
  });
});

it('TJ84-10.1 TJ84-11 a written suggestion; a revocation that is complete, and never a second one', () => {
  expect(judge(act('revocation-suggestion', { written: false }), state())).toEqual([
    'suggestion-not-written',
    'TJ84-10.1',
  ]);
  expect(judge(act('revocation-suggestion', { written: true }), state())).toBeUndefined();
  const full = { reasonGiven: true, remediesGiven: true, served: true };
  for (const clause of ['TJ84-10.1', 'TJ84-11']) {
    const s = state({ revoking: clause });
    expect(judge(act('revocation', full, { known: { state: 'live' } }), s)).toBeUndefined();
    expect(judge(act('revocation', { ...full, reasonGiven: false }), s)).toEqual([
      'reason-missing',
      clause,
    ]);
    expect(judge(act('revocation', { ...full, remediesGiven: false }), s)).toEqual([
      'remedies-missing',
      clause,
    ]);
    expect(judge(act('revocation', { ...full, served: false }), s)).toEqual([
      'service-missing',
      clause,
    ]);
    expect(judge(act('revocation', full, { known: { state: 'revoked' } }), s)).toEqual([
      'already-revoked',
      'TJ84-10.1',
    ]);
  }
});

it('TJ84-10.2 TJ84-10.3 evidence of a link; the confirmed fact of an entry', () => {
  expect(judge(act('conduct-link', { caseNo: 'A1', evidence: 'h' }), state())).toBeUndefined();
  expect(judge(act('conduct-link', { caseNo: 'A1' }), state())).toEqual([
    'evidence-missing',
    'TJ84-10.2',
  ]);
  expect(
    judge(act('conduct-link', { file: 'F', evidence: 'h' }, { known: { found: false } }), state()),
  ).toEqual(['link-unknown', 'TJ84-10.2']);
  expect(
    judge(act('conduct-link', { file: 'F', evidence: 'h' }, { known: { found: true } }), state()),
  ).toBeUndefined();
  const entry = (facts: object, s: State, known?: object) =>
    judge(act('credit-entry', { factGiven: true, basis: 'h', ...facts }, { known }), s);
  expect(entry({}, state({ dishonest: true }), { entered: false })).toBeUndefined();
  expect(entry({}, state())).toEqual(['fact-unconfirmed', 'TJ84-10.3']);
  expect(entry({ factGiven: false }, state({ dishonest: true }))).toEqual([
    'basis-missing',
    'TJ84-10.3',
  ]);
  expect(entry({ basis: undefined }, state({ dishonest: true }))).toEqual([
    'basis-missing',
    'TJ84-10.3',
  ]);
  expect(entry({}, state({ dishonest: true }), { entered: true })).toEqual([
    'already-credited',
    'TJ84-10.3',
  ]);
  expect(entry({}, state({ dishonest: true, credited: true }))).toEqual([
    'already-credited',
    'TJ84-10.3',
  ]);
});

it('TJ84-10.2 TJ84-10.3 a case does not leave before what must be done at once', () => {
  const leave = (s: State, reasonGiven = true) => judge(act('transfer', { reasonGiven }), s);
  expect(leave(state())).toBeUndefined();
  expect(leave(state(), false)).toEqual(['reason-missing', 'TJ84-10.2']);
  expect(leave(state({ revoking: 'TJ84-11' }))).toEqual(['transfer-too-early', 'TJ84-11']);
  expect(leave(state({ stopOwed: true }))).toEqual(['transfer-too-early', 'TJ84-8']);
  expect(leave(state({ stopped: true }))).toBeUndefined();
  expect(leave(credit({ stopOwed: true }))).toEqual(['transfer-too-early', 'TJ84-9.2']);
  expect(leave(state({ linking: true }))).toEqual(['transfer-too-early', 'TJ84-10.2']);
  expect(leave(state({ dishonest: true }))).toEqual(['transfer-too-early', 'TJ84-10.3']);
  expect(leave(state({ dishonest: true, credited: true }))).toBeUndefined();
});

describe('not awaited: under its own article', () => {
  const early = (type: string, s: State) =>
    told(notAwaited(s)(act(type, {}), { ...actNames([acts]), types: ['push', 'transfer'] }));
  it.each([
    ['archive', 'TJ84-5.2'],
    ['archive-version', 'TJ84-5.2'],
    ['push', 'TJ84-5.2'],
    ['distribution', 'TJ84-6'],
    ['reassignment', 'TJ84-6'],
    ['check-record', 'TJ84-7'],
    ['supervision-result', 'TJ84-7'],
    ['stop-order', 'TJ84-8'],
    ['supplement', 'TJ84-9.1'],
    ['revocation-suggestion', 'TJ84-10.1'],
    ['revocation', 'TJ84-10.1'],
    ['conduct-link', 'TJ84-10.2'],
    ['transfer', 'TJ84-10.2'],
    ['credit-entry', 'TJ84-10.3'],
    ['credit-objection', 'TJ84-10.3'],
    ['licence-revoked', 'TJ84-11'],
    ['feedback-receipt', 'TJ84-15.4'],
    ['anything', 'X-5'],
  ])('%s before anything: %s', (type, clause) =>
    expect(early(type, state({ archive: undefined, pushed: false, assignee: undefined }))![1]).toBe(
      clause,
    ),
  );

  it('what can be filed now is said', () => {
    expect(
      notAwaited(state())(act('distribution', {}), {
        ...actNames([acts]),
        types: ['push', 'transfer'],
      }).lawful,
    ).toEqual({
      zh: '本单位现在可以提交：推送、移送。',
      en: 'Your unit can file now: Push, Transfer.',
    });
  });
  it('TJ84-5.2 TJ84-4 archive and push', () => {
    expect(early('archive', state())).toEqual(['archive-is-versioned', 'TJ84-5.2']);
    expect(early('push', state())).toEqual(['already-pushed', 'TJ84-4']);
    expect(early('push', state({ pushed: false }))).toEqual(['not-awaited', 'TJ84-5.2']);
    expect(early('push', state({ pushed: false, archive: undefined }))).toEqual([
      'archive-first',
      'TJ84-5.2',
    ]);
  });
  it('TJ84-7 TJ84-9.2 the result', () => {
    expect(early('supervision-result', state())).toEqual(['check-missing', 'TJ84-7']);
    expect(early('supervision-result', state({ assignee: undefined }))).toEqual([
      'not-awaited',
      'TJ84-7',
    ]);
    expect(early('supervision-result', state({ result: 'not-conforming' }))).toEqual([
      'not-awaited',
      'TJ84-7',
    ]);
    const waiting = credit({ result: 'to-supplement', canSupplement: true, waiting: true });
    for (const type of [
      'supervision-result',
      'check-record',
      'stop-order',
      'revocation-suggestion',
    ])
      expect([type, early(type, waiting)]).toEqual([type, ['can-be-supplemented', 'TJ84-9.2']]);
    expect(early('supervision-result', { ...waiting, waiting: false })).toEqual([
      'check-missing',
      'TJ84-7',
    ]);
    expect(early('stop-order', { ...waiting, waiting: false })).toEqual([
      'judgement-missing',
      'TJ84-9.2',
    ]);
    expect(early('revocation-suggestion', { ...waiting, waiting: false })).toEqual([
      'judgement-missing',
      'TJ84-9.2',
    ]);
    expect(early('stop-order', credit({ result: 'not-conforming', canSupplement: true }))).toEqual([
      'judgement-missing',
      'TJ84-9.2',
    ]);
  });
  it('TJ84-8 TJ84-9.2 a stop', () => {
    expect(early('stop-order', state({ result: 'conforming' }))).toEqual([
      'stop-order-unfounded',
      'TJ84-8',
    ]);
    expect(early('stop-order', credit({ result: 'conforming' }))).toEqual([
      'stop-order-unfounded',
      'TJ84-9.2',
    ]);
    expect(early('stop-order', credit())).toEqual(['not-awaited', 'TJ84-9.2']);
    expect(early('stop-order', credit({ result: 'not-conforming', canSupplement: false }))).toEqual(
      ['not-awaited', 'TJ84-9.2'],
    );
  });
  it('TJ84-10.1 TJ84-10.3 a second time', () => {
    expect(early('revocation', state())).toEqual(['no-suggestion', 'TJ84-10.1']);
    expect(early('revocation', state({ revoked: true }))).toEqual(['already-revoked', 'TJ84-10.1']);
    expect(early('revocation-suggestion', state({ suggested: true }))).toEqual([
      'already-suggested',
      'TJ84-10.1',
    ]);
    expect(early('revocation-suggestion', state({ revoked: true }))).toEqual([
      'already-revoked',
      'TJ84-10.1',
    ]);
    expect(early('revocation-suggestion', state({ result: 'conforming' }))).toEqual([
      'not-awaited',
      'TJ84-10.1',
    ]);
    expect(early('credit-entry', state({ credited: true }))).toEqual([
      'already-credited',
      'TJ84-10.3',
    ]);
    expect(early('credit-entry', state())).toEqual(['fact-unconfirmed', 'TJ84-10.3']);
  });
});
