/** 重新起算 A restore that lost something that was signed: nothing is signed any more until two persons have said so, and then under a new name that everybody sees. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { EMPTY_FRONTIER, grown } from '../../domain/proof/frontier.ts';
import { keyFromText, keyText, signingKeyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { standsInTile, TILE_HEIGHT } from '../../domain/proof/tiles.ts';
import { verify } from '../../domain/verify/index.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { processesIn } from '../../tools/engine/processes.ts';
import { signerService } from '../../tools/engine/signer.ts';
import { wordsOfDocx } from '../../tools/verify/docx.ts';
import { opened } from '../dossier/reading.ts';
import { Bureau, Matter, newBureau, type Staff } from '../rapid-response/acts.ts';

const temporary = makeTemporaryFolder();
const processes = processesIn(temporary.folder);
let plain: Bureau;
let b: Bureau;
let staff: Staff;
let origin: string;
let keys: Map<string, string>;
const [first, second] = ['o-first', 'o-second'].map(
  (name) => (): string => `${staff.bureau}.${name}`,
);

beforeAll(async () => {
  plain = await Bureau.open();
  staff = await newBureau(plain);
  for (const officer of [first!(), second!()])
    await plain.owner`insert into officer (id, unit_id, kind, name, roles) values (${officer}, ${`${staff.bureau}.ju`}, 'person', '样例', '{administrator}')`;
  origin = `duban.example/v1/log/${staff.bureau}`;
  const { service, address } = (await signerService(temporary.folder, [origin, `${origin}/2`]))!;
  await processes.run(service);
  b = await Bureau.open(
    { signEvery: 1e9 },
    { LOG_SIGNER: address, API_PUBLIC_URL: 'https://duban.example' },
  );
  keys = new Map(
    readdirSync(join(temporary.folder, 'keys')).map((file) => {
      const { key } = signingKeyFromText(
        readFileSync(join(temporary.folder, 'keys', file), 'utf8').trim(),
      )!;
      return [key.name, keyText(key)];
    }),
  );
}, 120_000);
afterAll(async () => {
  await b.close();
  await plain.close();
  await processes.stop();
  await removeTemporaryFolder(temporary);
});

async function logged(): Promise<void> {
  while (
    (await b.owner`select 1 from leaf_staged where bureau_id = ${staff.bureau} limit 1`).length > 0
  )
    await b.service.background.sequencer.append(staff.bureau);
}
async function signed(): Promise<string> {
  await logged();
  await b.service.background.checkpoints.sign(staff.bureau);
  return newest();
}
const newest = async (): Promise<string> =>
  (await b.get(first!(), `/v1/log/${staff.bureau}/checkpoint`)).text;
const headOf = (note: string) => {
  const head = checkpointFromText(noteFromText(note)!.text)!;
  const key = keyFromText(keys.get(head.origin)!)!;
  expect(verified(noteFromText(note)!, [noteVerifier(key)]).verified).toBe(true);
  return head;
};
const codeOf = (reply: { body: unknown }): string => (reply.body as { code: string }).code;
async function byTwo(path: string, body: object): Promise<void> {
  const reply = await b.post(first!(), path, body);
  expect(reply.status, reply.text).toBe(202);
  const { id, hash } = reply.body as { id: number; hash: string };
  const confirmed = await b.post(
    second!(),
    `/v1/proposals/${id}/confirmation`,
    {},
    undefined,
    undefined,
    { 'If-Match': `"${hash}"` },
  );
  expect(confirmed.status, confirmed.text).toBe(200);
}

/** As a backup of then would have it: the log as long as it was, and a reading that came afterwards is nowhere. */
async function restoredTo(size: number, lost: string): Promise<void> {
  const { owner } = b;
  await owner.begin(async (tx) => {
    const held = ['leaf', 'tree_node', 'checkpoint', 'reading'];
    for (const table of held) await tx`alter table ${tx(table)} disable trigger user`;
    const hashes = (
      await tx<
        { hash: Uint8Array }[]
      >`select hash from leaf where bureau_id = ${staff.bureau} and index < ${size} order by index`
    ).map(({ hash }) => hash);
    const { frontier, complete } = grown(
      EMPTY_FRONTIER,
      hashes,
      (height) => height > 0 && standsInTile(height),
    );
    await tx`insert into leaf_staged (bureau_id, kind, ref)
      select bureau_id, kind, ref from leaf where bureau_id = ${staff.bureau} and index >= ${size} and not (kind = 'read' and ref = ${lost}) order by index`;
    await tx`delete from leaf where bureau_id = ${staff.bureau} and index >= ${size}`;
    await tx`delete from tree_node where bureau_id = ${staff.bureau}`;
    for (const { height, index, hash } of complete)
      await tx`insert into tree_node (bureau_id, level, index, hash) values (${staff.bureau}, ${height / TILE_HEIGHT}, ${index}, decode(${hex(hash)}, 'hex'))`;
    await tx`delete from checkpoint where bureau_id = ${staff.bureau} and size > ${size}`;
    await tx`delete from reading where id = ${lost}::bigint`;
    await tx`update log set size = ${size}, peaks = array(select decode(x, 'hex') from unnest(${frontier.peaks.map(hex)}::text[]) with ordinality t (x, n) order by n) where bureau_id = ${staff.bureau}`;
    for (const table of held) await tx`alter table ${tx(table)} enable trigger user`;
  });
}

