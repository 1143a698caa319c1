/** 案卷.docx The words of the dossier's document for a word processor, and that nothing in it shows others: no part, relation, name space or element but what our own has. */
import { fromUtf8 } from '../../domain/proof/bytes.ts';
import { BadZip, membersOfZip } from './zip.ts';

/** Far more than a dossier's paper has. */
const MOST_BYTES = 1_000_000_000;

const MAIN = 'word/document.xml';
const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const part =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:app|core|custom)\.xml|word\/(?:document|styles|numbering|footnotes|endnotes|settings|fontTable|footer[12]|theme\/theme1)\.xml|word\/_rels\/(?:document|footnotes|endnotes|fontTable|footer[12])\.xml\.rels)$/;
/** What our own is made of: paragraphs and runs, tables, the contents with its fields and bookmarks, and how they look. */
const element =
  /^(?:body|bookmark(?:End|Start)|b|bCs|br|color|cols|docGrid|document|fldChar|footerReference|gridCol|instrText|jc|keepNext|p|pageBreakBefore|pgMar|pgNumType|pgSz|pPr|pStyle|r|rPr|sectPr|shd|spacing|sz|szCs|tab|tabs|tbl|tblBorders|tblGrid|tblHeader|tblLayout|tblPr|tblW|tc|tcPr|tcW|titlePg|tr|trPr|cantSplit|top|left|bottom|right|insideH|insideV|t)$/;

/** Every line of a word processor's document, in its order; nothing where it is no such document as a dossier has. */
export function wordsOfDocx(bytes: Uint8Array): string[] | undefined {
  try {
    let whole = 0;
    const parts = membersOfZip(bytes, ({ name, size }) => {
      if (!part.test(name) || (whole += size) > MOST_BYTES) throw new BadZip(`docx: ${name}`);
    });
    const texts = new Map([...parts].map(([name, one]) => [name, fromUtf8(one) ?? '<!']));
    const main = texts.get(MAIN) ?? '<!';
    return isOwn(texts) && isPlain(main) ? linesOf(main) : undefined;
  } catch {
    return undefined;
  }
}

/** The part that we read is the one that is opened, and no other is opened in its place or put into it. */
function isOwn(texts: ReadonlyMap<string, string>): boolean {
  const relations = [...texts].filter(([name]) => name.endsWith('.rels'));
  const all = relations.map(([, text]) => text).join('');
  const types = texts.get('[Content_Types].xml') ?? '';
  return (
    one(all, /\/officeDocument"/g) &&
    /<Relationship [^>]*\/officeDocument" Target="word\/document\.xml"/.test(
      texts.get('_rels/.rels') ?? '',
    ) &&
    one(types, /\.main\+xml"/g) &&
    /<Override ContentType="[\w./-]*\.main\+xml" PartName="\/word\/document\.xml"\/>/.test(types) &&
    // Written otherwise these would be read otherwise here and there.
    !/['&]|TargetMode|aFChunk|subDocument|attachedTemplate|\/header"/.test(all + types) &&
    // Neither a doctype nor a comment; nothing that hides words or puts numbers before them.
    ![...texts.values()].some((text) => /<!|<\?(?!xml )|[vV]anish|webHidden|altChunk/.test(text)) &&
    !/<w:numPr/.test(texts.get('word/styles.xml') ?? '')
  );
}

const one = (text: string, what: RegExp): boolean => [...text.matchAll(what)].length === 1;

/** Elements of ours alone, all of them under the one prefix that says so, and words in nothing but `t`. */
function isPlain(text: string): boolean {
  const inside = text.replace(/^<\?xml [^>]*\?>\s*/, '');
  const root = /^<w:document [^>]*>/.exec(inside)?.[0] ?? '';
  const spaces = [...inside.matchAll(/\sxmlns(?::(\w+))?\s*=\s*["']([^"']*)["']/g)];
  return (
    root.includes(` xmlns:w="${WORDS}"`) &&
    spaces.filter(([, prefix, space]) => prefix === 'w' || space === WORDS).length === 1 &&
    spaces.every(([all]) => root.includes(all)) &&
    !/Ignorable\s*=\s*["'][^"']*\bw\b/.test(root) &&
    [...inside.matchAll(/<\/?([^\s/>]*)/g)].every(
      ([, name = '']) => name.startsWith('w:') && element.test(name.slice(2)),
    ) &&
    !/&(?!(?:lt|gt|quot|apos|amp);)/.test(inside) &&
    inside
      .replaceAll(/<w:instrText(?: [^<>]*)?>PAGEREF [\w-]+<\/w:instrText>/g, '')
      .replaceAll(/<w:t(?: [^<>]*)?>[^<>]*<\/w:t>/g, '')
      .replaceAll(/<[^<>]*>/g, '')
      .trim() === ''
  );
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

const linesOf = (text: string): string[] =>
  [...text.matchAll(/<w:t(?: [^<>]*)?>([^<>]*)<\/w:t>/g)].flatMap(([, line = '']) =>
    line.trim() === '' ? [] : [line.replaceAll(/&[a-z]+;/g, (one) => entities[one]!)],
  );
