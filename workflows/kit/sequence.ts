import { condition } from '@temporalio/workflow';

/**
 * Resolves when everything that could run has run. The condition is false when it is made, among the microtasks, and true when the
 * SDK looks at it after them. It costs no timer and no event of the history.
 */
export function atRest(): Promise<void> {
  let looked = 0;
  return condition(() => looked++ > 0);
}

/** Deep equality of plain JSON, whatever the order of the keys. What is nested deeper than any message of Duban is equal to nothing. */
export function sameJson(a: unknown, b: unknown, depth = 32): boolean {
  if (a === b) return true;
  if (
    depth === 0 ||
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false;
  const left = Object.keys(a),
    right = Object.keys(b);
  return (
    left.length === right.length &&
    left.every(
      (k) =>
        Object.hasOwn(b, k) &&
        sameJson((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k], depth - 1),
    )
  );
}
