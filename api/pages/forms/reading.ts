/** 表单的内容 What a form that was sent says, as the API takes it. What is left empty is left out; whether it may be, the API says. */
import { fieldOf, type Node } from './schema.ts';

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

export const bodyOf = (root: Node, form: URLSearchParams): unknown =>
  part(root, root, '', form).value ?? {};

export function rowsOf(form: URLSearchParams, path: string, least: number): number {
  const given = Number(form.get(rowsName(path)) ?? least);
  return Number.isInteger(given) && given >= 0 ? Math.min(given, 200) : least;
}

export const chosenOf = (form: URLSearchParams, path: string, among: readonly Node[]): number => {
  const given = Number(form.get(eitherName(path)) ?? 0);
  return among[given] ? given : 0;
};

function part(node: Node, root: Node, path: string, form: URLSearchParams): Read {
  const field = fieldOf(node, root);
  const text = form.get(path)?.replaceAll('\r\n', '\n');
  switch (field.kind) {
    case 'fixed':
      return { value: field.value, blank: true };
    case 'group':
      return group(field.parts, root, path, form);
    case 'choices': {
      const chosen = form.getAll(path).filter((one) => one !== '');
      return chosen.length > 0 ? said(chosen) : nothing;
    }
    case 'list':
      return list(field.each, root, path, form);
    case 'either': {
      const chosen = chosenOf(form, path, field.among);
      return part(field.among[chosen]!, root, path, form);
    }
    default:
      return text === undefined || text.trim() === '' ? nothing : said(plain(field.kind, text));
  }
}

function group(
  parts: readonly [name: string, node: Node, required: boolean][],
  root: Node,
  path: string,
  form: URLSearchParams,
): Read {
  const read = parts.map(([name, node, required]) => {
    const one = part(node, root, `${path}/${name}`, form);
    // A list that has to be there may be empty: nothing was found, nobody was present.
    const empty = required && ['choices', 'list'].includes(fieldOf(node, root).kind);
    return { name, ...one, value: one.value ?? (empty ? [] : undefined) };
  });
  if (path !== '' && read.every(({ blank }) => blank)) return nothing;
  return said(
    Object.fromEntries(
      read.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]),
    ),
  );
}

function list(each: Node, root: Node, path: string, form: URLSearchParams): Read {
  const rows = Array.from({ length: rowsOf(form, path, 0) }, (_, n) =>
    part(each, root, `${path}/${n}`, form),
  ).filter(({ blank }) => !blank);
  return rows.length > 0 ? said(rows.map(({ value }) => value)) : nothing;
}

/** A control for instants has no zone: here it is that of Beijing. What cannot be read goes as it is, and the API says why not. */
function plain(kind: string, text: string): unknown {
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
