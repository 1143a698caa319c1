/** 异议的用语 What an objection is against. */
export const targets = ['record', 'grade'] as const;
export type Target = (typeof targets)[number];

/** 评价规则 What the version of the rule that governs the grade says of objections; null days: nothing. */
export interface RuleOfObjections {
  version: number;
  days: number | null;
  sample: boolean;
}
