/** 智能审核发现 A finding of the intelligent audit or the real-time monitoring as its system reports it, and how it is answered (TJ51-11). */
import { z } from 'zod';
import type { ProblemCode } from '../law/codes.ts';
import { dayText, line, subjectId, officerId } from '../law/shapes.ts';

/** How many in one call. */
export const BATCH = 200;

export const findingId = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, {
    error: '发现编号：1–128 个可见 ASCII 字符 | A finding id: 1–128 printable ASCII characters',
  })
  .meta({ description: '发现编号，重发时不变 Stays the same when it is sent again' });

const rule = z.string().regex(/^[\p{L}\p{N}.:_-]{1,40}$/u, {
  error: '应为 1–40 位字母、数字、汉字或 . : _ - | 1–40 letters, digits or . : _ - are expected',
});

export const findingShape = z
  .strictObject({
    finding: findingId,
    subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
    rule: rule.meta({ description: '审核规则编号 The rule of the audit' }),
    from: dayText.meta({ description: '所涉费用自 Claims from this day' }),
    until: dayText.meta({ description: '至，含当日 until this day, included' }),
    claims: z.int().min(1).max(10_000_000).meta({ description: '所涉结算笔数 How many claims' }),
    amountFen: z
      .int()
      .min(0)
      .max(10_000_000_000_000)
      .meta({ description: '所涉金额，分 Amount in fen' }),
    detail: line(2000).meta({
      description: '说明；不含参保人员身份信息 What was found; no personal data of patients',
    }),
  })
  .refine((f) => f.from <= f.until, {
    error: '结束日期不得早于开始日期 | The end must not lie before the beginning',
    path: ['until'],
  })
  .meta({ id: 'AuditFinding' });

/** 撤销 The source takes a finding back: it can be cited no more. */
export const withdrawalShape = z
  .strictObject({ finding: findingId, withdrawn: z.literal(true), reason: line(500) })
  .meta({ id: 'AuditFindingWithdrawal' });

/** 引用 How a letter or a case names a finding: by its source, the system that reported it, and its id. */
export const citedFindings = z
  .array(z.strictObject({ source: officerId, finding: findingId }))
  .min(1)
  .max(50)
  .refine((all) => new Set(all.map((c) => `${c.source} ${c.finding}`)).size === all.length, {
    error: '不得重复 | No duplicates',
  })
  .meta({ description: '所依据的智能审核发现（TJ51-11） The findings it rests on' });
export type CitedFinding = z.output<typeof citedFindings>[number];

/** Why an event changes nothing, as the database says it. */
export const refusedAs: Readonly<
  Record<string, { code: ProblemCode; zh: string; en: string; lawfulZh: string; lawfulEn: string }>
> = {
  'unknown-subject': {
    code: 'unknown-reference',
    zh: '本局没有登记该主体。',
    en: 'The bureau has registered no such subject.',
    lawfulZh: '核对主体编号，或者先登记；然后原样重发。',
    lawfulEn: 'Check the id, or register it first; then send it again.',
  },
  future: {
    code: 'in-the-future',
    zh: '所涉费用的日期晚于今日。',
    en: 'The claims are dated later than today.',
    lawfulZh: '核对日期，用新的发现编号报送。',
    lawfulEn: 'Check the days, and report it under a new id.',
  },
  'unknown-finding': {
    code: 'audit-finding-unknown',
    zh: '没有收到过该编号的发现。',
    en: 'No finding of this id has come in.',
    lawfulZh: '先报送该发现，再撤销。',
    lawfulEn: 'Report the finding before it is withdrawn.',
  },
};
