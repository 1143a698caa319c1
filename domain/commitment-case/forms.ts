/** 承诺制事项 The forms as they are submitted, and what of them the engine is told. Narrative, names and party codes stay in the payload. */
import { z } from 'zod';
import { day, document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import {
  archive,
  archiveVersion,
  checkRecord,
  conductLink,
  creditEntry,
  creditObjection,
  distribution,
  feedbackReceipt,
  push,
  reassignment,
  revocation,
  revocationSuggestion,
  stopOrder,
  supervisionResult,
  supplement,
  transfer,
  conducts,
  results,
  suggestions,
  type Acts,
  type ArchiveParts,
} from './acts.ts';
import { itemId } from './registries.ts';
import { commitmentTypes } from './terms.ts';
import { formFor, type Forms } from '../law/forms.ts';

const at = (text: string | undefined) => (text === undefined ? undefined : parseInstant(text)!);
export const documentNo = z
  .string()
  .trim()
  .max(64)
  .regex(/^(?=.*\d)[\p{L}\p{N}〔〕（）()[\]第号·._/-]+$/u, {
    error: '文号须含数字，不含空格 | A document number has digits and no spaces',
  });
const remarks = line(2000)
  .optional()
  .meta({ description: '说明（不进入流程引擎） Remarks, kept out of the engine' });
/** What the law demands of an act is optional in its form: its absence is refused under the article, not as bad input. */
const reason = line(2000).optional();
const remedies = z
  .strictObject({ body: line(100), period: line(100) })
  .optional()
  .meta({ description: '救济机关和期限 Remedies: body and period' });
const service = z
  .strictObject({
    method: z.enum(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice']),
    servedAt: instantText,
    proof: document,
  })
  .optional()
  .meta({ description: '送达 Service on the party' });
const materialId = itemId;
const canSupplement = z.boolean().optional().meta({
  description:
    '能否补齐承诺材料达到标准（TJ84-9.2） Whether the materials can be completed to the standard',
});

/** 申请材料、承诺书、办理结果, each by reference and SHA-256. */
export const archiveShape = z
  .strictObject({
    application: document.optional(),
    commitment: document.optional(),
    result: document.optional(),
  })
  .meta({ id: 'CommitmentArchive' });
export const partsOf = (a: z.output<typeof archiveShape>): ArchiveParts => ({
  ...(a.application && { application: a.application.sha256 }),
  ...(a.commitment && { commitment: a.commitment.sha256 }),
  ...(a.result && { result: a.result.sha256 }),
});

export const forms = {
  archive: formFor(archive, archiveShape, (p) => ({ facts: { parts: partsOf(p) } })),
  'archive-version': formFor(
    archiveVersion,
    z.strictObject({ ...archiveShape.shape, reason }),
    ({ reason: why, ...p }) => ({ facts: { parts: partsOf(p), reasonGiven: why !== undefined } }),
  ),
  push: formFor(push, z.strictObject({ remarks }), () => ({ facts: {} })),
  distribution: formFor(distribution, z.strictObject({ assignee: officerId, remarks }), (p) => ({
    facts: { assignee: p.assignee },
  })),
  reassignment: formFor(
    reassignment,
    z.strictObject({ assignee: officerId, reason, remarks }),
    (p) => ({ facts: { assignee: p.assignee, reasonGiven: p.reason !== undefined } }),
  ),
  'check-record': formFor(
    checkRecord,
    z.strictObject({
      document,
      checkedAt: instantText,
      method: line(200),
      findings: line(4000),
      result: z.enum(results).meta({ description: '检查结论（TJ84-7） What was found' }),
      canSupplement: canSupplement.meta({
        description: '检查时已作的判断（TJ84-9.2） The judgement, where it was made at the check',
      }),
      correctionReason: reason.meta({
        description: '更正已有检查记录的理由 Why an earlier record is corrected',
      }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.checkedAt),
      facts: {
        documentHash: p.document.sha256,
        result: p.result,
        canSupplement: p.canSupplement,
        correctionReasonGiven: p.correctionReason !== undefined,
      },
    }),
  ),
  'supervision-result': formFor(
    supervisionResult,
    z.strictObject({
      to: unitId.meta({ description: '受理部门 The accepting department' }),
      document,
      result: z.enum(results),
      findings: line(4000),
      handlingSuggestion: z
        .strictObject({ kind: z.enum(suggestions), text: line(2000) })
        .optional()
        .meta({ description: '处理建议 Handling suggestion' }),
      canSupplement,
      promisedOn: day.optional(),
      conforming: z
        .array(materialId)
        .max(100)
        .optional()
        .meta({ description: '判为相符的材料 Materials found conforming' }),
      conduct: z
        .strictObject({ unlawful: z.boolean(), dishonest: z.boolean(), facts: line(2000) })
        .optional()
        .meta({ description: '确认的违法违规违约、失信行为 Confirmed conduct' }),
      remarks,
    }),
    (p) => ({
      facts: {
        to: p.to,
        result: p.result,
        documentHash: p.document.sha256,
        suggestion: p.handlingSuggestion?.kind,
        canSupplement: p.canSupplement,
        promisedOn: p.promisedOn,
        conforming: [...new Set(p.conforming)],
        unlawful: p.conduct?.unlawful ?? false,
        dishonest: p.conduct?.dishonest ?? false,
      },
    }),
  ),
  supplement: formFor(
    supplement,
    z.strictObject({ material: materialId, document, remarks }),
    (p) => ({ facts: { material: p.material, documentHash: p.document.sha256 } }),
  ),
  'stop-order': formFor(
    stopOrder,
    z.strictObject({
      documentNo,
      document,
      orderedAt: instantText,
      service,
      reasons: reason,
      remedies,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.orderedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        documentHash: p.document.sha256,
        reasonGiven: p.reasons !== undefined,
        remediesGiven: p.remedies !== undefined,
      },
    }),
  ),
  'revocation-suggestion': formFor(
    revocationSuggestion,
    z.strictObject({
      documentNo: documentNo.optional(),
      document: document.optional(),
      heard: z.boolean().meta({ description: '已听取陈述申辩 The party was heard' }),
      notHeardBecause: reason,
      reasons: line(4000),
      remarks,
    }),
    (p) => ({
      facts: {
        written: p.document !== undefined && p.documentNo !== undefined,
        documentHash: p.document?.sha256,
        heard: p.heard,
        reasonGiven: p.notHeardBecause !== undefined,
      },
    }),
  ),
  revocation: formFor(
    revocation,
    z.strictObject({
      documentNo,
      document,
      decidedAt: instantText,
      service,
      reasons: reason,
      remedies,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        documentHash: p.document.sha256,
        served: p.service !== undefined,
        reasonGiven: p.reasons !== undefined,
        remediesGiven: p.remedies !== undefined,
      },
    }),
  ),
  'feedback-receipt': formFor(
    feedbackReceipt,
    z.strictObject({ handling: line(2000), document: document.optional(), remarks }),
    () => ({ facts: {} }),
  ),
  'conduct-link': formFor(
    conductLink,
    z.strictObject({
      to: z.union([
        z.strictObject({ file: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/) }),
        z.strictObject({ caseNo: documentNo }),
      ]),
      kind: z.enum(conducts),
      evidence: document.optional(),
      remarks,
    }),
    (p) => ({
      facts: {
        ...('file' in p.to ? { file: p.to.file } : { caseNo: p.to.caseNo }),
        kind: p.kind,
        evidence: p.evidence?.sha256,
      },
    }),
  ),
  'credit-entry': formFor(
    creditEntry,
    z.strictObject({ fact: reason, basis: document.optional(), remarks }),
    (p) => ({ facts: { factGiven: p.fact !== undefined, basis: p.basis?.sha256 } }),
  ),
  'credit-objection': formFor(creditObjection, z.strictObject({ document, remarks }), (p) => ({
    facts: { documentHash: p.document.sha256 },
  })),
  transfer: formFor(
    transfer,
    z.strictObject({ to: line(200), documentNo, document, reason, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256, reasonGiven: p.reason !== undefined } }),
  ),
} satisfies Forms<Acts>;

