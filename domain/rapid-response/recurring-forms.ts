/** What may come again and again in one file: the review of a suspension, a further letter and the answer to it, a call that is noted. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor, formHashing } from '../law/forms.ts';
import { dayText, document, instantText } from '../law/shapes.ts';
import type { SubjectKnowledge } from '../registry/subject.ts';
import { furtherAnswer, furtherLetter, phoneRecord, suspensionReview } from './acts.ts';
import { caseNo, clause, cites, documentRef, penaltyCase } from './form-fields.ts';
import { letterFields, phone, alleged } from './letter.ts';

export const recurringForms = {
  'suspension-review': formFor(
    suspensionReview,
    z.strictObject({
      document,
      outcome: z.enum(['confirm', 'lift', 'extend']),
      agreementClause: clause,
      reviewOn: dayText.optional(),
      endsOn: dayText.optional(),
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      facts: {
        outcome: p.outcome,
        reviewOn: p.reviewOn,
        endsOn: p.endsOn,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        faceRecognitionReady: subject.faceRecognitionReady,
      },
    }),
  ),
  // 文号 is told as its hash too, so that the same letter is recognised.
  'further-letter': formHashing(
    furtherLetter,
    { documentHash: 'documentNo' },
    z
      .strictObject({
        ...documentRef,
        newFacts: letterFields.newFacts,
        grounds: letterFields.grounds.optional(),
        otherGround: letterFields.otherGround,
        suspectedKeyViolations: letterFields.suspectedKeyViolations,
        remarks,
      })
      .refine((p) => !p.grounds?.includes('other') || p.otherGround !== undefined, {
        path: ['otherGround'],
        error: '选择其他事由须写明内容 | Another ground must be written out',
      }),
    (p) => ({
      facts: {
        ...(p.newFacts !== undefined && { newFacts: p.newFacts }),
        grounds: [],
        ...alleged(p),
      },
    }),
  ),
  'further-answer': formFor(
    furtherAnswer,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      letter: z.string().regex(/^[0-9a-f]{16}$/, {
        error: '后续函告编号：16 位十六进制 | The letter: 16 hexadecimal digits',
      }),
      outcome: z.enum(['suspend', 'no-change', 'filed', 'not-filed']),
      agreementClause: clause,
      endsOn: dayText.optional(),
      reviewOn: dayText.optional(),
      caseNo: caseNo.optional(),
      penaltyCase,
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        item: p.letter,
        outcome: p.outcome,
        caseNo: p.caseNo,
        penaltyCase: p.outcome === 'filed' ? p.penaltyCase : undefined,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        endsOn: p.endsOn,
        reviewOn: p.reviewOn,
      },
    }),
  ),
  'phone-record': formFor(phoneRecord, phone, (p) => ({
    occurredAt: at(p.calledAt),
    facts: {},
  })),
};
