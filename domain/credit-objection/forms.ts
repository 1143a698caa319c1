/** 异议 The forms as they are submitted, and what of them the engine is told. Grounds and reasons stay in the payload. */
import { z } from 'zod';
import { kindAsked } from '../credit-record/shapes.ts';
import { at, reason, remarks, serviceFields } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line, subjectId } from '../law/shapes.ts';
import { check, decision, notice, withdrawal, type Acts } from './acts.ts';

const recordId = line(60).meta({ description: '信用信息记录的编号 The id of a record' });

export const forms = {
  'objection-check': formFor(
    check,
    z.strictObject({
      checkedAt: instantText,
      finding: line(4000).meta({ description: '核查情况 What was found' }),
      document: document.meta({ description: '核查记录 The record of the check' }),
      remarks,
    }),
    (p) => ({ occurredAt: at(p.checkedAt), facts: { documentHash: p.document.sha256 } }),
  ),
  'objection-decision': formFor(
    decision,
    z.strictObject({
      decidedAt: instantText,
      outcome: z
        .enum(['granted', 'rejected'])
        .meta({ description: '异议成立 granted，不成立 rejected' }),
      falls: z.array(recordId).max(100).default([]).meta({
        description:
          '对等级的异议成立的：不再计入的记录；对一条记录的异议不填 Where an objection to the grade is granted: the records that are not counted any more',
      }),
      reason,
      document: document.meta({ description: '决定书 The decision' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        granted: p.outcome === 'granted',
        reasonGiven: p.reason !== undefined,
        falls: p.falls,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'objection-notice': formFor(
    notice,
    z.strictObject({ ...serviceFields, document, remarks }),
    (p) => ({ servedAt: at(p.servedAt), facts: { documentHash: p.document.sha256 } }),
  ),
  'objection-withdrawal': formFor(
    withdrawal,
    z.strictObject({
      document: document.meta({ description: '信用主体的撤回书 Its paper' }),
      remarks,
    }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
} satisfies Forms<Acts>;

/** 对象与理由 What is objected to, why, and by which evidence. */
const about = {
  record: recordId.optional().meta({
    description: '所异议的记录；不写的，对信用等级 The record; absent: the grade',
  }),
  ground: line(4000).optional().meta({ description: '理由 The ground' }),
  evidence: z.array(document).max(50).default([]).meta({ description: '证据 The evidence' }),
};

/** What POST /v1/credit/objections takes: through the handling body. */
export const objectionShape = z.strictObject({
  subject: z.strictObject({ kind: kindAsked, id: subjectId }),
  authorisation: document
    .optional()
    .meta({ description: '信用主体的授权委托书 The power of attorney of the subject' }),
  ...about,
  remarks,
});
/** What the subject itself sends with its code. */
export const ownObjectionShape = z.strictObject(about);
export type ObjectionPayload = z.output<typeof objectionShape>;
