/** 通用文书的条款 Under which clause each of the acts stands that every file takes. No zod here: workflows read it too. */
export const commonClauses = {
  chase: 'X-8',
  'chase-answer': 'X-8',
  'evidence-confirmation': 'X-13',
  'receipt-correction': 'X-13',
  'calendar-revision': 'X-2',
  // Management, like the chasing of what is stuck.
  retry: 'X-8',
} as const satisfies Record<string, string>;
