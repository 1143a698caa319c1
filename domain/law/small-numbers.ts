/**
 * 小数保护 Which numbers of a table are told, so that nobody can be told from a cell, also by whoever knows this rule and the total. Numbers add up, so what is
 * withheld alone could be counted out: a row is told whole, or not at all.
 *  1. Where one of its numbers is above nothing and below the threshold, the whole row is withheld.
 *  2. Where one of its numbers is all there are, that says of each what it is: the whole row is withheld too.
 * Pure.
 */

/** In the order of the counts; null: withheld. */
export type Told = readonly (number | null)[];

/** `total`: of how many the row speaks, which is known. */
export const told = (counts: readonly number[], total: number, threshold: number): Told =>
  counts.every((n) => n === 0 || (n >= threshold && n < total)) ? counts : counts.map(() => null);
