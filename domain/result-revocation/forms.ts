/** 撤销建议、撤销 The forms around a result whose case is closed. The revocation itself has the form that it has in the case. */
import { z } from 'zod';
import { forms as ofTheCase } from '../commitment-case/forms.ts';
import { documentNo } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line } from '../law/shapes.ts';
import { notDependent, type Acts } from './acts.ts';

/** 书面撤销建议: what POST /v1/result-revocations takes. */
export const suggestionShape = z.strictObject({
  result: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
    error: '办理结果编号：1–64 位字母、数字、. _ - | A result id: 1–64 of letters, digits, . _ -',
  }),
  documentNo: documentNo.optional(),
  document: document.optional().meta({ description: '书面建议 The written suggestion' }),
  heard: z.boolean().meta({ description: '已听取陈述申辩 The party was heard' }),
  notHeardBecause: line(2000).optional(),
  reasons: line(4000),
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
});

const finding = z.strictObject({ reason: line(2000).optional(), document: document.optional() });

export const forms = {
  revocation: ofTheCase.revocation,
  'not-dependent': formFor(notDependent, finding, (p) => ({
    facts: { reasonGiven: p.reason !== undefined, documentHash: p.document?.sha256 },
  })),
} satisfies Forms<Acts>;
