/** 核验码: how it is written, read and answered for. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { CODE_LENGTH, codeFrom, readCode, written } from '../../../domain/inspection/check-code.ts';

it('has 130 random bits, every character of the 32 from five bits of a byte', () => {
  expect(CODE_LENGTH * 5).toBeGreaterThanOrEqual(128);
  const all = Uint8Array.from({ length: 32 }, (_, n) => n);
  expect(codeFrom(all)).toBe('0123456789ABCDEFGHJKMNPQRS');
  expect(new Set([...codeFrom(all), ...codeFrom(all.subarray(6))])).toHaveLength(32);
  expect(codeFrom(all.map((byte) => byte + 224))).toBe(codeFrom(all));
  expect(new Set(Array.from({ length: 1000 }, () => codeFrom(randomBytes(CODE_LENGTH)))).size).toBe(
    1000,
  );
});

it('is read however somebody types it from paper, and nothing else is a code', () => {
  const code = '01AB9CDEFGH1JKMNPQRSTVWXYZ';
  expect(written(code)).toBe('01AB9-CDEFG-H1JKM-NPQRS-TVWXYZ');
  for (const typed of [
    code,
    written(code),
    code.toLowerCase(),
    ` ${written(code).replaceAll('-', ' ')} `,
    code.replaceAll('0', 'o').replaceAll('1', 'l'),
    code.replaceAll('1', 'I'),
  ])
    expect(readCode(typed)).toBe(code);
  for (const other of [
    '',
    code.slice(1),
    `${code}0`,
    code.replace('A', 'U'),
    code.replace('A', '核'),
    code.replace('A', '%'),
  ])
    expect(readCode(other)).toBe('');
});
