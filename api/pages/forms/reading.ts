/** 表单的内容 What a form that was sent says, as the API takes it. What is left empty is left out; whether it may be, the API says. */
import { fieldOf, type Field, type Node } from './schema.ts';

interface Read {
  value: unknown;
  /** Nothing has been filled in; fixed values do not count. */
  blank: boolean;
}
const nothing: Read = { value: undefined, blank: true };
const said = (value: unknown): Read => ({ value, blank: false });

/** Names of controls that are no fields: how many rows a list has, which of several forms is filled in. */
export const rowsName = (path: string): string => `_n:${path}`;
export const eitherName = (path: string): string => `_v:${path}`;

interface Source {
  root: Node;
  form: URLSearchParams;
  /** Of each list by its path: the rows in which something stands. */
  rows: Map<string, number[]>;
}

/** What the API is asked with, and the form as it numbers it: what the API says of a row stands beside that row. */
export function readForm(
  root: Node,
  form: URLSearchParams,
): { body: unknown; form: URLSearchParams } {
  const source: Source = { root, form, rows: new Map() };
  const body = part(root, source, '').value ?? {};
  return { body, form: withoutBlankRows(source) };
}

function withoutBlankRows({ form, rows }: Source): URLSearchParams {
  const left = new URLSearchParams();
  for (const [name, text] of form) {
    const [, kind = '', path = ''] = /^(_[nv]:)?(.*)$/s.exec(name)!;
    const to = renumbered(path, rows);
    const count = kind === '_n:' ? rows.get(path)?.length : undefined;
    if (to !== undefined) left.append(`${kind}${to}`, count ? String(count) : text);
  }
  return left;
}

/** Undefined for what belongs to a row that is left out. */
function renumbered(path: string, rows: Source['rows']): string | undefined {
  let [from, to] = ['', ''];
  const [first = '', ...steps] = path.split('/');
  for (const step of steps) {
    const kept = rows.get(from);
    const number = kept && kept.length > 0 ? kept.indexOf(Number(step)) : undefined;
    if (number === -1) return undefined;
    to += `/${number ?? step}`;
    from += `/${step}`;
  }
  return `${first}${to}`;
}

export function rowsOf(form: URLSearchParams, path: string, least: number): number {
  const given = Number(form.get(rowsName(path)) ?? least);
  return Number.isInteger(given) && given >= 0 ? Math.min(given, 200) : least;
}

/** 过大的表单 More fields or rows than a person fills in: each row costs a look through all fields. */
export const isTooMuch = (form: URLSearchParams): boolean =>
  form.size > 4000 ||
  [...form]
    .filter(([name]) => name.startsWith(rowsName('')))
    .reduce((sum, [, text]) => sum + Math.max(0, Number(text) || 0), 0) > 1000;

export const chosenOf = (form: URLSearchParams, path: string, among: readonly Node[]): number => {
  const given = Number(form.get(eitherName(path)) ?? 0);
  return among[given] ? given : 0;
};

function part(node: Node, source: Source, path: string): Read {
  const { root, form } = source;
  const field = fieldOf(node, root);
  const text = form.get(path)?.replaceAll('\r\n', '\n');
  switch (field.kind) {
    case 'fixed':
      return { value: field.value, blank: true };
    case 'group':
      return group(field.parts, source, path);
    case 'choices': {
      const chosen = form.getAll(path).filter((one) => one !== '');
      return chosen.length > 0 ? said(chosen.map((one) => realOf(field, one))) : nothing;
    }
    case 'list':
      return list(field.each, source, path);
    case 'either': {
      const chosen = chosenOf(form, path, field.among);
      return part(field.among[chosen]!, source, path);
    }
    default:
      return text === undefined || text.trim() === '' ? nothing : said(plain(field, text));
  }
}

function group(
  parts: readonly [name: string, node: Node, required: boolean][],
  source: Source,
  path: string,
): Read {
  const read = parts.map(([name, node, required]) => {
    const one = part(node, source, `${path}/${name}`);
    // A list that has to be there may be empty: nothing was found, nobody was present.
    const empty = required && ['choices', 'list'].includes(fieldOf(node, source.root).kind);
    return { name, ...one, value: one.value ?? (empty ? [] : undefined) };
  });
  if (path !== '' && read.every(({ blank }) => blank)) return nothing;
  return said(
    Object.fromEntries(
      read.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]),
    ),
  );
}

function list(each: Node, source: Source, path: string): Read {
  const rows = Array.from({ length: rowsOf(source.form, path, 0) }, (_, n) => ({
    n,
    ...part(each, source, `${path}/${n}`),
  })).filter(({ blank }) => !blank);
  const kept = rows.map(({ n }) => n);
  source.rows.set(path, kept);
  return rows.length > 0 ? said(rows.map(({ value }) => value)) : nothing;
}

/** A number or a yes of the form where it lists those; what it does not list goes as it is. */
const realOf = ({ values, real }: { values: string[]; real: unknown[] }, text: string): unknown =>
  real[values.indexOf(text)] ?? text;

/** What somebody has pasted in paragraphs, for a field that takes one line. */
export const onOneLine = (text: string): string =>
  text
    .split(/[\r\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .join(' ');

/** A control for instants has no zone: here it is that of Beijing. What cannot be read goes as it is, and the API says why not. */
function plain(field: Field, text: string): unknown {
  const { kind } = field;
  if (field.kind === 'choice') return realOf(field, text);
  if (field.kind === 'text') return field.oneLine ? onOneLine(text) : text;
  if (kind === 'yes-no') return text === 'true' ? true : text === 'false' ? false : text;
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (kind === 'instant') {
    const local = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
    return local ? `${local[1]}${local[2] ?? ':00'}+08:00` : text.trim();
  }
  if (kind !== 'raw') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
