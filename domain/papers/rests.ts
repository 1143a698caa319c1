/** 前提 What a paper rests on: it has no number before its file has accepted that. */
import { rowsOf, type Paper } from '../law/papers.ts';
import { valueAt } from './source.ts';

/** Where remedies are sought is said by the service, which comes after the paper: until then it is asked for. */
const comesAfter = (path: string): boolean => path.startsWith('remedies.');

interface Act {
  type: string;
  payload?: unknown;
}

/**
 * The acts that are wanting, by type: those that its procedure names, and those from which it takes what it must say. Where what it says was changed, what it needs
 * came after that. `accepted`: in their order; the first one opened the file.
 */
export function wanting(paper: Paper, accepted: readonly Act[]): string[] {
  const { act, afresh, fields, needs = [], needsUnless } = paper;
  const from = Object.values(fields).flatMap((field) =>
    field.from ? [{ ...field.from, optional: field.optional }] : [],
  );
  const taken = from.flatMap((one) =>
    one.act === undefined || one.optional || comesAfter(one.path) ? [] : [one.act],
  );
  const changing = new Set(from.flatMap(({ changedBy }) => changedBy?.act ?? []));
  const changed = accepted.findLastIndex(({ type }) => changing.has(type));
  const done = afresh ? accepted.findLastIndex(({ type }) => type === act) : -1;
  const isFreed =
    needsUnless !== undefined && (valueAt(accepted[0]?.payload, needsUnless) ?? null) !== null;
  const lacking = (type: string, since: number): boolean =>
    accepted.slice(since + 1).every((one) => one.type !== type);
  return [
    ...new Set([
      ...(isFreed ? [] : needs).filter((type) => lacking(type, Math.max(changed, done))),
      ...taken.filter((type) => lacking(type, done)),
    ]),
  ];
}

/** What is wanting for what is filled in: nothing adverse is decided before the party could be heard. */
export const wantingFor = (
  { needsWhere = [] }: Paper,
  accepted: readonly Act[],
  filled: Readonly<Record<string, unknown>>,
): string[] =>
  needsWhere.flatMap(({ act, field, at, values }) => {
    const says = rowsOf(filled[field]).some((row) => values.some((one) => one === row[at]));
    return says && accepted.every(({ type }) => type !== act) ? [act] : [];
  });
