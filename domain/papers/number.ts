/** 文号 The number of a paper: the bureau's mark, the year in Asia/Shanghai, and a number of that year's series. */
import { z } from 'zod';

/** 机关代字 Letters, Chinese characters and digits, so that a number made of it is one that every form takes. */
export const mark = z.string().regex(/^[\p{L}\p{N}]{1,24}$/u, {
  error: '机关代字：1–24 个汉字、字母或数字 | A mark: 1–24 characters, letters or digits',
});

export const numberText = (of: { mark: string; year: number; number: number }): string =>
  `${of.mark}〔${of.year}〕${of.number}号`;
