/** 不得 Every guard by itself: what it lets pass and what it refuses, with code, clause and what would be lawful. */
import * as acts from '../../../domain/rapid-response/acts.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../../domain/law/act.ts';
import { codes } from '../../../domain/codes.ts';
import type { Guard } from '../../../domain/law/acts.ts';
import { measures, type MeasureKind } from '../../../domain/rapid-response/measures.ts';
import type { State } from '../../../domain/rapid-response/state.ts';
import { keyViolationCodes, keyViolations } from '../../../domain/rapid-response/terms.ts';
import { defaultSettings } from '../../../domain/rapid-response/settings.ts';
import { guards } from '../../../domain/rapid-response/guards.ts';
import { notAwaited } from '../../../domain/rapid-response/not-awaited.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = parseInstant('2026-06-04T10:00:00+08:00')!;
const state = (change: Partial<State> = {}): State => ({
  subject: 'institution',
  direction: 'A',
  grounds: ['suspected-violation'],
  suspected: [],
  caseNos: [],
  cases: [],
  settings: defaultSettings,
  supervisionUnit: 'tj.jds',
  letters: ['aa'],
  lastSender: 'supervision',
  suspended: true,
  preemptive: false,
  decided: true,
  caseFiled: true,
  confirmed: false,
  keyViolations: [],
  changed: () => true,
  ...change,
});
const act = (type: string, facts: object, change: object = {}): Act =>
  ({
    id: 'x',
    number: 2,
    type,
    unit: 'tj.zfc',
    officer: 'o',
    receivedAt: at,
    arrivedAt: at,
    occurredAt: at,
    servedAt: at,
    hash: '',
    facts,
    ...change,
  }) as never;

const byType: { readonly [type: string]: readonly Guard<State>[] | undefined } = guards;

/** Code and clause of the first guard that refuses; every refusal speaks both languages and has a listed code. */
function judge(one: Act, s: State): [string, string] | undefined {
  const refusal = (byType[one.type] ?? [])
    .map((guard) => guard(one, s))
    .find((r) => r !== undefined);
  if (!refusal) return undefined;
  expect(Object.keys(codes)).toContain(refusal.code);
  for (const sentence of [refusal.say, refusal.lawful])
    expect(sentence).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]{3}/),
    });
  return [refusal.code, refusal.clause];
}

it('guards exist for these acts', () => {
  expect(Object.keys(guards).toSorted()).toEqual([
    'case-closure',
    'case-reply',
    'filing-decision',
    'final-decision',
    'further-answer',
    'further-letter',
    'statement-offer',
    'suspension-decision',
    'suspension-notice',
    'suspension-review',
  ]);
});

