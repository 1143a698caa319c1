/** 专项检查 The forms as they are submitted, and what of them the engine is told. Names and reasons stay in the payload. */
import { z } from 'zod';
import { areaCode, day, document, instantText, line, unitId } from '../law/shapes.ts';
import { civilDateOf, parseInstant } from '../time/civil-date.ts';
import { emergencyRisks } from '../inspection/terms.ts';
import {
  amendedPlanFiling,
  approverKinds,
  emergencyApproval,
  governmentApproval,
  governmentLevels,
  justiceFiling,
  specialEnd,
  specialPublication,
  specialWithdrawal,
  type Acts,
} from './acts.ts';
import { formFor, type Forms } from '../law/forms.ts';

const remarks = line(2000).optional();
const dated = <F extends object>(at: string, facts: F) => ({
  occurredAt: parseInstant(at)!,
  facts: { on: civilDateOf(parseInstant(at)!), ...facts },
});
export const itemIds = z
  .array(z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, { error: '事项编号格式不符 | Not an item id' }))
  .min(1)
  .max(200)
  .refine((ids) => new Set(ids).size === ids.length, {
    error: '事项重复 | An item is named twice',
  });
export const url = z
  .url({ protocol: /^https?$/, error: '应为网址 | A web address is expected' })
  .max(1000);

const filing = z.strictObject({
  filedAt: instantText,
  level: z.enum(governmentLevels),
  area: areaCode,
  department: line(200).meta({ description: '司法行政部门 The justice department' }),
  receiptNo: line(100),
  document,
  remarks,
});
const tellFiling = (p: z.output<typeof filing>) =>
  dated(p.filedAt, { level: p.level, area: p.area, documentHash: p.document.sha256 });

export const forms = {
  'government-approval': formFor(
    governmentApproval,
    z.strictObject({
      approvedAt: instantText,
      approver: z.strictObject({
        name: line(200),
        kind: z.enum(approverKinds),
        level: z.enum(governmentLevels),
        area: areaCode,
      }),
      document,
      remarks,
    }),
    (p) =>
      dated(p.approvedAt, {
        kind: p.approver.kind,
        level: p.approver.level,
        area: p.approver.area,
        documentHash: p.document.sha256,
        documentId: p.document.id,
      }),
  ),
  'justice-filing': formFor(justiceFiling, filing, tellFiling),
  'amended-plan-filing': formFor(amendedPlanFiling, filing, tellFiling),
  'special-publication': formFor(
    specialPublication,
    z.strictObject({ publishedAt: instantText, url, remarks }),
    (p) => dated(p.publishedAt, {}),
  ),
  'emergency-approval': formFor(
    emergencyApproval,
    z.strictObject({ reason: line(2000), document, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  'special-withdrawal': formFor(
    specialWithdrawal,
    z.strictObject({ reason: line(2000), remarks }),
    () => ({ facts: {} }),
  ),
  'special-end': formFor(specialEnd, z.strictObject({ report: document, remarks }), (p) => ({
    facts: { documentHash: p.report.sha256 },
  })),
} satisfies Forms<Acts>;

/** 专项检查计划 What POST /v1/special-inspections takes. */
export const planShape = z.strictObject({
  body: unitId.meta({ description: '检查主体 The inspecting body' }),
  title: line(200),
  madeOn: day.meta({ description: '计划作出的日期 When the plan was made' }),
  days: z.strictObject({ from: day, until: day }),
  items: itemIds,
  scope: line(2000).meta({
    description: '检查范围：类型、地区、数量，不写机构名称 Kinds, places and numbers; no names',
  }),
  emergency: z
    .strictObject({ risk: z.enum(emergencyRisks), reason: line(2000).optional() })
    .optional()
    .meta({ description: '紧急部署（QY-7.3） An emergency, with its risk and the reason' }),
  document,
  remarks,
});
export type PlanPayload = z.output<typeof planShape>;
