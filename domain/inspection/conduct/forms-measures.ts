/** 现场措施 The forms of the stop order and of sealing, and what of them the engine is told. Words and names stay in the payload. */
import { z } from 'zod';
import { day, document, instantText, line, officerId } from '../../law/shapes.ts';
import { measures } from '../outcomes.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import { sealing, sealingExtension, sealingRelease, stopOrder, type MeasureActs } from './acts.ts';
import { at, reason, remarks, remedies, documentNo } from '../../law/form-fields.ts';
import { given, itemCode, paper, presence, service } from './form-parts.ts';

export const measureForms = {
  'stop-order': formFor(
    stopOrder,
    z.strictObject({
      documentNo,
      document,
      orderedAt: instantText,
      service,
      conduct: line(1000).meta({ description: '责令停止的行为（不进入流程引擎） What must stop' }),
      reasons: reason,
      remedies,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.orderedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        reasonGiven: given(p.reasons),
        remediesGiven: given(p.remedies),
        documentHash: p.document.sha256,
      },
    }),
  ),
  sealing: formFor(
    sealing,
    z.strictObject({
      id: itemCode,
      documentNo,
      document,
      measure: z.enum(measures),
      sealedAt: instantText,
      present: presence,
      approvedBy: officerId,
      approval: paper,
      inventory: paper,
      reasons: reason,
      service,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.sealedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        item: p.id,
        present: p.present,
        measure: p.measure,
        approvedBy: p.approvedBy,
        approved: given(p.approval),
        inventoried: given(p.inventory),
        reasonGiven: given(p.reasons),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'sealing-extension': formFor(
    sealingExtension,
    z.strictObject({
      id: itemCode,
      documentNo,
      document,
      decidedAt: instantText,
      until: day,
      approvedBy: officerId,
      approval: paper,
      reasons: reason,
      service,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.decidedAt),
      servedAt: at(p.service?.servedAt),
      facts: {
        item: p.id,
        until: p.until,
        approvedBy: p.approvedBy,
        approved: given(p.approval),
        reasonGiven: given(p.reasons),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'sealing-release': formFor(
    sealingRelease,
    z.strictObject({
      id: itemCode,
      documentNo,
      document,
      releasedAt: instantText,
      how: z
        .enum(['returned', 'handed-over'])
        .meta({ description: '退还，或者依法移交 Returned, or handed over by law' }),
      service,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.releasedAt),
      servedAt: at(p.service?.servedAt),
      facts: { item: p.id, how: p.how, documentHash: p.document.sha256 },
    }),
  ),
} satisfies Forms<MeasureActs>;