describe.each([
  ['institution', 1],
  ['practitioner', 2],
] as const)('%s', (subject, n) => {
  const c = (step: string) => `TJ51-A1-${n}.${step}`;
  const at1 = (change: Partial<State> = {}) => state({ subject, ...change });

  it('（二）suspension', () => {
    const full = {
      outcome: 'suspend',
      clauseCited: true,
      clauseInAgreement: true,
      clauseCoversRefusal: true,
      reasonGiven: false,
    };
    const on = (change: object, s = at1()) =>
      judge(act('suspension-decision', { ...full, ...change }), s);
    expect(on({})).toBeUndefined();
    expect(on({ clauseCited: false })).toEqual(['clause-missing', c('2a')]);
    expect(on({ clauseInAgreement: false })).toEqual(['clause-unknown', c('2a')]);
    expect(on({ outcome: 'decline' })).toEqual(['reason-missing', c('2a')]);
    expect(
      on({ outcome: 'decline', reasonGiven: true, clauseCited: false, clauseInAgreement: false }),
    ).toBeUndefined();
    expect(on({ clauseCoversRefusal: false }, at1({ grounds: ['refusal'] }))).toEqual([
      'no-refusal-clause',
      'TJ51-13.1',
    ]);
    expect(
      on({ clauseCoversRefusal: false }, at1({ grounds: ['refusal', 'other'] })),
    ).toBeUndefined();
    expect(
      on(
        { clauseCoversRefusal: false, outcome: 'decline', reasonGiven: true },
        at1({ grounds: ['refusal'] }),
      ),
    ).toBeUndefined();
  });

  it('（二）filing', () => {
    const on = (facts: object) => judge(act('filing-decision', facts), at1());
    expect(on({ outcome: 'filed', caseNo: '1' })).toBeUndefined();
    expect(on({ outcome: 'filed', reasonGiven: true })).toEqual(['case-number-missing', c('2b')]);
    expect(on({ outcome: 'not-filed', reasonGiven: true })).toBeUndefined();
    expect(on({ outcome: 'not-filed', caseNo: '1', reasonGiven: false })).toEqual([
      'reason-missing',
      c('2b'),
    ]);
  });

  it('（三）notice', () => {
    const clause = n === 1 ? 'TJ51-A1-1.3a' : 'TJ51-A1-2.3';
    const on = (
      startsAt: number,
      s = at1(),
      patientsInformedBy: string | undefined = '2026-06-05',
    ) => judge(act('suspension-notice', { startsAt, patientsInformedBy }), s);
    expect(on(at + 1)).toBeUndefined();
    expect(on(at)).toEqual(['start-before-notice', clause]);
    expect(
      byType['suspension-notice']![0]!(
        act('suspension-notice', { startsAt: at, patientsInformedBy: '2026-06-05' }),
        at1(),
      )?.earliest,
    ).toBe(at + 1);
    expect(on(at - 1, at1({ preemptive: true }))).toBeUndefined();
    const without = judge(act('suspension-notice', { startsAt: at + 1 }), at1());
    expect(without).toEqual(n === 1 ? ['patient-deadline-missing', 'TJ51-A1-1.3b'] : undefined);
    for (const first of [{ direction: 'B' }, { preemptive: true }] as const)
      expect(judge(act('suspension-notice', { startsAt: at + 1 }), at1(first))).toEqual([
        'patient-deadline-missing',
        n === 1 ? 'TJ51-A1-1.3b' : 'TJ51-A1-2.1b',
      ]);
  });

  it('（五）window', () => {
    const on = (windowEndsOn: string, s = at1(), change = {}) =>
      judge(act('statement-offer', { windowEndsOn }, change), s);
    expect(on('2026-06-04')).toBeUndefined();
    expect(on('2026-06-03')).toEqual(['window-ends-before-it-opens', c('5b')]);
    expect(on('2026-06-04', at1(), { servedAt: undefined })).toEqual([
      'window-ends-before-it-opens',
      c('5b'),
    ]);
    expect(on('2026-06-08', at1({ finalLastDay: '2026-06-08' as never }))).toEqual([
      'window-too-long',
      c('5b'),
    ]);
    expect(on('2026-06-07', at1({ finalLastDay: '2026-06-08' as never }))).toBeUndefined();
  });

  it('（五）measures', () => {
    const heard = { statement: { endsOn: '2026-06-03' as never, heard: false } };
    const on = (list: object[], s: Partial<State> = {}, change = {}) =>
      judge(
        act('final-decision', { measures: list, faceRecognitionReady: true }, change),
        at1({ ...heard, ...s }),
      );
    const end = subject === 'institution' ? 'terminate' : 'cancel';
    const wrong = subject === 'institution' ? 'cancel' : 'terminate';
    const b = c('5b');
    expect(on([{ measure: 'restore' }])).toBeUndefined();
    expect(on([{ measure: end }])).toBeUndefined();
    expect(on([{ measure: wrong }])).toEqual(['wrong-verb', b]);
    for (const clash of [
      ['restore', 'suspend'],
      ['restore', end],
      ['suspend', end],
      ['warn', 'warn'],
    ])
      expect(on(clash.map((measure) => ({ measure, endsOn: '2026-07-01' })))).toEqual([
        'contradictory-measures',
        b,
      ]);
    expect(on([{ measure: 'recover' }, { measure: 'restore' }])).toEqual(['amount-missing', b]);
    expect(on([{ measure: 'recover', amountFen: 1 }, { measure: 'restore' }])).toBeUndefined();
    expect(on([{ measure: 'rectify' }, { measure: 'restore' }])).toEqual([
      'rectification-date-missing',
      'TJ51-13.2',
    ]);
    expect(on([{ measure: 'rectify', by: '2026-07-01' }, { measure: 'restore' }])).toBeUndefined();
    for (const alone of [
      { measure: 'warn' },
      { measure: 'recover', amountFen: 1 },
      { measure: 'rectify', by: '2026-07-01' },
      { measure: 'suspend-payment' },
    ]) {
      expect(on([alone])).toEqual(['suspension-left-hanging', b]);
      expect(on([alone], { suspended: false })).toBeUndefined();
    }
    expect(on([{ measure: 'suspend' }])).toEqual(['endless-suspension', 'X-14']);
    expect(on([{ measure: 'suspend', endsOn: '2026-06-04' }])).toEqual([
      'endless-suspension',
      'X-14',
    ]);
    expect(on([{ measure: 'suspend', reviewOn: '2026-06-04' }])).toEqual([
      'endless-suspension',
      'X-14',
    ]);
    expect(on([{ measure: 'suspend', endsOn: '2026-06-05' }])).toBeUndefined();
    expect(on([{ measure: 'suspend', reviewOn: '2026-06-05' }])).toBeUndefined();
  });

  it('三 veto: for each of the eight, every outcome but the end', () => {
    const end = subject === 'institution' ? 'terminate' : 'cancel';
    for (const violation of keyViolationCodes) {
      const s = at1({
        confirmed: true,
        keyViolations: [violation],
        statement: { endsOn: '2026-06-03' as never, heard: true },
      });
      for (const measure of measures.filter((m) => !['terminate', 'cancel'].includes(m))) {
        expect(
          judge(
            act('final-decision', {
              measures: [{ measure, amountFen: 1, by: '2026-07-01', endsOn: '2026-07-01' }],
            }),
            s,
          ),
        ).toEqual(['veto', 'TJ51-3.V']);
      }
      expect(
        judge(
          act('final-decision', {
            measures: [{ measure: end }, { measure: 'recover', amountFen: 1 }],
          }),
          s,
        ),
      ).toBeUndefined();
    }
    const restore = act('final-decision', {
      measures: [{ measure: 'restore' }],
      faceRecognitionReady: true,
    });
    expect(
      judge(restore, at1({ confirmed: false, keyViolations: ['false-claim'] })),
    ).toBeUndefined();
    expect(judge(restore, at1({ confirmed: true, keyViolations: [] }))).toBeUndefined();
    const verb = byType['final-decision']!.map((g) =>
      g(restore, at1({ confirmed: true, keyViolations: ['obstruction'] })),
    ).find((r) => r?.code === 'veto')!;
    expect(verb.lawful.zh).toContain(end);
  });

  it('条例 13 heard', () => {
    const adverse: MeasureKind[] = [
      'warn',
      'recover',
      'rectify',
      'suspend-payment',
      'suspend',
      subject === 'institution' ? 'terminate' : 'cancel',
    ];
    const on = (measure: MeasureKind, statement: State['statement'], change = {}) =>
      judge(
        act(
          'final-decision',
          { measures: [{ measure, amountFen: 1, by: '2026-07-01', endsOn: '2026-07-01' }] },
          change,
        ),
        at1({ suspended: false, statement }),
      );
    for (const measure of adverse) {
      expect(on(measure, undefined)).toEqual(['not-heard', c('5b')]);
      expect(on(measure, { endsOn: '2026-06-04' as never, heard: false })).toEqual([
        'window-still-open',
        c('5b'),
      ]);
      expect(on(measure, { endsOn: '2026-06-04' as never, heard: true })).toBeUndefined();
      expect(on(measure, { endsOn: '2026-06-03' as never, heard: false })).toBeUndefined();
      expect(
        on(measure, { endsOn: '2026-06-03' as never, heard: false }, { occurredAt: undefined }),
      ).toEqual(['window-still-open', c('5b')]);
    }
    expect(
      judge(
        act('final-decision', { measures: [{ measure: 'restore' }] }),
        at1({ statement: undefined }),
      ),
    ).toBeUndefined();
  });

  it('十 face recognition', () => {
    const block = { settings: { ...defaultSettings, faceGate: 'block' as const } };
    const restore = (ready: boolean) =>
      act('final-decision', { measures: [{ measure: 'restore' }], faceRecognitionReady: ready });
    const lift = act('suspension-review', { outcome: 'lift', faceRecognitionReady: false });
    const expected = n === 1 ? ['face-recognition-missing', 'TJ51-10'] : undefined;
    expect(judge(restore(false), at1(block))).toEqual(expected);
    expect(judge(lift, at1(block))).toEqual(expected);
    expect(judge(restore(true), at1(block))).toBeUndefined();
    expect(judge(restore(false), at1())).toBeUndefined();
    expect(judge(lift, at1())).toBeUndefined();
    expect(
      judge(
        act('suspension-review', {
          outcome: 'confirm',
          clauseCited: true,
          reasonGiven: true,
          reviewOn: '2026-07-01',
          faceRecognitionReady: false,
        }),
        at1(block),
      ),
    ).toBeUndefined();
  });

  it('（一）a letter is new, an answer fits its body', () => {
    expect(judge(act('further-letter', { documentHash: 'aa' }), at1())).toEqual([
      'duplicate-letter',
      c('1a'),
    ]);
    expect(judge(act('further-letter', { documentHash: 'bb' }), at1())).toBeUndefined();
    const suspendedAt = (decidedAt: number) =>
      act('further-letter', { documentHash: 'bb', suspension: { decidedAt, startsAt: decidedAt } });
    expect(judge(suspendedAt(at), at1())).toBeUndefined();
    expect(judge(suspendedAt(at + 1), at1())).toEqual([
      'suspension-after-letter',
      subject === 'institution' ? c('1c') : c('1b'),
    ]);
    const on = (outcome: string, unit: string, s: Partial<State> = {}, facts = {}) =>
      judge(
        act(
          'further-answer',
          {
            outcome,
            clauseCited: true,
            clauseInAgreement: true,
            reasonGiven: true,
            caseNo: '1',
            ...facts,
          },
          { unit },
        ),
        at1({ suspended: false, ...s }),
      );
    expect(on('suspend', 'tj.zfc')).toBeUndefined();
    expect(on('no-change', 'tj.zfc', {}, { reasonGiven: false })).toBeUndefined();
    expect(on('filed', 'tj.jds')).toBeUndefined();
    expect(on('not-filed', 'tj.jds')).toBeUndefined();
    for (const outcome of ['filed', 'not-filed'])
      expect(on(outcome, 'tj.zfc')).toEqual(['wrong-answer', c('2a')]);
    for (const outcome of ['suspend', 'no-change'])
      expect(on(outcome, 'tj.jds')).toEqual(['wrong-answer', c('2b')]);
    expect(on('suspend', 'tj.zfc', { suspended: true })).toEqual(['second-suspension', c('1a')]);
    expect(on('suspend', 'tj.zfc', { decided: false })).toEqual(['second-suspension', c('1a')]);
    expect(on('suspend', 'tj.zfc', {}, { clauseCited: false })).toEqual([
      'clause-missing',
      c('2a'),
    ]);
    expect(on('filed', 'tj.jds', {}, { caseNo: undefined })).toEqual([
      'case-number-missing',
      c('2b'),
    ]);
    expect(on('not-filed', 'tj.jds', {}, { reasonGiven: false })).toEqual([
      'reason-missing',
      c('2b'),
    ]);
  });

  it('X-5 what nobody awaits cites the step it belongs to', () => {
    const clauseOf = (type: string) =>
      notAwaited(subject)(act(type, {}), { ...actNames([acts]), types: ['opinion', 'chase'] })
        .clause;
    const own: Record<string, string> = {
      'suspension-decision': '2a',
      'filing-decision': '2b',
      'suspension-notice': n === 1 ? '3a' : '3',
      'patient-notice-proof': n === 1 ? '3b' : '1b',
      'decision-reply': '4a',
      'decision-filing': '4b',
      'case-reply': '4c',
      opinion: '5a',
      'case-closure': '5a',
      'final-decision': '5b',
      'final-service': '5b',
      'final-reply': '4a',
      'final-filing': '4b',
      statement: '5b',
      'statement-offer': '5b',
      'further-letter': '1a',
      'further-answer': '2a',
    };
    for (const [type, step] of Object.entries(own))
      expect([type, clauseOf(type)]).toEqual([type, c(step)]);
    expect([clauseOf('phone-record'), clauseOf('suspension-review')]).toEqual([
      n === 1 ? c('1b') : 'X-5',
      'X-14',
    ]);
    const answer = notAwaited(subject)(act('opinion', {}), {
      ...actNames([acts]),
      types: ['case-closure', 'chase'],
    });
    expect([answer.code, answer.lawful.zh, answer.lawful.en]).toEqual([
      'not-awaited',
      expect.stringContaining('案件办结、督办'),
      expect.stringContaining('Closure of the case, Chase'),
    ]);
  });
});

