/** 案卷.docx The paper as a word processor opens it: cover, contents, sections, the number of the page at its foot. */
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageBreak,
  PageNumber,
  PageReference,
  Paragraph,
  TabStopType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { clean, CONTENTS } from '../../domain/dossier/paper-lines.ts';
import type { Paper, Section } from '../../domain/dossier/paper.ts';
import type { Block } from '../../domain/dossier/paper-words.ts';

/** A4 in twentieths of a point, and what its margins leave. */
const PAGE = { width: 11906, height: 16838 };
const MARGIN = { top: 1247, right: 1020, bottom: 1134, left: 1361 };
const INNER = PAGE.width - MARGIN.left - MARGIN.right;
const FONT = { ascii: 'Times New Roman', eastAsia: 'FangSong', hAnsi: 'Times New Roman' };
const SMALL = 18;
/** How cells look stands in two styles, not in each of thousands of cells. */
const CELL = 'Cell';
const HEAD = 'Head';

export function docxOf(paper: Paper): Promise<Uint8Array> {
  return Packer.toBuffer(
    new Document({
      title: `${paper.title} ${paper.file}`,
      creator: paper.bureau,
      styles: {
        default: { document: { run: { font: FONT, size: 21 } } },
        paragraphStyles: [
          { id: CELL, name: CELL, run: { size: SMALL } },
          { id: HEAD, name: HEAD, run: { size: SMALL, bold: true } },
        ],
      },
      sections: [
        {
          properties: { page: { size: PAGE, margin: MARGIN }, titlePage: true },
          footers: { default: footer(), first: new Footer({ children: [new Paragraph('')] }) },
          children: [...cover(paper), ...contents(paper), ...paper.sections.flatMap(section)],
        },
      ],
    }),
  );
}

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            size: SMALL,
            children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
          }),
        ],
      }),
    ],
  });

const centred = (text: string, size: number, before: number, color?: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, after: 240 },
    children: [run(text, { size, bold: true, ...(color && { color }) })],
  });

function cover({ bureau, title, asOf, facts }: Paper): FileChild[] {
  return [
    centred(bureau, 36, 2400),
    centred(title, 60, 300),
    ...(asOf ? [centred(asOf, 22, 200, 'B00000')] : []),
    factsTable(facts),
    pageBreak(),
  ];
}

const pageBreak = (): Paragraph => new Paragraph({ children: [new PageBreak()] });

function contents({ sections }: Paper): FileChild[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [run(CONTENTS, { bold: true, size: 30, color: '000000' })],
    }),
    ...sections.map(
      ({ id, title }) =>
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: INNER }],
          children: [run(title), new TextRun('\t'), new PageReference(id)],
        }),
    ),
    pageBreak(),
  ];
}

function section({ id, title, blocks }: Section): FileChild[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: id === 'closing',
      children: [
        new Bookmark({ id, children: [run(title, { bold: true, size: 30, color: '000000' })] }),
      ],
    }),
    ...blocks.flatMap(blockOf),
  ];
}

function blockOf(block: Block): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          keepNext: true,
          spacing: { before: 200, after: 80 },
          children: [run(block.text, { bold: true, size: 22, color: '000000' })],
        }),
      ];
    case 'note':
      return textOf(block.text);
    case 'lines':
      return block.lines.flatMap((line, n) => textOf(`${n + 1}. ${line}`));
    case 'facts':
      return [factsTable(block.rows), new Paragraph('')];
    case 'table':
      return [tableOf(block), new Paragraph('')];
  }
}

const run = (text: string, more: { size?: number; bold?: boolean; color?: string } = {}): TextRun =>
  new TextRun({ text: clean(text), ...more });

const textOf = (text: string, head = false): Paragraph[] =>
  text
    .split('\n')
    .map(
      (line) => new Paragraph({ style: head ? HEAD : CELL, children: [new TextRun(clean(line))] }),
    );

const cell = (text: string, width: number, bold = false): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: textOf(text, bold),
    ...(bold && { shading: { fill: 'F2F2F2' } }),
  });

function factsTable(rows: readonly (readonly [string, string])[]): Table {
  const widths = [1700, INNER - 1700] as const;
  return new Table({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: [...widths],
    rows: rows.map(
      ([label, value]) =>
        new TableRow({
          cantSplit: true,
          children: [cell(label, widths[0], true), cell(value, widths[1])],
        }),
    ),
  });
}

function tableOf({ head, widths, rows }: Extract<Block, { kind: 'table' }>): Table {
  const sizes = widths.map((width) => Math.floor((INNER * width) / 100));
  const rowOf = (cells: readonly string[], header: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: header,
      children: cells.map((text, n) => cell(text, sizes[n]!, header)),
    });
  return new Table({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: sizes,
    rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))],
  });
}
