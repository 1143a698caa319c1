/** 适用 Whether a kind fits what its act and its file have said: of an act that may end in several ways each has its own. */
import type { Fit, Paper } from '../law/papers.ts';
import { topOf, valueAt } from './source.ts';

interface Act {
  type: string;
  payload: unknown;
  /** What was erased of it by order says nothing any more. */
  erased: readonly string[];
}

function against({ path, values }: Fit, { payload, erased }: Act): boolean {
  if (erased.includes(topOf(path))) return false;
  const value = valueAt(payload, path) ?? null;
  return values ? !values.some((one) => one === value) : value === null;
}

/** An act of another type that says as much takes its place. */
const saidOtherwise = ({ or }: Fit, acts: readonly Act[]): boolean =>
  or !== undefined && acts.some((one) => one.type === or.act && !against(or, one));

/** Which acts say otherwise: the kind does not fit the file then. `act`: the one that the paper is of, where it is there. */
export const unfitting = <A extends Act>(
  { fits = [] }: Paper,
  { act, acts }: { act: A | undefined; acts: readonly A[] },
): A[] =>
  fits.flatMap((fit) => {
    if (fit.never) return acts.filter((one) => one.type === fit.act && !against(fit, one));
    const says = fit.opening
      ? acts[0]
      : fit.act === undefined
        ? act
        : acts.findLast(({ type }) => type === fit.act);
    return says && against(fit, says) && !saidOtherwise(fit, acts) ? [says] : [];
  });

/** What a kind says by itself of the act that it goes with, by the place in its form. */
export const saidByKind = ({
  fits = [],
}: Paper): (readonly [at: string, values: readonly unknown[]])[] =>
  fits.flatMap(({ act, opening, path, values }) =>
    act === undefined && !opening && values ? [[pointer(path), values] as const] : [],
  );

/** The place of a path in a form. */
export const pointer = (path: string): string => `/${path.replaceAll('.', '/')}`;
