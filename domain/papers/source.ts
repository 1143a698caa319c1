/** 出处 From which act of the file a field of a paper is taken, and where it stands in that act. */
import type { ActSaying, PaperField } from '../law/papers.ts';

interface Act {
  type: string;
  payload: unknown;
  /** 依令删除 The fields of it that were erased by order. */
  erased: readonly string[];
}
interface Said<A> {
  /** The act that the paper is of. */
  act: A | undefined;
  /** In their order; the first one opened the file. */
  acts: readonly A[];
}

export const valueAt = (payload: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (of, part) => (typeof of === 'object' && of !== null ? Reflect.get(of, part) : undefined),
      payload,
    );

/** The field of the form in which a path begins: as a whole it is erased. */
export const topOf = (path: string): string => path.split('.')[0]!;

/** What was erased was said all the same: what was said before it does not come back. */
const says = ({ payload, erased }: Act, path: string): boolean =>
  (valueAt(payload, path) ?? undefined) !== undefined || erased.includes(topOf(path));

const isOf = ({ payload }: Act, where: ActSaying | undefined): boolean =>
  where === undefined || valueAt(payload, where.path) === where.is;

/** The acts of which a field may be one's only. */
export const candidates = <A extends Act>({ from }: PaperField, { acts }: Said<A>): A[] =>
  from?.only ? acts.filter(({ type }) => type === from.act) : [];

/** Nothing where no act says it yet, and where several do and the paper is of one of them: whoever issues it says which. */
export function sourceOf<A extends Act>(
  field: PaperField,
  said: Said<A>,
): { act: A; path: string } | undefined {
  const { from } = field;
  if (!from || candidates(field, said).length > 1) return undefined;
  const { act, acts } = said;
  const { changedBy, path } = from;
  // What was changed after the act that the paper is of is no part of it.
  const place = act ? acts.indexOf(act) : -1;
  const until = place < 0 ? acts : acts.slice(0, place);
  const later =
    changedBy &&
    until.findLast(
      (one) =>
        one.type === changedBy.act && isOf(one, changedBy.where) && says(one, changedBy.path),
    );
  if (later) return { act: later, path: changedBy.path };
  const own = from.opening
    ? acts[0]
    : from.act === undefined
      ? act
      : acts.findLast((one) => one.type === from.act && isOf(one, from.where));
  return own && { act: own, path };
}
