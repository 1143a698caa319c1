/** A dossier as its holder has it, made of a database as it stands, and what the verifier finds of it: with the keys, and what was kept from before. */
import { gather } from '../../api/dossier/gather.ts';
import { proofOf } from '../../api/dossier/proof.ts';
import { consistencyProof } from '../../api/log/tree.ts';
import type { Caller } from '../../api/http/authentication.ts';
import type { Querying, Sql } from '../../db/client.ts';
import { findFile } from '../../db/queries/files.ts';
import { htmlOf } from '../../domain/dossier/html.ts';
import { dossierOf } from '../../domain/dossier/model.ts';
import { paperOf } from '../../domain/dossier/paper.ts';
import { wordsOf } from '../../domain/dossier/paper-lines.ts';
import { readmeOf } from '../../domain/dossier/readme.ts';
import type { Dossier } from '../../domain/dossier/shapes.ts';
import { utf8 } from '../../domain/proof/bytes.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { noteFromText } from '../../domain/proof/note.ts';
import type { Finding } from '../../domain/verify/findings.ts';
import { points } from '../../domain/verify/index.ts';
import type { Kept } from '../../domain/verify/kept.ts';
import { hashOf, shapes, type Read } from '../../domain/verify/members.ts';
import type { Keys } from '../../domain/verify/seen.ts';

/** Nothing where there is no such file any more. */
export async function dossierIn(sql: Querying, file: string, reader: Caller): Promise<Read> {
  const found = await findFile(sql as Sql, file);
  if (!found) throw new Error(`no dossier: ${file}`);
  const asked = { file: found, caller: reader, scope: 'full' as const, asOf: undefined };
  const gathered = await gather(sql, asked);
  const proof = proofOf(gathered);
  const [register, life] = proof.map(({ text }) => hashOf(utf8(text)));
  const made = dossierOf({ ...gathered, histories: [] }, { sha256: register!, life: life! });
  const json = canonicalJson(made);
  const dossier = JSON.parse(json) as Dossier;
  const paper = paperOf(dossier, hashOf(utf8(json)));
  const script = utf8('no script');
  const members = new Map([
    ['dossier.json', utf8(json)],
    ['案卷.html', utf8([...htmlOf(paper)].join(''))],
    ['案卷.docx', utf8(wordsOf(paper).join('\n'))],
    ['README.txt', utf8(readmeOf(dossier, hashOf(script)))],
    ['verify.mjs', script],
    ...proof.map(({ name, text }): [string, Uint8Array] => [name, utf8(text)]),
  ]);
  const { read, finding } = shapes(members);
  if (!read) throw new Error(`no dossier: ${finding.details.join()}`);
  return read;
}

/** What is wrong with it. `before`: what the holder has kept; the log is asked how it goes on from there. */
export async function wrongIn(
  sql: Querying,
  bureau: string,
  read: Read,
  keys: Keys,
  before: Omit<Kept, 'growth'>,
): Promise<Finding[]> {
  const sizeOf = (note: string | undefined): number =>
    checkpointFromText(noteFromText(note ?? '')?.text ?? '')?.size ?? 0;
  const [from, to] = [sizeOf(before.note), sizeOf(read.checkpoint)];
  const growth =
    from < to ? await consistencyProof(sql, bureau, from, to).catch(() => undefined) : undefined;
  const given = {
    ...keys,
    kept: { ...before, growth },
    documents: undefined,
    wordsOfDocx: (bytes: Uint8Array) => new TextDecoder().decode(bytes).split('\n'),
  };
  return [...points(read, given)].filter(({ state }) => state === 'wrong');
}
