/** 立案查处 The forms as they are submitted, and what of them the engine is told. Facts, reasons and names stay in the payload. */
import { z } from 'zod';
import { citedFindings } from '../audit-finding/finding.ts';
import { assignmentShape } from '../district-cooperation/forms.ts';
import { dayText, document, instantText, line, subjectId } from '../law/shapes.ts';
import { remarks } from '../law/form-fields.ts';
import type { Forms } from '../law/forms.ts';
import { caseNo } from '../rapid-response/form-fields.ts';
import type { Acts } from './acts.ts';
import type { CrimeActs } from './crime-acts.ts';
import { crimeForms } from './crime-forms.ts';
import { decisionForms } from './decision-forms.ts';
import { executionForms } from './execution-forms.ts';
import { approver, fileId, refusedToCorrect } from './form-fields.ts';
import { inquiryForms } from './inquiry-forms.ts';
import { matterCodes } from './terms.ts';

export const forms = {
  ...inquiryForms,
  ...decisionForms,
  ...executionForms,
  ...crimeForms,
} satisfies Forms<Acts | CrimeActs>;

/** 立案 What POST /v1/penalty-cases takes; what lacks the basis, the approval or the earlier demand is refused under its clause. */
export const filingShape = z.strictObject({
  subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
  matter: z.enum(matterCodes).meta({ description: '案由 The matter' }),
  matterRef: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, {
      error: '案由编号：1–40 位小写字母、数字或 - | 1–40 of a–z, 0–9, -',
    })
    .optional()
    .meta({ description: '其他案由的编号 Tells one other matter from another' }),
  caseNo,
  document: document.meta({ description: '立案审批表 The approval of the filing' }),
  filedAt: instantText,
  approvedBy: approver,
  facts: line(4000),
  basis: z.array(line(400)).max(30).default([]).meta({ description: '立案依据 Legal basis' }),
  origins: z
    .array(fileId)
    .max(20)
    .default([])
    .meta({ description: '来源案卷 The files it comes from' }),
  clue: z
    .strictObject({
      receivedAt: instantText,
      extension: z.strictObject({ approvedBy: approver, document }).optional(),
    })
    .optional()
    .meta({ description: '线索何时发现、收到，核查期限是否批准延长 When the clue came' }),
  findings: citedFindings.optional(),
  assignment: assignmentShape.optional(),
  refusedToCorrect,
  newFacts: z
    .boolean()
    .optional()
    .meta({ description: '并案时：是否有新的事实 When it joins: whether it brings new facts' }),
  supersedes: z
    .strictObject({
      file: fileId,
      by: z.enum(['reconsideration', 'court', 'self', 'police']),
      outcome: z.enum(['annulled', 'changed']),
      decidedOn: dayText,
      document,
    })
    .optional()
    .meta({
      description:
        '已结案的决定被撤销、变更后重新立案 A decision of a closed case has fallen or was changed: the case is opened anew',
    }),
  remarks,
});
export type FilingPayload = z.output<typeof filingShape>;
