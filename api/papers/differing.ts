/** 与文书不同 What an act says otherwise than the paper that it states: what was filled in for it, and what the kind of the paper says by itself, by their places in its form. */
import { hashOf } from '../../db/queries/turns.ts';
import type { PaperRow } from '../../db/queries/papers.ts';
import type { Filed } from '../../domain/papers/data.ts';
import { pointer, saidByKind } from '../../domain/papers/fits.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { AnySpec } from '../http/route.ts';
import { fieldOf, resolved, valueLabel, type Node } from '../pages/forms/schema.ts';
import { onOneLine } from '../pages/forms/reading.ts';
import { calledBy, formsOf, nodeAt } from './called.ts';

/** What people and units are called, by their ids. */
export type Names = ReadonlyMap<string, string>;
type Papered = Pick<PaperRow, 'procedure' | 'kind' | 'filled'>;
type Said = Pick<Filed, 'type' | 'says'>;

const isSingle = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
const pathOf = (at: string): string => at.slice(1).replaceAll('/', '.');

/** Where a field stands in one of the forms of an act: those that open files have several. */
function placeIn(specs: readonly AnySpec[], { procedure }: Papered, type: string) {
  const forms = formsOf(specs, procedure, type);
  return (at: string): { root: Node; node: Node } | undefined => {
    const path = pathOf(at);
    const root = forms.find((form) => nodeAt(form, path));
    const node = root && nodeAt(root, path);
    return root && node && { root, node };
  };
}

/** `specs`: the routes, whose bodies are the forms of what opens files. */
export function differing(
  specs: readonly AnySpec[],
  row: Papered,
  { type, says }: Said,
  names: Names,
): string[] {
  const { procedure, kind, filled } = row;
  const place = placeIn(specs, row, type);
  const typed = Object.entries(filled ?? {}).flatMap(([at, value]) => {
    const there = place(at);
    return there && !isSame(value, says[at], { procedure, ...there, names }) ? [at] : [];
  });
  return [...new Set([...typed, ...byKind({ procedure, kind }, says)])];
}

/** 随附的 Of a paper that goes beside its act: what both say of one thing. The time for which it calls may pass, and another act may use it up. */
export function besideDiffering(
  specs: readonly AnySpec[],
  row: Papered,
  said: Said,
  names: Names,
): string[] {
  const { act, fields = {} } = paperOf(row.procedure, row.kind) ?? {};
  if (said.type !== act) return byKind(row, said.says);
  const times = Object.values(fields).flatMap(({ written, from }) =>
    written === 'instant' && from ? [pointer(from.path)] : [],
  );
  return differing(specs, row, said, names).filter((at) => !times.includes(at));
}

/** A kind that is of one way in which the act may end, stated by an act that ends in another. */
const byKind = (
  { procedure, kind }: Pick<Papered, 'procedure' | 'kind'>,
  says: Said['says'],
): string[] => {
  const paper = paperOf(procedure, kind);
  return (paper ? saidByKind(paper) : []).flatMap(([at, values]) =>
    Object.hasOwn(says, at) && !values.includes(says[at]) ? [at] : [],
  );
};

interface Place {
  procedure: string;
  node: Node;
  root: Node;
  names: Names;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function isSame(typed: unknown, filed: unknown, place: Place): boolean {
  if (isEmpty(typed) || isEmpty(filed)) return isEmpty(typed) && isEmpty(filed);
  if (isSingle(typed) && isSingle(filed)) return isSameText(String(typed), filed, place);
  if (!Array.isArray(typed) || !Array.isArray(filed)) return true;
  const { items } = resolved(place.node, place.root);
  // Lines that were typed for rows or codes, where the paper does not ask for those themselves.
  const codes = items && resolved(items, place.root).enum;
  const free = codes && !typed.every((one: unknown) => codes.some((code) => code === one));
  const written = typed.every(isSingle) && (free || !filed.every(isSingle));
  return (
    written ||
    (typed.length === filed.length &&
      typed.every((one: unknown, n) =>
        items && isSingle(one) && isSingle(filed[n])
          ? isSameText(String(one), filed[n], { ...place, node: items })
          : hashOf(one) === hashOf(filed[n]),
      ))
  );
}

/** As the form lists it or as it is called, on however many lines; of somebody who is in no registry of the bureau nothing is known. */
function isSameText(
  typed: string,
  filed: string | number | boolean,
  { procedure, node, root, names }: Place,
): boolean {
  if (typeof filed === 'boolean') return [filed ? '是' : '否', String(filed)].includes(typed);
  const text = onOneLine(typed);
  const labels = (code: string): string[] => Object.values(valueLabel(procedure, code));
  let unknown = false;
  const called = calledBy(node, root, filed, {
    code: (one) => (labels(one).includes(text) ? text : one),
    id: (one) => {
      unknown ||= !names.has(one);
      return names.get(one) === text ? text : one;
    },
  });
  const [a, b] = [parseInstant(text), parseInstant(String(filed))];
  const same = [called, filed].some((one) => onOneLine(String(one)) === text);
  return same || unknown || (a !== undefined && a === b);
}

/** 照填 What was filled in, as the form of the act takes it: several lines are one where it has one. */
export function statedBy(specs: readonly AnySpec[], row: Papered): Record<string, unknown> | null {
  const place = placeIn(specs, row, paperOf(row.procedure, row.kind)?.act ?? '');
  return (
    row.filled &&
    Object.fromEntries(
      Object.entries(row.filled).map(([at, value]) => {
        const there = place(at);
        const field = there && fieldOf(there.node, there.root);
        const oneLine = field?.kind === 'text' && field.oneLine && typeof value === 'string';
        return [at, oneLine ? onOneLine(value) : value];
      }),
    )
  );
}
