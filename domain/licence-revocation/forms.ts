/** 吊销反馈、确认 The forms of a cascade, and what of them the engine is told. The licence number and the results named stay in Postgres. */
import { z } from 'zod';
import { licenceNumber } from '../commitment-case/approval.ts';
import { documentNo } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { licenceKinds } from '../commitment-case/terms.ts';
import { day, document, instantText, line } from '../law/shapes.ts';
import { confirmation, decisions, licenceEvents, type Acts } from './acts.ts';

const resultId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: '办理结果编号：1–64 位字母、数字、. _ - | A result id: 1–64 of letters, digits, . _ -',
});

/** 吊销反馈: what POST /v1/licence-revocations takes. */
export const reportShape = z.strictObject({
  licence: z.strictObject({ kind: z.enum(licenceKinds), number: licenceNumber }),
  event: z
    .enum(licenceEvents)
    .meta({ description: '吊销 revoked；注销、期满不适用（TJ84-11） Only revoked counts' }),
  decidedOn: day.meta({ description: '吊销日期 Day of the revocation' }),
  authority: line(100).meta({ description: '作出机关 Issuing authority' }),
  documentNo: documentNo.optional(),
  document: document.optional().meta({ description: '吊销决定 The decision' }),
  remarks: line(2000).optional(),
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
});
export type ReportPayload = z.output<typeof reportShape>;

const confirmed = z.strictObject({
  decision: z
    .enum(decisions)
    .meta({ description: '撤销，或者认定不依据该证照 Revoke, or not dependent' }),
  results: z
    .array(resultId)
    .min(1)
    .max(1000)
    .refine((ids) => new Set(ids).size === ids.length, { error: '不得重复 | No duplicates' }),
  reason: line(2000).optional(),
});

export const forms = {
  confirmation: formFor(confirmation, confirmed, (p) => ({
    facts: {
      decision: p.decision,
      results: p.results.length,
      reasonGiven: p.reason !== undefined,
    },
  })),
} satisfies Forms<Acts>;
