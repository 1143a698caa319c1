/** 表单的结构 As much of JSON Schema as the forms of acts use, and what a field is called. */
import { actTitle, wordOf } from '../../../domain/dossier/titles.ts';
import { clauseTitle } from '../../../domain/law/clause-title.ts';
import type { Sentence } from '../../../domain/law/refusal.ts';
import { procedureOf } from '../../../domain/procedures.ts';
import { englishField, inWords } from './english-words.ts';
import { fieldWords } from './field-words.ts';
import { rareFields, rareValues } from './rare-words.ts';
import { valueWords } from './value-words.ts';

export interface Node {
  type?: string | string[];
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
  enum?: (string | number | boolean | null)[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  description?: string;
  default?: unknown;
  /** The law may demand it of the act (domain/law/form-fields.ts). */
  'x-demanded'?: boolean;
}

/** How a field is filled in. */
export type Field =
  | { kind: 'fixed'; value: unknown }
  /** `real`: the same values as the form has them, which need be no texts. */
  | { kind: 'choice' | 'choices'; values: string[]; real: unknown[] }
  | { kind: 'yes-no' }
  | { kind: 'number'; node: Node }
  | { kind: 'date' | 'instant' | 'address' }
  /** `oneLine`: its form takes no control characters, so a line break becomes a space. */
  | { kind: 'text'; longest: number | undefined; oneLine: boolean; pattern?: string | undefined }
  | { kind: 'group'; parts: [name: string, node: Node, required: boolean][] }
  | { kind: 'list'; each: Node; least: number; most: number }
  | { kind: 'either'; among: Node[] }
  | { kind: 'raw' };

export const resolved = (node: Node, root: Node): Node => {
  if (!node.$ref) return node;
  const { $ref, ...own } = node;
  return { ...root.$defs?.[$ref.slice('#/$defs/'.length)], ...own };
};

const choiceOf = (values: readonly unknown[]): Field => {
  const real = values.filter((one) => one !== null);
  return { kind: 'choice', values: real.map(String), real };
};

export function fieldOf(given: Node, root: Node): Field {
  const node = resolved(given, root);
  if (node.const !== undefined) return { kind: 'fixed', value: node.const };
  if (node.enum) return choiceOf(node.enum);
  const among = (node.oneOf ?? node.anyOf)?.filter((one) => resolved(one, root).type !== 'null');
  if (among?.length === 1) return fieldOf(among[0]!, root);
  const fixed = (among ?? []).map((one) => resolved(one, root).const);
  if (among && fixed.every((one) => one !== undefined)) return choiceOf(fixed);
  if (among) return { kind: 'either', among };
  const type = Array.isArray(node.type) ? node.type.find((one) => one !== 'null') : node.type;
  if (type === 'object' && node.properties) return groupOf(node);
  if (type === 'array' && node.items) return listOf(node, root);
  return simple(node, type);
}

/** A receipt is stamped by the designated receiving system alone, and no system signs in here: its field is asked of nobody. */
const groupOf = ({ properties = {}, required = [] }: Node): Field => ({
  kind: 'group',
  parts: Object.entries(properties)
    .filter(([name]) => name !== 'receivedAt')
    .map(([name, part]) => [name, part, required.includes(name)]),
});

function listOf({ items, minItems = 0, maxItems = 500 }: Node, root: Node): Field {
  const each = fieldOf(items!, root);
  return each.kind === 'choice'
    ? { ...each, kind: 'choices' }
    : { kind: 'list', each: items!, least: minItems, most: maxItems };
}

function simple(node: Node, type: string | undefined): Field {
  if (type === 'boolean') return { kind: 'yes-no' };
  if (type === 'integer' || type === 'number') return { kind: 'number', node };
  if (type !== 'string') return { kind: 'raw' };
  if (node.format === 'date') return { kind: 'date' };
  if (node.format === 'date-time') return { kind: 'instant' };
  if (node.format === 'uri') return { kind: 'address' };
  const patterns = [node, ...(node.allOf ?? [])].map(({ pattern }) => pattern ?? '');
  return {
    kind: 'text',
    longest: node.maxLength,
    pattern: node.pattern,
    oneLine: patterns.some((one) => one.includes('^\\p{Cc}')),
  };
}

/** 中文 English in one description: the Chinese goes to the last character of its script. */
export function bothLanguages(description: string): Sentence {
  const end = [...description.matchAll(/[\p{sc=Han}，。；：、（）《》“”〔〕]/gu)].at(-1);
  const cut = end ? end.index + end[0].length : 0;
  const [zh, en] = [description.slice(0, cut).trim(), description.slice(cut).trim()];
  return { zh: zh || description, en: en || description };
}

/** The name of a field, and what its form says of it where that is more than a name. */
export function labelOf(name: string, node: Node): { label: Sentence; help?: Sentence } {
  const said = node.description ? bothLanguages(node.description) : undefined;
  const known = [fieldWords, rareFields].find((words) => Object.hasOwn(words, name))?.[name];
  if (said && said.zh.length <= 24) return { label: said };
  const label = { zh: known ?? said?.zh ?? name, en: englishField(name) };
  return known && said ? { label, help: said } : said ? { label: said } : { label };
}

/** As its procedure calls it, else as an act, else as every form does; a clause by its article. */
export function valueLabel(procedure: string, value: string): Sentence {
  const own = procedureOf(procedure)?.values;
  if (own && Object.hasOwn(own, value)) return own[value]!;
  const named = wordOf(procedure, value);
  if (named.zh !== value) return named;
  const known = [valueWords, rareValues].find((words) => Object.hasOwn(words, value))?.[value];
  if (known) return { zh: known, en: inWords(value) };
  const article = clauseTitle(value);
  if (article) return { zh: `${value} ${article.zh}`, en: `${value} ${article.en}` };
  const act = actTitle(procedure, value);
  return act.zh === value ? { zh: value, en: inWords(value) } : act;
}

/** Whether a field of this name stands in a form; of one that is no group nothing is known. */
export const hasField = (schema: Node, name: string): boolean =>
  schema.properties !== undefined && Object.hasOwn(schema.properties, name);
