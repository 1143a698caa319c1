/** A dossier as somebody has it who has nothing else: fetched, opened with another library than the one that wrote it, and checked member by member. */
import type { Recount } from '../../domain/recount/compare.ts';
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import supertest, { type Response } from 'supertest';
import { expect } from 'vitest';
import { actText, changeText, openingText, verdictText } from '../../domain/dossier/life-leaves.ts';
import { lifeShape, type Life } from '../../domain/dossier/life-shape.ts';
import {
  logProofShape,
  proofShape,
  type DossierLog,
  type DossierProof,
} from '../../domain/dossier/proof-shape.ts';
import { dossierShape, type Dossier } from '../../domain/dossier/shapes.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { openedTo } from '../../domain/proof/binding.ts';
import { fromHex } from '../../domain/proof/bytes.ts';
import { hashOfLeaf, leafText } from '../../domain/proof/leaves.ts';
import { brokenRegister } from '../../domain/proof/chain.ts';
import { ofDossier } from '../../domain/recount/of-dossier.ts';
import { recounting } from '../../tools/recount/bundle.ts';
import type { Bureau } from '../setup/bureau.ts';

export const sha256 = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex');

export async function asked(
  bureau: Bureau,
  officer: string,
  file: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return supertest(bureau.service.app)
    .get(`/v1/files/${file}/dossier`)
    .query(query)
    .set({
      'Duban-Purpose': 'test',
      ...headers,
      Authorization: `Bearer ${await bureau.token(officer)}`,
    })
    .buffer(true)
    .parse((res, done) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () => done(null, Buffer.concat(pieces)));
    });
}

export interface Opened {
  members: Map<string, Uint8Array>;
  text: (name: string) => string;
  dossier: Dossier;
  proof: DossierProof;
  life: Life;
}

/** The whole archive, checked: its sums, its shapes, its chain, its histories and what acts say against their hashes. */
export async function opened(
  bureau: Bureau,
  officer: string,
  file: string,
  query: Record<string, string> = {},
): Promise<Opened> {
  const reply = await asked(bureau, officer, file, query);
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/zip']);
  const members = new Map(Object.entries(unzipSync(reply.body as Uint8Array)));
  const text = (name: string): string => strFromU8(members.get(name)!);
  sumsHold(members, text('SHA256SUMS'));
  const dossier = dossierShape.parse(JSON.parse(text('dossier.json')));
  expect(text('dossier.json')).toBe(canonicalJson(dossier));
  const proof = proofShape.parse(JSON.parse(text('proof/register.json')));
  expect(sha256(text('proof/register.json'))).toBe(dossier.proof.sha256);
  chainHolds(proof);
  expect([proof.entries.length, proof.head]).toEqual([dossier.proof.entries, dossier.proof.head]);
  const life = lifeShape.parse(JSON.parse(text('proof/life.json')));
  lifeHolds(life, dossier, proof);
  if (members.has('proof/log.json'))
    textsFollow(life, proof, logProofShape.parse(JSON.parse(text('proof/log.json'))));
  for (const act of dossier.acts)
    if (act.payload !== null) expect(sha256(canonicalJson(act.payload))).toBe(act.hash);
  for (const { member, sha256: hash } of dossier.histories)
    if (member) expect(sha256(members.get(member)!)).toBe(hash);
  await livesAgain(dossier, life, proof);
  return { members, text, dossier, proof, life };
}

let recount: Promise<Recount> | undefined;

/** Counted again from the dossier alone it comes out as it stands: unless what it rests on is withheld. */
async function livesAgain(dossier: Dossier, life: Life, proof: DossierProof): Promise<void> {
  const told = ofDossier(dossier, life, proof);
  expect(told === undefined).toBe(dossier.made.scope === 'withheld');
  if (!told) return;
  recount ??= recounting();
  const { differences, obeyed } = await (await recount)(told.life, told.stood);
  // Time is skipped in tests, so files happen after they were recorded.
  expect(differences.filter(({ kind }) => kind !== 'early')).toEqual([]);
  expect(obeyed).toEqual([]);
}

/** What is opened is what the dossier shows, and as much of it. */
function lifeHolds(life: Life, { made, file, acts, rules }: Dossier, proof: DossierProof): void {
  expect(life.file).toBe(file);
  expect(life.acts.map(({ act }) => act)).toEqual(
    made.scope === 'withheld' ? [] : acts.map(({ id }) => id),
  );
  expect(life.opening.opening.fields !== null).toBe(made.scope !== 'withheld');
  const full = new Set(acts.filter(({ payload }) => payload !== null).map(({ id }) => id));
  for (const { act, payload } of life.acts)
    expect([act, payload.fields !== null]).toEqual([act, full.has(act)]);
  for (const { fields, salt } of [
    life.opening.opening,
    ...life.acts.flatMap(({ payload, verdict }) => [
      payload,
      ...(verdict ? [verdict.content] : []),
    ]),
  ])
    expect(salt === null).toBe(fields === null);
  const verdicts = life.acts.filter(({ verdict }) => verdict).map(({ act }) => act);
  const judged = proof.entries.flatMap(({ type, act }) =>
    type === 'act-accepted' || type === 'act-refused' ? [act!] : [],
  );
  if (made.scope !== 'withheld') for (const act of judged) expect(verdicts).toContain(act);
  expect(life.ground.filter(({ registry }) => registry === 'calendar-year')).toHaveLength(
    rules.calendars.length,
  );
}

