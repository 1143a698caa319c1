/** 文书原件 The documents that acts name, by their hashes, where they lie beside the dossier. */
import { finding, type Finding } from './findings.ts';
import type { Read } from './members.ts';

export function* documents(
  { dossier }: Read,
  beside: ReadonlySet<string> | undefined,
): Generator<Finding> {
  const { items } = dossier.documents;
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
