/**
 * The log of a real bureau, signed by a real signer and cosigned by a real witness, and checked with nothing but what the API answers and the keys
 * that a person was given: entries, acts, tiles and what grows in between.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkpoints } from '../../api/log/checkpoints.ts';
import { leavesIn } from '../../domain/proof/bundles.ts';
import { fromBase64, hex, utf8 } from '../../domain/proof/bytes.ts';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { cosignatureVerifier } from '../../domain/proof/cosignature.ts';
import { EMPTY_FRONTIER, grown, rootOf } from '../../domain/proof/frontier.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { keyFromText, keyText, signingKeyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { continues, includes } from '../../domain/proof/proof-checks.ts';
import { leafProofFromText } from '../../domain/proof/proof-text.ts';
import { tilePath } from '../../domain/proof/tiles.ts';
import type { Finding } from '../../domain/verify/findings.ts';
import { verify } from '../../domain/verify/index.ts';
import { wordsOfDocx } from '../../tools/verify/docx.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { signerService } from '../../tools/engine/signer.ts';
import { processesIn } from '../../tools/engine/processes.ts';
import { logProofShape } from '../../domain/dossier/proof-shape.ts';
import { opened } from '../dossier/reading.ts';
import { decide, openA } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { keyOf } from '../tools/fixtures/log.ts';
import { endAll, programsIn } from '../tools/fixtures/program.ts';

const origin = 'duban.example/v1/log/tj';
const temporary = makeTemporaryFolder();
const processes = processesIn(temporary.folder);
let bureau: Bureau;
let server: Server;
let url: string;
let logKey: string;
let signer: string;
const witness = keyOf('witness.example/w', 7, 'cosignature');

beforeAll(async () => {
  const { service, address } = (await signerService(temporary.folder, [origin]))!;
  await processes.run(service);
  signer = address;
  bureau = await Bureau.open(
    { signEvery: 1e9 },
    { LOG_SIGNER: signer, API_PUBLIC_URL: 'https://duban.example' },
  );
  server = bureau.service.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/log/tj`;
});
afterAll(async () => {
  await endAll();
  server.close();
  await bureau.close();
  await processes.stop();
  await removeTemporaryFolder(temporary);
});

/** Everything that is staged by now stands in the log, whoever has brought it there: other tests write for the same bureau, and sequence it. */
async function logged(): Promise<void> {
  const { owner, service } = bureau;
  const [last] = await owner<
    { id: number | null }[]
  >`select max(id) as id from leaf_staged where bureau_id = 'tj'`;
  while (
    (await owner`select 1 from leaf_staged where bureau_id = 'tj' and id <= ${last!.id} limit 1`)
      .length > 0
  )
    await service.background.sequencer.append('tj');
}

/** And the log is signed. */
async function signed(): Promise<void> {
  await logged();
  await bureau.service.background.checkpoints.sign('tj');
}

