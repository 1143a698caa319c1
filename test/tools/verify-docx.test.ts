/** The dossier's document for a word processor in the hands of somebody who changes it: what would show other words than those that are read is not read. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf } from '../../api/dossier/docx.ts';
import { wordsOf } from '../../domain/dossier/paper-lines.ts';
import type { Paper } from '../../domain/dossier/paper.ts';
import { wordsOfDocx } from '../../tools/verify/docx.ts';

const paper: Paper = {
  bureau: '天津市医疗保障局',
  title: '案卷',
  file: 'F',
  asOf: 'as of 1',
  facts: [['label', 'a & b <c> "d" \'e\' &#65;']],
  sections: [
    {
      id: 's1',
      title: '一',
      blocks: [
        { kind: 'heading', text: 'heading' },
        { kind: 'note', text: 'two\nlines' },
        { kind: 'lines', lines: ['x', 'y'] },
        { kind: 'facts', rows: [['l', 'v']] },
        { kind: 'table', head: ['a', 'b'], widths: [50, 50], rows: [['1', '']] },
      ],
    },
    { id: 'closing', title: '备考表', blocks: [] },
  ],
};
const own = await docxOf(paper);
const MAIN = 'word/document.xml';

/** The same with one part as `change` makes it, and more parts. */
function changed(name: string, change: (text: string) => string, more: object = {}): Uint8Array {
  const parts = unzipSync(own);
  const text = strFromU8(parts[name]!);
  const now = change(text);
  expect(now).not.toBe(text);
  return zipSync({ ...parts, [name]: strToU8(now), ...more });
}
const put = (before: string, what: string) => (text: string) =>
  text.replace(before, `${what}${before}`);
const other = strToU8('<x/>');

describe('a document for a word processor', () => {
  it('that is our own says the words of the paper', () => {
    expect(wordsOfDocx(own)).toEqual(wordsOf(paper));
    expect(wordsOfDocx(zipSync(unzipSync(own)))).toEqual(wordsOf(paper));
  });

  it.each<[string, () => Uint8Array]>([
    [
      'whose main part is another',
      () =>
        changed('_rels/.rels', (text) => text.replace('word/document.xml', 'word/endnotes.xml')),
    ],
    [
      'that has two main parts',
      () =>
        changed(
          '_rels/.rels',
          put(
            '</Relationships>',
            '<Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/endnotes.xml"/>',
          ),
        ),
    ],
    [
      'whose main part has another type',
      () =>
        changed('[Content_Types].xml', (text) => text.replace('/word/document.xml', '/word/x.xml')),
    ],
    ['with one part more', () => changed(MAIN, (text) => `${text} `, { 'word/other.xml': other })],
    [
      'with a head on its pages',
      () => changed('word/_rels/document.xml.rels', (text) => text.replace('/footer"', '/header"')),
    ],
    [
      'that takes words from elsewhere',
      () =>
        changed(
          'word/_rels/document.xml.rels',
          put(
            '</Relationships>',
            '<Relationship Id="rId99" Type="x" Target="https://example.org/" TargetMode="External"/>',
          ),
        ),
    ],
    [
      'that shows words under another prefix',
      () =>
        changed(
          MAIN,
          put(
            '</w:body>',
            '<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:r><x:t>false</x:t></x:r></x:p>',
          ),
        ),
    ],
    [
      'that gives its prefix to something else',
      () => changed(MAIN, (text) => text.replace('<w:p>', '<w:p xmlns:w="urn:other">')),
    ],
    [
      'with a symbol',
      () => changed(MAIN, put('</w:body>', '<w:p><w:r><w:sym w:char="F041"/></w:r></w:p>')),
    ],
    [
      'with a field that says words',
      () => changed(MAIN, (text) => text.replace('PAGEREF s1', 'QUOTE "false"')),
    ],
    [
      'with words that are marked as gone',
      () => changed(MAIN, (text) => text.replace('<w:r>', '<w:del><w:r>')),
    ],
    ['with words outside', () => changed(MAIN, put('</w:body>', 'false'))],
    [
      'with a letter by its number',
      () => changed(MAIN, (text) => text.replace('&amp;#65;', '&#65;')),
    ],
    ['with hidden words', () => changed(MAIN, (text) => text.replace('<w:b/>', '<w:vanish/>'))],
    [
      'with words that a style hides',
      () => changed('word/styles.xml', put('</w:styles>', '<w:rPr><w:vanish/></w:rPr>')),
    ],
    ['with a comment', () => changed(MAIN, put('</w:body>', '<!-- -->'))],
  ])('%s is not read', (_, make) => {
    expect(wordsOfDocx(make())).toBeUndefined();
  });
});
