/**
 * RFC 8785, the canonical text of a value. ECMAScript writes strings and numbers as the RFC wants them, and sorts keys by UTF-16 units as it does;
 * what is ours is the order of keys and to refuse what JSON can't say: a proof must not rest on a text that a reader gets back otherwise.
 */
import { isWhole } from './bytes.ts';

export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('no number of JSON');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

/** Only half a character is written by its number with a d in front; so a text is looked at closely only where it may have one. */
function canonicalString(text: string): string {
  const written = JSON.stringify(text);
  if (written.includes('\\ud') && !isWhole(text))
    throw new TypeError('half a character has no UTF-8');
  return written;
}

/** A field that is undefined is not there, as when JSON is written; in a list there is no such thing. */
function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new TypeError('only plain objects have a canonical text');
  const fields = value as Record<string, unknown>;
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] === undefined) continue;
    text += `${text ? ',' : ''}${canonicalString(name)}:${canonicalJson(fields[name])}`;
  }
  return `{${text}}`;
}
