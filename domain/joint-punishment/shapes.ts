/** 联合惩戒名单 What is submitted. Whoever is registered nowhere is sealed. */
import { z } from 'zod';
import { documentNo, idNumber } from '../law/form-fields.ts';
import { day, document, line, subjectId } from '../law/shapes.ts';
import { finalities } from './listing.ts';

/** 列入 What POST /v1/joint-punishments takes. */
export const listingShape = z
  .strictObject({
    decision: z
      .strictObject({
        file: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
        number: z.int().min(1).max(999),
      })
      .optional()
      .meta({ description: '本局案卷中的处罚决定 A decision of a penalty case of the bureau' }),
    paper: z
      .strictObject({
        documentNo,
        document,
        servedOn: day,
        subject: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('institution'), id: subjectId }),
          z.strictObject({ kind: z.literal('practitioner'), id: subjectId }),
          z.strictObject({
            kind: z.literal('person'),
            name: line(100),
            idNumber: idNumber.meta({ description: '密封保存 Sealed' }),
          }),
        ]),
      })
      .optional()
      .meta({ description: '没有案卷的，以决定书为依据 By its paper, where there is no file' }),
    fraud: z.boolean().meta({ description: '认定欺诈骗保 The decision finds fraud' }),
    severe: z.boolean().meta({ description: '认定情节严重 The decision finds it severe' }),
    gravity: line(500).meta({
      description: '情节严重的认定，不写姓名 What it says of the gravity; no names',
    }),
    finality: z.enum(finalities).meta({
      description:
        'expired：期限届满没有复议、诉讼；review-decided：复议已经决定且没有起诉；judgment：裁判已经生效',
    }),
    decidedOn: day.optional().meta({
      description: '复议决定送达或者裁判生效的日期 Of the review, or of the judgment',
    }),
    proof: document.optional().meta({
      description: '复议决定、裁判文书，或者没有提起的查询结果 What proves it',
    }),
  })
  .refine((l) => (l.decision === undefined) !== (l.paper === undefined), {
    error: '写明案卷的决定或者决定书之一 | Name the decision of a file or its paper, one of them',
    path: ['decision'],
  });
export type ListingPayload = z.output<typeof listingShape>;

export const removalShape = z.strictObject({
  why: z.enum(['annulled', 'changed', 'repaired', 'term', 'error']).meta({
    description: '决定被撤销、变更，信用修复，期满，错误 Why it is taken off',
  }),
  document: document.meta({ description: '依据 What it rests on' }),
});

export const agreementShape = z.strictObject({
  what: z.enum(['listing', 'removal']).meta({ description: '列入或者移出 Which of the two' }),
  step: z.int().min(1).max(1_000_000).meta({
    description:
      '所见的步骤号，见名单；已有新步骤的不予决定 The step that was shown, as the list has it',
  }),
  agrees: z.boolean(),
});
