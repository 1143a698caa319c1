/** 检查实施 The forms on site and of the end as they are submitted, and what of them the engine is told. Words and names stay in the payload. */
import { z } from 'zod';
import { day, document, instantText, line, officerId } from '../../law/shapes.ts';
import { teamRoles } from '../terms.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import {
  abandonment,
  endCorrection,
  inspectionEnd,
  onSiteRecord,
  pause,
  resume,
  teamChange,
  type EndActs,
  type OnSiteActs,
} from './acts.ts';
import { at, reason, remarks } from '../../law/form-fields.ts';
import { given, paper, presence } from './form-parts.ts';

export const onSiteForms = {
  'on-site-record': formFor(
    onSiteRecord,
    z.strictObject({
      document,
      enteredAt: instantText,
      leftAt: instantText,
      present: presence,
      signature: z.enum(['signed', 'refused']),
      refusalNote: reason,
      witness: line(60)
        .optional()
        .meta({ description: '见证人（不进入流程引擎） Witness, kept out of the engine' }),
      recording: z.enum(['audio', 'video', 'both', 'none']),
      recordingNeeded: z
        .boolean()
        .default(false)
        .meta({ description: '有必要音像记录（QY-10.8） A recording is necessary' }),
      notRecordedBecause: reason,
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.leftAt),
      facts: {
        enteredAt: at(p.enteredAt),
        leftAt: at(p.leftAt),
        present: p.present,
        signature: p.signature,
        refusalNoted: given(p.refusalNote),
        witnessed: given(p.witness),
        recorded: p.recording !== 'none',
        recordingNeeded: p.recordingNeeded,
        recordingReasonGiven: given(p.notRecordedBecause),
        reasonGiven: given(p.reason),
        documentHash: p.document.sha256,
      },
    }),
  ),
  pause: formFor(
    pause,
    z.strictObject({
      pausedAt: instantText,
      officer: officerId.meta({ description: '退出的执法人员 Who dropped out' }),
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.pausedAt),
      facts: { officer: p.officer, reasonGiven: given(p.reason) },
    }),
  ),
  resume: formFor(
    resume,
    z.strictObject({ resumedAt: instantText, present: presence, remarks }),
    (p) => ({ occurredAt: at(p.resumedAt), facts: { present: p.present } }),
  ),
  'team-change': formFor(
    teamChange,
    z
      .strictObject({
        changedAt: instantText,
        leaves: officerId.optional(),
        joins: officerId.optional(),
        role: z.enum(teamRoles).default('officer'),
        draw: z
          .string()
          .regex(/^[A-Za-z0-9.-]{1,64}$/)
          .optional()
          .meta({ description: '重新抽取的编号（QY-6.2） The redraw' }),
        approvedBy: officerId.optional(),
        approval: paper,
        reason,
        remarks,
      })
      .refine((p) => p.leaves !== undefined || p.joins !== undefined, {
        error: '须有退出或者加入的人员 | Somebody leaves or joins',
        path: ['joins'],
      }),
    (p) => ({
      occurredAt: at(p.changedAt),
      facts: {
        leaves: p.leaves,
        joins: p.joins,
        role: p.role,
        approvedBy: p.approvedBy,
        approved: given(p.approval),
        reasonGiven: given(p.reason),
      },
    }),
  ),
} satisfies Forms<OnSiteActs>;

export const endForms = {
  'inspection-end': formFor(
    inspectionEnd,
    z.strictObject({
      endedOn: day.meta({
        description:
          '最后一次现场检查之日；非现场检查为形成结论之日（QY-12.1） Last on-site day, or day of conclusion',
      }),
      document: paper,
      remarks,
    }),
    (p) => ({ facts: { endedOn: p.endedOn } }),
  ),
  'end-correction': formFor(
    endCorrection,
    z.strictObject({ endedOn: day, evidence: paper, reason, remarks }),
    (p) => ({
      facts: {
        endedOn: p.endedOn,
        evidenceGiven: given(p.evidence),
        reasonGiven: given(p.reason),
        documentHash: p.evidence?.sha256,
      },
    }),
  ),
  abandonment: formFor(
    abandonment,
    z.strictObject({ abandonedAt: instantText, document: paper, reason, remarks }),
    (p) => ({ occurredAt: at(p.abandonedAt), facts: { reasonGiven: given(p.reason) } }),
  ),
} satisfies Forms<EndActs>;
