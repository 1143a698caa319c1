/**
 * 成文 A paper as it will be read: its template with its values. One value for both layouts, so that page and document say the same; the version in which they
 * were issued is kept as bytes.
 */
import type { Block, Layout, Paper, Template } from '../law/papers.ts';
import { filled } from './template.ts';

/** What a paper says, by field; a list by its lines. */
export type PaperData = Readonly<Record<string, string | readonly string[]>>;

export interface Sheet {
  layout: Layout;
  bureau: string;
  unit: string;
  title: string;
  /** Absent: a draft, which has none. */
  number: string | null;
  to: string | null;
  blocks: Piece[];
  day: string;
  /** Empty: of the letter that is to open one. */
  file: string;
  /** Which paper it takes the place of. */
  replaces: string | null;
}
export type Piece =
  | { kind: 'paragraph' | 'heading'; text: string }
  | { kind: 'table'; rows: [label: string, text: string][] }
  | { kind: 'list'; lines: string[] }
  | { kind: 'signatures'; labels: string[] };

interface About {
  number: string | null;
  replaces: string | null;
}

const textOf = (value: PaperData[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.join('；');
const linesOf = (value: PaperData[string] | undefined): string[] =>
  typeof value === 'string' ? value.split('\n') : [...(value ?? [])];

export function sheetOf(
  paper: Paper,
  template: Template,
  data: PaperData,
  { number, replaces }: About,
): Sheet {
  const fill = (text: string): string => filled(text, (field) => textOf(data[field]));
  const there = ({ when }: Block): boolean => when === undefined || Boolean(textOf(data[when]));
  return {
    layout: paper.layout,
    bureau: textOf(data['bureau']) ?? '',
    unit: textOf(data[paper.signer ?? 'unit']) ?? '',
    title: fill(template.title),
    number,
    to: template.to === undefined ? null : fill(template.to),
    blocks: template.body.filter(there).map((one) => pieceOf(one, fill, data)),
    day: textOf(data['day']) ?? '',
    file: textOf(data['file']) ?? '',
    replaces,
  };
}

function pieceOf(one: Block, fill: (text: string) => string, data: PaperData): Piece {
  switch (one.kind) {
    case 'paragraph':
    case 'heading':
      return { kind: one.kind, text: fill(one.text) };
    case 'table':
      return { kind: 'table', rows: one.rows.map(({ label, text }) => [fill(label), fill(text)]) };
    case 'list':
      return { kind: 'list', lines: linesOf(data[one.field]) };
    case 'signatures':
      return { kind: 'signatures', labels: one.labels.map(fill) };
  }
}
