/** 字段所在 Where a field stands in its form: by what its path leads through, and what each of that is called. */
import type { Sentence } from '../../../domain/law/refusal.ts';
import { chosenOf } from './reading.ts';
import { fieldOf, labelOf, type Field, type Node } from './schema.ts';

interface Found {
  field: Field;
  /** From the outermost in. */
  labels: readonly Sentence[];
}

/** Of several forms the one that was chosen. Undefined where the form has no such place. */
export function placeOf(root: Node, form: URLSearchParams, path: string): Found | undefined {
  let node: Node | undefined = root;
  let at = '';
  const labels: Sentence[] = [];
  for (const step of path.split('/').slice(1)) {
    const field: Field = withinForm(fieldOf(node, root), { root, form, at });
    if (field.kind === 'group') {
      const part: Node | undefined = field.parts.find(([name]) => name === step)?.[1];
      if (!part) return undefined;
      labels.push(labelOf(step, part).label);
      node = part;
    } else if (field.kind === 'list') {
      const n = Number(step) + 1;
      labels.push({ zh: `第 ${n} 项`, en: `No. ${n}` });
      node = field.each;
    } else return undefined;
    at += `/${step}`;
  }
  return { field: withinForm(fieldOf(node, root), { root, form, at }), labels };
}

interface Around {
  root: Node;
  form: URLSearchParams;
  at: string;
}
const withinForm = (field: Field, { root, form, at }: Around): Field =>
  field.kind === 'either' ? fieldOf(field.among[chosenOf(form, at, field.among)]!, root) : field;