describe('十四 closure', () => {
  const full = { caseNo: '1', legalReviewer: 'o-law', investigators: ['o-1'], participants: 3 };
  const on = (change: object, s: Partial<State> = {}) =>
    judge(act('case-closure', { ...full, ...change }), state(s));
  it('in order', () => {
    expect(on({})).toBeUndefined();
    expect(on({}, { filedAt: at })).toBeUndefined();
  });
  it('not before the filing', () => {
    expect(on({}, { filedAt: instant(at + 1) })).toEqual(['before-trigger', 'TJ51-14.1']);
    expect(
      byType['case-closure']![1]!(act('case-closure', full), state({ filedAt: instant(at + 1) }))
        ?.earliest,
    ).toBe(at + 1);
  });
  it('reviewed by somebody else', () => {
    expect(on({ investigators: ['o-1', 'o-law'] })).toEqual([
      'reviewer-is-investigator',
      'TJ51-14.1',
    ]);
    const known = { reviewerInvestigated: true };
    expect(
      byType['case-closure']![1]!({ ...act('case-closure', full), known } as never, state())?.code,
    ).toBe('reviewer-is-investigator');
  });
  it('discussed by enough', () => {
    expect(on({ participants: 2 })).toEqual(['discussion-too-small', 'TJ51-14.3']);
    expect(
      on({ participants: 3 }, { settings: { ...defaultSettings, discussionParticipants: 4 } }),
    ).toEqual(['discussion-too-small', 'TJ51-14.3']);
  });
});

