/** 决定撤销、变更登记 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { documentNo, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { dayText, document, instantText, line, officerId } from '../law/shapes.ts';
import { measures } from '../rapid-response/measures.ts';
import { confirmation, withdrawal, type Acts } from './acts.ts';
import { recordedCauses } from './terms.ts';

export const forms = {
  'fall-confirmation': formFor(
    confirmation,
    z.strictObject({ outcome: z.enum(['confirmed', 'rejected']), reason, remarks }),
    (p) => ({ facts: { outcome: p.outcome, reasonGiven: p.reason !== undefined } }),
  ),
  'fall-withdrawal': formFor(withdrawal, z.strictObject({ reason, remarks }), (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
} satisfies Forms<Acts>;

const fileId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' });
const approver = officerId.meta({
  description:
    '确认的负责人：登记单位或者其上级，不是登记人，也不是作出原决定的人 The head who is to confirm it: neither who records it nor who decided',
});

const left = z.strictObject({
  measure: z.enum(measures),
  amountFen: z.int().positive().optional().meta({ description: '追回金额，分 Amount in fen' }),
  by: dayText.optional(),
  endsOn: dayText.optional(),
  reviewOn: dayText.optional(),
});

/** 登记 What POST /v1/decision-falls takes. */
export const fallShape = z.strictObject({
  decision: z
    .strictObject({
      file: fileId,
      number: z.int().min(1).meta({ description: '该案卷的第几号文书 The number of the decision' }),
    })
    .meta({ description: '快速反应的处理决定，或者变更后的决定 A final decision, or its change' }),
  by: z.enum(recordedCauses).meta({
    description: '行政复议 review、法院 court、自行纠正 self',
  }),
  outcome: z.enum(['annulled', 'changed']).meta({
    description: '全部撤销 annulled、部分撤销或者变更 changed',
  }),
  measures: z.array(left).min(1).max(8).optional().meta({
    description: '变更后的措施；不得重于原决定 What is left; nothing harsher than the decision',
  }),
  documentNo,
  document: document.meta({ description: '复议决定、裁判文书或者纠正决定 The document' }),
  decidedAt: instantText,
  effectiveAt: instantText.meta({
    description: '生效时间：可以上诉的裁判在此之前不生效 From when it is effective',
  }),
  reason,
  approver,
  remarks,
});
export type FallPayload = z.output<typeof fallShape>;

/** 撤回登记 What POST /v1/decision-retractions takes. */
export const retractionShape = z.strictObject({
  fall: fileId.meta({ description: '有误的登记案卷 The file of the record that was a mistake' }),
  document: document.meta({ description: '证明登记有误的文书 What shows the mistake' }),
  reason: line(2000),
  approver,
  remarks,
});
export type RetractionPayload = z.output<typeof retractionShape>;
