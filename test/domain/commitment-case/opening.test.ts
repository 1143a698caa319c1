import { expect, it } from 'vitest';
import {
  refuseOpening,
  remarksOn,
  type ApprovalToOpen,
} from '../../../domain/commitment-case/opening.ts';
import { acceptingRoles } from '../../../domain/commitment-case/departments.ts';
import { codes } from '../../../domain/codes.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const on = (text: string) => text as CivilDate;
const promised = (material: string, promisedOn = '2026-06-30') => ({
  material,
  promisedOn: on(promisedOn),
});
const certification: ApprovalToOpen = {
  type: 'certification',
  approvedOn: on('2026-06-04'),
  today: on('2026-06-04'),
  listVersion: 2,
  item: { id: 'zm-01', types: ['certification', 'credit'], materials: ['m-1', 'm-2'] },
  accepting: { unit: 'tj.a', roles: ['city-fund-centre'] },
  supervising: 'tj.s',
  missing: [],
  explained: false,
  push: false,
};
const credit: ApprovalToOpen = { ...certification, type: 'credit', missing: [promised('m-1')] };

function told(a: ApprovalToOpen): [string, string] | undefined {
  const refusal = refuseOpening(a);
  if (!refusal) return undefined;
  expect(Object.keys(codes)).toContain(refusal.code);
  for (const sentence of [refusal.say, refusal.lawful])
    expect(sentence).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]{2}/),
    });
  return [refusal.code, refusal.clause];
}

it('TJ84-3.2 an approval of today or before opens a file, one of tomorrow does not', () => {
  expect(told(certification)).toBeUndefined();
  expect(told(credit)).toBeUndefined();
  expect(told({ ...certification, approvedOn: on('2026-06-05') })).toEqual([
    'approval-in-future',
    'TJ84-3.2',
  ]);
  expect(told({ ...certification, filed: 'CC-ZM.tj.2026-00001' })).toEqual([
    'result-has-file',
    'TJ84-3.2',
  ]);
});

it('TJ84-5.1 the closed list', () => {
  for (const role of acceptingRoles)
    expect(told({ ...certification, accepting: { unit: 'x', roles: [role] } })).toBeUndefined();
  for (const roles of [[], ['supervising-department'], ['supervision-body', 'insurance-centre']])
    expect(told({ ...certification, accepting: { unit: 'x', roles } })).toEqual([
      'acceptor-not-listed',
      'TJ84-5.1',
    ]);
});

it('TJ84-2 TJ84-3.1 list, item, type, supervising department', () => {
  expect(
    told({ ...certification, listVersion: undefined, item: undefined, supervising: undefined }),
  ).toEqual(['list-missing', 'TJ84-3.1']);
  expect(told({ ...certification, item: undefined })).toEqual(['item-unknown', 'TJ84-2']);
  expect(told({ ...certification, item: { id: 'x', types: ['credit'], materials: [] } })).toEqual([
    'type-not-allowed',
    'TJ84-2',
  ]);
  expect(told({ ...certification, item: { id: 'x', types: [], materials: [] } })).toEqual([
    'type-not-allowed',
    'TJ84-2',
  ]);
  expect(told({ ...certification, supervising: undefined })).toEqual([
    'supervisor-unknown',
    'TJ84-3.1',
  ]);
});

it('TJ84-9.1 what is missing', () => {
  expect(told({ ...certification, missing: [promised('m-1')] })).toEqual([
    'missing-not-for-type',
    'TJ84-9.1',
  ]);
  expect(told({ ...credit, missing: [] })).toEqual(['explanation-missing', 'TJ84-9.1']);
  expect(told({ ...credit, missing: [], explained: true })).toBeUndefined();
  expect(told({ ...credit, missing: [promised('m-3')] })).toEqual([
    'material-not-promisable',
    'TJ84-9.1',
  ]);
  expect(told({ ...credit, item: { id: 'x', types: ['credit'], materials: [] } })).toEqual([
    'material-not-promisable',
    'TJ84-9.1',
  ]);
  expect(told({ ...credit, missing: [promised('m-1'), promised('m-1')] })).toEqual([
    'material-twice',
    'TJ84-9.1',
  ]);
  expect(told({ ...credit, missing: [promised('m-1'), promised('m-2', '2026-06-03')] })).toEqual([
    'promise-before-approval',
    'TJ84-9.1',
  ]);
  expect(told({ ...credit, missing: [promised('m-1', '2026-06-04')] })).toBeUndefined();
});

it('TJ84-5.2 an archive with the approval is whole, and a push comes with one', () => {
  const archive = { application: 'a', commitment: 'b', result: 'c' };
  expect(told({ ...certification, archive, push: true })).toBeUndefined();
  expect(told({ ...certification, archive: { ...archive, result: undefined } })).toEqual([
    'archive-incomplete',
    'TJ84-5.2',
  ]);
  expect(told({ ...certification, push: true })).toEqual(['archive-first', 'TJ84-5.2']);
});

it('TJ84-3.1 TJ84-9.1 what is allowed but shown', () => {
  expect(remarksOn(certification)).toEqual([]);
  expect(remarksOn({ ...certification, supervising: 'tj.a' })).toEqual([
    expect.stringContaining('TJ84-3.1'),
  ]);
  expect(remarksOn({ ...credit, missing: [], explained: true })).toEqual([
    expect.stringContaining('TJ84-9.1'),
  ]);
  expect(remarksOn(credit)).toEqual([]);
});
