/**
 * What people enter (a case number, the code of an item, a unit) stands in texts that the Web UI reads as Markdown, inside code spans and outside.
 * The characters that mark something there are shown by their full-width forms, which mean nothing in either place; and nothing becomes a link.
 */
const marks = new Map(
  [...'`*[]<>|\\~!#'].map((mark) => [mark, String.fromCodePoint(mark.codePointAt(0)! + 0xfee0)]),
);

/** One line of plain text. */
export const unmarked = (text: string): string =>
  text
    .replaceAll(/[`*[\]<>|\\~!#]/g, (mark) => marks.get(mark)!)
    .replaceAll('://', ':／／')
    .replaceAll(/\s+/g, ' ');

/** Every text in it. */
export function unmarkedIn<T>(value: T): T {
  if (typeof value === 'string') return unmarked(value) as T;
  if (Array.isArray(value)) return value.map(unmarkedIn) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, unmarkedIn(one as unknown)]),
  ) as T;
}
