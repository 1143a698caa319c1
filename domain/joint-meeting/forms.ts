/** 联席会议 The forms as they are submitted, and what of them the engine is told. What was said and promised stays in the payload. */
import { z } from 'zod';
import { dayText, document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { parseInstant } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import {
  attendance,
  cancellation,
  closure,
  minutes,
  minutesAnswer,
  postponement,
  undertakingDone,
  undertakingWaiver,
  type Acts,
} from './acts.ts';

const remarks = line(2000).optional();
const reason = line(1000).optional();
const place = z
  .int()
  .min(1)
  .max(50)
  .meta({ description: '会议记录中的承诺序号，从 1 起 Its place in the minutes, from 1' });

export const forms = {
  attendance: formFor(attendance, z.strictObject({ attends: z.boolean(), remarks }), (p) => ({
    facts: { attends: p.attends },
  })),
  postponement: formFor(
    postponement,
    z.strictObject({ newTime: instantText, reason, remarks }),
    (p) => ({
      facts: { newTime: parseInstant(p.newTime)!, reasonGiven: p.reason !== undefined },
    }),
  ),
  'joint-minutes': formFor(
    minutes,
    z.strictObject({
      heldAt: instantText,
      attendees: z
        .array(officerId)
        .min(1)
        .max(60)
        .meta({ description: '到会人员 Who attended, as registered' }),
      record: line(8000).meta({ description: '逐项议题的记录 What was said on each topic' }),
      undertakings: z
        .array(
          z.strictObject({
            unit: unitId.meta({ description: '承诺单位 Who undertook it' }),
            undertaking: line(1000),
            until: dayText.meta({ description: '完成期限 By which day' }),
          }),
        )
        .max(50)
        .default([]),
      none: z
        .boolean()
        .optional()
        .meta({ description: '没有承诺事项 Nothing was undertaken by either side' }),
      document,
      remarks,
    }),
    (p) => ({
      occurredAt: parseInstant(p.heldAt)!,
      facts: {
        attendees: new Set(p.attendees).size,
        none: p.none === true,
        documentHash: p.document.sha256,
        undertakings: p.undertakings.map(({ unit, until }) => ({
          unit,
          until: until as CivilDate,
        })),
      },
    }),
  ),
  'minutes-answer': formFor(
    minutesAnswer,
    z.strictObject({ agrees: z.boolean(), reason, remarks }),
    (p) => ({ facts: { agrees: p.agrees, reasonGiven: p.reason !== undefined } }),
  ),
  'undertaking-done': formFor(
    undertakingDone,
    z.strictObject({
      undertaking: place,
      result: line(2000),
      document: document.optional(),
      remarks,
    }),
    (p) => ({ facts: { item: String(p.undertaking) } }),
  ),
  'undertaking-waiver': formFor(
    undertakingWaiver,
    z.strictObject({ undertaking: place, reason, remarks }),
    (p) => ({ facts: { item: String(p.undertaking), reasonGiven: p.reason !== undefined } }),
  ),
  'meeting-cancellation': formFor(cancellation, z.strictObject({ reason, remarks }), (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
  closure: formFor(closure, z.strictObject({ remarks }), () => ({ facts: {} })),
} satisfies Forms<Acts>;

/** 召集联席会议 What POST /v1/joint-meetings takes. */
export const callShape = z.strictObject({
  supervision: unitId.meta({ description: '医保监督所 The supervision body' }),
  handling: unitId.meta({
    description: '医保支付管理处或者社保中心 The payment division or the insurance centre',
  }),
  on: instantText.meta({ description: '会议时间 When it is to be held' }),
  topics: z
    .array(
      z.strictObject({
        topic: line(1000),
        file: z
          .string()
          .max(200)
          .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
          .optional()
          .meta({ description: '涉及的案卷 The file it is about' }),
      }),
    )
    .min(1)
    .max(50)
    .meta({ description: '议题 The topics' }),
  document: document.optional(),
  remarks,
});
export type CallPayload = z.output<typeof callShape>;
