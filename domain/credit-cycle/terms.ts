/** 信用等级的用语 The four classes, whom they are given to, and why a grading was made (QHD-1.3, QHD-2.4a). */
export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

export const gradeNames: Readonly<Record<Grade, { zh: string; en: string }>> = {
  A: { zh: '守信', en: 'Trustworthy' },
  B: { zh: '一般失信', en: 'Minor dishonesty' },
  C: { zh: '严重失信', en: 'Serious dishonesty' },
  D: { zh: '“黑名单”', en: 'Blacklist' },
};

export { subjectKinds, type SubjectKind } from '../credit-record/terms.ts';

/** 信息类别 Of a bad record, the lighter one first. */
export const recordClasses = ['general', 'serious'] as const;
export type RecordClass = (typeof recordClasses)[number];

/**
 * Why a grading stands in the register: the regular one of a cycle, one that was made again because a record fell or an objection was granted, and what the
 * procedure of the blacklist has brought.
 */
export const gradingCauses = [
  'regular',
  'record-fell',
  'objection',
  'listed',
  'not-listed',
  'left',
] as const;
export type GradingCause = (typeof gradingCauses)[number];

/** What a recount is made for. */
export const recountCauses = ['record-fell', 'objection'] as const;
export type RecountCause = (typeof recountCauses)[number];

/** 差别化措施 Where the grade is used (QHD-3.2). */
export const uses = ['fund-supervision', 'price-procurement', 'annual-assessment'] as const;
export type Use = (typeof uses)[number];