const text = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
const json = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${url}${path}`)).json()) as T;

interface Proof {
  leaf: string;
  proof: string;
}
const get = async <T>(officer: string, path: string): Promise<T> => {
  const reply = await bureau.get(officer, path);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as T;
};

/** The key as the person who made it was told it; what the API says of keys is only compared. */
function keyMade(): string {
  const keys = join(temporary.folder, 'keys');
  const [file] = readdirSync(keys).filter((name) => name.startsWith('log-'));
  const { key } = signingKeyFromText(readFileSync(join(keys, file!), 'utf8').trim())!;
  expect(key.name).toBe(origin);
  return keyText(key);
}
const verifier = () => noteVerifier(keyFromText(logKey)!);

/** The head that a note says, if the log's key has signed it. */
function headIn(note: string) {
  const read = noteFromText(note)!;
  expect(verified(read, [verifier()]).verified).toBe(true);
  const head = checkpointFromText(read.text)!;
  expect(head.origin).toBe(origin);
  return head;
}

/** That a leaf's text stands in the tree that its proof names. */
function holds({ leaf, proof }: Proof): boolean {
  const { index, hashes, checkpoint } = leafProofFromText(proof)!;
  return includes(headIn(checkpoint), index, leafHash(utf8(leaf)), hashes);
}

describe('the log of a bureau', () => {
  it('has no head until one is signed; then the signer’s key has signed it, under the public name of the log', async () => {
    expect((await fetch(`${url}/checkpoint`)).status).toBe(404);
    await openA(bureau);
    await signed();
    logKey = keyMade();
    const head = headIn(await text('/checkpoint'));
    expect(head.size).toBeGreaterThan(0);
  });

  it('proves every entry and every act of a file, from what the register says of it', async () => {
    const {
      file,
      letter: { id },
    } = await openA(bureau);
    await signed();
    const { items } = await get<{
      items: {
        seq: number;
        hash: string;
        type: string;
        clause: string | null;
        act: string | null;
      }[];
    }>(people.regulator, `/v1/files/${file}/register`);
    expect(items.length).toBeGreaterThan(1);
    for (const { seq, hash, type, clause, act } of items) {
      const proof = await get<Proof>(people.regulator, `/v1/files/${file}/register/${seq}/proof`);
      expect(holds(proof)).toBe(true);
      expect(hex(leafHash(utf8(proof.leaf)))).toBe(hash);
      expect(JSON.parse(proof.leaf)).toMatchObject({ file, seq, type, clause, act });
      expect(holds({ ...proof, leaf: proof.leaf.replace(type, 'note') })).toBe(false);
    }
    const act = await get<{ act: Proof; verdict: Proof }>(
      people.regulator,
      `/v1/files/${file}/acts/${id}/proof`,
    );
    expect([holds(act.act), holds(act.verdict)]).toEqual([true, true]);
    expect(JSON.parse(act.act.leaf)).toMatchObject({ file, act: id, number: 1 });
    expect(JSON.parse(act.verdict.leaf)).toMatchObject({ act: id, accepted: true });
  });

  it('words that are erased by order are gone, and the act is proved as before; the order is an entry of the file', async () => {
    const {
      file,
      letter: { id },
    } = await openA(bureau);
    await signed();
    const proof = () => get<{ act: Proof }>(people.regulator, `/v1/files/${file}/acts/${id}/proof`);
    const before = (await proof()).act;
    const order = {
      kind: 'act',
      ref: id,
      fields: ['investigation'],
      documentNo: '（2026）津01行终1号',
      reason: '判令删除',
    };
    const erase = (officer: string, more: object = {}) =>
      bureau.post(officer, '/v1/log/erasures', { ...order, ...more });
    expect((await erase(people.payment)).status).toBe(403);
    expect((await erase(people.admin, { fields: ['nothing'] })).status).toBe(400);
    expect((await erase(people.admin, { fields: ['constructor'] })).status).toBe(400);
    expect((await erase(people.admin, { ref: 'nobody' })).status).toBe(404);
    expect((await erase(people.admin)).status).toBe(204);
    expect((await erase(people.admin)).status).toBe(404);
    await signed();
    const after = (await proof()).act;
    expect([after.leaf, holds(after)]).toEqual([before.leaf, true]);
    const [row] = await bureau.owner<
      { payload: object; salt: Buffer }[]
    >`select payload, salt from inbox where act_id = ${id}`;
    expect(row!.payload).not.toHaveProperty('investigation');
    expect(row!.payload).toHaveProperty('grounds');
    expect(row!.salt.every((byte) => byte === 0)).toBe(true);
    const { items } = await get<{ items: { type: string; body: object }[] }>(
      people.regulator,
      `/v1/files/${file}/register`,
    );
    expect(items.at(-1)).toMatchObject({
      type: 'content-erased',
      body: { act: id, fields: ['investigation'], documentNo: order.documentNo, by: people.admin },
    });
    const found = await get<Record<string, { ref: string; file: string | null }[]>>(
      people.regulator,
      '/v1/reconciliation',
    );
    expect(found['erased']!.filter(({ ref }) => ref === id)).toMatchObject([{ file }]);
    expect(found['brokenLeaves']!.filter((one) => one.file === file)).toEqual([]);
    const [act] = (await opened(bureau, people.regulator, file)).dossier.acts;
    expect([act!.payload, act!.withheld.map(({ say }) => say.zh.slice(0, 4))]).toEqual([
      null,
      ['依令删除'],
    ]);
    // What was not ordered stays as it is, and nobody changes it.
    await expect(
      bureau.owner`update inbox set payload = '{}' where act_id = ${id}`,
    ).rejects.toThrow('append-only');
  });

  it('so is the old name in a change of a registry', async () => {
    const [change] = await bureau.owner<
      { id: string }[]
    >`insert into registry_change (registry, entity_id, changed_by, before, after) values ('officer', ${people.payment2}, ${people.admin}, null, '{"name": "旧名"}') returning id::text`;
    await logged();
    const reply = await bureau.post(people.admin, '/v1/log/erasures', {
      kind: 'change',
      ref: change!.id,
      fields: ['after'],
      documentNo: '决1号',
      reason: '依法删除',
    });
    expect(reply.status, reply.text).toBe(204);
    await logged();
    const [left] = await bureau.owner<
      { after: object }[]
    >`select after from registry_change where id = ${change!.id}`;
    expect(left!.after).toEqual({});
    const found = await get<Record<string, { kind: string; ref: string }[]>>(
      people.regulator,
      '/v1/reconciliation',
    );
    const mine = (one: { kind: string; ref: string }): boolean =>
      one.kind === 'change' && one.ref === change!.id;
    expect([found['erased']!.filter(mine).length, found['brokenLeaves']!.filter(mine)]).toEqual([
      1,
      [],
    ]);
    const [unit] = await bureau.owner<
      { id: string }[]
    >`select unit_id as id from officer where id = ${people.payment2}`;
    // Nor to which unit somebody has moved: rights rest on it.
    const [moved] = await bureau.owner<
      { id: string }[]
    >`insert into registry_change (registry, entity_id, changed_by, before, after) values ('officer', ${people.payment2}, ${people.admin}, null, ${bureau.owner.json({ name: '旧名', posts: [{ unit: unit!.id }] })}) returning id::text`;
    await logged();
    const rights = await bureau.post(people.admin, '/v1/log/erasures', {
      kind: 'change',
      ref: moved!.id,
      fields: ['after'],
      documentNo: '决2号',
      reason: '依法删除',
    });
    expect([rights.status, rights.text]).toEqual([400, expect.stringContaining('/fields')]);
    // That it was erased can't be erased, and no settings under which files are decided.
    for (const registry of ['erasure', 'bureau']) {
      const [row] = await bureau.owner<
        { id: string }[]
      >`select id::text from registry_change where registry = ${registry} and bureau_id = 'tj' order by id desc limit 1`;
      const refused = await bureau.post(people.admin, '/v1/log/erasures', {
        kind: 'change',
        ref: row!.id,
        fields: ['after'],
        documentNo: '决2号',
        reason: '依法删除',
      });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('/ref')]);
    }
  });

  it('of an act that waits for its verdict nothing is erased: what a file judges stays until it has judged', async () => {
    const {
      letter: { id },
    } = await openA(bureau);
    // What is no verdict for a moment must not become a leaf that is missing.
    await logged();
    const [kept] = await bureau.owner<
      { verdict: object }[]
    >`select verdict from inbox where act_id = ${id}`;
    const judged = (verdict: object | null) =>
      bureau.owner.begin(async (tx) => {
        await tx`alter table inbox disable trigger user`;
        await tx`update inbox set verdict = ${verdict === null ? null : tx.json(verdict as never)} where act_id = ${id}`;
        await tx`alter table inbox enable trigger user`;
      });
    await judged(null);
    const reply = await bureau.post(people.admin, '/v1/log/erasures', {
      kind: 'act',
      ref: id,
      fields: ['investigation'],
      documentNo: '决3号',
      reason: '依法删除',
    });
    await judged(kept!.verdict);
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('/ref')]);
    const [row] = await bureau.owner<
      { payload: object }[]
    >`select payload from inbox where act_id = ${id}`;
    expect(row!.payload).toHaveProperty('investigation');
  });

  it('proves that it has only grown, also over a signed head that was not kept', async () => {
    await signed();
    const before = headIn(await text('/checkpoint'));
    await openA(bureau);
    await signed();
    const middle = headIn(await text('/checkpoint'));
    // As after a crash between the signer's answer and ours: the head is signed and not on record.
    await bureau.owner.begin(async (tx) => {
      await tx`alter table checkpoint disable trigger append_only`;
      await tx`delete from checkpoint where bureau_id = 'tj' and size = ${middle.size}`;
      await tx`alter table checkpoint enable trigger append_only`;
    });
    await openA(bureau);
    await signed();
    const after = headIn(await text('/checkpoint'));
    for (const [from, to] of [
      [before, middle],
      [middle, after],
      [before, after],
    ] as const) {
      const { hashes } = await json<{ hashes: string[] }>(
        `/proofs/consistency?from=${from.size}&to=${to.size}`,
      );
      const proof = hashes.map((one) => fromBase64(one)!);
      expect(continues(from, to, proof)).toBe(true);
    }
    expect((await fetch(`${url}/proofs/consistency?from=1&to=${after.size + 1}`)).status).toBe(404);
    expect((await fetch(`${url}/checkpoint?size=${before.size}`)).status).toBe(200);
  });

  it('hands out tiles that anybody can build the head from, and nothing that is not signed yet', async () => {
    await signed();
    const head = headIn(await text('/checkpoint'));
    await openA(bureau);
    await logged();
    const hashes: Uint8Array[] = [];
    for (let index = 0; index * 256 < head.size; index += 1) {
      const width = Math.min(256, head.size - index * 256);
      const path = tilePath({ level: 0, index, width });
      const answer = await fetch(`${url}/${path}`);
      expect(answer.status).toBe(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.length).toBe(32 * width);
      for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.subarray(at, at + 32));
    }
    const { frontier } = grown(EMPTY_FRONTIER, hashes, () => false);
    expect(hex(rootOf(frontier))).toBe(hex(head.root));
    const [index, width] = [Math.floor(head.size / 256), (head.size % 256) + 1];
    const beyond = tilePath({ level: 0, index, width });
    expect((await fetch(`${url}/${beyond}`)).status).toBe(404);
    for (const odd of ['tile/0/0', 'tile/00/000', 'tile/0/x000/000', 'tile/1/000'])
      expect([odd, (await fetch(`${url}/${odd}`)).status]).toEqual([odd, 404]);
  });

  it('gives a registered mirror the texts of all leaves below the head, and nobody else; a regulator’s machine keeps them, checked', async () => {
    const mirror = `m-${uniqueHex()}`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${mirror}, 'tj.zfjd', 'system', '镜像', '{mirror}')`;
    const { file } = await openA(bureau);
    await signed();
    const head = headIn(await text('/checkpoint'));
    const width = Math.min(256, head.size);
    const path = `/v1/log/tj/${tilePath({ level: 'entries', index: 0, width })}`;
    for (const officer of [people.regulator, people.admin, people.payment])
      expect((await bureau.get(officer, path)).status).toBe(403);
    const asked = async (at: string) =>
      fetch(url.replace('/v1/log/tj', at), {
        headers: { authorization: `Bearer ${await bureau.token(mirror)}` },
      });
    const answer = await asked(path);
    expect(answer.status).toBe(200);
    const leaves = leavesIn(Buffer.from(await answer.arrayBuffer()))!;
    expect(leaves).toHaveLength(width);
    const { hashes } = await json<{ hashes: string[] }>(
      `/proofs/consistency?from=${width}&to=${head.size}`,
    );
    const { frontier } = grown(EMPTY_FRONTIER, leaves.map(leafHash), () => false);
    const old = { size: width, root: rootOf(frontier) };
    const proof = hashes.map((one) => fromBase64(one)!);
    expect(continues(old, head, proof)).toBe(true);
    const beyond = tilePath({ level: 'entries', index: Math.floor(head.size / 256) + 1, width: 1 });
    expect((await asked(`/v1/log/tj/${beyond}`)).status).toBe(404);
    expect((await asked(path.replace('/tj/', '/qy/'))).status).toBe(403);
    // It reads nothing else in its own name.
    expect((await bureau.get(mirror, `/v1/files/${file}`)).status).toBe(403);

    const folder = mkdtempSync(join(temporary.folder, 'm-'));
    const [state, key, token] = ['state.json', 'key', 'token'].map((name) => join(folder, name));
    writeFileSync(key!, witness.text);
    writeFileSync(token!, await bureau.token(mirror));
    for (const secret of [key!, token!]) chmodSync(secret, 0o400);
    const run = programsIn(temporary.folder);
    const one = await run('witness.ts', [
      '--state',
      state!,
      '--key',
      key!,
      '--log',
      `${origin}=${logKey}@${url}`,
      '--once',
      '--mirror',
      join(folder, 'mirror'),
      '--token',
      token!,
    ]);
    // Its key is not on record here: the cosignature is not taken, the leaves are kept all the same.
    await one.ended;
    expect(one.said()).toContain('mirrored and checked');
    const files = readFileSync(
      join(folder, 'mirror', encodeURIComponent(origin), 'files.csv'),
      'utf8',
    );
    expect(files).toContain(file);
  });

  it('answers for a leaf’s hash where it stands; of an unknown one nothing', async () => {
    const { file } = await openA(bureau);
    await signed();
    const { items } = await get<{ items: { hash: string }[] }>(
      people.regulator,
      `/v1/files/${file}/register`,
    );
    const leaf = items[0]!.hash;
    const found = await json<{ index: number; hashes: string[]; checkpoint: string }>(
      `/proofs/inclusion?leaf=${leaf}`,
    );
    const proof = found.hashes.map((one) => fromBase64(one)!);
    expect(includes(headIn(found.checkpoint), found.index, Buffer.from(leaf, 'hex'), proof)).toBe(
      true,
    );
    expect((await fetch(`${url}/proofs/inclusion?leaf=${'0'.repeat(64)}`)).status).toBe(404);
  });

  it('an administrator takes keys into use, the log’s and a witness’s: the witness cosigns, its line is shown, and the change is a leaf', async () => {
    const post = (officer: string, body: object) => bureau.post(officer, '/v1/log/keys', body);
    const line = keyText(witness.key);
    expect(
      (await post(people.payment, { key: line, use: 'witness', state: 'in-use', reason: '见证' }))
        .status,
    ).toBe(403);
    expect(
      (await post(people.admin, { key: line, use: 'log', state: 'in-use', reason: '见证' })).status,
    ).toBe(400);
    for (const [key, use] of [
      [logKey, 'log'],
      [line, 'witness'],
    ] as const)
      expect((await post(people.admin, { key, use, state: 'in-use', reason: '启用' })).status).toBe(
        204,
      );
    await signed();
    const keys = await json<{ items: { key: string; use: string; state: string }[] }>('/keys');
    expect(keys.items.map(({ key, use, state }) => [key, use, state])).toEqual([
      [logKey, 'log', 'in-use'],
      [line, 'witness', 'in-use'],
    ]);
    const leaves = await bureau.owner`select 1 from leaf where bureau_id = 'tj' and kind = 'key'`;
    expect(leaves).toHaveLength(2);

    const folder = mkdtempSync(join(temporary.folder, 'w-'));
    const [state, key] = [join(folder, 'state.json'), join(folder, 'key')];
    writeFileSync(key, witness.text);
    chmodSync(key, 0o400);
    const run = programsIn(temporary.folder);
    const args = ['--state', state, '--key', key, '--log', `${origin}=${logKey}@${url}`, '--once'];
    const looked = async (): Promise<[unknown, string]> => {
      const one = await run('witness.ts', args);
      return [await one.ended, one.said()];
    };
    const [code, said] = await looked();
    expect(code, said).toBe(0);
    const note = noteFromText(await text('/checkpoint'))!;
    expect(verified(note, [cosignatureVerifier(witness.key)]).verified).toBe(true);
    expect(verified(note, [verifier()]).verified).toBe(true);

    // It is given up: what it brings from now on is not kept.
    expect(
      (await post(people.admin, { key: line, use: 'witness', state: 'given-up', reason: '停用' }))
        .status,
    ).toBe(204);
    await signed();
    await looked();
    const after = noteFromText(await text('/checkpoint'))!;
    expect(verified(after, [cosignatureVerifier(witness.key)]).verified).toBe(false);
  });

  it('keeps no cosignature of somebody unknown, of another text, or of no checkpoint', async () => {
    await signed();
    const note = await text('/checkpoint');
    const bring = async (body: string): Promise<number> =>
      (
        await fetch(`${url}/cosignatures`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body,
        })
      ).status;
    expect(await bring(note)).toBe(403);
    expect(await bring('nonsense')).toBe(404);
    expect(await bring(note.replace(/\n[A-Za-z0-9+/=]{44}\n/, `\n${'A'.repeat(43)}=\n`))).toBe(404);
    expect(
      (
        await fetch(`${url}/cosignatures`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(415);
    const kept =
      await bureau.owner`select 1 from cosignature where bureau_id = 'tj' and size = (select max(size) from checkpoint where bureau_id = 'tj')`;
    expect(kept).toHaveLength(0);
  });

  it('is proved to nobody who may not read the file', async () => {
    const {
      file,
      letter: { id },
    } = await openA(bureau);
    await signed();
    for (const path of ['register/1', `acts/${id}`]) {
      const stranger = await bureau.get(people.other, `/v1/files/${file}/${path}/proof`);
      expect(stranger.status).toBe(403);
      expect((await bureau.get(people.regulator, `/v1/files/${file}/${path}/proof`)).status).toBe(
        200,
      );
    }
  });
});

