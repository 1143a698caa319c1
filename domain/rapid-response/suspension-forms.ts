/** （二）至（四）The forms of suspension and case: decided, told, answered, closed. */
import { parseInstant } from '../time/civil-date.ts';
import { z } from 'zod';
import { at, reason, remarks, serviceFields } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { dayText, document, instantText, officerId } from '../law/shapes.ts';
import type { SubjectKnowledge } from '../registry/subject.ts';
import {
  caseClosure,
  caseReply,
  decisionFiling,
  decisionReply,
  filingDecision,
  patientNoticeProof,
  suspensionDecision,
  suspensionNotice,
} from './acts.ts';
import {
  caseNo,
  clause,
  received,
  cites,
  documentRef,
  penaltyCase,
  recipient,
} from './form-fields.ts';

export const suspensionForms = {
  'suspension-decision': formFor(
    suspensionDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      outcome: z.enum(['suspend', 'decline']),
      agreementClause: clause,
      endsOn: dayText.optional(),
      reviewOn: dayText.optional(),
      reason,
      remarks,
    }),
    (p, subject: SubjectKnowledge) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        outcome: p.outcome,
        ...cites(p.agreementClause, subject),
        reasonGiven: p.reason !== undefined,
        endsOn: p.endsOn,
        reviewOn: p.reviewOn,
      },
    }),
  ),
  'filing-decision': formFor(
    filingDecision,
    z.strictObject({
      ...documentRef,
      decidedAt: instantText,
      outcome: z.enum(['filed', 'not-filed']),
      caseNo: caseNo.optional(),
      penaltyCase,
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        outcome: p.outcome,
        caseNo: p.caseNo,
        penaltyCase: p.outcome === 'filed' ? p.penaltyCase : undefined,
        reasonGiven: p.reason !== undefined,
      },
    }),
  ),
  'suspension-notice': formFor(
    suspensionNotice,
    z.strictObject({
      ...documentRef,
      ...serviceFields,
      ...recipient,
      startsAt: instantText,
      patientsInformedBy: dayText.optional(),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: {
        item: p.recipient,
        startsAt: at(p.startsAt),
        patientsInformedBy: p.patientsInformedBy,
        method: p.method,
      },
    }),
  ),
  'patient-notice-proof': formFor(
    patientNoticeProof,
    z.strictObject({ ...recipient, document, informedOn: dayText, remarks }),
    (p) => ({
      occurredAt: parseInstant(`${p.informedOn}T00:00:00+08:00`)!,
      facts: { item: p.recipient, informedOn: p.informedOn },
    }),
  ),
  'decision-reply': formFor(decisionReply, z.strictObject({ ...documentRef, remarks }), received),
  'decision-filing': formFor(decisionFiling, z.strictObject({ ...documentRef, remarks }), received),
  'case-reply': formFor(caseReply, z.strictObject({ ...documentRef, caseNo, remarks }), (p) => ({
    facts: { caseNo: p.caseNo },
  })),
  'case-closure': formFor(
    caseClosure,
    z.strictObject({
      ...documentRef,
      closedAt: instantText,
      caseNo,
      investigators: z.array(officerId).min(1).max(20),
      legalReview: z.strictObject({ document, reviewer: officerId }),
      discussion: z.strictObject({ document, participants: z.array(officerId).min(1).max(60) }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.closedAt),
      facts: {
        caseNo: p.caseNo,
        legalReviewer: p.legalReview.reviewer,
        investigators: p.investigators,
        participants: new Set(p.discussion.participants).size,
      },
    }),
  ),
};
