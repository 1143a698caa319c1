/**
 * 问题代码目录 The one catalogue of machine codes: every refusal and every error of the API carries one of them.
 * The documentation lists it at /problems; a code, once published, keeps its meaning.
 */
import {
  codes as common,
  type CatalogueEntry,
  type ProblemCode,
  type ProblemCodes,
} from './law/codes.ts';
import { declared } from './procedures.ts';

export const codes: Readonly<ProblemCodes> = Object.assign(
  {},
  common,
  ...declared.map((one) => one.codes),
);

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(codes, code);

/** The entry of a code; an unlisted code is our fault and shows as internal. */
export function catalogued(code: string): CatalogueEntry {
  return isProblemCode(code) ? codes[code] : codes.internal;
}
