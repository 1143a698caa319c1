/** 称谓 What the values of acts are called in papers, by the forms of those acts: a text that only looks like a code or an id stays as it was written. */
import { officerId, unitId } from '../../domain/law/shapes.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { AnySpec } from '../http/route.ts';
import { formOf, schemaOf } from '../intake/procedures.ts';
import { resolved, type Node } from '../pages/forms/schema.ts';

/** The form of an act; of one that opens files, the body of each route that does. */
export function formsOf(specs: readonly AnySpec[], procedure: string, type: string): Node[] {
  const form = formOf(procedure, type);
  if (form) return [schemaOf(form.shape) as Node];
  const opens = procedureOf(procedure)?.opens.includes(type) ?? false;
  return specs.flatMap(({ opens: by, body }) =>
    opens && by?.type === type && body ? [schemaOf(body) as Node] : [],
  );
}

/** What stands at a path of a form. */
export const nodeAt = (root: Node, path: string): Node | undefined =>
  path
    .split('.')
    .reduce<Node | undefined>(
      (node, part) => (node ? resolved(node, root).properties?.[part] : undefined),
      root,
    );

const idPatterns = new Set([officerId, unitId].map((shape) => (schemaOf(shape) as Node).pattern));

export type Naming = Readonly<Record<'code' | 'id', (value: string) => string>>;

/** The value, with each code and each id in it that its form declares as one called by name. */
export function calledBy(node: Node, root: Node, value: unknown, naming: Naming): unknown {
  const own = resolved(node, root);
  const among = [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])];
  const said = among.reduce((of, one) => calledBy(one, root, of, naming), value);
  if (typeof said === 'string') return textCalled(own, said, naming);
  if (Array.isArray(said))
    return own.items ? said.map((one) => calledBy(own.items!, root, one, naming)) : said;
  if (typeof said !== 'object' || said === null || !own.properties) return said;
  const { properties } = own;
  return Object.fromEntries(
    Object.entries(said).map(([name, one]) => [
      name,
      Object.hasOwn(properties, name) ? calledBy(properties[name]!, root, one, naming) : one,
    ]),
  );
}

function textCalled({ enum: codes, const: only, pattern }: Node, text: string, naming: Naming) {
  if (codes?.includes(text) || only === text) return naming.code(text);
  return pattern !== undefined && idPatterns.has(pattern) ? naming.id(text) : text;
}
