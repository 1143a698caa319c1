/** 结果告知 The forms of the hearing and of the result, and what of them the engine is told. Words and names stay in the payload. */
import { z } from 'zod';
import { document, instantText, line, officerId, subjectId } from '../../law/shapes.ts';
import { outcomeKinds } from '../outcomes.ts';
import { formFor, type Forms } from '../../law/forms.ts';
import {
  legalReview,
  provisionalResult,
  resultNotice,
  resultPublication,
  statement,
  statementWaiver,
  type HearingActs,
  type ResultActs,
} from './acts.ts';
import type { ToldFinding } from './told.ts';
import { at, reason, remarks, remedies, documentNo } from '../../law/form-fields.ts';
import { findingId, given, paper, service } from './form-parts.ts';

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
