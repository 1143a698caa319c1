/** 投诉 The forms as they are submitted, and what of them the engine is told. Who complained, and in which words, is sealed. */
import { z } from 'zod';
import { at, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { ways } from '../service-evaluation/terms.ts';
import { conclusion, response, result, tracking, transfer, type Acts } from './acts.ts';
import { kinds, sources, verdicts } from './terms.ts';

export const forms = {
  'complaint-transfer': formFor(
    transfer,
    z.strictObject({
      to: unitId.meta({ description: '转给哪个部门承办 Which section deals with it' }),
      about: officerId.optional().meta({
        description: '查明的被投诉人员，不得办理 Whom it turns out to be about',
      }),
      transferredAt: instantText.meta({ description: '转办时间 When it was transferred' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.transferredAt),
      facts: { to: p.to, ...(p.about !== undefined && { about: p.about }) },
    }),
  ),
  'complaint-response': formFor(
    response,
    z.strictObject({
      how: z.enum(ways),
      servedAt: instantText.meta({
        description: '答复投诉人的时间；匿名的为在平台答复的时间 When the answer was given',
      }),
      document: document.optional(),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: { how: p.how, ...(p.document && { documentHash: p.document.sha256 }) },
    }),
  ),
  'complaint-tracking': formFor(
    tracking,
    z.strictObject({ progress: line(2000), document: document.optional() }),
    (p) => ({ facts: { ...(p.document && { documentHash: p.document.sha256 }) } }),
  ),
  'complaint-result': formFor(
    result,
    z.strictObject({
      founded: z.enum(verdicts),
      measures: z.array(line(200)).max(20),
      settledAt: instantText.meta({ description: '办理完毕的时间 When it was dealt with' }),
      document: document.optional(),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.settledAt),
      facts: {
        founded: p.founded,
        measures: p.measures.length,
        ...(p.document && { documentHash: p.document.sha256 }),
      },
    }),
  ),
  'complaint-conclusion': formFor(
    conclusion,
    z.strictObject({
      servedAt: instantText.meta({ description: '告知投诉人的时间 When the result was told' }),
      platform: z.boolean().meta({ description: '已在交办平台反馈 The platform was told, too' }),
      proof: document.optional().meta({ description: '平台反馈的凭证 Its proof' }),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.servedAt),
      facts: { platform: p.platform, ...(p.proof && { proofHash: p.proof.sha256 }) },
    }),
  ),
} satisfies Forms<Acts>;

/** 登记投诉 What POST /v1/service-complaints takes. */
export const complaintShape = z.strictObject({
  source: z.enum(sources).meta({
    description:
      '国家政务服务平台、渝快办交办，或者直接受理（附件3 第37项） Handed down, or taken by the bureau',
  }),
  number: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, {
      error: '交办编号：1–64 位字母、数字、. _ 或 - | A number: 1–64 of letters, digits, . _ -',
    })
    .optional(),
  kind: z.enum(kinds),
  handedAt: instantText.optional().meta({
    description:
      '平台的交办时间，必填，首次响应自此起算；直接受理的不写 When the platform handed it down; of what is taken directly none',
  }),
  service: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,40}$/)
    .optional()
    .meta({ description: '服务事项编号 Number of the service' }),
  unit: unitId.optional().meta({ description: '被投诉部门 The section complained of' }),
  officer: officerId.optional().meta({ description: '被投诉人员 Whom it is about' }),
  handling: unitId.optional().meta({
    description:
      '承办部门，默认本部门；不得是被投诉部门或者被投诉人员所在部门 Who deals with it; the caller’s unit by default; never the section complained of',
  }),
  words: line(8000).meta({ description: '投诉内容（密封） What is complained of; sealed' }),
  complainant: z
    .strictObject({ name: line(100), contact: line(200) })
    .optional()
    .meta({ description: '投诉人（密封）；可以匿名 Sealed; may be left out' }),
});
export type ComplaintPayload = z.output<typeof complaintShape>;
