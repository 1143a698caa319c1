/** 照公文填写 What a paper says of itself, and what was filled in when it was issued, as the form of the act that states it takes it: nobody types it twice. */
import { formatInstant, parseInstant } from '../../domain/time/civil-date.ts';
import { nodeAt } from '../papers/called.ts';
import { isDocument } from './forms/documents.ts';
import { prefilled } from './forms/form.ts';
import { rowsName } from './forms/reading.ts';
import { fieldOf, valueLabel, type Node } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import { letterPath, type LetterShown } from './letters.ts';
import { addressOf, type PaperShown } from './papers.ts';
import type { Visit } from './visit.ts';

/** A code by itself or by what it is called; another text is no answer of the form. */
const codeOf = (procedure: string, codes: readonly string[], text: string): string[] =>
  codes
    .filter((one) => one === text || Object.values(valueLabel(procedure, one)).includes(text))
    .slice(0, 1);

/** The fields of a form under a path, and what stands in them. */
function inField(
  { procedure, root }: { procedure: string; root: Node },
  node: Node,
  path: string,
  value: unknown,
): [string, string][] {
  const field = fieldOf(node, root);
  const within = (one: Node, at: string, of: unknown): [string, string][] =>
    of === undefined || of === null ? [] : inField({ procedure, root }, one, at, of);
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return texts.flatMap((one) => codeOf(procedure, field.values, one)).map((one) => [path, one]);
    case 'list': {
      const all: unknown[] = Array.isArray(value) ? value : [value];
      const rows = all.flatMap((one, n) => within(field.each, `${path}/${n}`, one));
      return [[rowsName(path), String(all.length)], ...rows];
    }
    case 'group':
      return typeof value === 'object' && value !== null
        ? field.parts.flatMap(([name, part]) =>
            within(part, `${path}/${name}`, Reflect.get(value, name)),
          )
        : [];
    case 'instant': {
      const at = parseInstant(texts[0]!);
      return at === undefined ? [] : [[path, formatInstant(at).slice(0, 19)]];
    }
    case 'either':
    case 'fixed':
    case 'raw':
      return [];
    default:
      return [[path, texts.join('；')]];
  }
}

/** Where a form states its document: as most do, or in the first field that takes one. */
function placeIn(schema: Node): string | undefined {
  const names = Object.entries(schema.properties ?? {}).flatMap(([name, node]) => {
    const field = fieldOf(node, schema);
    return field.kind === 'group' && isDocument(field) ? [name] : [];
  });
  return ['document', 'proof'].find((usual) => names.includes(usual)) ?? names[0];
}

interface Taken {
  procedure: string;
  schema: Node;
  type: string;
}
interface Filled {
  form: URLSearchParams;
  /** The paper of which nothing is filled in: it does not stand any more, or this act does not state it. */
  unfit: (Pick<PaperShown, 'number' | 'state'> & { opened?: boolean }) | null;
}

/** Of the paper that the address names, where it stands and this act states it. What the form does not have is left out; what it says otherwise, whoever files it corrects. */
export async function fromPaper(
  visit: Visit,
  { file, ...taken }: Taken & { file: string },
): Promise<Filled> {
  const named = visit.query.get('paper');
  const bare = prefilled(visit.query, taken.schema);
  if (named === null) return { form: bare, unfit: null };
  const path = `${addressOf(file)}/papers/${encodeURIComponent(named)}`;
  const paper = await visit.read<PaperShown>(path);
  return paper.state === 'issued' && paper.statedBy === taken.type
    ? { form: saidBy(paper, visit.query, taken), unfit: null }
    : { form: bare, unfit: paper };
}

/** The same of the letter by which a file is to be opened; one by which a file was opened opens no other. */
export async function fromLetter(visit: Visit, taken: Taken): Promise<Filled> {
  const named = visit.query.get('paper');
  const bare = prefilled(visit.query, taken.schema);
  if (named === null) return { form: bare, unfit: null };
  const letter = await visit.read<LetterShown>(letterPath(named));
  const opened = letter.opened || letter.file !== null;
  const own = letter.statedBy === taken.type && letter.kind.startsWith(`${taken.procedure}/`);
  return letter.state === 'issued' && own && !opened
    ? { form: saidBy(letter, visit.query, taken), unfit: null }
    : { form: bare, unfit: { ...letter, opened } };
}

/** Why nothing of the paper is filled in. */
export const unfitShown = (
  { t }: Visit,
  { number, state, opened = false }: NonNullable<Filled['unfit']>,
): Html =>
  html`<div class="box warn"><p>${
    state !== 'issued'
      ? t(
          `${number} 已作废或者已被代替，没有照填。`,
          `${number} was withdrawn or replaced: nothing of it is filled in.`,
        )
      : opened
        ? t(
            `已经据 ${number} 立卷，没有照填。`,
            `A file was opened by ${number} already: nothing of it is filled in.`,
          )
        : t(
            `${number} 不是随这种文书制发的公文，没有照填。`,
            `${number} is no paper that this act states: nothing of it is filled in.`,
          )
  }</p></div>`;

function saidBy(
  { number, document, states }: Pick<PaperShown, 'number' | 'document' | 'states'>,
  query: URLSearchParams,
  { procedure, schema }: Taken,
): URLSearchParams {
  const place = placeIn(schema);
  const own = Object.entries(place === undefined ? {} : document).map(
    ([part, value]): [string, string] => [`/${place}/${part}`, value],
  );
  const { '/documentNo': _, ...others } = states ?? {};
  const filled = Object.entries(others).flatMap(([at, value]) => {
    const node = nodeAt(schema, at.slice(1).replaceAll('/', '.'));
    return node ? inField({ procedure, root: schema }, node, at, value) : [];
  });
  const rows = filled.filter(([name]) => !name.startsWith('/'));
  const said = prefilled(
    new URLSearchParams([...query, ['/documentNo', number], ...own, ...filled]),
    schema,
  );
  for (const [name, count] of rows) said.set(name, count);
  return said;
}
