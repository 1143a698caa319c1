/** 纸质案卷 The documents beside the JSON: the page made anew byte by byte, the words of the other one, and what the archive says of itself. */
import { htmlOf } from '../dossier/html.ts';
import { paperOf } from '../dossier/paper.ts';
import { wordsOf } from '../dossier/paper-lines.ts';
import { readmeOf } from '../dossier/readme.ts';
import { sameBytes, utf8 } from '../proof/bytes.ts';
import { proving, type Finding } from './findings.ts';
import { hashOf, type Read } from './members.ts';

export function papers(
  { members, dossier }: Read,
  wordsOfDocx: (bytes: Uint8Array) => readonly string[] | undefined,
): Finding {
  const hash = hashOf(members.get('dossier.json')!);
  // A page that names another one need not be made anew.
  if (!names(members.get('案卷.html')!, hash)) return said(['案卷.html']);
  const paper = paperOf(dossier, hash);
  const wrong: string[] = [];
  const is = (name: string, text: string): void => {
    if (!sameBytes(members.get(name)!, utf8(text))) wrong.push(name);
  };
  is('案卷.html', [...htmlOf(paper)].join(''));
  is('README.txt', readmeOf(dossier, hashOf(members.get('verify.mjs')!)));
  const words = wordsOfDocx(members.get('案卷.docx')!);
  const expected = wordsOf(paper);
  if (words?.length !== expected.length || expected.some((word, n) => word !== words[n]))
    wrong.push('案卷.docx');
  return said(wrong);
}

const names = (bytes: Uint8Array, part: string): boolean => Buffer.from(bytes).includes(part);

const said = (wrong: readonly string[]): Finding =>
  proving('documents-made', wrong, {
    holds: {
      zh: '案卷.html 与由 dossier.json 重新制作的逐字节相同；案卷.docx 正文的文字相同，也没有会代替正文的部件（版式、页脚未核对，以 html 为准）。',
      en: '案卷.html is what is made of dossier.json, byte by byte; 案卷.docx says the same words in its body, and has no part that would stand in its place (its layout and the feet of its pages are not compared: the html decides).',
    },
    fails: {
      zh: '供阅读的文件与 dossier.json 不一致。',
      en: 'A document to be read does not say what dossier.json says.',
    },
  });
