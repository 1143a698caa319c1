/** 名单通报 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { at, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, instantText, line } from '../law/shapes.ts';
import { acknowledgement, confirmation, delivery, type Acts } from './acts.ts';
import { recipients } from './terms.ts';

const contentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, {
    error: '应为 64 位小写十六进制 | 64 lower-case hexadecimal digits are expected',
  })
  .meta({ description: '名单内容的 SHA-256 The SHA-256 of the content' });
export const recipient = z
  .enum(recipients)
  .meta({ description: '卫生健康 health、市场监管 market' });

export const forms = {
  'list-confirmation': formFor(
    confirmation,
    z.strictObject({
      contentHash,
      zero: z.boolean().default(false).meta({ description: '零报告 Nobody was sanctioned' }),
      remarks,
    }),
    ({ contentHash: hash, zero }) => ({ facts: { contentHash: hash, zero } }),
  ),
  'list-delivery': formFor(
    delivery,
    z.strictObject({
      recipient,
      contentHash,
      deliveredAt: instantText,
      method: z.enum(['office-system', 'letter', 'in-person', 'electronic']),
      proof: document.meta({ description: '公函和送交记录 The letter, and that it was delivered' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.deliveredAt),
      facts: { item: p.recipient, contentHash: p.contentHash, documentHash: p.proof.sha256 },
    }),
  ),
  'list-acknowledgement': formFor(
    acknowledgement,
    z.strictObject({ recipient, acknowledgedAt: instantText, proof: document, remarks }),
    (p) => ({
      occurredAt: at(p.acknowledgedAt),
      facts: { item: p.recipient, documentHash: p.proof.sha256 },
    }),
  ),
} satisfies Forms<Acts>;

/** 接收部门 What PUT /v1/list-recipients/{kind} takes. */
export const recipientShape = z.strictObject({
  name: line(100).meta({ description: '部门全称 Its full name' }),
  contact: line(200).meta({ description: '送交的途径：系统、地址、科室 How it is reached' }),
  validFrom: day,
  document,
  reason: line(500),
});