describe('a dossier', () => {
  it('carries the proofs of all that it has, under one signed head; as of an earlier entry those up to it', async () => {
    const {
      file,
      letter: { id },
    } = await openA(bureau);
    await signed();
    const { text: member, proof, dossier } = await opened(bureau, people.regulator, file);
    const calendar = dossier.rules.calendars
      .map(({ year, version }) => `${year}/${version}`)
      .join();
    const log = logProofShape.parse(JSON.parse(member('proof/log.json')));
    const head = headIn(member('proof/checkpoint.txt'));
    expect([log.size, log.later]).toEqual([head.size, []]);
    for (const { index, text: leaf, hashes } of log.leaves) {
      const way = hashes.map((one) => fromBase64(one)!);
      expect(includes(head, index, leafHash(utf8(leaf)), way)).toBe(true);
    }
    const entries = log.leaves.filter(({ kind }) => kind === 'entry');
    expect(entries.map((leaf) => hex(leafHash(utf8(leaf.text))))).toEqual(
      proof.entries.map(({ hash }) => hash),
    );
    expect(
      log.leaves
        .filter(({ kind }) => kind !== 'entry' && kind !== 'change')
        .map(({ kind, ref }) => `${kind} ${ref}`),
    ).toEqual([`opening ${file}`, `act ${id}`, `verdict ${id}`, `calendar ${calendar}`]);
    const earlier = await opened(bureau, people.regulator, file, { asOf: '1' });
    const then = logProofShape.parse(JSON.parse(earlier.text('proof/log.json')));
    expect(then.leaves.filter(({ kind }) => kind === 'entry').map(({ ref }) => ref)).toEqual([
      `${file}/1`,
    ]);
  });

  it('as of an entry has no act and no verdict of later ones, neither among the leaves nor in the life', async () => {
    const { file, letter } = await openA(bureau);
    const before = (await get<{ items: unknown[] }>(people.regulator, `/v1/files/${file}/register`))
      .items.length;
    expect((await decide(bureau, file)).status).toBe(200);
    await signed();
    const { text: member, life } = await opened(bureau, people.regulator, file, {
      asOf: String(before),
    });
    const { leaves, later } = logProofShape.parse(JSON.parse(member('proof/log.json')));
    const acts = [...leaves, ...later].filter(({ kind }) => kind === 'act' || kind === 'verdict');
    expect(acts.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      `act ${letter.id}`,
      `verdict ${letter.id}`,
    ]);
    expect(life.acts.map(({ act }) => act)).toEqual([letter.id]);
  });

  it('is verified with the key of the real signer; a witness that has not cosigned is missed', async () => {
    const { file } = await openA(bureau);
    await signed();
    const { members, text: member } = await opened(bureau, people.regulator, file);
    const head = headIn(member('proof/checkpoint.txt'));
    expect(head.size).toBeGreaterThan(0);
    const given = { logs: [keyFromText(logKey)!], documents: undefined, wordsOfDocx };
    const findings = [...verify({ members, ...given, witnesses: [] })];
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect(findings.filter(({ state }) => state === 'missing').map(({ point }) => point)).toEqual([
      'witnesses',
    ]);
    // The witness has not seen this head yet.
    const unseen = [...verify({ members, ...given, witnesses: [witness.key] })];
    expect(unseen.filter(({ state }) => state === 'wrong').map(({ point }) => point)).toEqual([
      'witnesses',
    ]);
  });

  it('is verified by the script that lies in it, with Node and the key alone', async () => {
    const { file } = await openA(bureau);
    await signed();
    const { members } = await opened(bureau, people.regulator, file);
    const folder = mkdtempSync(join(temporary.folder, 'dossier-'));
    for (const [name, bytes] of members) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const ran = spawnSync(
      process.execPath,
      [join(folder, 'verify.mjs'), folder, '--key', logKey, '--json'],
      { cwd: '/', encoding: 'utf8', env: {} },
    );
    const { findings } = JSON.parse(ran.stdout) as { findings: Finding[] };
    const holds = (point: Finding['point']) => findings.filter((one) => one.point === point);
    for (const point of ['members', 'chain', 'leaves', 'signature', 'counting'] as const)
      expect(holds(point).map(({ state }) => state)).toEqual(['proved']);
    // The engine's clock is ahead where other tests have skipped time: that is named, and nothing else.
    const [life] = holds('life');
    expect(life!.details.filter((line) => !line.startsWith('early '))).toEqual([]);
    expect(life!.say.en).toMatch(/lived again/i);
  }, 60_000);

  it('says what is written and not under a signed head yet', async () => {
    await signed();
    const { file } = await openA(bureau);
    const { text: member } = await opened(bureau, people.regulator, file);
    const { leaves, later } = logProofShape.parse(JSON.parse(member('proof/log.json')));
    // The calendars and settings it rests on were there before.
    expect(new Set(leaves.map(({ kind }) => kind))).toEqual(new Set(['change', 'calendar']));
    expect(later.map(({ kind }) => kind)).toContain('opening');
  });
});

