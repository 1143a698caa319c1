/** 案卷.html The paper as a page that a browser prints: no script, nothing from elsewhere, every text escaped. */
import { STYLE } from './html-style.ts';
import type { Paper, Section } from './paper.ts';
import type { Block } from './paper-words.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Characters that XML and HTML can't hold have been refused by every form; one that is there all the same is shown as missing. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (mark) => escapes[mark]!);

/** Lines of one cell. */
const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>');

/** In pieces, so that a long dossier need not stand in memory as one text. */
export function* htmlOf(paper: Paper): Generator<string> {
  const title = escaped(`${paper.title} ${paper.file}`);
  yield `<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield cover(paper);
  yield contents(paper);
  for (const section of paper.sections) yield* sectionOf(section);
  yield '</body>\n</html>\n';
}

const facts = (rows: readonly (readonly [string, string])[]): string =>
  `<table class="facts">${rows.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${lines(value)}</td></tr>`).join('')}</table>\n`;

const cover = ({ bureau, title, asOf, facts: rows }: Paper): string =>
  `<section class="cover">\n<p class="bureau">${escaped(bureau)}</p>\n<h1>${escaped(title)}</h1>\n${asOf ? `<p class="as-of">${escaped(asOf)}</p>\n` : ''}${facts(rows)}</section>\n`;

const contents = ({ sections }: Paper): string =>
  `<nav class="contents">\n<h2>卷内目录</h2>\n<ol>${sections.map(({ id, title }) => `<li><a href="#${id}"><span>${escaped(title)}</span></a></li>`).join('')}</ol>\n</nav>\n`;

function* sectionOf({ id, title, blocks }: Section): Generator<string> {
  yield `<section id="${id}">\n<h2>${escaped(title)}</h2>\n`;
  for (const block of blocks) yield blockOf(block);
  yield '</section>\n';
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>\n`;
    case 'note':
      return `<p class="note">${lines(block.text)}</p>\n`;
    case 'lines':
      return `<ol class="lines">${block.lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ol>\n`;
    case 'facts':
      return facts(block.rows);
    case 'table':
      return tableOf(block);
  }
}

const tableOf = ({ head, widths, rows }: Extract<Block, { kind: 'table' }>): string =>
  `<table><colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${lines(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>\n`;
