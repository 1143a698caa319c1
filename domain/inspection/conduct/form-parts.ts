/** 表单的共同部分 What several forms of an inspection have in common. */
import { z } from 'zod';
import { document, instantText, line, officerId } from '../../law/shapes.ts';
import { parseInstant } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';

export function at(text: string): Instant;
export function at(text: string | undefined): Instant | undefined;
export function at(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text)!;
}
export const remarks = line(2000)
  .optional()
  .meta({ description: '说明（不进入流程引擎） Remarks, kept out of the engine' });
/** What the law demands of an act is optional in its form: its absence is refused under the article, not as bad input. */
export const reason = line(2000).optional();
export const paper = document.optional();
export const remedies = z
  .strictObject({ body: line(100), period: line(100) })
  .optional()
  .meta({ description: '救济机关和期限 Remedies: body and period' });
export const service = z
  .strictObject({
    method: z.enum(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice']),
    servedAt: instantText,
    proof: document,
  })
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
