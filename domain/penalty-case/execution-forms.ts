/** 执行、结案、督办的表单 The forms of execution, reversal, closure, supervision and joint meetings. */
import { z } from 'zod';
import { at, reason } from '../law/form-fields.ts';
import { formFor } from '../law/forms.ts';
import { dayText, document, instantText, line } from '../law/shapes.ts';
import {
  closure,
  execution,
  executionEnd,
  instalments,
  meetingOutcome,
  refund,
  reversal,
  supervisionFlag,
  supervisionRemoval,
  supervisionReport,
} from './acts.ts';
import {
  approver,
  fileId,
  itemCode,
  measuresField,
  numbered,
  officers,
  paper,
  told,
} from './form-fields.ts';

const fen = z.int().positive();

export const executionForms = {
  'instalment-approval': formFor(
    instalments,
    z.strictObject({
      item: itemCode,
      parts: z
        .array(z.strictObject({ amountFen: fen, on: dayText }))
        .min(1)
        .max(60),
      approvedBy: approver,
      reason,
      ...paper,
    }),
    (p) => ({
      facts: {
        item: p.item,
        parts: p.parts,
        approvedBy: p.approvedBy,
        reasonGiven: p.reason !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'execution-record': formFor(
    execution,
    z.strictObject({
      item: itemCode.meta({ description: '措施 The measure' }),
      doneAt: instantText,
      paidFen: fen.optional(),
      surchargeFen: fen.optional().meta({ description: '加处罚款 Paid for late days' }),
      ...paper,
    }),
    (p) => ({
      occurredAt: at(p.doneAt),
      facts: {
        item: p.item,
        paidFen: p.paidFen,
        surchargeFen: p.surchargeFen,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'execution-end': formFor(
    executionEnd,
    z.strictObject({
      item: itemCode,
      how: z.enum(['court', 'ended']).meta({
        description:
          '法院受理强制执行申请，或者依法终结 A court has taken it, or it is ended by law',
      }),
      approvedBy: approver,
      reason,
      ...paper,
    }),
    (p) => ({
      facts: {
        item: p.item,
        how: p.how,
        approvedBy: p.approvedBy,
        reasonGiven: p.reason !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'decision-reversal': formFor(
    reversal,
    z.strictObject({
      ...numbered,
      by: z.enum(['reconsideration', 'court', 'self']),
      outcome: z.enum(['upheld', 'annulled', 'changed']),
      again: z.boolean().default(false).meta({ description: '责令重新作出 To be decided anew' }),
      measures: measuresField,
      decidedAt: instantText,
      reason,
      approvedBy: approver.optional(),
      discussion: z
        .strictObject({ document, participants: officers })
        .optional()
        .meta({ description: '自行撤销、变更的集体讨论 Where the body itself reverses it' }),
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        by: p.by,
        outcome: p.outcome,
        again: p.again,
        measures: told(p.measures),
        reasonGiven: p.reason !== undefined,
        approvedBy: p.approvedBy,
        participants: p.discussion?.participants,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'refund-record': formFor(
    refund,
    z.strictObject({ refundedAt: instantText, amountFen: fen, ...paper }),
    (p) => ({
      occurredAt: at(p.refundedAt),
      facts: { amountFen: p.amountFen, documentHash: p.document.sha256 },
    }),
  ),
  'penalty-closure': formFor(
    closure,
    z.strictObject({ ...numbered, closedAt: instantText, approvedBy: approver }),
    (p) => ({
      occurredAt: at(p.closedAt),
      facts: { approvedBy: p.approvedBy, documentHash: p.document.sha256 },
    }),
  ),
  'supervision-flag': formFor(
    supervisionFlag,
    z.strictObject({
      level: z.enum(['state', 'city', 'bureau']),
      by: line(200).meta({ description: '挂牌机关 In whose name it is set' }),
      until: dayText,
      document: document.optional(),
      reason,
    }),
    (p) => ({
      facts: { level: p.level, until: p.until, documentGiven: p.document !== undefined },
    }),
  ),
  'supervision-report': formFor(
    supervisionReport,
    z.strictObject({ result: line(4000), ...paper }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  'supervision-removal': formFor(
    supervisionRemoval,
    z.strictObject({ approval: document.optional(), reason }),
    (p) => ({
      facts: { approvalGiven: p.approval !== undefined, reasonGiven: p.reason !== undefined },
    }),
  ),
  'meeting-outcome': formFor(
    meetingOutcome,
    z.strictObject({ meeting: fileId, outcome: line(4000), ...paper }),
    (p) => ({ facts: { meeting: p.meeting, documentHash: p.document.sha256 } }),
  ),
};