describe('the signer', () => {
  it('does not sign an older backup, and the log’s head stays what it was', async () => {
    await openA(bureau);
    await signed();
    const before = await text('/checkpoint');
    const size = headIn(before).size;
    class Undone extends Error {}
    const restored = bureau.owner.begin(async (tx) => {
      for (const table of ['cosignature', 'checkpoint']) {
        await tx`alter table ${tx(table)} disable trigger append_only`;
        await tx`delete from ${tx(table)} where bureau_id = 'tj'`;
      }
      await tx`update log set size = 1, peaks = array(select hash from leaf where bureau_id = 'tj' and index = 0) where bureau_id = 'tj'`;
      const older = new Checkpoints({
        sql: tx as never,
        log: pino({ level: 'silent' }),
        signer,
        originOf: () => origin,
        every: 1e9,
      });
      await expect(older.sign('tj')).rejects.toThrow(
        `behind what was signed: the log has 1 leaves, the signer knows ${size}`,
      );
      throw new Undone();
    });
    await expect(restored).rejects.toBeInstanceOf(Undone);
    expect(await text('/checkpoint')).toBe(before);
  });

  it('does not sign another tree', async () => {
    class Undone extends Error {}
    await openA(bureau);
    await logged();
    const rebuilt = bureau.owner.begin(async (tx) => {
      await tx`alter table leaf disable trigger append_only`;
      await tx`update leaf set hash = sha256('another') where bureau_id = 'tj' and index = 0`;
      const hashes = (
        await tx<
          { hash: Uint8Array }[]
        >`select hash from leaf where bureau_id = 'tj' order by index`
      ).map(({ hash }) => hash);
      const { frontier } = grown(EMPTY_FRONTIER, hashes, () => false);
      await tx`update log set peaks = array(select decode(x, 'hex') from unnest(${frontier.peaks.map(hex)}::text[]) with ordinality t (x, n) order by n) where bureau_id = 'tj'`;
      const forked = new Checkpoints({
        sql: tx as never,
        log: pino({ level: 'silent' }),
        signer,
        originOf: () => origin,
        every: 1e9,
      });
      await expect(forked.sign('tj')).rejects.toThrow('the signer does not sign: bad-proof');
      throw new Undone();
    });
    await expect(rebuilt).rejects.toBeInstanceOf(Undone);
  });
});