/** 证照编号, compared as written (TJ84-11). */
export const licenceNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9()（）\p{Script=Han}-]{1,60}$/u, {
    error:
      '证照编号：1–60 位字母、数字、汉字、括号或 - | A licence number: 1–60 letters, digits, Han characters, brackets or -',
  });

/** 批准 The approval that opens a file: what POST /v1/commitment-cases takes. */
export const approvalShape = z.strictObject({
  result: z
    .string({ error: '须有办理结果编号（TJ84-3.2） | The result is required (TJ84-3.2)' })
    .regex(/^[A-Za-z0-9._-]{1,64}$/, {
      error: '办理结果编号：1–64 位字母、数字、. _ - | A result id: 1–64 of letters, digits, . _ -',
    }),
  item: itemId,
  type: z.enum(commitmentTypes, {
    error:
      '应为 certification 或 credit 之一（TJ84-2） | Exactly one of certification and credit (TJ84-2)',
  }),
  approvedOn: day.meta({ description: '批准日期（TJ84-3.2） Day of approval' }),
  party: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{1,40}$/, {
      error: '行政相对人代码：1–40 位字母或数字 | The code of the party: 1–40 letters or digits',
    })
    .meta({ description: '行政相对人代码，不离开数据库 Stays in the database' }),
  licences: z
    .array(licenceNumber)
    .max(20)
    .optional()
    .meta({ description: '所依据的许可证、营业执照编号 Licences it depends on' }),
  accepting: unitId.optional().meta({
    description:
      '受理部门；由系统代报时填写 The accepting department, where a system reports for it',
  }),
  missing: z
    .array(z.strictObject({ material: materialId, promise: line(500), promisedOn: day }))
    .max(100)
    .optional()
    .meta({ description: '暂缺材料及承诺（TJ84-9.1） Missing materials and their promises' }),
  explanation: reason,
  archive: archiveShape.optional(),
  push: z.boolean().optional(),
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
});
export type ApprovalPayload = z.output<typeof approvalShape>;
