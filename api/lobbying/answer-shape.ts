/** 登记簿的答复 As the answers of the register are documented; all of them are filled up to one length or a multiple of it. */
import { z } from 'zod';

const text = z.string().nullable();
const next = z
  .object({
    by: z.string().meta({ description: '由谁报告 Whose turn it is' }),
    unit: z.string(),
    to: z.array(z.string()).meta({ description: '其中任一人 Any one of these' }),
    around: z.array(z.object({ unit: z.string(), why: z.enum(['involved', 'vacant']) })),
  })
  .nullable();

const receipt = z.object({
  record: z.string(),
  type: z.string(),
  at: z.string(),
  hash: z.string(),
  mark: z.enum(['handler', 'non-handler']).nullable(),
  late: z.boolean(),
  next,
});

const shownRecord = z.object({
  id: z.string(),
  kind: z.enum(['encounter', 'retaliation', 'accountability']),
  entries: z.array(
    z.object({
      type: z.string(),
      at: z.string(),
      by: text,
      told: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
  breaches: z.array(
    z.object({
      duty: z.enum(['register', 'report']),
      clause: z.string(),
      due: z.string(),
      enteredAt: z.string(),
      doneAt: text,
      state: z.enum(['standing', 'claimed-in-time', 'reversed']),
    }),
  ),
  next,
  openings: z.array(
    z.object({
      by: z.string(),
      day: z.string(),
      times: z.int(),
      last: z.string(),
      purpose: z.string(),
    }),
  ),
});

const numbers = z.array(z.int().nullable());
const summary = z.object({
  month: z.string(),
  zero: z.boolean().meta({ description: '零报告 Nothing was recorded' }),
  figures: z
    .object({ records: z.int().nullable(), byStage: numbers, byAct: numbers })
    .meta({ description: 'null：按小数保护规则不予显示 Withheld by the rule for small numbers' }),
  filedAt: z.string(),
  receivedAt: text,
});

const register = z.object({
  grow: z.boolean(),
  agreesWithLog: z.boolean(),
  putBack: z.array(z.string()).meta({
    description: '发现登记簿被换成旧状态的时刻 When an older state was found in its place',
  }),
  holders: z
    .array(z.object({ officer: z.string(), since: z.string(), until: text }))
    .meta({ description: '两处人员及登记簿得知的时刻 Who sits or sat in the two offices' }),
});

export const answerShape = z
  .object({
    receipt: receipt.optional(),
    records: z.array(shownRecord).optional(),
    list: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          at: z.string(),
          as: z.string(),
          outcome: text,
        }),
      )
      .optional(),
    owed: z
      .array(
        z.object({
          record: z.string(),
          duty: z.string(),
          clause: z.string(),
          force: z.string(),
          due: text,
          overdue: z.boolean(),
        }),
      )
      .optional(),
    summary: summary.optional(),
    months: z
      .array(z.object({ month: z.string(), filedAt: z.string(), receivedAt: text }))
      .optional(),
    register: register.optional(),
    padding: z.string(),
  })
  .meta({ id: 'SealedAnswer' });
