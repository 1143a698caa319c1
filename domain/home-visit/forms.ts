/** 预约上门服务 The forms as they are submitted, and what of them the engine is told. Who is visited, where and why is sealed. */
import { z } from 'zod';
import { at, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, dayText, document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { cancellation, confirmation, noShow, parts, record, type Acts } from './acts.ts';
import { grounds } from './opening.ts';

const officers = z
  .array(officerId)
  .max(5)
  .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' })
  .meta({ description: '上门人员 Who visits' });

export const forms = {
  'visit-confirmation': formFor(
    confirmation,
    z.strictObject({ on: day, part: z.enum(parts), officers, remarks }),
    (p) => ({ facts: { on: p.on, part: p.part, officers: p.officers } }),
  ),
  'visit-record': formFor(
    record,
    z.strictObject({
      visitedAt: instantText,
      officers: officers.min(1),
      served: z.boolean().meta({ description: '是否办成 Whether the service was given' }),
      staffRecord: document.optional().meta({ description: '上门人员的记录 Of whoever visited' }),
      applicantRecord: document
        .optional()
        .meta({ description: '服务对象签字的记录 Signed by whoever was visited' }),
      unsigned: z
        .strictObject({ why: line(500), witness: officerId })
        .optional()
        .meta({ description: '没有签字的原因和见证人 Why it is not signed, and the witness' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.visitedAt),
      facts: {
        officers: p.officers,
        served: p.served,
        staff: p.staffRecord !== undefined,
        applicant: p.applicantRecord !== undefined,
        unsigned: p.unsigned !== undefined,
      },
    }),
  ),
  'visit-no-show': formFor(
    noShow,
    z.strictObject({ cameAt: instantText, proof: document.optional(), remarks }),
    (p) => ({
      occurredAt: at(p.cameAt),
      facts: { ...(p.proof && { proofHash: p.proof.sha256 }) },
    }),
  ),
  'visit-cancellation': formFor(
    cancellation,
    z.strictObject({ by: z.enum(['applicant', 'office']), reason, remarks }),
    (p) => ({ facts: { by: p.by, reasonGiven: p.reason !== undefined } }),
  ),
} satisfies Forms<Acts>;

/** 预约 What POST /v1/home-visits takes. */
export const bookingShape = z.strictObject({
  ground: z.enum(grounds).meta({ description: '残疾人、高龄老人、其他 Why at home' }),
  mobility: z.boolean().meta({ description: '行动不便 Moves with difficulty' }),
  services: z
    .array(z.string().regex(/^[A-Za-z0-9.-]{1,40}$/))
    .min(1)
    .max(10)
    .meta({ description: '办理的服务事项 Numbers of the services' }),
  on: day.meta({ description: '希望上门的日期 The day asked for' }),
  part: z.enum(parts),
  handling: unitId.optional().meta({
    description: '上门服务的部门，默认本部门 Who visits; the caller’s unit by default',
  }),
  applicant: z
    .strictObject({
      name: line(100),
      contact: line(200),
      address: line(300).optional(),
      bornOn: dayText.optional(),
      certificate: line(40).optional(),
      reason: line(1000).optional(),
    })
    .meta({ description: '服务对象、地址、出生日期、残疾人证、理由（密封） Sealed' }),
});
export type BookingPayload = z.output<typeof bookingShape>;
