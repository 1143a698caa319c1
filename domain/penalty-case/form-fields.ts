/** 表单的共同项目 What several forms of a penalty case have in common. */
import { z } from 'zod';
import { documentNo, reason, remarks } from '../law/form-fields.ts';
import { dayText, document, line, officerId } from '../law/shapes.ts';
import type { Measure } from './measures.ts';
import type { Demand } from './terms.ts';

export const paper = { document, remarks };
export const numbered = { documentNo, ...paper };
export const approver = officerId.meta({ description: '批准的负责人 The head who approves' });
export const officers = z.array(officerId).min(1).max(60);
export const itemCode = z.string().regex(/^[a-z0-9-]{1,40}$/, {
  error: '编号：1–40 位小写字母、数字或 - | An id: 1–40 of a–z, 0–9, -',
});
export const fileId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' });
/** 事实、理由和依据 In words; absent, the act is refused under its article. */
export const reasons = { reasons: reason, basis: z.array(line(400)).max(30).default([]) };

/** 拒不改正 TJ51-4.3: what is lacking of the earlier demand is refused under its clause. */
export const refusedToCorrect = z
  .strictObject({
    demandedOn: dayText.optional(),
    document: document.optional(),
    outcome: z.enum(['refused', 'let-pass']).optional(),
  })
  .optional()
  .meta({
    description:
      '拒不改正：在先的改正要求及其结果（从重） An earlier demand that was refused or let pass: the penalty is severe',
  });
export function demandIn(said: z.output<typeof refusedToCorrect>): {
  demand?: Demand;
  demandLacking: boolean;
} {
  if (!said) return { demandLacking: false };
  const { demandedOn: on, document: paper, outcome } = said;
  return on && paper && outcome
    ? { demand: { on, outcome }, demandLacking: false }
    : { demandLacking: true };
}

export const measure = z.strictObject({
  measure: line(40).meta({
    description:
      '限期整改 rectify、暂停支付 suspend-payment、暂停 suspend、终止 terminate、取消 cancel、警告 warn、罚款 fine、退回基金 recover',
  }),
  amountFen: z.int().positive().optional().meta({ description: '金额，分 Amount in fen' }),
  by: dayText.optional(),
  endsOn: dayText.optional(),
  reviewOn: dayText.optional(),
});
export const measuresField = z.array(measure).max(10).default([]);
export const told = (list: readonly z.output<typeof measure>[]): Measure[] =>
  list.map((m) => ({ ...m }));
