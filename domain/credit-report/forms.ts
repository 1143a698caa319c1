/** 信用信息报告 The form as it is submitted, and what of it the engine is told. */
import { z } from 'zod';
import { at, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText } from '../law/shapes.ts';
import { delivery, type Acts } from './acts.ts';

export const forms = {
  'credit-report-delivery': formFor(
    delivery,
    z.strictObject({
      contentHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, {
          error: '应为 64 位小写十六进制 | 64 lower-case hexadecimal digits are expected',
        })
        .meta({ description: '所报内容的 SHA-256 The SHA-256 of what was reported' }),
      document: document.meta({ description: '报告 The report' }),
      deliveredAt: instantText.meta({
        description: '市信用办收到的时间，以收件凭证为准 When the office received it, by its paper',
      }),
      receipt: document.optional().meta({
        description: '市信用办的收件凭证，不是报告本身 The paper of the office that proves it',
      }),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.deliveredAt),
      facts: {
        contentHash: p.contentHash,
        receipt: !p.receipt ? 'none' : p.receipt.sha256 === p.document.sha256 ? 'same' : 'given',
        documentHash: p.document.sha256,
      },
    }),
  ),
} satisfies Forms<Acts>;
