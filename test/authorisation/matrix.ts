/** The authorisation matrix as data (matrix.yaml): for every route what each principal is answered. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { everybody, type Principal } from './fixtures.ts';

export const place = fileURLToPath(new URL('./matrix.yaml', import.meta.url));
/** `rest`: everybody whom no other answer of the row names. */
export type Rows = Readonly<
  Record<string, Readonly<Record<string, 'rest' | readonly Principal[]>>>
>;

export const readMatrix = (): Rows => parse(readFileSync(place, 'utf8')) as Rows;

/** The answer that a row has for each principal; throws where somebody is named twice or by no answer. */
export function expectedIn(name: string, row: Rows[string]): Map<Principal, string> {
  const found = new Map<Principal, string>();
  for (const [answer, who] of Object.entries(row)) {
    if (who === 'rest') continue;
    for (const principal of who) {
      if (found.has(principal) || !everybody.includes(principal))
        throw new Error(`${name}: ${principal} is named twice, or nobody`);
      found.set(principal, answer);
    }
  }
  const rest = Object.entries(row)
    .filter(([, who]) => who === 'rest')
    .map(([answer]) => answer);
  const left = everybody.filter((principal) => !found.has(principal));
  if (rest.length !== (left.length > 0 ? 1 : 0))
    throw new Error(`${name}: exactly one answer is for the rest`);
  for (const principal of left) found.set(principal, rest[0]!);
  return found;
}
