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
  yield* issued(register, beside);
}

const issueShape = z.object({
  paper: z.string(),
  number: z.string(),
  html: z.string(),
  docx: z.string(),
  replaces: z.string().nullish(),
});
const ofPaper = z.object({ paper: z.string() });

type Entry = Named['register']['entries'][number];
interface Issue extends z.infer<typeof issueShape> {
  entry: Pick<Entry, 'seq'>;
}
const called = ({ number, paper }: Issue): string => `${number} ${paper}`;

/** What the register says of the papers of the file. */
function papersIn(entries: readonly Entry[]) {
  const issues = entries.flatMap((entry): Issue[] => {
    const { data } = issueShape.safeParse(entry.type === 'paper-issued' ? entry.body : null);
    return data ? [{ ...data, entry }] : [];
  });
  const idsIn = (type: string): Set<string> =>
    new Set(
      entries.flatMap((entry) => {
        const { data } = ofPaper.safeParse(entry.type === type ? entry.body : null);
        return data ? [data.paper] : [];
      }),
    );
  const erasures = entries.filter(({ type, act }) => type === 'content-erased' && act !== null);
  const ordered = idsIn('content-erased');
  return {
    issues,
    withdrawn: idsIn('paper-withdrawn'),
    replaced: new Set(issues.flatMap(({ replaces }) => replaces ?? [])),
    erased: ({ paper }: Issue): boolean => ordered.has(paper),
    /** Words of an act were erased later: which papers had them is not in the register. */
    reached: ({ entry }: Issue): boolean => erasures.some(({ seq }) => seq > entry.seq),
  };
}

/** The register states both hashes of each paper that was issued, of its page and of its document: each proves itself alone. */
function* issued({ entries }: Named['register'], beside: ReadonlySet<string> | undefined) {
  const { issues, withdrawn, replaced, erased, reached } = papersIn(entries);
  if (issues.length === 0) return;
  if (beside) yield* compared(issues, beside, { erased, reached });
  else
    yield finding(
      'documents',
      'word',
      `案卷制发公文 ${issues.length} 份；没有给出公文所在的文件夹（--documents），原件未核对。`,
      `${issues.length} papers were issued in the file; no folder was given (--documents), so that none was compared.`,
    );
  const nulled = issues.flatMap((one) => [
    ...(withdrawn.has(one.paper) ? [`${called(one)} 作废 withdrawn`] : []),
    ...(replaced.has(one.paper) ? [`${called(one)} 已被代替 replaced`] : []),
  ]);
  if (nulled.length > 0)
    yield finding(
      'documents',
      'proved',
      '台账载明以下公文已作废或者已被代替，内容相符的也不再有效。',
      'The register says that these papers were withdrawn or replaced: what they say does not stand, though it is what was issued.',
      nulled,
    );
}

function* compared(
  issues: readonly Issue[],
  beside: ReadonlySet<string>,
  { erased, reached }: Pick<ReturnType<typeof papersIn>, 'erased' | 'reached'>,
): Generator<Finding> {
  const there = issues.filter(({ html, docx }) => beside.has(html) || beside.has(docx));
  const absent = issues.filter((one) => !there.includes(one));
  const gone = absent.filter(erased);
  const perhaps = absent.filter((one) => !erased(one) && reached(one));
  const missing = absent.filter((one) => !erased(one) && !reached(one));
  if (missing.length > 0)
    yield finding(
      'documents',
      'missing',
      `案卷制发的 ${missing.length} 份公文不在文件夹中，或者内容已变。`,
      `${missing.length} papers that were issued in the file are not in the folder, or are not what they were.`,
      missing.map((one) => `${called(one)} ${one.docx}`),
    );
  if (gone.length + perhaps.length > 0)
    yield finding(
      'documents',
      'word',
      `${gone.length} 份公文的内容已依令删除；另有 ${perhaps.length} 份不在文件夹中，案卷其后有依令删除，是否及于该份未核对。`,
      `The words of ${gone.length} papers were erased by order; ${perhaps.length} more are not in the folder, and words were erased in the file later: whether theirs too was not compared.`,
      [...gone, ...perhaps].map(called),
    );
  if (there.length === 0) return;
  const half = there.filter(({ html, docx }) => !beside.has(html) || !beside.has(docx));
  yield finding(
    'documents',
    'proved',
    `案卷制发的公文 ${there.length} 份在文件夹中，与台账的哈希相符；其中 ${half.length} 份只有所列的一种文件相符，另一种不在或者内容已变。`,
    `${there.length} papers that were issued in the file lie in the folder, with the hashes of the register; of ${half.length} of them the one file alone that is named here: the other is not there, or is not what it was.`,
    half.map((one) => `${called(one)} ${beside.has(one.docx) ? 'docx' : 'html'}`),
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
