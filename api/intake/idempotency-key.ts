/** The key under which a caller sends: the same key never counts twice. */
import { z } from 'zod';
import { Problem } from '../http/problems.ts';

export const keyHeader = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/, { error: '1–128 个可见字符 | 1–128 visible characters' })
    .optional()
    .meta({
      description:
        '自己生成；同一键重复提交不会重复计入 Of your own making; the same key never counts twice',
      // Whoever leaves it out is told why it is needed: `idempotency-key-missing`.
      param: { required: true },
      example: '5f0c2c1e-9d1b-4a53-8d2e-0f6f4c2b7a11',
    }),
});

export function keyOf(headers: { 'idempotency-key'?: string | undefined }): string {
  const key = headers['idempotency-key'];
  if (key) return key;
  throw new Problem('idempotency-key-missing', {
    lawful: {
      zh: '每次提交带一个自己生成的 Idempotency-Key；重发时不变。',
      en: 'Send an Idempotency-Key of your own with every act; keep it when you send again.',
    },
  });
}
