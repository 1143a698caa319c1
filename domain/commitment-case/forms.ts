/** 承诺制事项 The forms as they are submitted, and what of them the engine is told. Narrative, names and party codes stay in the payload. */
import { z } from 'zod';
import { at, documentNo, reason, remarks, remedies, serviceFields } from '../law/form-fields.ts';
import { day, document, instantText, line, officerId, unitId } from '../law/shapes.ts';
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
} from './acts.ts';
import { archiveShape, partsOf } from './approval.ts';
import { itemId } from './registries.ts';
import { formFor, type Forms } from '../law/forms.ts';

const service = z
  .strictObject(serviceFields)
  .optional()
  .meta({ description: '送达 Service on the party' });
const materialId = itemId;
const canSupplement = z.boolean().optional().meta({
  description:
    '能否补齐承诺材料达到标准（TJ84-9.2） Whether the materials can be completed to the standard',
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
