/** 表单的共同部分 What several forms of an inspection have in common. */
import { z } from 'zod';
import { serviceFields } from '../../law/form-fields.ts';
import { document, officerId } from '../../law/shapes.ts';

export const paper = document.optional();
export const service = z
  .strictObject(serviceFields)
  .optional()
  .meta({ description: '送达（X-12） Service on the party' });
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, {
  error: '编号：1–31 位小写字母、数字或 - | An id: 1–31 of a–z, 0–9, -',
});
export const findingId = code.meta({
  description: '问题编号 The id of a finding',
  examples: ['f-1'],
});
export const findingIds = z
  .array(findingId)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, { error: '不得重复 | No duplicates' });
export const itemCode = code;
export const presence = z
  .array(
    z.strictObject({
      officer: officerId,
      shown: z
        .enum(['certificate', 'other', 'none'])
        .meta({ description: '出示的证件（QY-10.4、10.5） What was shown' }),
    }),
  )
  .min(1)
  .max(30);
export const given = (value: unknown): boolean => value !== undefined;
