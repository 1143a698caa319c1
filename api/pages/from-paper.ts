/** 照公文填写 What a paper says of itself, and what was filled in when it was issued, as the form of the act that states it takes it: nobody types it twice. */
import { formatInstant, parseInstant } from '../../domain/time/civil-date.ts';
import { nodeAt } from '../papers/called.ts';
import { isDocument } from './forms/documents.ts';
import { prefilled } from './forms/form.ts';
import { rowsName } from './forms/reading.ts';
import { fieldOf, valueLabel, type Field, type Node } from './forms/schema.ts';
import { addressOf, type PaperShown } from './papers.ts';
import type { Visit } from './visit.ts';

/** A code by itself or by what it is called; another text is no answer of the form. */
const codeOf = (procedure: string, codes: readonly string[], text: string): string[] =>
  codes
    .filter((one) => one === text || Object.values(valueLabel(procedure, one)).includes(text))
    .slice(0, 1);

/** The fields of a form under a path, and what stands in them. */
function inField(
  procedure: string,
  field: Field,
  path: string,
  value: unknown,
): [string, string][] {
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return texts.flatMap((one) => codeOf(procedure, field.values, one)).map((one) => [path, one]);
    case 'list':
      return [
        [rowsName(path), String(texts.length)],
        ...texts.map((one, n): [string, string] => [`${path}/${n}`, one]),
      ];
    case 'instant': {
      const at = parseInstant(texts[0]!);
      return at === undefined ? [] : [[path, formatInstant(at).slice(0, 19)]];
    }
    case 'group':
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

/** Of the paper that the address names, where it stands and this act states it. What the form does not have is left out; what it says otherwise, whoever files it corrects. */
export async function fromPaper(
  visit: Visit,
  {
    file,
    procedure,
    schema,
    type,
  }: { file: string; procedure: string; schema: Node; type: string },
): Promise<{ form: URLSearchParams; unfit: PaperShown | null }> {
  const named = visit.query.get('paper');
  const bare = prefilled(visit.query, schema);
  if (named === null) return { form: bare, unfit: null };
  const path = `${addressOf(file)}/papers/${encodeURIComponent(named)}`;
  const paper = await visit.read<PaperShown>(path);
  if (paper.state !== 'issued' || paper.statedBy !== type) return { form: bare, unfit: paper };
  const { number, document, states } = paper;
  const place = placeIn(schema);
  const own = Object.entries(place === undefined ? {} : document).map(
    ([part, value]): [string, string] => [`/${place}/${part}`, value],
  );
  const filled = Object.entries(states ?? {}).flatMap(([at, value]) => {
    const node = nodeAt(schema, at.slice(1).replaceAll('/', '.'));
    return node ? inField(procedure, fieldOf(node, schema), at, value) : [];
  });
  const rows = filled.filter(([name]) => !name.startsWith('/'));
  const said = prefilled(
    new URLSearchParams([...visit.query, ['/documentNo', number], ...own, ...filled]),
    schema,
  );
  for (const [name, count] of rows) said.set(name, count);
  return { form: said, unfit: null };
}
