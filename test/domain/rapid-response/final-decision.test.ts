/** 附件1 （五）、三 What a final decision may rest on: every cell of finding × key violation × recommendation × subject, for every measure. */
import { describe, expect, it } from 'vitest';
import type { Act } from '../../../domain/law/act.ts';
import type { Guard } from '../../../domain/law/acts.ts';
import {
  departsFrom,
  measures,
  type MeasureKind,
} from '../../../domain/rapid-response/measures.ts';
import type { State } from '../../../domain/rapid-response/state.ts';
import { defaultSettings } from '../../../domain/rapid-response/settings.ts';
import { guards } from '../../../domain/rapid-response/guards.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';

const at = parseInstant('2026-06-04T10:00:00+08:00')!;
const full = (measure: MeasureKind) => ({
  measure,
  amountFen: 1,
  by: '2026-07-01',
  endsOn: '2026-07-01',
});

function judge(
  subject: State['subject'],
  opinion: Pick<State, 'confirmed' | 'keyViolations' | 'recommended'>,
  measure: MeasureKind,
  known: Act['known'] = {},
  asked = true,
): [string, string] | undefined {
  const state: State = {
    subject,
    direction: 'A',
    grounds: ['suspected-violation'],
    suspected: [],
    settings: defaultSettings,
    supervisionUnit: 'tj.jds',
    letters: [],
    lastSender: 'supervision',
    suspended: false,
    preemptive: false,
    decided: true,
    caseFiled: true,
    caseNos: [],
    cases: [],
    changed: () => true,
    statement: { endsOn: '2026-06-03' as never, heard: true },
    ...opinion,
  };
  const act: Act = {
    id: 'x',
    number: 2,
    type: 'final-decision',
    unit: 'u',
    officer: 'o',
    receivedAt: at,
    arrivedAt: at,
    occurredAt: at,
    hash: '',
    facts: { measures: [full(measure)], faceRecognitionReady: true },
    ...(asked && { known }),
  };
  const all: readonly Guard<State>[] = guards['final-decision'];
  const refusal = all.map((guard) => guard(act, state)).find((r) => r !== undefined);
  return refusal && [refusal.code, refusal.clause];
}

describe.each([
  ['institution', 1, 'terminate', 'cancel'],
  ['practitioner', 2, 'cancel', 'terminate'],
] as const)('%s', (subject, n, end, wrong) => {
  const cells = [false, true].flatMap((confirmed) =>
    [false, true].flatMap((violation) =>
      ([[], ['recover'], [end], [wrong], ['restore', end]] as MeasureKind[][]).map(
        (recommended) => ({ confirmed, violation, recommended }),
      ),
    ),
  );

  it.each(cells)(
    'confirmed $confirmed, key violation $violation, recommended $recommended',
    ({ confirmed, violation, recommended }) => {
      const opinion = {
        confirmed,
        keyViolations: violation ? ['false-claim' as const] : [],
        recommended,
      };
      for (const measure of measures) {
        const carried = recommended.some((m) => m === end || m === wrong);
        const expected =
          measure === wrong
            ? ['wrong-verb', `TJ51-A1-${n}.5b`]
            : measure === end
              ? confirmed
                ? violation || carried
                  ? undefined
                  : ['end-not-recommended', `TJ51-A1-${n}.5b`]
                : ['end-unfounded', 'TJ51-3.V']
              : confirmed && violation
                ? ['veto', 'TJ51-3.V']
                : undefined;
        expect([measure, judge(subject, opinion, measure)]).toEqual([measure, expected]);
        // An opinion of the time before the recommendation was told to the file: what stands in the inbox counts.
        expect([
          measure,
          judge(subject, { ...opinion, recommended: undefined }, measure, { recommended }),
        ]).toEqual([measure, expected]);
      }
    },
  );

  it('a decision judged before the registries were asked stays as it was judged', () => {
    expect(
      judge(subject, { confirmed: false, keyViolations: [] }, end, undefined, false),
    ).toBeUndefined();
  });
});

it.each<
  [
    string,
    { confirmed: boolean; violations?: string[]; recommended?: MeasureKind[] },
    MeasureKind[],
    boolean,
  ]
>([
  ['nothing was told', { confirmed: true }, ['terminate'], false],
  ['nothing is recommended', { confirmed: true, recommended: [] }, ['warn', 'restore'], false],
  ['nothing is established, and 恢复', { confirmed: false, recommended: [] }, ['restore'], false],
  [
    'nothing is established, and a warning',
    { confirmed: false, recommended: [] },
    ['warn', 'restore'],
    true,
  ],
  [
    'what is recommended',
    { confirmed: true, recommended: ['recover'] },
    ['recover', 'suspend'],
    false,
  ],
  [
    'less than is recommended',
    { confirmed: true, recommended: ['recover', 'terminate'] },
    ['recover', 'suspend'],
    true,
  ],
  [
    'harder than is recommended',
    { confirmed: true, recommended: ['warn'] },
    ['warn', 'recover', 'restore'],
    true,
  ],
  ['the verb that fits', { confirmed: true, recommended: ['terminate'] }, ['cancel'], false],
  [
    'the end that the veto forces',
    { confirmed: true, violations: ['obstruction'], recommended: ['warn'] },
    ['terminate'],
    false,
  ],
])(
  'departs from the opinion: %s',
  (_name, { confirmed, violations = [], recommended }, decided, departs) => {
    expect(
      departsFrom(
        { confirmed, keyViolations: violations, recommended },
        decided.map((measure) => ({ measure })),
      ),
    ).toBe(departs);
  },
);
