/** 专项检查 The forms as they are submitted, and what of them the engine is told. Names and reasons stay in the payload. */
import { z } from 'zod';
import { areaCode, day, document, instantText, line, unitId } from '../law/shapes.ts';
import { civilDateOf, parseInstant } from '../time/civil-date.ts';
import { emergencyRisks } from '../inspection/terms.ts';
import { approverKinds, governmentLevels } from './acts.ts';
import { form, type Told } from '../law/forms.ts';

const remarks = line(2000).optional();
const dated = (at: string, facts: Told['facts']): Told => ({
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
const tellFiling = (p: z.output<typeof filing>): Told =>
  dated(p.filedAt, { level: p.level, area: p.area, documentHash: p.document.sha256 });

export const forms = {
  'government-approval': form(
    '政府批准',
    'Approval by the government',
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
  'justice-filing': form(
    '同级司法行政部门备案',
    'Filing with the justice department',
    filing,
    tellFiling,
  ),
  'amended-plan-filing': form('修改后的计划备案', 'Filing of the amended plan', filing, tellFiling),
  'special-publication': form(
    '向社会公布',
    'Publication',
    z.strictObject({ publishedAt: instantText, url, remarks }),
    (p) => dated(p.publishedAt, {}),
  ),
  'emergency-approval': form(
    '负责人批准紧急专项',
    'Approval of the emergency by the head',
    z.strictObject({ reason: line(2000), document, remarks }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
  'special-withdrawal': form(
    '撤回专项检查计划',
    'Withdrawal',
    z.strictObject({ reason: line(2000), remarks }),
    () => ({ facts: {} }),
  ),
  'special-end': form(
    '专项检查结束',
    'End of the special inspection',
    z.strictObject({ report: document, remarks }),
    (p) => ({ facts: { documentHash: p.report.sha256 } }),
  ),
} as const;

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
