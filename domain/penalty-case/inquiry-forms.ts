/** 立案、调查的表单 The forms of filing again, investigators, evidence and the report; and of what does not count towards the period. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { document, instantText, line, officerId } from '../law/shapes.ts';
import {
  evidence,
  furtherFiling,
  intervalEnd,
  intervalStart,
  investigators,
  periodExtension,
  preservation,
  preservationDecision,
  recusal,
  report,
} from './acts.ts';
import {
  approver,
  demandIn,
  itemCode,
  numbered,
  officers,
  paper,
  refusedToCorrect,
} from './form-fields.ts';
import { intervals } from './terms.ts';

export const inquiryForms = {
  // Origins come by POST /v1/penalty-cases only: there they are looked up.
  'further-filing': formFor(
    furtherFiling,
    z.strictObject({ facts: line(4000), document, refusedToCorrect, remarks }),
    (p) => ({ facts: { origins: [], newFacts: true, ...demandIn(p.refusedToCorrect) } }),
  ),
  'investigator-assignment': formFor(
    investigators,
    z.strictObject({ investigators: officers, reason, remarks }),
    (p) => ({ facts: { officers: p.investigators, reasonGiven: p.reason !== undefined } }),
  ),
  recusal: formFor(
    recusal,
    z.strictObject({
      officer: officerId,
      applicant: z.enum(['self', 'party', 'leader']),
      approved: z.boolean(),
      decidedBy: approver,
      reason,
      ...paper,
    }),
    (p) => ({
      facts: {
        officer: p.officer,
        approved: p.approved,
        decidedBy: p.decidedBy,
        reasonGiven: p.reason !== undefined,
      },
    }),
  ),
  'evidence-record': formFor(
    evidence,
    z.strictObject({
      kind: z.enum([
        'documentary',
        'physical',
        'audiovisual',
        'electronic',
        'testimony',
        'party-statement',
        'appraisal',
        'on-site-record',
      ]),
      description: line(2000),
      collectors: officers,
      collectedAt: instantText,
      supplementsOnly: z
        .boolean()
        .default(false)
        .meta({ description: '只佐证已有事实 It only supports facts that stand' }),
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.collectedAt),
      facts: {
        collectors: p.collectors,
        newFacts: !p.supplementsOnly,
        documentHash: p.document.sha256,
      },
    }),
  ),
  preservation: formFor(
    preservation,
    z.strictObject({
      id: itemCode,
      goods: line(2000),
      preservedAt: instantText,
      approvedBy: approver,
      ...numbered,
    }),
    (p) => ({
      occurredAt: at(p.preservedAt),
      facts: { item: p.id, approvedBy: p.approvedBy, documentHash: p.document.sha256 },
    }),
  ),
  'preservation-decision': formFor(
    preservationDecision,
    z.strictObject({
      id: itemCode,
      decidedAt: instantText,
      decision: z.enum(['copied-and-returned', 'appraised', 'seized', 'transferred', 'released']),
      ...numbered,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: { item: p.id, documentHash: p.document.sha256 },
    }),
  ),
  'investigation-report': formFor(
    report,
    z.strictObject({
      investigators: officers,
      reportedAt: instantText,
      findings: line(8000),
      proposal: line(4000),
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.reportedAt),
      facts: { officers: p.investigators, documentHash: p.document.sha256 },
    }),
  ),
  'interval-start': formFor(
    intervalStart,
    z.strictObject({ interval: z.enum(intervals), startedAt: instantText, ...paper }),
    (p) => ({ occurredAt: at(p.startedAt), facts: { interval: p.interval } }),
  ),
  'interval-end': formFor(
    intervalEnd,
    z.strictObject({ interval: z.enum(intervals), endedAt: instantText, ...paper }),
    (p) => ({ occurredAt: at(p.endedAt), facts: { interval: p.interval } }),
  ),
  'period-extension': formFor(
    periodExtension,
    z.strictObject({
      days: z.int().min(1).max(60),
      approvedBy: approver,
      participants: z.array(officerId).max(60).default([]),
      approvedAt: instantText,
      reason,
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.approvedAt),
      facts: {
        days: p.days,
        approvedBy: p.approvedBy,
        participants: p.participants,
        reasonGiven: p.reason !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
};
