/** 打印页 A paper as a page that a browser prints: no script, nothing from elsewhere, every text escaped. */
import { paperStyle } from './html-style.ts';
import type { Piece, Sheet } from './sheet.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (mark) => escapes[mark]!);
const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>');

export const DRAFT = '草稿（样本，未编号，不得送达）';

export const paperHtml = (sheet: Sheet): string =>
  `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(`${sheet.number ?? '草稿'} ${sheet.title}`)}</title>
<style>${paperStyle}</style>
</head>
<body class="${sheet.layout}${sheet.number === null ? ' draft' : ''}">
${headOf(sheet)}
<main>
${sheet.to === null ? '' : `<p class="to">${escaped(sheet.to)}：</p>\n`}${sheet.blocks.map(pieceOf).join('\n')}
</main>
${footOf(sheet)}
</body>
</html>
`;

/** 作废页 A first sheet that says that what follows does not stand any more; what follows is as it was issued. */
export const withSheetBefore = (page: string, [head, ...rest]: readonly string[]): string =>
  page.replace(
    /<body[^>]*>\n/,
    (body) =>
      `${body}<section style="break-after:page;border:4px solid #000;padding:2em;margin:0 0 2em">\n<h1>${escaped(head ?? '')}</h1>\n${rest.map((one) => `<p>${escaped(one)}</p>`).join('\n')}\n</section>\n`,
  );

const headOf = ({ layout, bureau, title, number }: Sheet): string => {
  const no = `<p class="number">${number === null ? `<strong class="mark">${DRAFT}</strong>` : escaped(number)}</p>`;
  const named = `<p class="bureau">${escaped(bureau)}</p>`;
  return layout === 'record' || layout === 'receipt'
    ? `<header>\n${named}\n<h1>${escaped(title)}</h1>\n${no}\n</header>`
    : `<header>\n${named}\n${no}\n<h1>${escaped(title)}</h1>\n</header>`;
};

const footOf = ({ unit, day, file, replaces }: Sheet): string =>
  `<footer>\n<p class="issued">${escaped(unit)}<br>${escaped(day)}</p>\n${replaces === null ? '' : `<p class="small">本文书代替 ${escaped(replaces)}，该号文书同时作废。</p>\n`}${file === '' ? '' : `<p class="small">案卷 ${escaped(file)}</p>\n`}</footer>`;

function pieceOf(piece: Piece): string {
  switch (piece.kind) {
    case 'paragraph':
      return piece.text
        .split('\n')
        .map((one) => `<p>${escaped(one)}</p>`)
        .join('\n');
    case 'heading':
      return `<h2>${escaped(piece.text)}</h2>`;
    case 'list':
      return `<ol>${piece.lines.map((one) => `<li>${escaped(one)}</li>`).join('')}</ol>`;
    case 'table':
      return `<table>${piece.rows.map(([label, text]) => `<tr><th scope="row">${escaped(label)}</th><td>${lines(text)}</td></tr>`).join('')}</table>`;
    case 'signatures':
      return `<dl class="signatures">${piece.labels.map((label) => `<div><dt>${escaped(label)}：</dt><dd></dd></div>`).join('')}</dl>`;
  }
}
