/** 协调事项 The forms as they are submitted, and what of them the engine is told. What the problem is stays in the payload. */
import { z } from 'zod';
import { document, line, unitId } from '../law/shapes.ts';
import { form } from '../law/forms.ts';

const remarks = line(2000).optional();

export const forms = {
  escalation: form(
    '报告审批机关和监管机关',
    'Escalation to the approving and the supervising body',
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
  resolution: form(
    '解决结果',
    'Resolution',
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
  'resolution-note': form(
    '知悉解决结果',
    'Note of the resolution',
    z.strictObject({ department: unitId, remarks }),
    (p) => ({ facts: { item: p.department } }),
  ),
  'body-answer': form(
    '机关答复',
    'Answer of a body',
    z.strictObject({ answer: line(4000), document, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  closure: form('销号', 'Closure', z.strictObject({ remarks }), () => ({ facts: {} })),
} as const;

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
