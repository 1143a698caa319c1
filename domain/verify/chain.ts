/** 哈希链 The register over both editions: every entry's hash from what it says, each on the one before, the older ones under the entry that fixes them. */
import type { DossierProof } from '../dossier/proof-shape.ts';
import { bindingTo } from '../proof/binding.ts';
import { fromHex, hex, utf8 } from '../proof/bytes.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { EDITION_CHANGED } from '../proof/chain.ts';
import { brokenPast, editionChangeFrom, firstEditionHash } from '../proof/first-edition.ts';
import { sha256 } from '../proof/hashing.ts';
import { EDITION, hashOfLeaf } from '../proof/leaves.ts';
import { finding, proving, type Finding } from './findings.ts';
import type { Read } from './members.ts';

type Entry = DossierProof['entries'][number];
type Of = Pick<Read, 'register' | 'dossier'>;

export function* chain(read: Of): Generator<Finding> {
  yield whole(read);
  if (before(read))
    yield finding(
      'chain',
      'missing',
      '本案卷截至换版以前：第一版的条目没有存证的叶，固定它们的换版条目在其后，不在本案卷中。全部条目（内容、编号、时间、种类、条款、文书）只凭本局所称；截至换版以后的案卷可以证明。',
      'This dossier goes up to before the change of edition: entries of the first edition stand in no leaf, and the entry that fixes them is a later one, not in this dossier. All its entries (content, key, instant, type, clause and act) rest on the word of the bureau; a dossier that goes up to after the change proves them.',
    );
}

/** As of an instant before the file went over: then nothing of the second edition is there. */
const before = ({ register, dossier }: Of): boolean =>
  dossier.asOf !== null && register.entries.every(({ edition }) => edition === 1);

function whole(read: Of): Finding {
  const { register, dossier } = read;
  const { file, head, entries } = register;
  const past = entries.filter(({ edition }) => edition === 1);
  const wrong = [
    ...(file === dossier.file ? [] : ['file']),
    ...(entries.length > 0 && entries.at(-1)!.hash === head ? [] : ['head']),
    ...entries.flatMap((entry, n) => broken(register, entry, n, past.length)),
    ...(before(read) ? brokenHashes(past) : past.length > 0 ? brokenEdition(register, past) : []),
    ...shownWrongly(register, dossier.made.scope === 'withheld'),
  ];
  return proving('chain', wrong, {
    holds: {
      zh: `台账 ${entries.length} 条首尾相连，每条的哈希由其全部内容算出${past.length > 0 ? `；其中第一版 ${past.length} 条${before(read) ? '按第一版的哈希' : '由换版条目固定'}` : ''}。`,
      en: `The register's ${entries.length} entries are one chain, each hash made of all that the entry says${past.length > 0 ? `; ${past.length} of the first edition ${before(read) ? 'by its own hashes' : 'are fixed by the change of edition'}` : ''}.`,
    },
    fails: { zh: '台账的哈希链不成立。', en: 'The chain of the register does not hold.' },
  });
}

function broken({ file, entries }: DossierProof, entry: Entry, n: number, past: number): string[] {
  const { body, bodyHash, salt, edition, hash, seq, ...said } = entry;
  const where = `register ${seq}`;
  const wrong: string[] = [];
  if (seq !== n + 1 || edition !== (n < past ? 1 : EDITION)) wrong.push(`${where}: order`);
  if (entry.prev !== (entries[n - 1]?.hash ?? '')) wrong.push(`${where}: prev`);
  if (edition === 1) {
    if (salt !== null) wrong.push(`${where}: salt`);
    if (body !== null && hex(sha256(utf8(canonicalJson(body)))) !== bodyHash)
      wrong.push(`${where}: body`);
    return wrong;
  }
  const bytes = salt === null ? null : fromHex(salt);
  if ((body === null) !== (bytes === null)) wrong.push(`${where}: salt`);
  else if (body !== null && (bytes?.length !== 16 || bindingTo(body, bytes) !== bodyHash))
    wrong.push(`${where}: body`);
  const leaf = { ...said, seq, file, body: bodyHash, prev: entry.prev || null };
  if (hashOfLeaf('entry', leaf) !== hash) wrong.push(`${where}: hash`);
  return wrong;
}

/** The first edition's own hashes, and the digest that the change of edition states. */
function brokenEdition({ file, entries }: DossierProof, past: readonly Entry[]): string[] {
  const change = entries[past.length];
  const said =
    change?.type === EDITION_CHANGED
      ? editionChangeFrom(EDITION, (name) => change.body?.[name])
      : undefined;
  if (!said) return [`register ${past.length + 1}: ${EDITION_CHANGED}`];
  const older = past.map(({ body: _body, salt: _salt, edition: _edition, ...entry }) => ({
    ...entry,
    file,
  }));
  const seq = brokenPast(older, said);
  return seq === undefined ? [] : [`register ${seq || past.length + 1}: first edition`];
}

/** The first edition's own hashes alone. */
const brokenHashes = (past: readonly Entry[]): string[] =>
  past
    .filter((entry) => firstEditionHash({ ...entry, file: '' }) !== entry.hash)
    .map(({ seq }) => `register ${seq}: first edition`);

/** All bodies are shown, or none but that of the change of edition. */
function shownWrongly({ entries }: DossierProof, withheld: boolean): string[] {
  return entries
    .filter(({ body, type }) => (body === null) !== (withheld && type !== EDITION_CHANGED))
    .map(({ seq }) => `register ${seq}: withheld`);
}
