/** 文书原件 The documents that acts name, and the papers that were issued in the file, by their hashes, where they lie beside the dossier. */
import { z } from 'zod';
import { finding, type Finding } from './findings.ts';
import type { Read } from './members.ts';

interface Named {
  dossier: { documents: Pick<Read['dossier']['documents'], 'items'> };
  register: Pick<Read['register'], 'entries'>;
}

export function* documents(
  { dossier, register }: Named,
  beside: ReadonlySet<string> | undefined,
): Generator<Finding> {
  yield* named(dossier.documents.items, beside);
  if (beside) yield* issued(register, beside);
}

const issueShape = z.object({
  paper: z.string(),
  number: z.string(),
  html: z.string(),
  docx: z.string(),
});

/** The register states the hashes of each paper that was issued, as a page and as a document: either proves what it said. */
function* issued({ entries }: Named['register'], beside: ReadonlySet<string>): Generator<Finding> {
  const papers = entries.flatMap(({ type, body }) => {
    const { data } = issueShape.safeParse(type === 'paper-issued' ? body : null);
    return data ? [data] : [];
  });
  if (papers.length === 0) return;
  const absent = papers.filter(({ html, docx }) => !beside.has(html) && !beside.has(docx));
  yield absent.length > 0
    ? finding(
        'documents',
        'missing',
        `案卷制发的 ${absent.length} 份公文不在文件夹中，或者内容已变。`,
        `${absent.length} papers that were issued in the file are not in the folder, or are not what they were.`,
        absent.map(({ paper, number, docx }) => `${number} ${paper} ${docx}`),
      )
    : finding(
        'documents',
        'proved',
        `案卷制发的 ${papers.length} 份公文都在文件夹中，与台账的哈希相符。`,
        `The ${papers.length} papers that were issued in the file all lie in the folder, with the hashes of the register.`,
      );
}

function* named(
  items: Named['dossier']['documents']['items'],
  beside: ReadonlySet<string> | undefined,
): Generator<Finding> {
  if (items.length === 0) return;
  if (!beside) {
    yield finding(
      'documents',
      'word',
      `案卷引用文书 ${items.length} 处；没有给出文书所在的文件夹（--documents），原件未核对。`,
      `The dossier names documents in ${items.length} places; no folder was given (--documents), so that none was compared.`,
    );
    return;
  }
  const absent = items.filter(({ sha256 }) => !beside.has(sha256));
  yield absent.length > 0
    ? finding(
        'documents',
        'missing',
        `${absent.length} 处引用的文书不在文件夹中，或者内容已变。`,
        `In ${absent.length} places a document is named that is not in the folder, or is not what it was.`,
        absent.map(({ id, sha256, act, field }) => `${id} ${sha256} (${act} ${field})`),
      )
    : finding(
        'documents',
        'proved',
        `${items.length} 处引用的文书都在文件夹中，哈希相符。`,
        `The documents named in ${items.length} places all lie in the folder, with their hashes.`,
      );
}
