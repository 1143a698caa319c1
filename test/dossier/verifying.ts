/** A dossier as somebody holds it who checks it: signed with keys of the test, and changed as somebody would who has all of it but the keys. */
import { unzipSync, zipSync } from 'fflate';
import { docxOf } from '../../api/dossier/docx.ts';
import { htmlOf } from '../../domain/dossier/html.ts';
import { dossierOf } from '../../domain/dossier/model.ts';
import { paperOf } from '../../domain/dossier/paper.ts';
import { logProofShape, type DossierProof } from '../../domain/dossier/proof-shape.ts';
import { readmeOf } from '../../domain/dossier/readme.ts';
import { erasedMark } from '../../domain/dossier/withheld.ts';
import { LOG_FORMAT, type Dossier } from '../../domain/dossier/shapes.ts';
import { bindingTo } from '../../domain/proof/binding.ts';
import { base64, fromHex, utf8 } from '../../domain/proof/bytes.ts';
import { EDITION_CHANGED } from '../../domain/proof/chain.ts';
import {
  editionChange,
  firstEditionHash,
  type FirstEditionEntry,
} from '../../domain/proof/first-edition.ts';
import { EDITION, hashOfLeaf } from '../../domain/proof/leaves.ts';
import { sourcesOf } from '../../domain/verify/remake.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { checkpointText } from '../../domain/proof/checkpoint.ts';
import { cosignature } from '../../domain/proof/cosignature.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { noteSignature, noteText } from '../../domain/proof/note.ts';
import { hashOf, shapes, type Members, type Read } from '../../domain/verify/members.ts';
import type { Given } from '../../domain/verify/index.ts';
import { textsOf } from '../../domain/verify/tree.ts';
import { wordsOfDocx } from '../../tools/verify/docx.ts';
import { headOf, pathOf } from '../domain/proof/tree.ts';
import { keyOf } from '../tools/fixtures/log.ts';

export const jsonMembers = [
  'dossier.json',
  'proof/register.json',
  'proof/life.json',
  'proof/log.json',
];

const keysOf = (bureau: string) => ({
  log: keyOf(`duban.example/v1/log/${bureau}`, 1),
  witness: keyOf('witness.example/w', 2, 'cosignature'),
});

/** What the holder has: the keys, from elsewhere. */
export function givenFor(bureau: string): Omit<Given, 'members'> {
  const { log, witness } = keysOf(bureau);
  const words = new Map<Uint8Array, string[] | undefined>();
  return {
    logs: [log.key],
    witnesses: [witness.key],
    documents: undefined,
    wordsOfDocx: (bytes) => {
      if (!words.has(bytes)) words.set(bytes, wordsOfDocx(bytes));
      return words.get(bytes);
    },
  };
}

export function readOf(members: Members): Read {
  const { read, finding } = shapes(members);
  if (!read) throw new Error(JSON.stringify(finding));
  return read;
}

/** The sums as whoever has changed something makes them anew. */
export function withSums(members: Members): Map<string, Uint8Array> {
  const rest = new Map([...members].filter(([name]) => name !== 'SHA256SUMS'));
  const sums = [...rest].map(([name, bytes]) => `${hashOf(bytes)}  ${name}\n`).join('');
  return rest.set('SHA256SUMS', utf8(sums));
}

/** Its leaves in a tree among others, under a head that log and witness have signed: as of a bureau whose log is signed. */
export function signed(archive: Uint8Array, bureauKey?: string): Map<string, Uint8Array> {
  const members = new Map<string, Uint8Array>(Object.entries(unzipSync(archive)));
  for (const name of ['proof/log.json', 'proof/checkpoint.txt']) members.delete(name);
  const read = readOf(members);
  const texts = [...textsOf(read)].map(([name, text]) => ({ name, text: text! }));
  const leaves = [utf8('other'), ...texts.map(({ text }) => utf8(text)), utf8('more')].map(
    leafHash,
  );
  const { log, witness } = keysOf(bureauKey ?? read.dossier.cover.bureau.id);
  const text = checkpointText({ origin: log.key.name, size: leaves.length, root: headOf(leaves) });
  const signatures = [
    noteSignature(text, log.key, log.pair.sign),
    cosignature(text, 1_800_000_000, witness.key, witness.pair.sign),
  ];
  const proof = logProofShape.parse({
    format: LOG_FORMAT,
    size: leaves.length,
    leaves: texts.map((leaf, n) => ({
      kind: leaf.name.slice(0, leaf.name.indexOf(' ')),
      ref: leaf.name.slice(leaf.name.indexOf(' ') + 1),
      index: n + 1,
      text: leaf.text,
      hashes: pathOf(n + 1, leaves).map(base64),
    })),
    later: [],
  });
  members.set('proof/log.json', utf8(canonicalJson(proof)));
  members.set('proof/checkpoint.txt', utf8(noteText({ text, signatures })));
  return withSums(members);
}

