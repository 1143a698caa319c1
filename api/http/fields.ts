/** Which fields of a request are wrong, in both languages: where and why, never what they held. */
import { z } from 'zod';
import type { Sentence } from '../../domain/law/refusal.ts';
import { type FieldProblem, Problem } from './problems.ts';

/** Both languages of a sentence in one zod message: `中文 | English`. */
const SEPARATOR = ' | ';

const chinese = z.locales.zhCN().localeError;

const english = z.locales.en().localeError;

const worded = (said: string | { message: string } | null | undefined, otherwise: string): string =>
  typeof said === 'string' ? said : (said?.message ?? otherwise);

/** zod's default sentences, in both languages; a schema's own message wins. Unknown names are not echoed in the sentence. */
export const bilingual: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `没有这个字段${SEPARATOR}There is no such field`;
  if (
    (issue.code === 'invalid_type' || issue.code === 'invalid_value') &&
    issue.input === undefined
  )
    return `必填${SEPARATOR}This is required`;
  if (issue.code === 'invalid_format') return `格式不正确${SEPARATOR}The format is not valid`;
  return `${worded(chinese(issue), '无效输入')}${SEPARATOR}${worded(english(issue), 'Invalid input')}`;
};

function sentenceOf(message: string): Sentence {
  const at = message.indexOf(SEPARATOR);
  return at < 0
    ? { zh: message, en: message }
    : { zh: message.slice(0, at), en: message.slice(at + SEPARATOR.length) };
}

const pointer = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => `/${String(step).slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');

/** Names each wrong field; a union's branches are left to its own sentence. */
export function fieldProblems(error: z.core.$ZodError, where: FieldProblem['in']): FieldProblem[] {
  return error.issues.slice(0, 50).flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 10).map((key) => [...issue.path, key])
        : [issue.path];
    return paths.map((path) => ({ in: where, path: pointer(path), ...sentenceOf(issue.message) }));
  });
}

/** Checks a part of the request; a miss is a 400 that names the fields, under the clause of the act where it is the form of one. */
export function readPart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: FieldProblem['in'],
  clause?: string,
): z.output<S> {
  const read = schema.safeParse(value, { error: bilingual });
  if (read.success) return read.data;
  throw badInput(fieldProblems(read.error, where), clause);
}

export function badInput(fields: readonly FieldProblem[], clause?: string): Problem {
  const paths = fields
    .slice(0, 5)
    .map((f) => f.path || f.in)
    .join(', ');
  const say = { zh: `以下字段不符合要求：${paths}`, en: `These fields are not valid: ${paths}` };
  return new Problem('bad-input', { say, fields, ...(clause && { clause }) });
}
