/** Shapes that every area shares. A message that is ours is written `中文 | English`; zod's own are translated by the API. */
import { z } from 'zod';
import { parseInstant } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';

/** One line of text, or nothing: no control characters, no broken surrogates (the database refuses some of them). */
export const lineOrNothing = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: '不得含控制字符 | No control characters', abort: true });
/** Free text of one line. */
export const line = (max: number): z.ZodString => lineOrNothing(max).min(1);

/** 日期 A civil date of the years in which a case can stand. */
export const day = z.iso
  .date({ error: '应为有效日期 YYYY-MM-DD | A date YYYY-MM-DD is expected' })
  .refine((text) => text >= '1990-01-01' && text <= '2200-12-31', {
    error: '年份应在 1990 至 2200 之间 | The year must be 1990 to 2200',
  })
  .transform((text) => text as CivilDate);

/** Documents never enter the system: id, SHA-256 and where the document lies. */
export const document = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, {
      error:
        '文书编号只能含字母、数字与 . _ : - | A document id has letters, digits and . _ : - only',
    }),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, {
      error: '应为 64 位小写十六进制 | 64 lower-case hexadecimal digits are expected',
    }),
    where: line(512),
  })
  .meta({
    id: 'DocumentReference',
    description: '文书引用 A document by id, SHA-256 and where it lies',
  });
export type DocumentReference = z.infer<typeof document>;

/** Ids by kind, as the database checks them. */
export const bureauId = z.string().regex(/^[a-z0-9-]{1,16}$/, {
  error: '医保局编号：1–16 位小写字母、数字或 - | A bureau id: 1–16 of a–z, 0–9, -',
});
export const unitId = z.string().regex(/^[a-z0-9.-]{1,64}$/, {
  error: '单位编号：1–64 位小写字母、数字、. 或 - | A unit id: 1–64 of a–z, 0–9, ., -',
});
export const officerId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: '人员编号：1–64 位字母、数字、. _ 或 - | An officer id: 1–64 of letters, digits, ., _, -',
});
export const subjectId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, {
  error: '编号：1–40 位字母、数字或 - | An id: 1–40 of letters, digits, -',
});
export const areaCode = z.string().regex(/^[0-9]{6}$/, {
  error: '应为 6 位行政区划代码（GB/T 2260） | A six-digit area code (GB/T 2260)',
});

/** 时刻 An instant as text; read it with `parseInstant`. */
export const instantText = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, {
    error: '须为带时区的 RFC 3339 时刻 | RFC 3339 with an offset is expected',
  })
  .meta({ format: 'date-time', examples: ['2026-03-02T09:30:00+08:00'] });
/** A civil date as text, kept as text. */
export const dayText = z.iso
  .date({ error: '应为有效日期 YYYY-MM-DD | A date YYYY-MM-DD is expected' })
  .refine((text): text is CivilDate => text >= '1900-01-01', {
    error: '年份不早于 1900 | The year must not be before 1900',
  })
  .refine((text) => text <= '2200-12-31', {
    error: '不晚于 2200 年 | Not after the year 2200',
  });
