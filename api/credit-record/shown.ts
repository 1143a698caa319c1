/** 记录的显示 A record as it is read, and as the columns of the form have it (秦医保〔2021〕56号《信用评价信息登记表》). */
import { z } from 'zod';
import type { RecordRow } from '../../db/credit-record/records.ts';
import { powerTypes } from '../../domain/credit-list/terms.ts';
import { subjectKind } from '../../domain/credit-record/shapes.ts';
import {
  classes,
  classNames,
  polarities,
  recordPowerTypeIds,
  subjectKindNames,
} from '../../domain/credit-record/terms.ts';
import { document } from '../../domain/law/shapes.ts';
import type { Column } from '../http/csv.ts';
import { when } from '../http/when.ts';

const text = z.string().nullable();

export const recordView = z
  .object({
    id: z.string(),
    subjectKind,
    subject: z.string(),
    name: z.string(),
    creditCode: z.string(),
    polarity: z.enum(polarities).nullable(),
    class: z.enum(classes).nullable(),
    item: text,
    itemName: text,
    listVersion: z.int().nullable(),
    powerType: z.enum(recordPowerTypeIds).nullable(),
    actNo: text,
    actOn: z.string(),
    gravity: text,
    words: z.string(),
    result: text,
    year: z.int().nullable(),
    evidence: document,
    sourceKind: z.string(),
    source: text,
    corrects: text,
    recordedAt: z.string(),
    recordedBy: z.string(),
    unit: z.string(),
    counts: z.boolean().meta({ description: '是否计入 Whether it stands and counts' }),
    fallenAt: text,
    fallenWhy: text,
    objected: z.boolean().meta({ description: '异议中 An objection is being looked at' }),
    changeProposed: z.boolean().meta({ description: '有待复核的变更 A change is proposed' }),
  })
  .meta({ id: 'CreditEntry' });

export const shownRecord = (r: RecordRow): z.input<typeof recordView> => ({
  ...r,
  recordedAt: when(r.recordedAt)!,
  counts: r.fallenAt === null,
  fallenAt: when(r.fallenAt),
});

const FELL: Readonly<Record<string, string>> = {
  withdrawn: '撤回',
  corrected: '更正',
  overturned: '原决定不再成立',
  objection: '异议成立',
};

export const formColumns: readonly Column<RecordRow>[] = [
  ['编号', (r) => r.id],
  ['主体类别', (r) => subjectKindNames[r.subjectKind]],
  ['主体名称', (r) => r.name],
  ['统一社会信用代码', (r) => r.creditCode],
  ['守信或失信', (r) => (r.polarity === null ? '' : r.polarity === 'good' ? '守信' : '失信')],
  ['信息类别', (r) => (r.class === null ? '' : classNames[r.class])],
  ['监管事项', (r) => r.itemName],
  ['权力类型', (r) => (r.powerType === null ? '' : powerTypes[r.powerType].zh)],
  ['行为编号', (r) => r.actNo],
  ['行为日期', (r) => r.actOn],
  ['情节', (r) => r.gravity],
  ['内容', (r) => r.words],
  ['考核年度', (r) => r.year],
  ['考核结果', (r) => r.result],
  ['证据', (r) => r.evidence.id],
  ['信息来源', (r) => r.source ?? '手工登记'],
  ['登记时间', (r) => when(r.recordedAt)],
  ['登记人', (r) => r.recordedBy],
  ['登记单位', (r) => r.unit],
  ['状态', (r) => (r.fallenAt === null ? (r.objected ? '异议中' : '有效') : '不计')],
  ['不计缘由', (r) => (r.fallenWhy === null ? '' : FELL[r.fallenWhy])],
  ['不计时间', (r) => when(r.fallenAt)],
  ['更正前记录', (r) => r.corrects],
];
