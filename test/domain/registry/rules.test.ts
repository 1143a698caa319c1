/** 登记规则 by themselves: one `cannot` per refusal, and the complete set of status changes. */
import { describe, expect, it } from 'vitest';
import { refuseChange } from '../../../domain/registry/rules.ts';
import type {
  Department,
  Institution,
  Officer,
  Practitioner,
} from '../../../domain/registry/shapes.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const today = civilDate('2026-11-22');
const judge = (gate: 'warn' | 'block' = 'warn', reason: string | null = null) => ({
  today,
  faceGate: gate,
  reason,
});
const department = (status: Department['status'], more: Partial<Department> = {}): Department => ({
  id: 'd',
  institution: 'i',
  code: '03.01',
  name: 'x',
  status,
  ...more,
});
const agreement = (number: string, faceRecognitionReady = true) => ({
  number,
  startsOn: civilDate('2026-01-01'),
  endsOn: civilDate('2027-01-01'),
  clauses: [],
  faceRecognitionReady,
});
const institution = (status: Institution['status'], number = 'A1', ready = true): Institution => ({
  id: 'i',
  bureau: 'b',
  nhsaCode: 'H12000000001',
  creditCode: '91350100M000100Y43',
  name: 'x',
  kind: 'hospital',
  ownership: 'unknown',
  area: '120000',
  agreement: agreement(number, ready),
  status,
});
const practitioner = (status: Practitioner['status'], number = 'A1'): Practitioner => ({
  id: 'p',
  bureau: 'b',
  nhsaCode: 'D120000000001',
  name: 'x',
  kind: 'physician',
  agreement: agreement(number),
  status,
  institutions: ['i'],
});
const officer = (more: Partial<Officer> = {}): Officer => ({
  id: 'o',
  unit: 'u',
  kind: 'person',
  name: 'x',
  phone: null,
  roles: [],
  certificate: null,
  commitmentSignedOn: null,
  commitmentValidUntil: null,
  removedOn: null,
  newRecord: null,
  ...more,
});
const record = (id: string) => ({ id, sha256: 'a'.repeat(64), where: 'x' });

describe('TJ51-9.1 status', () => {
  it('departments: closed opens again only with a reason, and a department stays with its institution', () => {
    const judged = (from: Department['status'], to: Department['status'], reason: string | null) =>
      refuseChange('departments', department(from), department(to), judge('warn', reason));
    for (const reason of [null, '整改完毕'])
      for (const [from, to] of [
        ['open', 'open'],
        ['open', 'closed'],
        ['closed', 'closed'],
      ] as const)
        expect(judged(from, to, reason)).toBeUndefined();
    expect(judged('closed', 'open', null)).toMatchObject({
      code: 'reason-missing',
      clause: 'TJ51-9.1',
      field: '/reason',
    });
    expect(judged('closed', 'open', '整改完毕')).toBeUndefined();
    expect(refuseChange('departments', undefined, department('closed'), judge())).toBeUndefined();
    expect(
      refuseChange(
        'departments',
        department('open'),
        department('open', { institution: 'j' }),
        judge(),
      ),
    ).toMatchObject({ code: 'bad-input', field: '/institution' });
  });

  it('institutions: the complete set of allowed changes', () => {
    const all = ['designated', 'suspended', 'terminated', 'not-designated'] as const;
    const allowed = all.flatMap((from) =>
      all
        .filter(
          (to) => !refuseChange('institutions', institution(from), institution(to, 'A2'), judge()),
        )
        .map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      'designated → designated',
      'designated → suspended',
      'designated → terminated',
      'designated → not-designated',
      'suspended → designated',
      'suspended → suspended',
      'suspended → terminated',
      'terminated → designated',
      'terminated → terminated',
      'terminated → not-designated',
      'not-designated → designated',
      'not-designated → not-designated',
    ]);
  });

  it('practitioners: the complete set of allowed changes', () => {
    const all = ['qualified', 'suspended', 'cancelled', 'not-qualified'] as const;
    const allowed = all.flatMap((from) =>
      all
        .filter(
          (to) =>
            !refuseChange('practitioners', practitioner(from), practitioner(to, 'A2'), judge()),
        )
        .map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      'qualified → qualified',
      'qualified → suspended',
      'qualified → cancelled',
      'qualified → not-qualified',
      'suspended → qualified',
      'suspended → suspended',
      'suspended → cancelled',
      'cancelled → qualified',
      'cancelled → cancelled',
      'cancelled → not-qualified',
      'not-qualified → qualified',
      'not-qualified → not-qualified',
    ]);
  });

  it('cannot come back under the agreement that was ended', () => {
    expect(
      refuseChange('institutions', institution('terminated'), institution('designated'), judge()),
    ).toMatchObject({
      code: 'new-agreement-required',
      clause: 'TJ51-13.2',
      field: '/agreement/number',
    });
    expect(
      refuseChange('practitioners', practitioner('cancelled'), practitioner('qualified'), judge()),
    ).toMatchObject({ code: 'new-agreement-required' });
    expect(
      refuseChange(
        'practitioners',
        practitioner('cancelled'),
        { ...practitioner('qualified'), agreement: null },
        judge(),
      ),
    ).toMatchObject({ code: 'new-agreement-required' });
  });
});

