import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCheckCharacter,
  departmentCode,
  institutionCode,
  isCreditCode,
  practitionerCode,
} from '../../../domain/registry/codes.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('统一社会信用代码 GB 32100-2015', () => {
  it.each(['91350100M000100Y43'])('accepts %s', (code) => expect(isCreditCode(code)).toBe(true));
  it.each([
    ['a wrong check character', '91350100M000100Y44'],
    ['a letter outside the alphabet', '91350100I000100Y43'],
    ['small letters', '91350100m000100y43'],
    ['one too few', '91350100M000100Y4'],
    ['one too many', '91350100M000100Y433'],
    ['letters in the area', '9135010AM000100Y43'],
    ['nothing', ''],
  ])('refuses %s', (_name, code) => expect(isCreditCode(code)).toBe(false));

  const first17 = fc
    .tuple(
      fc.nat(99),
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
    )
    .map(([kind, area, body]) => `${String(kind).padStart(2, '0')}${area}${body.join('')}`);

  it('finds every single wrong character, and every swap of two neighbours', () =>
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...ALPHABET), (text, at, other) => {
        const code = text + creditCheckCharacter(text);
        expect(isCreditCode(code)).toBe(true);
        const altered = code.slice(0, at) + other + code.slice(at + 1);
        if (altered !== code) expect(isCreditCode(altered)).toBe(false);
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        if (swapped !== code) expect(isCreditCode(swapped)).toBe(false);
      }),
    ));
});

describe('国家医保编码', () => {
  it.each(['H12010000001', 'P1201000000A'])('%s is one of an institution', (code) =>
    expect(code).toMatch(institutionCode),
  );
  it.each(['H1201000000', 'H120100000012', 'D12010000001', 'h12010000001', 'H12010A00001'])(
    '%s is none',
    (code) => expect(code).not.toMatch(institutionCode),
  );
  it.each(['D120100000001', 'Y120100000001'])('%s is one of a practitioner', (code) =>
    expect(code).toMatch(practitionerCode),
  );
  it.each(['D12010000001', 'H120100000001', 'D1201000000012'])('%s is none', (code) =>
    expect(code).not.toMatch(practitionerCode),
  );
});

describe('诊疗科目代码', () => {
  it.each(['03', '03.01', '04.01.01'])('%s is one', (code) => expect(code).toMatch(departmentCode));
  it.each(['3', '03.1', '03.', '03..01', '03.01.01.01', '0301', '03.01 ', 'A3', ''])(
    '%j is none',
    (code) => expect(code).not.toMatch(departmentCode),
  );
});
