/** 督查 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, line } from '../law/shapes.ts';
import { closing, type Acts } from './acts.ts';

export const forms = {
  'review-closing': formFor(
    closing,
    z.strictObject({
      contentHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, {
          error: '应为 64 位小写十六进制 | 64 lower-case hexadecimal digits are expected',
        })
        .meta({ description: '督查内容的 SHA-256 The SHA-256 of the content' }),
      conclusions: line(4000).meta({ description: '督查结论 What follows from it' }),
      document: document.optional(),
      remarks,
    }),
    (p) => ({ facts: { contentHash: p.contentHash } }),
  ),
} satisfies Forms<Acts>;

/** 重新出具 What POST /v1/work-reviews/{id}/versions takes. */
export const versionShape = z.strictObject({
  reason: line(1000).meta({ description: '重新出具的理由 Why it is written again' }),
  document: document.optional(),
});
