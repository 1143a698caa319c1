/** 执法扰企 The forms as they are submitted, and what of them the engine is told. What was complained of in which words is sealed. */
import { z } from 'zod';
import { document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import {
  answer,
  assignment,
  bodyStatement,
  channels,
  findings,
  grounds,
  measures,
  verdicts,
  type Acts,
} from './acts.ts';
import { formFor, type Forms } from '../law/forms.ts';

const remarks = line(2000).optional();

export const forms = {
  'handler-assignment': formFor(
    assignment,
    z.strictObject({ officer: officerId, remarks }),
    (p) => ({ facts: { officer: p.officer } }),
  ),
  'body-statement': formFor(
    bodyStatement,
    z.strictObject({ statement: line(4000), document, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  'complaint-findings': formFor(
    findings,
    z.strictObject({ founded: z.enum(verdicts), findings: line(4000), document, remarks }),
    (p) => ({ facts: { founded: p.founded, documentHash: p.document.sha256 } }),
  ),
  'complaint-answer': formFor(
    answer,
    z.strictObject({
      servedAt: instantText.meta({
        description:
          '送达时间；匿名的为公开答复的时间 When it was served, or published where nobody is named',
      }),
      measures: z.array(z.enum(measures)).max(10),
      reason: line(2000).optional(),
      document,
      remarks,
    }),
    (p) => ({
      servedAt: parseInstant(p.servedAt)!,
      facts: {
        measures: p.measures,
        reasonGiven: p.reason !== undefined,
        documentHash: p.document.sha256,
      },
    }),
  ),
} satisfies Forms<Acts>;

const about = {
  grounds: z
    .array(z.enum(grounds))
    .min(1)
    .max(9)
    .refine((list) => new Set(list).size === list.length, { error: '不得重复 | No duplicates' }),
  narrative: line(8000).meta({ description: '密封保存 Sealed' }),
  complainant: z
    .strictObject({ name: line(100), contact: line(200) })
    .optional()
    .meta({ description: '密封保存；可以匿名 Sealed; may be left out' }),
};

/** 登记线索 What POST /v1/enforcement-complaints takes. */
export const complaintShape = z
  .strictObject({
    channel: z.enum(channels),
    ...about,
    file: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
      .optional()
      .meta({ description: '涉及的检查 The inspection it is about' }),
    body: unitId.optional().meta({
      description: '被反映单位（没有具体检查时填写） The body, where no inspection is named',
    }),
    handling: unitId.optional().meta({
      description: '承办单位，默认本单位 Who deals with it; the caller’s unit by default',
    }),
  })
  .refine((c) => c.file !== undefined || c.body !== undefined, {
    error: '写明检查或者被反映单位 | Name the inspection or the body',
    path: ['file'],
  });
export type ComplaintPayload = z.output<typeof complaintShape>;

/** 凭核验码反映 The same from the inspected, with the check code. */
export const codeComplaintShape = z.strictObject(about);
