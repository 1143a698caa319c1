/** 通用文书的名称 What people call the acts that every file takes. No zod here: workflows read it too. */
import type { Sentence } from './refusal.ts';

export const commonActNames = {
  chase: { zh: '督办', en: 'Chase' },
  'chase-answer': { zh: '督办答复', en: 'Answer to a chase' },
  'evidence-confirmation': { zh: '补录确认', en: 'Confirmation of a late entry' },
  'receipt-correction': { zh: '收到更正', en: 'Correction of a receipt' },
  retry: { zh: '重试', en: 'Retry' },
} as const satisfies Record<string, Sentence>;
