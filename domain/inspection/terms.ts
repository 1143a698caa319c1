/** 行政检查的用语 The words of QY that everything about inspections shares. */

/** 日常检查, 专项检查, 线索检查 (个案). Only the first is bound by the draw and by the institution's yearly cap (QY-4.1, 6.2). */
export const inspectionKinds = ['daily', 'special', 'case'] as const;
export type InspectionKind = (typeof inspectionKinds)[number];
export const inspectionKindLabels: Readonly<Record<InspectionKind, string>> = {
  daily: '日常检查',
  special: '专项检查',
  case: '线索检查',
};

/** 检查方式 QY-9.1: one on site, four without going there. */
export const methods = [
  'on-site',
  'written',
  'information-sharing',
  'smart-audit',
  'big-data',
] as const;
export type Method = (typeof methods)[number];
export const methodLabels: Readonly<Record<Method, string>> = {
  'on-site': '现场检查',
  written: '书面核查',
  'information-sharing': '信息共享',
  'smart-audit': '智能审核',
  'big-data': '大数据分析',
};

/**
 * 线索种类 What may lead to an institution otherwise than by the draw (QY-4.2, 6.2, 15.1, 15.2).
 * A complaint is `specific-complaint` only where it points clearly (有明确线索指向). 转办 comes from anybody, 上级交办 from a superior with its document.
 * `re-check`: 整改复查. `other`: what rests on 等 alone.
 */
export const clueKinds = [
  'specific-complaint',
  'complaint',
  'superior-order',
  'transferred',
  'data-monitoring',
  'own-request',
  're-check',
  'other',
] as const;
export type ClueKind = (typeof clueKinds)[number];

/** 层级 From the top down (QY-5.2, 15.2). */
export const levels = ['national', 'province', 'prefecture', 'county'] as const;
export type Level = (typeof levels)[number];
export const isAbove = (one: Level, other: Level): boolean =>
  levels.indexOf(one) < levels.indexOf(other);

/** 检查人员的分工 QY-1.4: a third party is an assistant or nothing. */
export const teamRoles = ['lead', 'officer', 'assistant'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** QY-10.1: 正职, or the deputy in charge as registered for the body. Who heads a section only is no head. */
export const headPosts = ['principal', 'deputy-in-charge'] as const;
export type HeadPost = (typeof headPosts)[number];

/** 检查目的 QY-9.3. */
export const purposes = ['supervision', 'precondition'] as const;
export type Purpose = (typeof purposes)[number];

/** 紧急专项的风险 QY-7.3. */
export const emergencyRisks = ['large-latent-risk', 'fund-loss', 'other-serious'] as const;
export type EmergencyRisk = (typeof emergencyRisks)[number];

/** 检查结论, as far as the gates look at it (QY-15.2). `unknown` is written, never assumed. */
export const findingsOfViolation = ['no-violation', 'violation', 'unknown'] as const;
export type FoundViolation = (typeof findingsOfViolation)[number];

/** Where a gate is asked: `plan` is the dry run, before the head is asked; then the head's approval; then the door. */
const stages = ['plan', 'approval', 'start'] as const;
export type Stage = (typeof stages)[number];
