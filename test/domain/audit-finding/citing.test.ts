/** TJ51-11 What a referral may rest on. */
import { expect, it } from 'vitest';
import { refuseCiting } from '../../../domain/audit-finding/citing.ts';

const subject = { kind: 'institution', id: 'h1' };
const found = { subject, withdrawn: false };
const refused = (cited: Parameters<typeof refuseCiting>[1]) => {
  const r = refuseCiting(subject, cited);
  return r && [r.code, r.clause];
};

it('findings that name the subject of the referral, and stand', () => {
  expect(refused([found, found])).toBeUndefined();
  expect(refused([found, undefined])).toEqual(['audit-finding-unknown', 'TJ51-11']);
  expect(refused([{ ...found, subject: { kind: 'institution', id: 'h2' } }])).toEqual([
    'audit-finding-other-subject',
    'TJ51-11',
  ]);
  expect(refused([{ ...found, subject: { kind: 'practitioner', id: 'h1' } }])?.[0]).toBe(
    'audit-finding-other-subject',
  );
  expect(refused([found, { ...found, withdrawn: true }])).toEqual([
    'audit-finding-withdrawn',
    'TJ51-11',
  ]);
});
