/** 移送 The forms of transfers, which may come before the result, and of suspected crimes; and what of them the engine is told. */
import { z } from 'zod';
import { day, document, instantText, line, officerId, unitId } from '../../law/shapes.ts';
import { crimeDocuments } from '../transferring.ts';
import {
  authorities,
  crimeDecision,
  crimeReport,
  crimeTransfer,
  jurisdictionDecision,
  jurisdictionDispute,
  policeAnswer,
  transfer,
  transferAcceptance,
  matters,
  type CrimeActs,
  type TransferActs,
} from './acts-outcomes.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import { at, reason, remarks, documentNo } from '../../law/form-fields.ts';
import { findingIds, given, itemCode, paper } from './form-parts.ts';

export const transferForms = {
  transfer: formFor(
    transfer,
    z.strictObject({
      id: itemCode,
      documentNo,
      document,
      findings: findingIds.default([]).meta({
        description: '移送的问题；空数组为全案移送 Findings transferred; none: the whole matter',
      }),
      matter: z.enum(matters),
      authority: z.enum(authorities),
      unit: unitId
        .optional()
        .meta({ description: '系统内的接收单位 The receiver, where it is on the system' }),
      receiver: line(200).optional(),
      competence: reason.meta({ description: '接收单位有管辖权的依据 Why it is competent' }),
      evidence: paper,
      remarks,
    }),
    (p) => ({
      facts: {
        item: p.id,
        findings: p.findings,
        whole: p.findings.length === 0,
        matter: p.matter,
        authority: p.authority,
        unit: p.unit,
        competenceReasoned: given(p.competence),
        evidenceGiven: given(p.evidence),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'transfer-acceptance': formFor(
    transferAcceptance,
    z.strictObject({ id: itemCode, document, accepted: z.boolean(), reason, remarks }),
    (p) => ({
      facts: {
        item: p.id,
        accepted: p.accepted,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'jurisdiction-dispute': formFor(
    jurisdictionDispute,
    z.strictObject({
      id: itemCode,
      document,
      to: unitId.optional().meta({ description: '共同上级 The common superior' }),
      superior: line(200).optional(),
      reasons: line(2000),
      remarks,
    }),
    (p) => ({ facts: { item: p.id, to: p.to, documentHash: p.document.sha256 } }),
  ),
  'jurisdiction-decision': formFor(
    jurisdictionDecision,
    z.strictObject({
      id: itemCode,
      documentNo,
      document,
      decision: z.enum(['receiver-accepts', 'sender-keeps']),
      remarks,
    }),
    (p) => ({ facts: { item: p.id, decision: p.decision, documentHash: p.document.sha256 } }),
  ),
} satisfies Forms<TransferActs>;

export const crimeForms = {
  'crime-report': formFor(
    crimeReport,
    z.strictObject({
      document: paper.meta({ description: '书面报告（国令310号） In writing' }),
      reportedAt: instantText,
      group: z.array(officerId).min(1).max(20).meta({ description: '专案组 The special group' }),
      findings: findingIds.min(1),
      standard: reason.meta({ description: '立案追诉标准 The standard for prosecution' }),
      jurisdiction: reason.meta({ description: '公安机关的管辖 Which police, and why' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.reportedAt),
      facts: {
        group: p.group,
        findings: p.findings,
        reported: given(p.document),
        standardGiven: given(p.standard),
        jurisdictionGiven: given(p.jurisdiction),
        documentHash: p.document?.sha256,
      },
    }),
  ),
  'crime-decision': formFor(
    crimeDecision,
    z.strictObject({
      document,
      decidedAt: instantText,
      acting: paper.meta({ description: '主持工作的证明 That somebody acts as the head' }),
      approved: z.boolean(),
      fined: z.boolean().default(false).meta({ description: '以罚款代替移送 A fine instead' }),
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        actingGiven: given(p.acting),
        approved: p.approved,
        fined: p.fined,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'crime-transfer': formFor(
    crimeTransfer,
    z.strictObject({
      documents: z
        .array(
          z.strictObject({
            kind: z.enum(crimeDocuments),
            document: paper,
            none: line(200).optional(),
          }),
        )
        .max(50)
        .meta({
          description:
            '移送书、调查报告、物品清单、检验报告、其他；没有其他材料的注明 The five documents; that there is no other is noted',
        }),
      police: line(200),
      receipt: paper.meta({ description: '公安机关回执 Receipt of the police' }),
      fined: z.boolean().default(false),
      remarks,
    }),
    (p) => ({
      facts: {
        documents: p.documents
          .filter((d) => given(d.document) || (d.kind === 'other' && given(d.none)))
          .map((d) => d.kind),
        receiptGiven: given(p.receipt),
        fined: p.fined,
      },
    }),
  ),
  'police-answer': formFor(
    policeAnswer,
    z.strictObject({
      document,
      answeredOn: day,
      accepted: z.boolean().meta({ description: '受理' }),
      filed: z.boolean().meta({ description: '立案' }),
      reason,
      remarks,
    }),
    (p) => ({
      facts: {
        accepted: p.accepted,
        filed: p.filed,
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
} satisfies Forms<CrimeActs>;
