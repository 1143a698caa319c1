/** 登记的表单 Subjects, commitments, records and their changes, as they are submitted. What the law demands is optional here: its absence is refused under the clause. */
import { z } from 'zod';
import { powerTypeIds } from '../credit-list/terms.ts';
import { reason } from '../law/form-fields.ts';
import { day, document, line, subjectId } from '../law/shapes.ts';
import { classes, polarities, subjectKinds } from './terms.ts';

/** 情节 The code that a record says and a column of a rule table reads. */
export const gravity = z.string().regex(/^[a-z0-9-]{1,40}$/, {
  error: '情节代码：1–40 位小写字母、数字或 - | 1–40 of a–z, 0–9, -',
});

/** 自然人 is read so that it can be refused for what it is. */
export const kindAsked = z.enum([...subjectKinds, 'natural-person']).meta({
  description:
    '主体类别；自然人不是信用主体，不予登记 The kind; a natural person is refused (QHD-1.3)',
});
export const subjectKind = z.enum(subjectKinds);

export const subjectRow = z
  .strictObject({
    kind: kindAsked,
    id: subjectId.meta({
      description:
        '定点医药机构为其登记编号，其他主体由本局编号 Institutions by their registered id',
    }),
    name: line(200).optional().meta({
      description: '名称；定点医药机构依登记簿 The name; of institutions the registry has it',
    }),
    creditCode: line(40).optional().meta({ description: '统一社会信用代码 GB 32100' }),
  })
  .meta({ id: 'CreditSubjectRow' });
export type SubjectRow = z.output<typeof subjectRow>;

/** What is left out stays as it is. */
export const subjectChangeShape = z
  .strictObject({
    name: line(200).optional(),
    creditCode: line(40).optional(),
    endedOn: day.nullable().optional().meta({
      description: '终止（注销、不再参保）的日期；空为没有终止 When it ended; null: it has not',
    }),
    reason: line(500),
    document: document.meta({ description: '变更的依据 What the change rests on' }),
  })
  .refine(({ name, creditCode, endedOn }) => (name ?? creditCode ?? endedOn) !== undefined, {
    error: '没有写明变更的内容 | Nothing to change',
  })
  .meta({ id: 'CreditSubjectChange' });

export const commitmentShape = z.strictObject({
  signedOn: day.meta({ description: '承诺书签订日期 When the commitment was signed' }),
  document: document.meta({ description: '承诺书 The commitment' }),
});

const facts = {
  polarity: z.enum(polarities).optional().meta({
    description: '守信 good、失信 bad；基本信息和考核结果不写 Absent for basic information',
  }),
  class: z.enum(classes).optional().meta({
    description:
      '企业基本信息 basic、一般失信行为 general、严重失信行为 serious、年度考核评价结果 assessment；守信记录不写',
  }),
  item: line(40).optional().meta({ description: '清单事项编号，如 A5 The item of the list' }),
  listVersion: z.int().min(1).optional().meta({
    description:
      '清单版本；不写的为今天使用的版本 Absent: the version in use today; otherwise one in use today or on the day of the act',
  }),
  powerType: z.enum(powerTypeIds).optional().meta({
    description: '五类权责目录之一，与事项分列 One of the five catalogues, beside the item',
  }),
  gravity: gravity
    .optional()
    .meta({ description: '情节，评价规则表可以引用 Gravity, which a rule table may read' }),
  actNo: line(80).optional().meta({
    description:
      '行为的编号：检查文书、案件等编号；同一编号为同一行为，只计一次 The number of the act: two records of one act count once',
  }),
  actOn: day.optional().meta({
    description: '行为发生的日期，不是发现的日期 The day of the act itself, not of its finding',
  }),
  words: line(2000).meta({ description: '内容 What was done, or what the information is' }),
  result: line(40).optional().meta({ description: '考核评价结果 The result of the assessment' }),
  year: z.int().min(2000).max(2200).optional().meta({ description: '考核年度 Its year' }),
  evidence: document.optional().meta({ description: '证据 The evidence' }),
};

const recordFacts = z.strictObject(facts).meta({ id: 'CreditRecordFacts' });
export type RecordFacts = z.output<typeof recordFacts>;

export const recordShape = z.strictObject({
  subject: z.strictObject({ kind: kindAsked, id: subjectId }),
  ...facts,
});

const distinct = (records: readonly { actNo?: string | undefined }[]): boolean =>
  records.length < 2 ||
  (records.every(({ actNo }) => actNo !== undefined) &&
    new Set(records.map(({ actNo }) => actNo!.replace(/\s/g, '').toUpperCase())).size ===
      records.length);

export const sourceRecords = z.strictObject({
  records: z
    .array(recordFacts)
    .min(1)
    .max(50)
    .refine(distinct, {
      error: '一个来源有几个行为的，各写不同的编号 | Several acts of one source have a number each',
    })
    .meta({
      description:
        '该来源的全部行为，一次登记；只有一个行为的，编号可以不写 All acts of it at once; of a single one the number may be left out',
    }),
});

export const changeShape = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('withdrawal'),
      reason,
      document: document.optional(),
    }),
    z.strictObject({
      kind: z.literal('correction'),
      reason,
      document: document.optional(),
      replacement: recordFacts,
    }),
  ])
  .meta({ id: 'CreditRecordChange' });

export const decisionShape = z.strictObject({
  decision: z.enum(['confirmed', 'rejected']),
  reason,
});
