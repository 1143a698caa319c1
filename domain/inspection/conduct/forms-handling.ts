/** 处理 The forms of what follows a result, and what of them the engine is told. */
import { z } from 'zod';
import { day, document, instantText, line, officerId } from '../../law/shapes.ts';
import { softMeans } from '../outcomes.ts';
import {
  caseFiling,
  recheck,
  rectificationOrder,
  rectificationReport,
  softMeasure,
  type HandlingActs,
} from './acts-outcomes.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import { at, reason, remarks, documentNo } from '../../law/form-fields.ts';
import { findingId, findingIds, given, paper, presence, service } from './form-parts.ts';

const fileId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,200}$/, { error: '案卷编号格式不符 | Not the id of a file' });
const demands = z
  .array(z.strictObject({ finding: findingId, demand: line(1000) }))
  .min(1)
  .max(100);

export const handlingForms = {
  'rectification-order': formFor(
    rectificationOrder,
    z
      .strictObject({
        documentNo: documentNo.optional(),
        document: paper,
        orderedAt: instantText,
        service,
        demands: demands.meta({
          description: '一次告知全部整改要求（QY-12.3） All demands at once',
        }),
        until: day,
        remarks,
      })
      .refine((p) => new Set(p.demands.map((d) => d.finding)).size === p.demands.length, {
        path: ['demands'],
        error: '同一问题只列一次 | Each finding once',
      }),
    (p) => ({
      occurredAt: at(p.orderedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        findings: p.demands.map((d) => d.finding),
        until: p.until,
        written: given(p.document) && given(p.documentNo),
        documentHash: p.document?.sha256,
      },
    }),
  ),
  'rectification-report': formFor(
    rectificationReport,
    z.strictObject({ document, reportedAt: instantText, findings: findingIds.min(1), remarks }),
    (p) => ({
      occurredAt: at(p.reportedAt),
      facts: { findings: p.findings, documentHash: p.document.sha256 },
    }),
  ),
  recheck: formFor(
    recheck,
    z.strictObject({
      document,
      recheckedAt: instantText,
      present: presence,
      results: z
        .array(z.strictObject({ finding: findingId, conforming: z.boolean() }))
        .min(1)
        .max(100),
      next: z
        .enum(['case-filing', 'transfer'])
        .optional()
        .meta({ description: '不合格的下一步（QY-12.3） What follows where it failed' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.recheckedAt),
      facts: {
        present: p.present,
        results: p.results,
        next: p.next,
        documentHash: p.document.sha256,
      },
    }),
  ),
  'soft-measure': formFor(
    softMeasure,
    z.strictObject({
      document,
      usedAt: instantText,
      means: z.enum(softMeans),
      findings: findingIds.min(1),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.usedAt),
      facts: { findings: p.findings, means: p.means, documentHash: p.document.sha256 },
    }),
  ),
  'case-filing': formFor(
    caseFiling,
    z.strictObject({
      documentNo,
      document,
      decidedAt: instantText,
      findings: findingIds.min(1),
      outcome: z.enum(['filed', 'not-filed']),
      check: z
        .strictObject({ by: officerId, document })
        .optional()
        .meta({ description: '立案前的严格审核（QY-12.4） The strict check' }),
      caseNo: documentNo.optional(),
      file: fileId.optional().meta({ description: '关联的快速反应案卷 The linked rapid response' }),
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      facts: {
        findings: p.findings,
        outcome: p.outcome,
        checked: given(p.check),
        checker: p.check?.by,
        caseNo: p.caseNo,
        file: p.file,
        evidence: p.document.sha256,
        reasonGiven: given(p.reason),
      },
    }),
  ),
} satisfies Forms<HandlingActs>;
