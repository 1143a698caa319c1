/** 与文书不同 What an act says otherwise than the paper that it states: single values that were filled in for it, by their place in its form. */
import type { PaperRow } from '../../db/queries/papers.ts';
import type { Filed } from '../../domain/papers/data.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { AnySpec } from '../http/route.ts';
import { valueLabel, type Node } from '../pages/forms/schema.ts';
import { calledBy, formsOf, nodeAt } from './called.ts';

const isSingle = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Rows and lists are written otherwise in a paper than in a form, and people by their names: they are not compared. */
export function differing(
  specs: readonly AnySpec[],
  { procedure, filled }: PaperRow,
  { type, says }: Filed,
): string[] {
  const typed = Object.entries(filled ?? {}).filter(([, value]) => isSingle(value));
  if (typed.length === 0) return [];
  const forms = formsOf(specs, procedure, type);
  return typed.flatMap(([at, value]) => {
    const path = at.slice(1).replaceAll('/', '.');
    const root = forms.find((form) => nodeAt(form, path));
    const node = root && nodeAt(root, path);
    return node && !isSame(value, says[at], { procedure, node, root }) ? [at] : [];
  });
}

function isSame(
  typed: unknown,
  filed: unknown,
  { procedure, node, root }: { procedure: string; node: Node; root: Node },
): boolean {
  if (filed === undefined || filed === null) return false;
  if (!isSingle(filed)) return true;
  const text = String(typed);
  if (typeof filed === 'boolean') return [filed ? '是' : '否', String(filed)].includes(text);
  let named = false;
  const labels = (code: string): string[] => Object.values(valueLabel(procedure, code));
  const called = calledBy(node, root, filed, {
    code: (one) => (labels(one).includes(text) ? text : one),
    id: (one) => ((named = true), one),
  });
  const [a, b] = [parseInstant(text), parseInstant(String(filed))];
  return named || text === String(called) || text === String(filed) || (a !== undefined && a === b);
}
