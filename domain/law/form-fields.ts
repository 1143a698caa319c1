/** 表单的共同项目 Fields that the forms of several procedures have in common. */
import { z } from 'zod';
import { parseInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { document, instantText, line } from './shapes.ts';

/** The instant that a form has as text; the form has checked that it is one. */
export function at(text: string): Instant;
export function at(text: string | undefined): Instant | undefined;
export function at(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text)!;
}

/** 文号: digits are part of it, so that a name alone cannot pass for one. */
export const documentNo = z
  .string()
  .trim()
  .max(64)
  .regex(/^(?=.*\d)[\p{L}\p{N}〔〕（）()[\]第号·._/-]+$/u, {
    error: '文号须含数字，不含空格 | A document number has digits and no spaces',
  });
/** 证件号码 One number is one person, however it is typed: full width as plain, without blanks and what nobody sees, in capitals. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\p{DI}]/gu, '')
    .toUpperCase();
export const idNumber = line(40)
  .refine((text) => plain(text) !== '', {
    error: '须有可见的字符 | It needs characters that can be seen',
  })
  .transform(plain);
export const remarks = line(2000)
  .optional()
  .meta({ description: '说明（不进入流程引擎） Remarks, kept out of the engine' });
/** 视情形必填 What the law demands of an act is optional in its form: its absence is refused under the article, not as bad input. The form says so of the field. */
export const demanded = <S extends z.ZodType>(field: S): z.ZodOptional<S> =>
  field.optional().meta({ 'x-demanded': true });
export const reason = demanded(line(2000));
export const remediesShape = z.strictObject({ body: line(100), period: line(100) });
export const remedies = demanded(remediesShape).meta({
  description: '救济机关和期限 Remedies: body and period',
});
/** 送达 Service on somebody outside the system, proved by its document. */
export const serviceFields = {
  method: z.enum(['direct', 'left-with-witness', 'post', 'electronic', 'public-notice']),
  servedAt: instantText,
  proof: document,
};
