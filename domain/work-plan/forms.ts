/** 工作方案 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { documentNo, reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, line, officerId, unitId } from '../law/shapes.ts';
import { lastDayOfMonth } from '../time/spans.ts';
import { amendment, amendmentDecision, closing, type Acts } from './acts.ts';
import { MOST_UNITS } from './names.ts';

const unique = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const rowId = z.string().regex(/^[A-Za-z0-9.-]{1,20}$/, {
  error: '任务编号：1–20 位字母、数字、. 或 - | A row id: 1–20 of letters, digits, ., -',
});

/** 修改的任务 `change`: what is not written stays as it is. */
const changeShape = z.strictObject({
  kind: z.enum(['change', 'add', 'withdraw']),
  row: rowId,
  heading: line(200).optional(),
  sections: z.array(line(50)).max(MOST_UNITS).refine(unique).optional(),
  printed: line(100).optional(),
  dueOn: day.optional(),
  ongoing: z.boolean().optional(),
});

export const forms = {
  'plan-amendment': formFor(
    amendment,
    z.strictObject({
      changes: z
        .array(changeShape)
        .min(1)
        .max(100)
        .refine((all) => unique(all.map(({ row }) => row)), {
          error: '任务编号重复 | A row stands twice',
        })
        .meta({
          description:
            '修改 change（时限、科室）、增加 add、取消 withdraw Another date or other sections, a row more, one taken out',
        }),
      document: document.meta({
        description:
          '修改方案的新文件；更正的，方案所依据的文件 The new document; of a correction, the one that the plan rests on',
      }),
      documentNo: documentNo.optional(),
      correction: z.boolean().optional().meta({
        description:
          '更正：登记与文件不符的，照文件改正，自始如此 What was registered otherwise than the document has it is corrected',
      }),
      reason,
      remarks,
    }),
    (p) => ({
      facts: {
        changes: p.changes.map(({ kind, row, dueOn, ongoing }) => ({
          kind,
          row,
          dueOn: dueOn ?? null,
          ongoing: ongoing ?? false,
        })),
        documentHash: p.document.sha256,
        reasonGiven: p.reason !== undefined,
        correction: p.correction ?? false,
      },
    }),
  ),
  'plan-amendment-decision': formFor(
    amendmentDecision,
    z.strictObject({
      amendment: z.uuid().meta({ description: '所复核的修改 The act that is decided on' }),
      outcome: z.enum(['confirmed', 'rejected']),
      reason,
      remarks,
    }),
    (p) => ({
      facts: { item: p.amendment, outcome: p.outcome, reasonGiven: p.reason !== undefined },
    }),
  ),
  'plan-closing': formFor(
    closing,
    z.strictObject({
      document: document.meta({ description: '终结的文件或者年度总结 The paper that closes it' }),
      remarks,
    }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
} satisfies Forms<Acts>;

const month = z
  .string()
  .regex(/^(?:199\d|20\d\d|21\d\d)-(?:0[1-9]|1[0-2])$/, {
    error: '应为 YYYY-MM | A month YYYY-MM is expected',
  })
  .transform(lastDayOfMonth)
  .meta({ description: '某月底前：含该月最后一日 By the end of a month, its last day included' });

/** 任务 A row of the plan. A date is a day, or the end of a month. */
const rowShape = z
  .strictObject({
    id: rowId,
    heading: line(200).meta({ description: '任务名称 What is to be done, in short' }),
    sections: z.array(line(50)).max(MOST_UNITS).refine(unique).default([]).meta({
      description: '责任科室，以登记的名称 The responsible sections, by their registered names',
    }),
    printed: line(100).optional().meta({ description: '完成时限原文 The date as it is printed' }),
    dueOn: day.optional(),
    dueMonth: month.optional(),
    ongoing: z.boolean().optional().meta({ description: '持续推进 Without an end of its own' }),
    conflictOn: day.optional().meta({
      description:
        '同一任务中与之冲突的另一日期 Another date of the same row that cannot stand beside it',
    }),
  })
  .refine(({ dueOn, dueMonth }) => dueOn === undefined || dueMonth === undefined, {
    error: '只写日期或者月份 | A day or a month, not both',
  })
  .transform(({ dueMonth, ...row }) => (dueMonth === undefined ? row : { ...row, dueOn: dueMonth }))
  .meta({ id: 'WorkPlanRow' });

/** 方案的登记 What POST /v1/work-plans takes. */
export const planShape = z.strictObject({
  year: z.int().min(2021).max(2200),
  issuedOn: day.meta({ description: '印发日期 The day of issue' }),
  documentNo: documentNo.optional(),
  document: document.meta({ description: '方案 The document of the plan' }),
  rows: z
    .array(rowShape)
    .min(1)
    .max(200)
    .refine((all) => unique(all.map(({ id }) => id)), {
      error: '任务编号重复 | A row id stands twice',
    })
    .optional()
    .meta({ description: '任务分解；2021 年的，不写即附件1所印 Absent: annex 1, of 2021 only' }),
  closedOn: day.optional().meta({
    description:
      '年度已过、方案已终结的，写明终结日期 The day on which a plan of a past year was closed',
  }),
  remarks,
});
export type PlanPayload = z.output<typeof planShape>;

const people = z.array(officerId).max(60);
const unitsOf = z.array(unitId).max(60);

/** 领导小组 What PUT /v1/work-group takes. */
export const groupShape = z.strictObject({
  head: officerId.nullable().default(null).meta({ description: '组长：主要领导 The head' }),
  deputies: people.default([]).meta({ description: '副组长 The deputies' }),
  members: people.default([]).meta({ description: '成员 The members' }),
  office: unitId.nullable().default(null).meta({ description: '办公室 The office of the group' }),
  sections: z
    .array(z.strictObject({ name: line(50), unit: unitId }))
    .max(100)
    .refine((all) => unique(all.map(({ name }) => name)), {
      error: '科室名称重复 | The name of a section stands twice',
    })
    .default([])
    .meta({ description: '科室的名称和单位 Sections by name, and the units that they are' }),
  matters: z
    .array(
      z.strictObject({
        id: rowId,
        name: line(200),
        inCharge: people.meta({ description: '分管人：恰一人 Exactly one' }),
        accepting: unitsOf.meta({ description: '受理科室：恰一个 Exactly one' }),
        cooperating: unitsOf.default([]),
      }),
    )
    .max(500)
    .refine((all) => unique(all.map(({ id }) => id)), {
      error: '事项编号重复 | The id of a matter stands twice',
    })
    .default([])
    .meta({ description: '事项：一人分管、一科受理、多科室协同 The matters' }),
  document,
  reason: line(500).optional(),
});
