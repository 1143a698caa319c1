/** 纸质案卷的文字 Every line of a paper in the order in which its documents have it, without marks. */
import type { Paper } from './paper.ts';
import type { Block } from './paper-words.ts';

/** What a document of XML can't hold is shown as missing. */
export const clean = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD');

export const CONTENTS = '卷内目录';

export function wordsOf({ bureau, title, asOf, facts, sections }: Paper): string[] {
  return [
    bureau,
    title,
    ...(asOf ? [asOf] : []),
    ...facts.flat(),
    CONTENTS,
    ...sections.map((one) => one.title),
    ...sections.flatMap((one) => [one.title, ...one.blocks.flatMap(linesOf)]),
  ]
    .flatMap((text) => clean(text).split('\n'))
    .filter((line) => line.trim() !== '');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'note':
      return [block.text];
    case 'lines':
      return block.lines.map((line, n) => `${n + 1}. ${line}`);
    case 'facts':
      return block.rows.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()];
  }
}