describe('（四）、十四 the case and its people, where the registries were asked', () => {
  const officer = (change: object = {}) => ({
    registered: true,
    reviews: true,
    removedOn: null,
    ...change,
  });
  const known = (change: object = {}) => ({
    reviewer: officer(),
    investigators: [officer()],
    participants: [officer()],
    ...change,
  });
  const on = (type: string, facts: object, s: Partial<State>, asked: object | undefined) =>
    judge(
      act(
        type,
        { legalReviewer: 'o-law', investigators: ['o-1'], participants: 3, ...facts },
        asked && { known: asked },
      ),
      state(s),
    );

  it.each(['institution', 'practitioner'] as const)(
    '%s: reply and closure name the filed case; before it was asked, and where none is filed here, any number',
    (subject) => {
      const clause = `TJ51-A1-${subject === 'institution' ? 1 : 2}.4c`;
      for (const type of ['case-reply', 'case-closure']) {
        expect(on(type, { caseNo: 'B' }, { subject, caseNos: ['A'] }, known())).toEqual([
          'case-number-differs',
          clause,
        ]);
        for (const passes of [
          on(type, { caseNo: 'A' }, { subject, caseNos: ['A', 'C'] }, known()),
          on(type, { caseNo: 'B' }, { subject, caseNos: [] }, known()),
          on(type, { caseNo: 'B' }, { subject, caseNos: ['A'] }, undefined),
        ])
          expect(passes).toBeUndefined();
      }
    },
  );

  it.each<[string, object, [string, string] | undefined]>([
    [
      'a reviewer who is nobody',
      { reviewer: officer({ registered: false }) },
      ['officer-unregistered', 'TJ51-14.1'],
    ],
    [
      'a reviewer without that office',
      { reviewer: officer({ reviews: false }) },
      ['reviewer-unqualified', 'TJ51-14.1'],
    ],
    [
      'a reviewer removed that day',
      { reviewer: officer({ removedOn: '2026-06-04' }) },
      ['officer-unregistered', 'TJ51-14.1'],
    ],
    [
      'a reviewer removed the day after',
      { reviewer: officer({ removedOn: '2026-06-05' }) },
      undefined,
    ],
    [
      'an investigator who is nobody',
      { investigators: [officer(), officer({ registered: false })] },
      ['officer-unregistered', 'TJ51-14.1'],
    ],
    [
      'an investigator removed when the case was filed',
      { investigators: [officer({ removedOn: '2026-06-01' })] },
      ['officer-unregistered', 'TJ51-14.1'],
    ],
    [
      'an investigator removed while it was open',
      { investigators: [officer({ removedOn: '2026-06-02' })] },
      undefined,
    ],
    [
      'a participant who is nobody',
      { participants: [officer({ registered: false })] },
      ['officer-unregistered', 'TJ51-14.3'],
    ],
    [
      'a participant removed while it was open',
      { participants: [officer({ removedOn: '2026-06-02' })] },
      ['officer-unregistered', 'TJ51-14.3'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(
      on(
        'case-closure',
        { caseNo: 'A' },
        { filedAt: parseInstant('2026-06-01T09:00:00+08:00')! },
        known(change),
      ),
    ).toEqual(expected);
  });
});

it.each<[string[], State['grounds'], boolean]>([
  [['suspension'], ['suspected-violation'], true],
  [['patients-informed'], ['suspected-violation'], false],
  [['suspected-violation'], ['suspected-violation'], true],
  [['refusal'], ['suspected-violation'], false],
  [['refusal'], ['suspected-violation', 'refusal'], true],
  [['agreement-breach'], ['suspected-violation'], false],
  [[], ['other'], false],
])(
  '（二）a clause that covers %j carries a suspension on %j: %s',
  (clauseCovers, grounds, carries) => {
    const cited = {
      clauseCited: true,
      clauseInAgreement: true,
      clauseCoversRefusal: false,
      reasonGiven: true,
      reviewOn: '2026-06-05',
    };
    const refused = (clause: string) => (carries ? undefined : ['clause-not-covering', clause]);
    expect(
      judge(
        act('suspension-decision', { ...cited, outcome: 'suspend', clauseCovers }),
        state({ grounds }),
      ),
    ).toEqual(refused('TJ51-A1-1.2a'));
    expect(
      judge(
        act('further-answer', { ...cited, outcome: 'suspend', clauseCovers }),
        state({ grounds, suspended: false }),
      ),
    ).toEqual(refused('TJ51-A1-1.2a'));
    expect(
      judge(
        act('suspension-review', { ...cited, outcome: 'confirm', clauseCovers }),
        state({ grounds }),
      ),
    ).toEqual(refused('X-14'));
    expect(
      judge(act('suspension-decision', { ...cited, outcome: 'suspend' }), state({ grounds })),
    ).toBeUndefined();
  },
);

describe('X-14 review', () => {
  const full = { outcome: 'confirm', clauseCited: true, reasonGiven: true, reviewOn: '2026-06-05' };
  const on = (change: object, s: Partial<State> = {}) =>
    judge(act('suspension-review', { ...full, ...change }), state(s));
  it.each(['confirm', 'extend'])('%s with clause, reason and a date in the future', (outcome) => {
    expect(on({ outcome })).toBeUndefined();
    expect(on({ outcome, reviewOn: undefined, endsOn: '2026-06-05' })).toBeUndefined();
    expect(on({ outcome, clauseCited: false })).toEqual(['reason-missing', 'X-14']);
    expect(on({ outcome, reasonGiven: false })).toEqual(['reason-missing', 'X-14']);
    expect(on({ outcome, reviewOn: undefined })).toEqual(['endless-suspension', 'X-14']);
    expect(on({ outcome, reviewOn: '2026-06-04' })).toEqual(['endless-suspension', 'X-14']);
    expect(on({ outcome }, { suspended: false })).toEqual(['not-suspended', 'X-14']);
  });
  it('lifting needs nothing', () => {
    expect(
      on({ outcome: 'lift', clauseCited: false, reasonGiven: false, reviewOn: undefined }),
    ).toBeUndefined();
  });
});

it('三 the eight key violations, in the order and with the clauses of the text', () => {
  expect(Object.values(keyViolations).map((v) => v.clause)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((i) => `TJ51-3.${i}`),
  );
  expect(Object.values(keyViolations).map((v) => v.zh)).toEqual([
    '承包、出租科室',
    '虚假申报',
    '超许可范围执业',
    '伪造医疗文书或凭证',
    '私自联网结算',
    '敛存社会保障卡',
    '挂靠执业医师证、出借医师工作站',
    '抗拒阻挠监督检查、拒不执行处理处罚决定',
  ]);
});
