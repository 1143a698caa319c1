/** 字段 Where a form refuses something, in names of the form: what a caller invents as the name of a field may be content, and is not repeated. */
import { z } from 'zod';
import type { FieldProblem } from './problems.ts';

/** As much of JSON Schema as the forms use. */
interface Node {
  properties?: Record<string, Node>;
  items?: Node;
  prefixItems?: Node[];
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
}

const known = new WeakMap<z.ZodType, Node>();
function nodeOf(form: z.ZodType): Node {
  const node =
    known.get(form) ?? (z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Node);
  known.set(form, node);
  return node;
}

/** The node and every alternative in it. */
function expanded(node: Node, root: Node, depth = 0): Node[] {
  const n = node.$ref ? (root.$defs?.[node.$ref.slice('#/$defs/'.length)] ?? node) : node;
  const parts = [...(n.anyOf ?? []), ...(n.oneOf ?? []), ...(n.allOf ?? [])];
  return depth > 8 ? [n] : [n, ...parts.flatMap((part) => expanded(part, root, depth + 1))];
}

/** The parts a step leads to; a list takes any number. */
function step(node: Node, name: string, root: Node): Node[] {
  return expanded(node, root).flatMap((n) => {
    if (n.properties && Object.hasOwn(n.properties, name)) return [n.properties[name]!];
    return /^\d{1,6}$/.test(name)
      ? [n.items, ...(n.prefixItems ?? [])].filter((part) => part !== undefined)
      : [];
  });
}

/** `/measures/0/amountFen`, or `/measures/*` where the form knows no such name. */
function namedIn(form: z.ZodType | undefined, path: string): string {
  const root = form ? nodeOf(form) : {};
  let at: Node[] = [root];
  const told: string[] = [];
  for (const name of path.split('/').slice(1)) {
    at = at.flatMap((node) => step(node, name, root));
    if (at.length === 0) {
      told.push('*');
      break;
    }
    told.push(name);
  }
  return told
    .map((name) => `/${name}`)
    .join('')
    .slice(0, 180);
}

/** At most twenty, each once. Outside the body only the part is named, and a header by its name, which is ours. */
export function formPaths(
  form: z.ZodType | undefined,
  fields: readonly FieldProblem[] = [],
): string[] {
  const paths = fields.map(({ in: where, path }) =>
    where === 'body' ? `body${namedIn(form, path)}` : where === 'header' ? `header${path}` : where,
  );
  return [...new Set(paths)].slice(0, 20);
}
