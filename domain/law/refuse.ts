/** 不予受理 How a refusal is written down: one way for every guard and every opening. */
import type { Instant } from '../time/instant.ts';
import type { ProblemCode } from './codes.ts';
import type { Refusal } from './refusal.ts';

/** `earliest`: the first lawful instant, where the refusal is only about time. */
export const refuse = (
  code: ProblemCode,
  clause: string,
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
  earliest?: Instant,
): Refusal => ({
  code,
  clause,
  say: { zh, en },
  lawful: { zh: lawfulZh, en: lawfulEn },
  ...(earliest !== undefined && { earliest }),
});

/** The same for a procedure most of whose refusals stand under one clause; a refusal under another names it. */
export const refusing =
  (clause: string) =>
  (
    code: ProblemCode,
    zh: string,
    en: string,
    lawfulZh: string,
    lawfulEn: string,
    under = clause,
  ): Refusal =>
    refuse(code, under, zh, en, lawfulZh, lawfulEn);
