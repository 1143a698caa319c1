/** 好差评的用语 The five grades, the platforms that evaluations come from, and what may be done about a bad one. */

/** 评价等级 From the best to the worst; the last two are 差评. */
export const grades = [
  'very-satisfied',
  'satisfied',
  'fairly-satisfied',
  'dissatisfied',
  'very-dissatisfied',
] as const;
export type Grade = (typeof grades)[number];

export const gradeNames: Readonly<Record<Grade, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'fairly-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
};

/** 差评 不满意 and 非常不满意. */
export const isBad = (grade: Grade): boolean =>
  grade === 'dissatisfied' || grade === 'very-dissatisfied';

/** 评价渠道 */
export const platforms = [
  'national-platform',
  'yukuaiban',
  'window-device',
  'hotline',
  'message',
  'paper',
  'other',
] as const;

/** 整改措施 */
export const measures = [
  'done-again',
  'apology',
  'explanation',
  'process-changed',
  'training',
  'talk',
  'discipline-transfer',
  'other',
] as const;

/** 误评 Why an evaluation is found to be mistaken. */
export const mistakes = [
  'other-service',
  'other-body',
  'wrong-key',
  // 录入有误 It was collected with another content than the platform has.
  'wrong-entry',
  'malicious',
  'other',
] as const;

/** How somebody was spoken to or written to. */
export const ways = ['telephone', 'message', 'platform', 'in-person', 'letter'] as const;
