/** 文书内容 What an act says, field by field, in the names of its form, exactly as it was filed: only a value that its form lists is called by its name too. */
import { html, type Content, type Html } from './html.ts';
import { facts } from './layout.ts';
import { labelOf, resolved, valueLabel, type Node } from './forms/schema.ts';
import type { Visit } from './visit.ts';

interface Written {
  visit: Visit;
  procedure: string;
  /** The form's schema; without one nothing is called by another name. */
  root: Node;
}

export const payloadShown = (
  visit: Visit,
  procedure: string,
  value: unknown,
  root: Node = {},
): Html => shown({ visit, procedure, root }, value, [root]);

/** `forms`: what the schema says of this place, in every form that it may have. */
function shown(written: Written, value: unknown, forms: readonly Node[]): Html {
  const among = forms.flatMap((form) => allOf(form, written.root));
  if (Array.isArray(value)) {
    const each = among.flatMap(({ items }) => (items ? [items] : []));
    return value.length === 0
      ? html`—`
      : html`<ol>${value.map((one) => html`<li>${shown(written, one, each)}</li>`)}</ol>`;
  }
  if (typeof value === 'object' && value !== null) return group(written, { ...value }, among);
  if (typeof value === 'boolean')
    return html`${value ? written.visit.t('是', 'yes') : written.visit.t('否', 'no')}`;
  return text(written, value, among);
}

function group(written: Written, value: Record<string, unknown>, among: readonly Node[]): Html {
  const fitting = among.filter((form) => fits(value, form, written.root));
  // In the order of the form; the database keeps another.
  const order = fitting.flatMap(({ properties = {} }) => Object.keys(properties));
  const placeOf = (name: string): number => {
    const place = order.indexOf(name);
    return place < 0 ? order.length : place;
  };
  return facts(
    Object.entries(value)
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, one]): [string, Content] => {
        const forms = fitting.flatMap(({ properties = {} }) =>
          Object.hasOwn(properties, name) ? [properties[name]!] : [],
        );
        return [written.visit.say(labelOf(name, forms[0] ?? {}).label), shown(written, one, forms)];
      }),
  );
}

function text({ visit, procedure }: Written, value: unknown, among: readonly Node[]): Html {
  const said = String(value ?? '—');
  const listed = among.some((form) => form.const === value || form.enum?.includes(said));
  const label = listed && typeof value === 'string' ? visit.say(valueLabel(procedure, said)) : said;
  return label === said
    ? html`<span class="exact">${said}</span>`
    : html`${label} <code>${said}</code>`;
}

function allOf(given: Node, root: Node): Node[] {
  const node = resolved(given, root);
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...inner.flatMap((one) => allOf(one, root))];
}

/** Of several forms the one whose fixed values stand there. */
const fits = (value: Record<string, unknown>, { properties = {} }: Node, root: Node): boolean =>
  Object.entries(properties).every(([name, node]) => {
    const fixed = resolved(node, root).const;
    return fixed === undefined || value[name] === fixed;
  });
