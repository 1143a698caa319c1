/** 双语 In which language a page is shown, and the little sentences that every page needs. */
import type { Request } from 'express';
import type { Sentence } from '../../domain/law/refusal.ts';

export type Language = keyof Sentence;

/** 中文 unless the browser prefers English. */
export const languageOf = (req: Request): Language =>
  req.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh';

/** `2026-03-02T09:30:00` in Beijing, of milliseconds since 1970. */
export const beijing = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19);

/** `2026-03-02 09:30` of an instant as the API writes it, which is in UTC+8. */
export const at = (instant: string | null | undefined): string =>
  instant ? instant.slice(0, 16).replace('T', ' ') : '—';

/** The same of every instant in a sentence that the rules have written. */
export const beijingIn = (sentence: string): string =>
  sentence.replaceAll(
    /(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?\+08:00/g,
    (_all, day, time, seconds) =>
      `${day} ${time}${seconds === undefined || seconds === ':00' ? '' : seconds}`,
  );