/** Every value with one thing in it changed: each plain value, each element of a list gone or twice, each field gone. `path`: where. */
export function* mutations(value: unknown, path = ''): Generator<{ path: string; value: unknown }> {
  if (Array.isArray(value)) {
    for (const [n, one] of value.entries()) {
      yield { path: `${path}.${n} deleted`, value: value.toSpliced(n, 1) };
      yield { path: `${path}.${n} doubled`, value: value.toSpliced(n, 0, one) };
      for (const changed of mutations(one, `${path}.${n}`))
        yield { path: changed.path, value: value.with(n, changed.value) };
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value as Record<string, unknown>;
      yield { path: `${path}.${name} deleted`, value: rest };
      for (const changed of mutations(one, `${path}.${name}`))
        yield { path: changed.path, value: { ...value, [name]: changed.value } };
    }
  } else yield { path, value: otherThan(value) };
}

function otherThan(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return /[0-9a-f]$/.test(value)
        ? value.slice(0, -1) + (value.endsWith('1') ? '2' : '1')
        : `${value}x`;
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return 'x';
  }
}

/** The same file, as if its first entries were written in the first edition and it had gone over then; or has not yet. */
export async function older(archive: Uint8Array, changed = true): Promise<Uint8Array> {
  const read = readOf(signed(archive));
  const past: FirstEditionEntry[] = [];
  const entries: DossierProof['entries'] = [];
  const add = (entry: DossierProof['entries'][number], edition: number): void => {
    const { file } = read.register;
    const said = { ...entry, seq: entries.length + 1, prev: entries.at(-1)?.hash ?? '', file };
    const { salt: _salt, bodyHash: _hash, edition: _edition, ...first } = said;
    const hash =
      edition === 1
        ? firstEditionHash(first)
        : hashOfLeaf('entry', {
            ...leafOf(said),
            body: bindingTo(said.body!, fromHex(said.salt!)!),
          });
    const { file: _file, ...rest } = said;
    const bodyHash =
      edition === 1
        ? hashOf(utf8(canonicalJson(said.body)))
        : bindingTo(said.body!, fromHex(said.salt!)!);
    entries.push({ ...rest, hash, bodyHash, edition, salt: edition === 1 ? null : said.salt });
    if (edition === 1) past.push({ ...first, hash });
  };
  const [head, rest] = [read.register.entries.slice(0, 4), read.register.entries.slice(4)];
  for (const entry of head) add(entry, 1);
  const { recordedAt, salt } = head.at(-1)!;
  const body = { ...editionChange(EDITION, past) };
  const none = { clause: null, act: null, bodyHash: '', edition: 2, prev: '', hash: '', seq: 0 };
  if (changed)
    add({ ...none, key: EDITION_CHANGED, type: EDITION_CHANGED, body, salt, recordedAt }, 2);
  for (const entry of rest) add(entry, 2);
  return rewritten(read, { ...read.register, entries, head: entries.at(-1)!.hash });
}

const leafOf = ({
  file,
  seq,
  key,
  type,
  clause,
  act,
  recordedAt,
  prev,
}: DossierProof['entries'][number] & { file: string }) => ({
  file,
  seq,
  key,
  type,
  clause,
  act,
  recordedAt,
  prev: prev || null,
});

/** The same, with the words of its first act erased by order, and no entry that says so. */
export function erased(archive: Uint8Array): Promise<Uint8Array> {
  const read = readOf(signed(archive));
  const [act, ...rest] = read.life.acts;
  const payload = { ...act!.payload, fields: null, salt: null };
  const life = { ...read.life, acts: [{ ...act!, payload }, ...rest] };
  const mark = erasedMark(act!.hash);
  const acts = read.dossier.acts.map((one) =>
    one.id === act!.act ? { ...one, payload: null, withheld: [mark] } : one,
  );
  const members = new Map(read.members).set('proof/life.json', utf8(canonicalJson(life)));
  const changed = { ...read, life, members, dossier: { ...read.dossier, acts } };
  return rewritten(changed, read.register);
}

/** The archive of another register, with all that is made of it. */
async function rewritten(read: Read, register: DossierProof): Promise<Uint8Array> {
  const members = new Map(read.members).set('proof/register.json', utf8(canonicalJson(register)));
  const sha256 = hashOf(members.get('proof/register.json')!);
  const made = canonicalJson(
    dossierOf(sourcesOf({ ...read, register, members }), {
      sha256,
      life: hashOf(members.get('proof/life.json')!),
    }),
  );
  const dossier = JSON.parse(made) as Dossier;
  const paper = paperOf(dossier, hashOf(utf8(made)));
  members.set('dossier.json', utf8(made));
  members.set('案卷.html', utf8([...htmlOf(paper)].join('')));
  members.set('案卷.docx', await docxOf(paper));
  members.set('README.txt', utf8(readmeOf(dossier, hashOf(members.get('verify.mjs')!))));
  return zipSync(Object.fromEntries(members));
}