describe('TJ51-10 face recognition', () => {
  it.each<[string, Institution | undefined, string | undefined]>([
    ['a new agreement', undefined, 'face-recognition-missing'],
    ['a restored one', institution('suspended', 'A1', false), 'face-recognition-missing'],
    ['one that simply goes on', institution('designated', 'A1', false), undefined],
  ])('%s', (_name, before, code) => {
    expect(
      refuseChange('institutions', before, institution('designated', 'A1', false), judge('block'))
        ?.code,
    ).toBe(code);
    expect(
      refuseChange('institutions', before, institution('designated', 'A1', false), judge('warn')),
    ).toBeUndefined();
    expect(
      refuseChange('institutions', before, institution('designated'), judge('block')),
    ).toBeUndefined();
  });
});

describe('TJ51-19.2 removal', () => {
  const removed = officer({ removedOn: civilDate('2026-05-06') });
  it.each<[string, Officer, Officer]>([
    ['be taken back', removed, officer()],
    ['be given another date', removed, officer({ removedOn: civilDate('2026-05-07') })],
    [
      'be taken back with the record of the time before',
      { ...removed, newRecord: record('R1') },
      officer({ newRecord: record('R1') }),
    ],
    ['be given a record while removed', removed, { ...removed, newRecord: record('R1') }],
    ['lose its record', officer({ newRecord: record('R1') }), officer()],
  ])('cannot %s', (_name, before, after) =>
    expect(refuseChange('officers', before, after, judge())).toMatchObject({
      code: 'removal-is-final',
      clause: 'TJ51-19.2',
    }),
  );

  it('a new record takes the officer on again; other fields of a removed officer can still be corrected', () => {
    expect(
      refuseChange('officers', removed, officer({ newRecord: record('R1') }), judge()),
    ).toBeUndefined();
    expect(
      refuseChange(
        'officers',
        { ...removed, newRecord: record('R1') },
        officer({ newRecord: record('R2') }),
        judge(),
      ),
    ).toBeUndefined();
    expect(
      refuseChange('officers', removed, { ...removed, phone: '022-1' }, judge()),
    ).toBeUndefined();
  });
});

it('cannot turn a person into a system', () => {
  expect(
    refuseChange(
      'officers',
      officer(),
      officer({ kind: 'system', roles: ['receiving-system'] }),
      judge(),
    ),
  ).toMatchObject({ code: 'bad-input', field: '/kind' });
});

it('every refusal says what would be lawful, in both languages', () => {
  const refusals = [
    refuseChange('institutions', institution('terminated'), institution('suspended'), judge()),
    refuseChange(
      'institutions',
      undefined,
      { ...institution('designated'), agreement: null },
      judge(),
    ),
    refuseChange(
      'units',
      undefined,
      { id: 'u', bureau: 'b', name: 'x', roles: [], superior: 'u', contacts: [] },
      judge(),
    ),
    refuseChange('officers', undefined, officer({ roles: ['receiving-system'] }), judge()),
  ];
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      clause: expect.stringMatching(/^(TJ51|X)-/),
      field: expect.stringMatching(/^\//),
    });
    for (const sentence of [refusal!.say, refusal!.lawful]) {
      expect(sentence.zh).toMatch(/\p{Script=Han}/u);
      expect(sentence.en).toMatch(/^[A-Z]/);
    }
  }
});
