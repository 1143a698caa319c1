/** 任务 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, instantText, line } from '../law/shapes.ts';
import { completion, dateConfirmation, decision, progress, type Acts } from './acts.ts';

const evidence = z.array(document).max(20).default([]).meta({ description: '证明 What proves it' });

export const forms = {
  'task-completion': formFor(
    completion,
    z.strictObject({
      completedAt: instantText.meta({ description: '完成的时间 When it was done' }),
      description: line(2000).meta({ description: '完成情况 What was done' }),
      evidence,
      remarks,
    }),
    (p) => ({ occurredAt: at(p.completedAt), facts: { evidence: p.evidence.length } }),
  ),
  'task-acceptance': formFor(
    decision,
    z.strictObject({
      outcome: z.enum(['accepted', 'returned']).meta({
        description: '确认 accepted、退回 returned；退回须写明理由 Given back with a reason',
      }),
      reason,
      remarks,
    }),
    (p) => ({ facts: { outcome: p.outcome, reasonGiven: p.reason !== undefined } }),
  ),
  'task-progress': formFor(
    progress,
    z.strictObject({
      description: line(2000).meta({ description: '推进情况 What has been done' }),
      evidence,
      remarks,
    }),
    (p) => ({ facts: { evidence: p.evidence.length } }),
  ),
  'task-date-confirmation': formFor(
    dateConfirmation,
    z.strictObject({
      on: day.meta({ description: '以其为准的日期 The date that holds' }),
      reason,
      document: document.optional(),
      remarks,
    }),
    (p) => ({ facts: { on: p.on, reasonGiven: p.reason !== undefined } }),
  ),
} satisfies Forms<Acts>;
