/** 好差评 The forms as they are submitted, and what of them the engine is told. What somebody evaluated in which words is sealed. */
import { z } from 'zod';
import { at, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import {
  acceptance,
  feedback,
  mistake,
  rectification,
  revisit,
  transfer,
  type Acts,
} from './acts.ts';
import { grades, measures, mistakes, platforms, ways } from './terms.ts';

const done = (what: string) => instantText.meta({ description: what });

export const forms = {
  'evaluation-acceptance': formFor(
    acceptance,
    z.strictObject({ acceptedAt: done('受理时间 When it was accepted'), remarks }),
    (p) => ({ occurredAt: at(p.acceptedAt), facts: {} }),
  ),
  'evaluation-transfer': formFor(
    transfer,
    z.strictObject({
      to: unitId.meta({ description: '转给哪个部门调查整改 Which section investigates' }),
      reviewed: officerId.optional().meta({
        description: '查明的被评价人员，不得办理、回访 Whom it turns out to be about',
      }),
      transferredAt: done('转办时间 When it was transferred'),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.transferredAt),
      facts: { to: p.to, ...(p.reviewed !== undefined && { reviewed: p.reviewed }) },
    }),
  ),
  'evaluation-rectification': formFor(
    rectification,
    z.strictObject({
      measures: z.array(z.enum(measures)).max(8),
      completedAt: done('整改完成时间 When it was put right'),
      document: document.optional().meta({ description: '调查整改报告 The report' }),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.completedAt),
      facts: {
        measures: p.measures,
        ...(p.document && { documentHash: p.document.sha256 }),
      },
    }),
  ),
  'evaluation-mistake': formFor(
    mistake,
    z.strictObject({
      ground: z.enum(mistakes),
      evidence: document.optional().meta({ description: '证据 The evidence' }),
      remarks,
    }),
    (p) => ({
      facts: { ground: p.ground, ...(p.evidence && { evidenceHash: p.evidence.sha256 }) },
    }),
  ),
  'evaluation-feedback': formFor(
    feedback,
    z.strictObject({
      how: z.enum(ways),
      servedAt: done('反馈时间；匿名的为在平台答复的时间 When it was told'),
      document: document.optional(),
      remarks,
    }),
    (p) => ({ servedAt: at(p.servedAt), facts: { how: p.how } }),
  ),
  'evaluation-revisit': formFor(
    revisit,
    z.strictObject({
      how: z.enum(ways),
      revisitedAt: done('回访时间 When it was tried'),
      reached: z.boolean().meta({
        description:
          '是否联系上；两个日期各一次未能联系的，记为未能回访 Two tries on two days record that nobody could be reached',
      }),
      appraisal: z.enum(grades).optional().meta({ description: '用户评议 Appraisal of the user' }),
      document: document.optional(),
      remarks,
    }),
    (p) => ({
      occurredAt: at(p.revisitedAt),
      facts: {
        reached: p.reached,
        how: p.how,
        ...(p.appraisal !== undefined && { appraisal: p.appraisal }),
      },
    }),
  ),
} satisfies Forms<Acts>;

const evaluation = z
  .strictObject({
    platform: z.enum(platforms),
    number: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,64}$/, {
        error: '评价编号：1–64 位字母、数字、. _ 或 - | A number: 1–64 of letters, digits, . _ -',
      })
      .meta({ description: '平台上的评价编号；再次归集的为重复 Its own number there' }),
    active: z.boolean().meta({
      description:
        '主动评价；系统默认的好评不归集、只计数 Given by somebody; good marks by default are counted, and not collected as evaluations',
    }),
    grade: z.enum(grades),
    evaluatedAt: instantText.meta({
      description:
        '评价时间，计入这一天所在的期间 When it was given; the day counts for the figures',
    }),
    service: z
      .string()
      .regex(/^[A-Za-z0-9.-]{1,40}$/)
      .optional()
      .meta({ description: '服务事项编号 Number of the service' }),
    unit: unitId.optional().meta({ description: '被评价部门 The reviewed section' }),
    officer: officerId.optional().meta({ description: '被评价人员 Whom it is about' }),
    words: line(4000).optional().meta({ description: '评价内容（密封） What was said; sealed' }),
    evaluator: z
      .strictObject({ name: line(100).optional(), contact: line(200).optional() })
      .optional()
      .meta({ description: '评价人（密封）；匿名的不写 Sealed; absent: anonymous' }),
  })
  .meta({ id: 'CollectedEvaluation' });

/** 核定 What POST /v1/service-evaluations/{id}/settlement takes. */
export const settlementShape = z.strictObject({
  stands: z.enum(['this', 'other']).meta({
    description:
      '平台上的是这一条（this）还是先归集的一条（other） Which of the two is the platform’s',
  }),
  document: document.meta({ description: '平台的凭证 What proves it' }),
});

/** 归集 What POST /v1/service-evaluations takes: one, or a batch. */
export const collectionShape = z.strictObject({ evaluations: z.array(evaluation).min(1).max(200) });
export type EvaluationPayload = z.output<typeof evaluation>;
