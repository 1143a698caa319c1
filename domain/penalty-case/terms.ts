/** 立案查处的用语 Whom a case is about, of what matter, and how its decision ends. */
import type { CivilDate } from '../time/instant.ts';
import { keyViolations, type KeyViolation } from '../rapid-response/terms.ts';

export type SubjectKind = 'institution' | 'practitioner';

/** 案由 The eight key violations of part three, the heads of the State Council's regulation on the funds, and what is none of these. */
export const matters = {
  ...keyViolations,
  'fund-use': { zh: '违规使用医保基金' },
  fraud: { zh: '骗取医保基金' },
  'management-duty': { zh: '违反基金使用管理规定' },
  other: { zh: '其他' },
} as const;
export type Matter = keyof typeof matters;
export const matterCodes = Object.keys(matters) as [Matter, ...Matter[]];

/** 处理结果 */
export const outcomes = ['penalty', 'no-penalty', 'withdrawn', 'transferred'] as const;
export type Outcome = (typeof outcomes)[number];

/** 裁量 From below the normal (减轻、从轻) to above it (从重). */
export const discretions = ['reduced', 'lenient', 'normal', 'severe'] as const;
export type Discretion = (typeof discretions)[number];

/** 不计入期限 What does not count towards the period for the decision. */
export const intervals = ['appraisal', 'hearing', 'public-notice'] as const;
export type Interval = (typeof intervals)[number];

export type { KeyViolation };

/** 来源 A file from which the case comes, and the procedure that it belongs to, as the registry has it. */
export type Origin = { file: string; procedure: string };
/** 拒不改正 An earlier demand that was refused or let pass (TJ51-4.3). */
export type Demand = { on: CivilDate; outcome: 'refused' | 'let-pass' };
