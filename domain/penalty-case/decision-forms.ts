/** 审核、告知、决定的表单 The forms of what stands between the investigation and the execution. */
import { z } from 'zod';
import { at, reason, remedies, serviceFields } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { dayText, instantText, line, officerId } from '../law/shapes.ts';
import { keyViolationCodes } from '../rapid-response/terms.ts';
import {
  decision,
  decisionService,
  discussion,
  factsNotice,
  hearingRecord,
  partyStatement,
  review,
  statementAnswer,
} from './acts.ts';
import {
  approver,
  measuresField,
  numbered,
  officers,
  paper,
  reasons,
  told,
} from './form-fields.ts';
import { discretions, outcomes } from './terms.ts';

export const decisionForms = {
  'legal-review': formFor(
    review,
    z.strictObject({
      reviewedAt: instantText,
      outcome: z.enum(['passed', 'returned']),
      opinion: reason,
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.reviewedAt),
      facts: {
        passed: p.outcome === 'passed',
        reasonGiven: p.opinion !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'collective-discussion': formFor(
    discussion,
    z.strictObject({
      heldAt: instantText,
      participants: officers.meta({ description: '参加讨论人员 Who took part, as registered' }),
      conclusion: line(4000),
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.heldAt),
      facts: { participants: p.participants, documentHash: p.document.sha256 },
    }),
  ),
  'facts-notice': formFor(
    factsNotice,
    z.strictObject({
      ...numbered,
      ...serviceFields,
      measures: measuresField,
      ...reasons,
      windowEndsOn: dayText,
      hearingOffered: z.boolean().default(false),
    }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: {
        measures: told(p.measures),
        reasonsGiven: p.reasons !== undefined,
        basisGiven: p.basis.length > 0,
        windowEndsOn: p.windowEndsOn,
        hearingOffered: p.hearingOffered,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'party-statement': formFor(
    partyStatement,
    z.strictObject({
      outcome: z.enum(['made', 'waived']),
      statement: line(8000).optional(),
      newFacts: z
        .boolean()
        .default(false)
        .meta({ description: '提出了新的事实、证据 It brings facts or evidence' }),
      hearing: z.boolean().default(false).meta({ description: '要求听证 A hearing is asked for' }),
      ...paper,
    }),
    (p) => ({
      facts: {
        outcome: p.outcome,
        newFacts: p.newFacts,
        hearing: p.hearing,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'statement-answer': formFor(
    statementAnswer,
    z.strictObject({ adopted: z.enum(['all', 'in-part', 'none']), reasons: reason, ...paper }),
    (p) => ({
      facts: {
        adopted: p.adopted,
        reasonsGiven: p.reasons !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'hearing-record': formFor(
    hearingRecord,
    z.strictObject({
      heldAt: instantText,
      chair: officerId,
      withdrawn: z
        .boolean()
        .default(false)
        .meta({ description: '当事人撤回、无故不到 Withdrawn, or nobody came' }),
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.heldAt),
      facts: { chair: p.chair, withdrawn: p.withdrawn, documentHash: p.document.sha256 },
    }),
  ),
  'penalty-decision': formFor(
    decision,
    z.strictObject({
      ...numbered,
      decidedAt: instantText,
      outcome: z.enum(outcomes),
      measures: measuresField,
      keyViolations: z
        .array(z.enum(keyViolationCodes))
        .max(8)
        .default([])
        .meta({ description: '查实的重点监管行为 Key violations that are confirmed' }),
      discretion: z.enum(discretions).optional(),
      discretionReason: reason,
      ...reasons,
      receiver: line(200)
        .optional()
        .meta({ description: '移送的接收机关 To whom it is transferred' }),
      approvedBy: approver,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        outcome: p.outcome,
        measures: told(p.measures),
        violations: [...new Set(p.keyViolations)],
        discretion: p.discretion,
        discretionReasoned: p.discretionReason !== undefined,
        reasonsGiven: p.reasons !== undefined,
        basisGiven: p.basis.length > 0,
        approvedBy: p.approvedBy,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'decision-service': formFor(
    decisionService,
    z.strictObject({ ...paper, ...serviceFields, remedies }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: {
        remediesGiven: p.remedies !== undefined,
        method: p.method,
        documentHash: p.document.sha256,
      },
    }),
  ),
};