/** The text of every leaf follows from what the dossier opens, and nothing else has one. */
function textsFollow(life: Life, { entries, file }: DossierProof, log: DossierLog): void {
  const texts = new Map<string, string | undefined>([
    [`opening ${file}`, openingText(life)],
    ...life.acts.flatMap((act): [string, string | undefined][] => [
      [`act ${act.act}`, actText(life, act)],
      ...(act.verdict ? [[`verdict ${act.act}`, verdictText(life, act)] as [string, string]] : []),
    ]),
    ...life.ground.map((change): [string, string | undefined] => [
      `${change.registry === 'bureau' ? 'change' : 'calendar'} ${change.ref}`,
      changeText(change),
    ]),
    ...entries.map((entry): [string, string] => [
      `entry ${file}/${entry.seq}`,
      leafText('entry', {
        file,
        seq: entry.seq,
        key: entry.key,
        type: entry.type,
        clause: entry.clause,
        act: entry.act,
        body: entry.bodyHash,
        recordedAt: entry.recordedAt,
        prev: entry.prev || null,
      }),
    ]),
  ]);
  expect([...log.leaves, ...log.later].map(({ kind, ref }) => `${kind} ${ref}`).sort()).toEqual(
    [...texts.keys()].sort(),
  );
  for (const { kind, ref, text } of log.leaves) expect(texts.get(`${kind} ${ref}`)).toBe(text);
}

function sumsHold(members: ReadonlyMap<string, Uint8Array>, sums: string): void {
  const named = sums.trimEnd().split('\n');
  expect(named.map((line) => line.slice(66)).sort()).toEqual(
    [...members.keys()].filter((name) => name !== 'SHA256SUMS').sort(),
  );
  for (const line of named) expect(sha256(members.get(line.slice(66))!)).toBe(line.slice(0, 64));
}

/** With bodies or without: what is withheld is replaced by its hash. */
function chainHolds({ entries, file }: DossierProof): void {
  const chained = entries.map(({ body, bodyHash, salt, edition, prev, hash, ...entry }) => {
    const leaf = { ...entry, file, body: bodyHash, prev: prev || null };
    expect([edition, hashOfLeaf('entry', leaf)]).toEqual([2, hash]);
    return { ...leaf, hash, content: body && openedTo(body, fromHex(salt!)!) };
  });
  expect(chained.map(({ seq, prev }) => [seq, prev])).toEqual(
    chained.map((_, n) => [n + 1, chained[n - 1]?.hash ?? null]),
  );
  if (chained.every((entry) => entry.content !== null))
    expect(brokenRegister(file, [], chained as never)).toBeUndefined();
}

/** What the register tells of duties and breaches is what their tables say. */
export async function agrees(bureau: Bureau, dossier: Dossier): Promise<void> {
  const rows = await bureau.owner<
    Record<string, unknown>[]
  >`select key, state, at_ms(due_at)::float8 as due, at_ms(alt_due_at)::float8 as second, at_ms(done_at)::float8 as done, chases, unanswered, status,
      body->'explanation' as explanation, body->'calendarVersions' as versions, coalesce((body->>'possiblyOverdue')::bool, false) as possibly from duty where file_id = ${dossier.file} order by key`;
  const ms = (text: string | null | undefined) => (text ? Date.parse(text) : null);
  expect(
    dossier.duties
      .map((d) => ({
        key: d.key,
        state: d.state,
        due: ms(d.due),
        second: ms(d.secondReading?.due),
        done: ms(d.doneAt),
        chases: d.chases,
        unanswered: d.unanswered,
        status: d.status,
        explanation: d.explanation,
        versions: d.calendarVersions,
        possibly: d.possiblyOverdue,
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  ).toEqual(
    rows.map((row) => ({ ...row })).sort((a, b) => (String(a['key']) < String(b['key']) ? -1 : 1)),
  );
  const breaches = await bureau.owner<
    Record<string, unknown>[]
  >`select key, clause, state, at_ms(recorded_at)::float8 as recorded, at_ms(done_at)::float8 as done, overrun_ms::float8 as overrun from breach where file_id = ${dossier.file}`;
  const byKey = (a: { key?: unknown }, b: { key?: unknown }) =>
    String(a.key) < String(b.key) ? -1 : 1;
  expect(
    dossier.breaches
      .map((b) => ({
        key: b.key,
        clause: b.clause,
        state: b.state,
        recorded: ms(b.recordedAt),
        done: ms(b.doneAt),
        overrun: b.overrunMs,
      }))
      .sort(byKey),
  ).toEqual(breaches.map((row) => ({ ...row })).sort(byKey));
}

/** The texts of a page and of a word processor's document, without their marks. */
export const wordsOfPage = (html: string): string[] =>
  [...html.slice(html.indexOf('<body>')).matchAll(/>([^<]+)</g)]
    .map(([, text]) =>
      text!
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter(Boolean);

export function wordsOfDocx(bytes: Uint8Array): { body: string; footer: string } {
  const parts = unzipSync(bytes);
  const plain = (xml: string): string =>
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, text]) =>
        text!
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&apos;', "'")
          .replaceAll('&amp;', '&'),
      )
      .join('\n');
  const footers = Object.keys(parts).filter((name) => /^word\/footer\d+\.xml$/.test(name));
  return {
    body: plain(strFromU8(parts['word/document.xml']!)),
    footer: footers.map((name) => strFromU8(parts[name]!)).join('\n'),
  };
}
