/** 协调事项 The forms as they are submitted, and what of them the engine is told. What the problem is stays in the payload. */
import { z } from 'zod';
import { document, line, unitId } from '../law/shapes.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { bodyAnswer, closure, escalation, resolution, resolutionNote, type Acts } from './acts.ts';

const remarks = line(2000).optional();

export const forms = {
  escalation: formFor(
    escalation,
    z.strictObject({
      approvingBody: unitId.optional().meta({ description: '审批机关 The approving body' }),
      supervisingBody: unitId.optional().meta({ description: '监管机关 The supervising body' }),
      document,
      remarks,
    }),
    (p) => ({
      facts: {
        approvingBody: p.approvingBody,
        supervisingBody: p.supervisingBody,
        documentHash: p.document.sha256,
      },
    }),
  ),
  resolution: formFor(
    resolution,
    z.strictObject({
      by: z
        .enum(['departments', 'approving-body', 'supervising-body', 'both-bodies'])
        .meta({ description: '由谁解决 Who resolved it' }),
      resolution: line(4000),
      document,
      remarks,
    }),
    (p) => ({ facts: { by: p.by, documentHash: p.document.sha256 } }),
  ),
  'resolution-note': formFor(
    resolutionNote,
    z.strictObject({ department: unitId, remarks }),
    (p) => ({ facts: { item: p.department } }),
  ),
  'body-answer': formFor(
    bodyAnswer,
    z.strictObject({ answer: line(4000), document, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  closure: formFor(closure, z.strictObject({ remarks }), () => ({ facts: {} })),
} satisfies Forms<Acts>;

/** 提出协调事项 What POST /v1/coordination-issues takes. */
export const issueShape = z.strictObject({
  accepting: unitId.meta({ description: '受理部门 The accepting department concerned' }),
  supervising: unitId.meta({ description: '监管部门 The supervising department concerned' }),
  problem: line(4000),
  file: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
    .optional()
    .meta({ description: '涉及的案卷 The commitment case it is about' }),
  item: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9._-]+$/, { error: '事项编号格式不符 | Not an item id' })
    .optional(),
  document: document.optional(),
  remarks,
});
export type IssuePayload = z.output<typeof issueShape>;
