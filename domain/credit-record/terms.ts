/** 信用信息的用语 Kinds of subjects, classes of information, and how a record falls (QHD-1.3, 2.2, 2.3). */
import { powerTypes, type PowerType } from '../credit-list/terms.ts';

/** 信用主体 定点医药机构、参保单位, and those of the items 1 and 4 of the annex. A natural person is none. */
export const subjectKinds = [
  'institution',
  'employer',
  'authorisation-holder',
  'producer',
  'distributor',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const subjectKindNames: Readonly<Record<SubjectKind, string>> = {
  institution: '定点医药机构',
  employer: '参保单位',
  'authorisation-holder': '药品上市许可持有人',
  producer: '药品、医用耗材生产企业',
  distributor: '药品经营企业',
};

/** 守信、失信 A polarity of its own beside the classes. */
export const polarities = ['good', 'bad'] as const;
export type Polarity = (typeof polarities)[number];

/** 企业基本信息、一般失信行为、严重失信行为; and the yearly assessment of institutions and pharmacies. */
export const classes = ['basic', 'general', 'serious', 'assessment'] as const;
export type CreditClass = (typeof classes)[number];

export const classNames: Readonly<Record<CreditClass, string>> = {
  basic: '企业基本信息',
  general: '一般失信行为',
  serious: '严重失信行为',
  assessment: '年度考核评价结果',
};

/** 五类权责目录 What an item of the annex is (行政检查) is not one of them: item and power type are two fields. */
export const recordPowerTypeIds = [
  'penalty',
  'coercion',
  'confirmation',
  'payment',
  'supervision',
] as const satisfies readonly PowerType[];
export type RecordPowerType = (typeof recordPowerTypeIds)[number];
export const isRecordPowerType = (type: PowerType): type is RecordPowerType =>
  recordPowerTypeIds.some((one) => one === type);
export const recordPowerTypeNames = recordPowerTypeIds.map((id) => powerTypes[id].zh).join('、');

/** Which files bring what they have found or decided. */
export const sourceKinds = [
  'penalty-case',
  'rapid-response',
  'inspection',
  'commitment-case',
] as const;

/** 不计的缘由 Withdrawn by hand, corrected, overturned with its decision, or by an objection that was granted. */
export const fallenWhys = ['withdrawn', 'corrected', 'overturned', 'objection'] as const;

export const changeKinds = ['withdrawal', 'correction'] as const;
export const changeStates = ['proposed', 'confirmed', 'rejected', 'void'] as const;
