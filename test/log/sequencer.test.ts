/** Everything that a file is sent, decides and writes becomes a leaf of its bureau's log, in its order, once; whatever happens meanwhile. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sequencer } from '../../api/log/sequencer.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { EMPTY_FRONTIER, grown, rootOf } from '../../domain/proof/frontier.ts';
import { standsInTile } from '../../domain/proof/tiles.ts';
import type { Sql } from '../../db/client.ts';
import { Fixture, until } from '../outbox/support.ts';

const quiet = pino({ level: 'silent' });

/** What the log of a bureau says, by itself and as a whole. */
export async function logOf(owner: Sql, bureau: string) {
  const [edge] = await owner<
    { size: number; peaks: Uint8Array[] }[]
  >`select size, peaks from log where bureau_id = ${bureau}`;
  const leaves = await owner<
    { index: number; hash: Uint8Array; kind: string; ref: string }[]
  >`select index, hash, kind, ref from leaf where bureau_id = ${bureau} order by index`;
  const nodes = await owner<
    { level: number; index: number; hash: Uint8Array }[]
  >`select level, index, hash from tree_node where bureau_id = ${bureau} order by level, index`;
  const staged = await owner<
    { kind: string; ref: string }[]
  >`select kind, ref from leaf_staged where bureau_id = ${bureau} order by id`;
  return { edge, leaves, nodes, staged };
}

let fixture: Fixture;
let owner: Sql;
beforeAll(async () => {
  fixture = await Fixture.open();
  owner = fixture.owner;
});
afterAll(() => fixture.close());

const sequencer = (sql = fixture.sql): Sequencer => new Sequencer({ sql, log: quiet, every: 1e9 });

/** A bureau that nothing else writes for. The service of other tests may sequence it too, at any moment. */
const drained = (bureau: string): Promise<Awaited<ReturnType<typeof logOf>>> =>
  until(
    async () => {
      await sequencer().append(bureau);
      return logOf(owner, bureau);
    },
    ({ edge, staged }) => edge !== undefined && staged.length === 0,
  );

describe('a log', () => {
  it('has a leaf for each entry, whose hash is the entry’s own, within a file in the order of the numbers; its edge and nodes are those of the tree', async () => {
    const files = [await fixture.file(), await fixture.file()];
    for (let n = 0; n < 150; n += 1) await fixture.enter(files[n % 2]!, 1 + (n % 3));
    const { edge, leaves, nodes } = await drained(fixture.bureau);
    expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_, i) => i));
    for (const file of files) {
      const rows = await owner<
        { ref: string; hash: string }[]
      >`select file_id || '/' || seq as ref, hash from register where file_id = ${file} order by seq`;
      const mine = leaves.filter(({ ref }) => ref.startsWith(`${file}/`));
      expect(mine.map((leaf) => ({ ref: leaf.ref, hash: hex(leaf.hash) }))).toEqual([...rows]);
    }
    const tree = grown(
      EMPTY_FRONTIER,
      leaves.map((leaf) => leaf.hash),
      (height) => height > 0 && standsInTile(height),
    );
    expect(edge!.size).toBe(leaves.length);
    expect(edge!.peaks.map(hex)).toEqual(tree.frontier.peaks.map(hex));
    expect(nodes.map((node) => hex(node.hash))).toEqual(
      tree.complete.map((node) => hex(node.hash)),
    );
    expect(nodes.length).toBeGreaterThan(0);
    expect(rootOf(tree.frontier)).toHaveLength(32);
  });

  it('grows once, whoever lets it grow at the same time', async () => {
    const file = await fixture.file();
    for (let n = 0; n < 40; n += 1) await fixture.enter(file, 2);
    const grew = await Promise.all(
      Array.from({ length: 6 }, () => sequencer().append(fixture.bureau)),
    );
    expect(grew.filter((n) => n > 0).length).toBeLessThanOrEqual(6);
    const { leaves } = await drained(fixture.bureau);
    const refs = leaves.map(({ kind, ref }) => `${kind} ${ref}`);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.filter((ref) => ref.startsWith(`entry ${file}/`))).toHaveLength(80);
  });

  it('is not extended from another size than it has, nor by what is not staged', async () => {
    const file = await fixture.file();
    await fixture.enter(file, 3);
    const { edge } = await drained(fixture.bureau);
    const extend = (size: number, ids: number[]) =>
      owner`select extend_log(${fixture.bureau}, ${size}, ${ids}::bigint[], ${ids.map(() => '0'.repeat(64))}::text[], '[]', '{}', '[]')`;
    await expect(extend(edge!.size - 1, [])).rejects.toThrow('the log has grown meanwhile');
    await expect(extend(edge!.size, [0])).rejects.toThrow('not all of these rows are staged');
    expect((await logOf(owner, fixture.bureau)).edge).toEqual(edge);
  });

  it('goes on where a row is gone before its leaf was made, and shows that it was missing', async () => {
    const file = await fixture.file();
    await owner`insert into leaf_staged (bureau_id, kind, ref) values (${fixture.bureau}, 'entry', ${`${file}/7`})`;
    await fixture.enter(file, 1);
    const { leaves } = await drained(fixture.bureau);
    const [gone, there] = leaves.filter(({ ref }) => ref.startsWith(`${file}/`));
    expect(gone).toMatchObject({ kind: 'entry', ref: `${file}/7` });
    expect(there).toMatchObject({ kind: 'entry', ref: `${file}/1` });
  });

  it('refuses that a leaf, a node or a signed head is changed or taken away', async () => {
    await fixture.enter(await fixture.file(), 300);
    await drained(fixture.bureau);
    await owner`select add_checkpoint(${fixture.bureau}, 1, ${'00'.repeat(32)}, 'o', 'n')`;
    for (const table of ['leaf', 'tree_node', 'checkpoint'])
      for (const sql of [
        `delete from ${table}`,
        `update ${table} set hash = hash`.replace(
          'checkpoint set hash = hash',
          'checkpoint set root = root',
        ),
        `truncate ${table} cascade`,
      ])
        await expect(owner.unsafe(sql)).rejects.toThrow('append-only');
    await expect(owner`delete from log`).rejects.toThrow('append-only');
  });

  it('begins with what binds every bureau, and gets it while it goes on', async () => {
    const { leaves } = await drained(fixture.bureau);
    const years = await owner<
      { ref: string }[]
    >`select year || '/' || version as ref from calendar_year`;
    const calendars = leaves.filter(({ kind }) => kind === 'calendar').map(({ ref }) => ref);
    for (const { ref } of years) expect(calendars).toContain(ref);
  });
});
