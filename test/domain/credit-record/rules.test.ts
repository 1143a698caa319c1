/** QHD-1.3, 2.2, 2.3: who is a subject, and what may be recorded. */
import { describe, expect, it } from 'vitest';
import { refuseRecord, type ToRecord } from '../../../domain/credit-record/recording.ts';
import { refuseSubject } from '../../../domain/credit-record/subjects.ts';
import { recordPowerTypeIds } from '../../../domain/credit-record/terms.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const document = { id: 'doc-1', sha256: 'ab'.repeat(32), where: 'oa' };
const today = civilDate('2026-03-02');
const record = (
  facts: Partial<ToRecord['facts']> = {},
  more: Partial<ToRecord> = {},
): ToRecord => ({
  subjectKind: 'employer',
  today,
  itemInUse: true,
  facts: {
    polarity: 'bad',
    class: 'general',
    item: 'A1',
    powerType: 'supervision',
    actNo: '1',
    actOn: today,
    words: '样例',
    evidence: document,
    ...facts,
  },
  ...more,
});

describe('QHD-2.2b QHD-2.3 登记', () => {
  it.each<[string, ToRecord, string | undefined]>([
    ['today', record(), undefined],
    ['tomorrow', record({ actOn: civilDate('2026-03-03') }), 'in-the-future'],
    ['good', record({ polarity: 'good', class: undefined }), undefined],
    ['good and serious', record({ polarity: 'good', class: 'serious' }), 'class-does-not-fit'],
    ['neither', record({ polarity: undefined, class: undefined }), 'class-missing'],
    [
      'basic, without an item',
      record({ polarity: undefined, class: 'basic', item: undefined, powerType: undefined }),
      undefined,
    ],
    [
      'basic, with an item that is not in use',
      record({ polarity: undefined, class: 'basic' }, { itemInUse: false }),
      'item-not-in-use',
    ],
    [
      'an assessment of an employer',
      record({ polarity: undefined, class: 'assessment', result: '优', year: 2025 }),
      'assessment-not-of-subject',
    ],
    [
      'an assessment without its year',
      record(
        { polarity: undefined, class: 'assessment', result: '优' },
        { subjectKind: 'institution' },
      ),
      'class-does-not-fit',
    ],
    ['without evidence', record({ evidence: undefined }), 'evidence-missing'],
    ['without a number', record({ actNo: undefined }), 'act-number-missing'],
  ])('%s', (_, facts, code) => expect(refuseRecord(facts)?.code).toBe(code));

  it('QHD-2.2a: five catalogues; what the annex prints is none of them', () => {
    for (const powerType of recordPowerTypeIds)
      expect(refuseRecord(record({ powerType }))).toBeUndefined();
    expect(refuseRecord(record({ powerType: 'administrative-inspection' }))).toMatchObject({
      code: 'power-type-other',
      clause: 'QHD-2.2a',
    });
  });
});

describe('QHD-1.3 主体', () => {
  const code = '91130301MA0AAAAA0W';
  const row = (more: object) =>
    refuseSubject({ kind: 'employer', id: 'e-1', name: '样例', creditCode: code, ...more }, false)
      ?.code;
  it('a person is none, by kind or by the number of a person', () => {
    expect(row({ kind: 'natural-person' })).toBe('natural-person');
    expect(row({ id: '11010519491231002X' })).toBe('natural-person');
    expect(row({ id: '11010519491231002x' })).toBe('natural-person');
    expect(row({ creditCode: '11010519491231002X' })).toBe('natural-person');
    // One digit off it is the number of nobody, and no code of an enterprise either.
    expect(row({ creditCode: '110105194912310021' })).toBe('subject-not-registered');
  });
  it('an institution is one that the registry has', () => {
    expect(row({ kind: 'institution' })).toBe('subject-not-registered');
    expect(refuseSubject({ kind: 'institution', id: 'i-1' }, true)).toBeUndefined();
  });
});
