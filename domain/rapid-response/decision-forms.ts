/** （五）The forms of opinion, hearing and final decision. */
import { z } from 'zod';
import { at, remarks, remediesShape, serviceFields } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { dayText, document, instantText, line } from '../law/shapes.ts';
import type { SubjectKnowledge } from '../registry/subject.ts';
import {
  cutDecisions,
  finalDecision,
  finalFiling,
  finalReply,
  finalService,
  opinion,
  statement,
  statementOffer,
} from './acts.ts';
import { clause, received, documentRef, recipient } from './form-fields.ts';
import { measures } from './measures.ts';
import { keyViolationCodes, type KeyViolation } from './terms.ts';

const measure = z.strictObject({
  measure: z.enum(measures),
  amountFen: z.int().positive().optional().meta({ description: '追回金额，分 Amount in fen' }),
  by: dayText.optional().meta({ description: '最迟日期 By which day' }),
  endsOn: dayText.optional(),
  reviewOn: dayText.optional(),
  clause,
});

export const decisionForms = {
  opinion: formFor(
    opinion,
    z
      .strictObject({
        ...documentRef,
        confirmed: z.boolean(),
        keyViolations: z.array(z.enum(keyViolationCodes)).max(8),
        keyViolationParts: z
          .array(
            z.enum(['borrowed-licence:a', 'borrowed-licence:b', 'obstruction:a', 'obstruction:b']),
          )
          .max(4)
          .optional()
          .meta({
            description:
              '第 7、8 项为复合项：a 前段，b 后段 Items 7 and 8 are compound: first part, second part',
          }),
        recommended: z.array(z.enum(measures)).max(8).optional().meta({
          description:
            '建议的处理措施；无重点监管行为的，终止、取消须以此为据 What is recommended: without a key violation only this carries termination or cancellation',
        }),
        remarks,
      })
      .refine(
        (p) =>
          (p.keyViolationParts ?? []).every((part) =>
            p.keyViolations.includes(part.slice(0, -2) as KeyViolation),
          ),
        {
          path: ['keyViolationParts'],
          error:
            '所列分项须属于已列的重点监管行为（TJ51-3.7、3.8） | A part belongs to a key violation that is listed (TJ51-3.7, 3.8)',
        },
      )
      .refine((p) => p.confirmed || p.keyViolations.length === 0, {
        path: ['keyViolations'],
        error:
          '未查实不得列重点监管行为（TJ51-3.V） | Key violations only on confirmed facts (TJ51-3.V)',
      }),
    (p) => ({
      facts: {
        confirmed: p.confirmed,
        keyViolations: [...new Set(p.keyViolations)],
        recommended: [...new Set(p.recommended)],
      },
    }),
  ),
  'statement-offer': formFor(
    statementOffer,
    z.strictObject({ ...documentRef, ...serviceFields, windowEndsOn: dayText, remarks }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: { windowEndsOn: p.windowEndsOn, method: p.method },
    }),
  ),
  statement: formFor(
    statement,
    z.strictObject({ outcome: z.enum(['made', 'waived']), document, remarks }),
    (p) => ({ facts: { outcome: p.outcome } }),
  ),
  'final-decision': formFor(
    finalDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      measures: z.array(measure).min(1).max(8),
      cut: z.enum(cutDecisions).optional().meta({
        description:
          '熔断所切断的：恢复，或者维持；系统熔断的案卷必填 What a breaker has cut flows again, or stays cut; asked for where a breaker has cut something',
      }),
      reasons: line(4000),
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        measures: p.measures.map(({ clause: _clause, ...m }) => m),
        faceRecognitionReady: subject.faceRecognitionReady,
        ...(p.cut && { cut: p.cut }),
      },
    }),
  ),
  'final-service': formFor(
    finalService,
    z.strictObject({
      ...recipient,
      ...serviceFields,
      remedies: remediesShape,
      remarks,
    }),
    (p) => ({ servedAt: at(p.servedAt), facts: { item: p.recipient, method: p.method } }),
  ),
  'final-reply': formFor(finalReply, z.strictObject({ ...documentRef, remarks }), received),
  'final-filing': formFor(finalFiling, z.strictObject({ ...documentRef, remarks }), received),
};
