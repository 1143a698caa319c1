/** 检查方案 A plan as it is submitted, to be filed or only to be assessed. */
import { z } from 'zod';
import { day, document, instantText, line, officerId, subjectId, unitId } from '../law/shapes.ts';
import { clauseOf, gateIds } from './findings.ts';
import { inspectionKinds, methods, purposes, teamRoles } from './terms.ts';

export const code = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, {
  error: '编号：1–64 位字母、数字、. 或 - | An id: 1–64 of letters, digits, . or -',
});
export const someId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, {
  error: '编号：1–80 位字母、数字、. _ 或 - | An id: 1–80 of letters, digits, ., _ or -',
});
export const distinct = { error: '不得重复 | No duplicates' };
export const different =
  <T>(of: (row: T) => string) =>
  (rows: readonly T[]): boolean =>
    new Set(rows.map(of)).size === rows.length;

export const days = z
  .strictObject({ from: day, until: day })
  .refine((d) => d.from <= d.until, {
    error: '结束日期不得早于开始日期 | The end must not lie before the beginning',
    path: ['until'],
  })
  .refine((d) => Number(d.until.slice(0, 4)) - Number(d.from.slice(0, 4)) <= 1, {
    error: '计划日期过长 | The planned days are too long',
    path: ['until'],
  });
const planned = z.strictObject({
  item: code,
  method: z.enum(methods),
  contents: z.array(line(200)).max(100),
  standard: line(200),
});
/** Somebody listed twice is refused by the gate of two officers, with its clause (QY-10.6). */
export const team = z
  .array(
    z.strictObject({
      officer: officerId,
      role: z.enum(teamRoles),
      from: z.enum(['body', 'third-party']).meta({ description: '来自 From where' }),
    }),
  )
  .max(50);
/** Free text whose blank is the same as none: the rule that wants it speaks, not the form. */
export const said = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: '不得含控制字符 | No control characters', abort: true })
    .optional();
/** 条款 An exception or override is named by the clause of its rule, or by the name of the gate. */
const clause = z.enum([...new Set(Object.values(clauseOf))] as [string, ...string[]]);
export const naming = {
  clause: clause.optional().meta({ description: '条款，例如 QY-15.1 The clause' }),
  gate: z.enum(gateIds).optional().meta({ description: '或者关口的代码 Or the name of the gate' }),
};
export const named = (n: { gate?: string | undefined; clause?: string | undefined }): boolean =>
  (n.gate === undefined) !== (n.clause === undefined);
export const nameOne = {
  error: '写明条款（clause）或者关口（gate）之一 | Name the clause or the gate, one of the two',
  path: ['clause'],
};
export const jointWith = z.array(someId).max(20);

/** What POST /v1/inspections takes. What is left out is not there. */
export const planShape = z.strictObject({
  kind: z.enum(inspectionKinds),
  institution: subjectId,
  inNameOf: unitId
    .optional()
    .meta({ description: '受委托检查的，委托机关 The delegator, under a delegation (QY-1.3)' }),
  days: days.meta({ description: '计划检查日期 Planned days, both included' }),
  items: z
    .array(planned)
    .max(100)
    .refine(
      different<{ item: string }>((i) => i.item),
      distinct,
    ),
  purpose: z.enum(purposes),
  purposeBasis: said(500).meta({
    description: '检查目的的依据（QY-9.3） What the purpose rests on (QY-9.3)',
  }),
  onSiteReason: said(2000).meta({
    description: '为什么须现场检查 Why somebody must go there (QY-9.1)',
  }),
  team,
  clues: z.array(code).max(20).default([]).meta({ description: '线索编号 Clues (QY-4.2)' }),
  exceptions: z
    .array(z.strictObject({ ...naming, reason: said(2000) }).refine(named, nameOne))
    .max(20)
    .default([])
    .meta({ description: '须说明理由的例外（等、原则上） Exceptions that need a reason' }),
  jointWith: jointWith.default([]).meta({
    description: '联合检查的方案 Plans with which it is carried out jointly (QY-5.1, 5.2)',
  }),
  overrides: z
    .array(
      z
        .strictObject({ ...naming, item: code.optional(), reason: said(2000) })
        .refine(named, nameOne),
    )
    .max(20)
    .default([])
    .meta({
      description:
        '报请负责人突破的关口：仅限 5.1、15.1、15.2，由负责人在批准时决定 Overrides asked of the head, who decides at the approval (X-3)',
    }),
  designation: z
    .strictObject({ by: unitId, document })
    .optional()
    .meta({ description: '上级指定管辖 QY-3.2' }),
  special: z
    .strictObject({ campaign: someId })
    .optional()
    .meta({ description: '所属专项检查 The special inspection (QY-7.1)' }),
  draw: someId.optional().meta({ description: '双随机抽取 The draw (QY-6.2)' }),
  urgent: z
    .strictObject({ reason: said(2000) })
    .optional()
    .meta({ description: '当场实施的紧急情况 QY-10.2' }),
  remarks: line(2000).optional(),
});
export type PlanPayload = z.output<typeof planShape>;

/** POST /v1/inspections */
export const filingShape = planShape.extend({
  hold: z.boolean().default(false).meta({
    description:
      '只因频次、窗口不能成立的，待其届满 Refused only by caps and windows: file it on hold',
  }),
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
});
/** POST /v1/inspections/assess */
export const assessShape = planShape.extend({
  body: unitId
    .optional()
    .meta({ description: '检查主体；默认本单位 The body; your own unit by default' }),
});
