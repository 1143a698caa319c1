import { expect } from 'vitest';
import type { Draw } from '../../../domain/draw/record.ts';
import { codes } from '../../../domain/codes.ts';
import type { Refusal } from '../../../domain/law/refusal.ts';

/** Code and clause of a refusal, which must be catalogued and bilingual. */
export function told(one: Refusal | Draw | undefined): [string, string] | undefined {
  if (!one || !('code' in one)) return undefined;
  expect(Object.keys(codes)).toContain(one.code);
  for (const sentence of [one.say, one.lawful])
    expect(sentence).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]{2}/),
    });
  return [one.code, one.clause];
}
