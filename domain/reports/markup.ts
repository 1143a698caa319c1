/** 页面 The parts of which printed reports are made: no script, nothing from elsewhere, every text escaped. */
import type { Sentence } from '../law/refusal.ts';

export type Language = keyof Sentence;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What HTML can't hold is shown as missing. */
export const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (mark) => escapes[mark]!);

type Cell = string | number;

/** Numbers stand to the right. */
const cell = (value: Cell): string =>
  typeof value === 'number' ? `<td class="n">${value}</td>` : `<td>${escaped(value)}</td>`;

export interface Table {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** The first cell of a row names it. */
export const tableOf = ({ caption, head, rows }: Table): string =>
  `<table><caption>${escaped(caption)}</caption><thead><tr>${head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      ([first, ...rest]) =>
        `<tr><th scope="row">${escaped(String(first))}</th>${rest.map(cell).join('')}</tr>`,
    )
    .join('')}</tbody></table>\n`;

export const factsOf = (rows: readonly (readonly [string, string])[]): string =>
  `<table class="facts"><tbody>${rows.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('')}</tbody></table>\n`;

export const noteOf = (text: string): string => `<p class="note">${escaped(text)}</p>\n`;

export const pageHead = (language: Language, title: string): string =>
  `<!doctype html>\n<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${escaped(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<h1>${escaped(title)}</h1>\n`;
export const PAGE_END = '</body>\n</html>\n';

/** A4 across, the number of the page at its foot, heads of tables repeated, rows kept whole. */
export const STYLE = `
@page { size: A4 landscape; margin: 16mm 14mm 16mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 265mm; padding: 0 4mm; font: 10pt/1.5 "FangSong", "STFangsong", "SimSun", "Songti SC", "Noto Serif CJK SC", serif; color: #000; background: #fff; }
h1, h2, h3, th, caption { font-family: "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; font-weight: 600; }
h1 { font-size: 20pt; text-align: center; margin: 8mm 0 5mm; }
h2 { font-size: 14pt; margin: 9mm 0 3mm; break-after: avoid; }
h3 { font-size: 11pt; margin: 5mm 0 2mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; margin: 0 0 4mm; font-size: 8.5pt; }
caption { text-align: left; margin: 0 0 1mm; font-size: 9.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.2mm solid #000; padding: 0.7mm 1.2mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th, .facts th { background: #f2f2f2; }
tbody th { font-weight: 400; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.facts th { width: 42mm; }
.note { margin: 0 0 2mm; font-size: 9pt; }
figure { margin: 0 0 4mm; break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; }
@media screen { body { padding-bottom: 12mm; } .wide { overflow-x: auto; } }
`;
