/** 移送 The forms of transfers, which may come before the result, and of suspected crimes; and what of them the engine is told. */
import { z } from 'zod';
import { document, line, unitId } from '../../law/shapes.ts';
import {
  afterPoliceForms,
  datedAnswerFacts,
  datedAnswerShape,
  decisionFacts,
  decisionShape,
  moveFacts,
  moveShape,
  reportFacts,
  reportFields,
} from '../../crime-transfer/forms.ts';
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
    z.strictObject({ ...reportFields, findings: findingIds.min(1) }),
    (p) => ({
      occurredAt: at(p.reportedAt),
      facts: { ...reportFacts(p), findings: p.findings },
    }),
  ),
  'crime-decision': formFor(crimeDecision, decisionShape, decisionFacts),
  'crime-transfer': formFor(crimeTransfer, moveShape, moveFacts(['other'])),
  'police-answer': formFor(policeAnswer, datedAnswerShape, datedAnswerFacts),
  ...afterPoliceForms,
} satisfies Forms<CrimeActs>;
