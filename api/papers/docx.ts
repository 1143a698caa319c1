/** 公文.docx A paper as a word processor opens it, near GB/T 9704; the same paper gives the same bytes. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
  type IRunOptions,
} from 'docx';
import { DRAFT } from '../../domain/papers/html.ts';
import type { Piece, Sheet } from '../../domain/papers/sheet.ts';
import { clean } from '../../domain/dossier/paper-lines.ts';

/** A4 in twentieths of a point; 37 mm above, 28 mm at the left: 156 by 225 mm of text. */
const PAGE = { width: 11906, height: 16838 };
const MARGIN = { top: 2098, right: 1474, bottom: 1985, left: 1588, footer: 1587 };
const INNER = PAGE.width - MARGIN.left - MARGIN.right;
const LABEL = 2200;
const RED = 'C00000';
const song = { ascii: 'Times New Roman', eastAsia: 'SimSun', hAnsi: 'Times New Roman' };
const fang = { ascii: 'Times New Roman', eastAsia: 'FangSong', hAnsi: 'Times New Roman' };
const hei = { ascii: 'Times New Roman', eastAsia: 'SimHei', hAnsi: 'Times New Roman' };
/** 三号 is 16 pt, 二号 22 pt, 四号 14 pt; in half points. */
const size = { body: 32, title: 44, table: 28, small: 21, bureau: 60 };
/** Twenty-two lines a page: 28.95 pt each. */
const LINE = { line: 579, lineRule: LineRuleType.EXACT };

const run = (text: string, more: IRunOptions = {}): TextRun =>
  new TextRun({ text: clean(text), ...more });
const centred = (text: string, more: IRunOptions, after = 200): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after },
    children: [run(text, more)],
  });

const ruled = ({ layout }: Sheet): boolean => layout !== 'record' && layout !== 'receipt';

function headOf(sheet: Sheet): FileChild[] {
  const bureau = centred(
    sheet.bureau,
    {
      font: song,
      bold: true,
      ...(ruled(sheet) ? { size: size.bureau, color: RED } : { size: 40 }),
    },
    ruled(sheet) ? 360 : 120,
  );
  const number = new Paragraph({
    alignment: ruled(sheet) ? AlignmentType.CENTER : AlignmentType.RIGHT,
    spacing: { after: ruled(sheet) ? 480 : 160 },
    ...(ruled(sheet) && {
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 8, color: RED } },
    }),
    children: [
      sheet.number === null
        ? run(DRAFT, { font: hei, color: RED, bold: true })
        : run(sheet.number, ruled(sheet) ? {} : { size: size.table }),
    ],
  });
  const title = centred(sheet.title, { font: song, bold: true, size: size.title }, 360);
  return ruled(sheet) ? [bureau, number, title] : [bureau, title, number];
}

function pieceOf(piece: Piece): FileChild[] {
  switch (piece.kind) {
    case 'paragraph':
      return piece.text.split('\n').map((one) => body(one));
    case 'heading':
      return [body(piece.text, { font: hei }, true)];
    case 'list':
      return piece.lines.map((one, n) => body(`${n + 1}. ${one}`));
    case 'table':
      return [tableOf(piece.rows), new Paragraph({ spacing: LINE, children: [] })];
    case 'signatures':
      return piece.labels.map(
        (label) =>
          new Paragraph({
            spacing: { before: 240 },
            keepLines: true,
            children: [run(`${label}：`), run('　'.repeat(14), { underline: {} })],
          }),
      );
  }
}

const body = (text: string, more: IRunOptions = {}, keepNext = false): Paragraph =>
  new Paragraph({
    spacing: LINE,
    indent: { firstLine: 640 },
    keepNext,
    children: [run(text, more)],
  });

const cell = (text: string, width: number): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 110, right: 110 },
    children: text
      .split('\n')
      .map((one) => new Paragraph({ children: [run(one, { size: size.table })] })),
  });
const tableOf = (all: readonly (readonly [string, string])[]): Table =>
  new Table({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: [LABEL, INNER - LABEL],
    rows: all.map(
      ([label, text]) =>
        new TableRow({
          cantSplit: true,
          children: [cell(label, LABEL), cell(text, INNER - LABEL)],
        }),
    ),
  });

function footOf({ unit, day, file, replaces }: Sheet): FileChild[] {
  const end = (text: string, before: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { ...LINE, before },
      indent: { right: 640 },
      keepNext: true,
      children: [run(text)],
    });
  const small = (text: string, before: number): Paragraph =>
    new Paragraph({ spacing: { before }, children: [run(text, { size: size.small })] });
  return [
    end(unit, 640),
    end(day, 0),
    ...(replaces === null ? [] : [small(`本文书代替 ${replaces}，该号文书同时作废。`, 320)]),
    ...(file === '' ? [] : [small(`案卷 ${file}`, replaces === null ? 320 : 60)]),
  ];
}

const pages = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ font: song, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] }),
        ],
      }),
    ],
  });

export async function paperDocx(sheet: Sheet): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: fang, size: size.body } } } },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: pages() },
        children: [
          ...headOf(sheet),
          ...(sheet.to === null
            ? []
            : [new Paragraph({ spacing: LINE, children: [run(`${sheet.to}：`)] })]),
          ...sheet.blocks.flatMap(pieceOf),
          ...footOf(sheet),
        ],
      },
    ],
  });
  return undated(
    await Packer.toBuffer(document, undefined, [
      { path: 'docProps/core.xml', data: coreOf(sheet) },
    ]),
  );
}

/** The library would write the instant at which it ran: nothing of a paper depends on that. */
const coreOf = ({ number, title, bureau }: Sheet): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(`${number ?? '草稿'} ${title}`)}</dc:title><dc:creator>${xml(bureau)}</dc:creator></cp:coreProperties>`;
const xml = (text: string): string =>
  clean(text).replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Every member of the package as of 1980, the first day that a ZIP can say (APPNOTE 4.4.6): in its own head and in the directory. */
function undated(bytes: Buffer): Uint8Array {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const local = bytes.readUInt32LE(at + 42);
    bytes.writeUInt32LE(0x00210000, at + 12);
    bytes.writeUInt32LE(0x00210000, local + 10);
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
