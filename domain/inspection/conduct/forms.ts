/** 检查实施 The forms from the start to the result as they are submitted, and what of them the engine is told. Words and names stay in the payload. */
import { z } from 'zod';
import { documentNo } from '../../commitment-case/forms.ts';
import { day, document, instantText, line, officerId, subjectId } from '../../law/shapes.ts';
import { parseInstant } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { measures, outcomeKinds } from '../outcomes.ts';
import { teamRoles } from '../terms.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import {
  abandonment,
  endCorrection,
  inspectionEnd,
  legalReview,
  onSiteRecord,
  pause,
  provisionalResult,
  resultNotice,
  resultPublication,
  resume,
  sealing,
  sealingExtension,
  sealingRelease,
  statement,
  statementWaiver,
  stopOrder,
  teamChange,
  type EndActs,
  type HearingActs,
  type MeasureActs,
  type OnSiteActs,
  type ResultActs,
} from './acts.ts';
import type { ToldFinding } from './told.ts';

export function at(text: string): Instant;
export function at(text: string | undefined): Instant | undefined;
export function at(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text)!;
}
export const remarks = line(2000)
  .optional()
  .meta({ description: '说明（不进入流程引擎） Remarks, kept out of the engine' });
/** What the law demands of an act is optional in its form: its absence is refused under the article, not as bad input. */
export const reason = line(2000).optional();
export const paper = document.optional();
const remedies = z
  .strictObject({ body: line(100), period: line(100) })
  .optional()
  .meta({ description: '救济机关和期限 Remedies: body and period' });
export const service = z
  .strictObject({
    method: z.enum(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice']),
    servedAt: instantText,
    proof: document,
  })
  .optional()
  .meta({ description: '送达（X-12） Service on the party' });
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, {
  error: '编号：1–31 位小写字母、数字或 - | An id: 1–31 of a–z, 0–9, -',
});
export const findingId = code.meta({
  description: '问题编号 The id of a finding',
  examples: ['f-1'],
});
export const findingIds = z
  .array(findingId)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, { error: '不得重复 | No duplicates' });
export const itemCode = code;
export const presence = z
  .array(
    z.strictObject({
      officer: officerId,
      shown: z
        .enum(['certificate', 'other', 'none'])
        .meta({ description: '出示的证件（QY-10.4、10.5） What was shown' }),
    }),
  )
  .min(1)
  .max(30);
export const given = (value: unknown): boolean => value !== undefined;

/** 问题及处理 Findings with what becomes of each; an amount is what the finding is about, in fen. */
const findingShape = z.strictObject({
  id: findingId,
  outcome: z.enum(outcomeKinds).exclude(['no-problem']),
  text: line(2000).meta({ description: '问题（不进入流程引擎） The finding in words' }),
  first: z.boolean(),
  minor: z.boolean(),
  harmless: z.boolean().meta({
    description: '首次、轻微、没有明显危害后果（QY-13.1） First, minor, without obvious harm',
  }),
  notSoftBecause: reason.meta({
    description: '不采用柔性执法的理由（QY-13.1） Why soft means are left aside',
  }),
  leniency: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,40}$/, { error: '清单编号格式不符 | Not a code of the list' })
    .optional()
    .meta({ description: '“两轻一免”清单编号（QY-13.2） Code of the list of leniency' }),
  amountFen: z.int().positive().optional(),
});
const findingsShape = z
  .array(findingShape)
  .max(100)
  .refine((all) => new Set(all.map((f) => f.id)).size === all.length, {
    error: '问题编号不得重复 | No finding twice',
  });
const findingsOf = (all: z.output<typeof findingsShape>): ToldFinding[] =>
  all.map(({ text: _text, notSoftBecause, leniency, amountFen, ...f }) => ({
    ...f,
    reasonGiven: given(notSoftBecause),
    ...(leniency && { leniency }),
    ...(amountFen && { amountFen }),
  }));

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
} satisfies Forms<OnSiteActs | MeasureActs | EndActs>;

export const resultForms = {
  'provisional-result': formFor(
    provisionalResult,
    z.strictObject({
      documentNo,
      document,
      service,
      recipient: subjectId,
      findings: findingsShape.min(1),
      rightsTold: z.boolean().meta({
        description: '已告知陈述申辩的权利和期限 Told of the right to be heard and its period',
      }),
      remarks,
    }),
    (p) => ({
      servedAt: at(p.service?.servedAt),
      facts: {
        findings: findingsOf(p.findings),
        rightsTold: p.rightsTold,
        documentHash: p.document.sha256,
      },
    }),
  ),
  statement: formFor(
    statement,
    z.strictObject({
      document,
      madeAt: instantText,
      complete: z
        .boolean()
        .default(false)
        .meta({ description: '当事人表示陈述完毕 The party has said all it wants to' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.madeAt),
      facts: { complete: p.complete, documentHash: p.document.sha256 },
    }),
  ),
  'statement-waiver': formFor(
    statementWaiver,
    z.strictObject({
      document: document.meta({ description: '当事人签署的放弃声明 Signed by the party' }),
      waivedAt: instantText,
      remarks,
    }),
    (p) => ({ occurredAt: at(p.waivedAt), facts: { documentHash: p.document.sha256 } }),
  ),
  'legal-review': formFor(
    legalReview,
    z.strictObject({
      document,
      reviewedAt: instantText,
      reviewer: officerId,
      agreed: z.boolean(),
      opinion: reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.reviewedAt),
      facts: {
        reviewer: p.reviewer,
        agreed: p.agreed,
        reasonGiven: given(p.opinion),
        documentHash: p.document.sha256,
      },
    }),
  ),
  'result-notice': formFor(
    resultNotice,
    z.strictObject({
      documentNo: documentNo.optional(),
      document: paper.meta({ description: '书面告知书；口头告知不算（QY-12.1） In writing' }),
      service,
      recipient: subjectId,
      findings: findingsShape.meta({
        description: '没有问题的填空数组 Empty where nothing was found',
      }),
      statementAnswer: z
        .strictObject({ adopted: z.enum(['all', 'in-part', 'none']), reasons: reason })
        .optional()
        .meta({ description: '对陈述申辩的答复（QY-10.10） The answer to what was stated' }),
      remedies,
      remarks,
    }),
    (p) => ({
      servedAt: at(p.service?.servedAt),
      facts: {
        findings: findingsOf(p.findings),
        written: given(p.document) && given(p.documentNo),
        answered: given(p.statementAnswer),
        answerReasoned: given(p.statementAnswer?.reasons),
        remediesGiven: given(p.remedies),
        documentHash: p.document?.sha256,
      },
    }),
  ),
  'result-publication': formFor(
    resultPublication,
    z.strictObject({
      publishedAt: instantText,
      url: z.url().max(500).optional(),
      withheld: z.boolean().default(false).meta({ description: '依法不予公开 Lawfully withheld' }),
      reason,
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.publishedAt),
      facts: { withheld: p.withheld, reasonGiven: given(p.reason), published: given(p.url) },
    }),
  ),
} satisfies Forms<HearingActs | ResultActs>;