it('is proposed with a checkpoint that the tree lacks, confirmed by another, and goes on as …/2', async () => {
  for (const key of keys.values())
    await byTwo('/v1/log/keys', { key, use: 'log', state: 'in-use', reason: '启用' });
  const m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
  const before = await signed();
  expect((await b.get(staff.regulator, `/v1/files/${m.file}/register`)).status).toBe(200);
  const [reading] = await b.owner<
    { id: string }[]
  >`select max(id)::text as id from reading where bureau_id = ${staff.bureau}`;
  const kept = await signed();
  expect(headOf(kept).size).toBeGreaterThan(headOf(before).size);
  const restart = { note: kept, reason: '自备份恢复，缺失一条查阅' };
  const propose = (more: object = {}, by = first!()) =>
    b.post(by, '/v1/log/restarts', { ...restart, ...more });

  // While the tree has all that was signed nobody can begin anew.
  const agreed = await propose();
  expect([agreed.status, codeOf(agreed)]).toEqual([409, 'restart-not-needed']);

  await restoredTo(headOf(before).size, reading!.id);
  // What was written since grows another tree than the signer knows.
  await m.accept('suspension-decision');
  await logged();
  await expect(b.service.background.checkpoints.sign(staff.bureau)).rejects.toThrow(
    /behind what was signed|the signer does not sign/,
  );
  expect(await newest()).toBe(before);

  // Nor with a head that is in the tree, of another log, or signed by nobody; and not by an officer.
  const older = await propose({ note: before });
  expect([older.status, codeOf(older)]).toEqual([409, 'restart-not-needed']);
  const unsigned = kept.replace(/(— \S+ )[\w+/=]{8}/, '$1AAAAAAAA');
  for (const note of ['x', unsigned, kept.replace(origin, `${origin}/2`)])
    expect((await propose({ note })).status).toBe(400);
  expect((await propose({}, staff.payment)).status).toBe(403);

  await byTwo('/v1/log/restarts', restart);
  const after = await signed();
  expect(headOf(after)).toMatchObject({ origin: `${origin}/2` });
  const { items } = (await b.get(first!(), `/v1/log/${staff.bureau}/restarts`)).body as {
    items: object[];
  };
  expect(items).toMatchObject([{ generation: 2, origin: `${origin}/2`, note: kept }]);
  // Who has proposed and confirmed it, and what was lost, stands in the tree: the note is in a change that is a leaf.
  const changes = await b.owner<
    { leaf: boolean; after: { by: string; decidedBy: string; after: { note: string } } }[]
  >`select c.after, exists (select 1 from leaf l where l.bureau_id = c.bureau_id and l.kind = 'change' and l.ref = c.id::text) as leaf
    from registry_change c where c.bureau_id = ${staff.bureau} and c.registry = 'proposal' and c.after->>'what' = 'log-restart' and c.after->>'state' = 'confirmed'`;
  expect(changes).toMatchObject([
    { leaf: true, after: { by: first!(), decidedBy: second!(), after: { note: kept } } },
  ]);

  // It grows under the new name, and its files are proved by the new key.
  await m.accept('decision-reply');
  const later = headOf(await signed());
  expect(later).toMatchObject({ origin: `${origin}/2` });
  expect(later.size).toBeGreaterThan(headOf(after).size);
  const { members } = await opened(b, staff.regulator, m.file);
  const findings = (of: string) => [
    ...verify({
      members,
      logs: [keyFromText(keys.get(of)!)!],
      witnesses: [],
      documents: undefined,
      wordsOfDocx,
    }),
  ];
  const wrong = (of: string) =>
    findings(of).flatMap(({ state, point }) => (state === 'wrong' ? [point] : []));
  expect(wrong(`${origin}/2`)).toEqual([]);
  expect(wrong(origin)).toContain('signature');
  const found = (await b.get(staff.regulator, '/v1/reconciliation')).body as Record<
    string,
    unknown[]
  >;
  expect([found['brokenTree'], found['brokenLeaves']]).toEqual([[], []]);
  // The second time it is found as the first time: what was signed under the new name agrees.
  const again = await propose({ note: await newest() });
  expect([again.status, codeOf(again)]).toEqual([409, 'restart-not-needed']);
}, 120_000);
