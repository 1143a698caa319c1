/** 参保人员信用记录 What is submitted. Whose it is is sealed. */
import { z } from 'zod';
import { idNumber } from '../law/form-fields.ts';
import { day, document, line } from '../law/shapes.ts';

export const recordShape = z.strictObject({
  person: z
    .strictObject({ name: line(100), idNumber })
    .meta({ description: '参保人员（密封） The insured person; sealed' }),
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .meta({
      description: '计分事项，见管理设定 One of the bureau’s kinds, as its settings have them',
    }),
  occurredOn: day.meta({ description: '发生日期，不得在将来 When it happened' }),
  document: document.meta({ description: '凭证 What proves it' }),
});

export const fallShape = z.strictObject({
  why: z.enum(['overturned', 'error', 'objection']).meta({
    description: '依据被撤销、记录错误、异议成立 Why it stands no more',
  }),
  document: document.meta({ description: '依据 What it rests on' }),
});

export const insuredDecisionShape = z.strictObject({
  what: z.enum(['record', 'fall']).meta({ description: '记录或者失效 Which of the two' }),
  step: z.int().min(1).max(1_000_000).meta({ description: '所见的步骤号 The step that was shown' }),
  agrees: z.boolean(),
});
