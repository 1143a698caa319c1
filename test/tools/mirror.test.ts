/** 镜像 What a regulator's witness keeps of a log, leaf by leaf, and what it finds that does not go on from before. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { bundleOf } from '../../domain/proof/bundles.ts';
import { utf8 } from '../../domain/proof/bytes.ts';
import { EMPTY_FRONTIER, grown } from '../../domain/proof/frontier.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { hashOfLeaf, leafText, type Leaves } from '../../domain/proof/leaves.ts';
import { keyText } from '../../domain/proof/note-keys.ts';
import { tilePath, tilesOf } from '../../domain/proof/tiles.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { Ledger } from '../../tools/witness/ledger.ts';
import { keyOf } from './fixtures/log.ts';
import { type LogServer, type Shown, TOKEN, logServer } from './fixtures/log-server.ts';
import { endAll, programsIn } from './fixtures/program.ts';

// Each starts several processes one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const temporary = makeTemporaryFolder();
const run = programsIn(temporary.folder);
const servers: LogServer[] = [];
afterEach(async () => {
  await endAll();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => removeTemporaryFolder(temporary));

const origin = 'duban.example/v1/log/b-1';
const log = keyOf(origin, 1);
const own = keyOf('witness.example/w1', 5, 'cosignature');

/** Files of one series, whose entries come in turn. */
function leafTexts(files: number, entries: number): string[] {
  const texts: string[] = [];
  let opened: string | null = null;
  for (let file = 1; file <= files; file += 1) {
    const opening: Leaves['opening'] = {
      procedure: 'sample',
      place: file,
      file: `KB-2026-0000${file}`,
      act: `a-${file}`,
      opening: '00'.repeat(32),
      openedAt: 1_790_000_000_000,
      prev: opened,
    };
    texts.push(leafText('opening', opening));
    opened = hashOfLeaf('opening', opening);
  }
  const last = new Map<number, string>();
  for (let seq = 1; seq <= entries; seq += 1)
    for (let file = 1; file <= files; file += 1) {
      const entry: Leaves['entry'] = {
        file: `KB-2026-0000${file}`,
        seq,
        key: `k-${seq}`,
        type: seq === 1 ? 'opened' : 'reminder',
        clause: null,
        act: null,
        body: '11'.repeat(32),
        recordedAt: 1_790_000_000_000 + seq * 1000,
        prev: last.get(file) ?? null,
      };
      texts.push(leafText('entry', entry));
      last.set(file, hashOfLeaf('entry', entry));
    }
  return texts;
}
const data = leafTexts(3, 240).map(utf8);
const showing = (size: number, of = data, more: Partial<Shown> = {}): Shown => ({
  size,
  of: of.map(leafHash),
  data: of,
  ...more,
});

async function place() {
  const server = await logServer(origin, log);
  servers.push(server);
  const folder = mkdtempSync(join(temporary.folder, 'm-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o400);
    return join(folder, name);
  };
  const args = ['--state', join(folder, 'state.json'), '--key', write('key', own.text), '--once'];
  args.push('--log', `${origin}=${keyText(log.key)}@${server.url}`);
  const mirrored = ['--mirror', join(folder, 'mirror'), '--token', write('token', `${TOKEN}\n`)];
  const once = async (more: readonly string[] = mirrored): Promise<[number | string, string]> => {
    const one = await run('witness.ts', [...args, ...more]);
    return [await one.ended, one.said()];
  };
  const file = (path: string): string => join(folder, 'mirror', encodeURIComponent(origin), path);
  return { server, once, file, write, folder };
}

describe('a mirror', () => {
  it('keeps bundles and tiles as they are served, and lists every file with its last entry', async () => {
    const { server, once, file } = await place();
    for (const size of [10, 300, 301, 600, data.length]) {
      server.show(showing(size));
      expect(await once()).toEqual([
        0,
        expect.stringContaining(`mirrored and checked up to ${size} leaves`),
      ]);
    }
    const { complete } = grown(EMPTY_FRONTIER, data.map(leafHash), (height) => height % 8 === 0);
    for (const tile of tilesOf(data.length)) {
      const hashes = complete
        .filter(({ height }) => height === Number(tile.level) * 8)
        .map(({ hash }) => hash)
        .slice(tile.index * 256, tile.index * 256 + tile.width);
      expect(readFileSync(file(tilePath(tile)))).toEqual(Buffer.concat(hashes));
    }
    for (let index = 0; index * 256 < data.length; index += 1) {
      const leaves = data.slice(index * 256, (index + 1) * 256);
      const path = tilePath({ level: 'entries', index, width: leaves.length });
      expect(readFileSync(file(path))).toEqual(bundleOf(leaves));
    }
    // Of a row that has grown only the widest edition is left.
    expect(readdirSync(file('tile/entries/002.p'))).toEqual([String(data.length - 512)]);
    expect(readdirSync(file('tile/entries/001.p'))).toEqual([]);
    const [, ...rows] = readFileSync(file('files.csv'), 'utf8').trimEnd().split('\n');
    expect(rows).toEqual(
      [1, 2, 3].map((n) =>
        [
          `KB-2026-0000${n}`,
          240,
          'reminder',
          '2026-09-21T14:17:20.000Z',
          719 + n,
          'sample',
          n,
        ].join(),
      ),
    );
    expect(readFileSync(file('checkpoint'), 'utf8')).toContain(`\n${data.length}\n`);
    // Whole bundles are asked for once.
    expect(server.asked.filter((line) => line === 'GET /log/tile/entries/000')).toHaveLength(1);
  });

  it('goes on where it was interrupted, and asks for nothing twice', async () => {
    const { server, once, file } = await place();
    server.show(showing(700, data, { bundles: 2 }));
    expect(await once()).toEqual([3, expect.stringContaining('could not be brought up to date')]);
    expect(existsSync(file('mirror.jsonl'))).toBe(false);
    server.show(showing(700));
    expect((await once())[0]).toBe(0);
    const bundles = server.asked.filter((line) => line.includes('/tile/'));
    expect(bundles.filter((line) => line.endsWith('/000'))).toHaveLength(1);
  });

  it('without a token that opens the bundles there is none, and the witness cosigns all the same', async () => {
    const { server, once, write, folder } = await place();
    server.show(showing(300));
    const wrong = ['--mirror', join(folder, 'mirror'), '--token', write('wrong', 'of-nobody')];
    expect(await once(wrong)).toEqual([3, expect.stringContaining('401')]);
    expect(server.brought).toHaveLength(1);
    chmodSync(join(folder, 'wrong'), 0o644);
    expect(await once(wrong)).toEqual([1, expect.stringContaining('others may read it')]);
  });

  it.each([
    ['in the last bundle', 0, 20, 7],
    ['in a whole bundle', 0, 600, 20],
    ['one that was right before', 258, 300, 257],
  ])('takes no leaves but those of the checkpoint: %s', async (_which, from, to, changed) => {
    const { server, once, file } = await place();
    const state = (): string | undefined =>
      existsSync(file('mirror.jsonl')) ? readFileSync(file('mirror.jsonl'), 'utf8') : undefined;
    if (from > 0) {
      server.show(showing(from));
      await once();
    }
    const before = state();
    server.show({ ...showing(to), data: data.with(changed, utf8('another')) });
    expect(await once()).toEqual([1, expect.stringContaining('is not what its checkpoint')]);
    expect(state()).toBe(before);
    // What was given out wrongly is not taken for right the next time.
    server.show(showing(to));
    expect((await once())[0]).toBe(0);
  });

  it('says which leaves do not go on from those before', async () => {
    const { server, once, file } = await place();
    const gone = data.filter((_, at) => at !== 3 + 3 * 10);
    server.show(showing(100, gone));
    expect(await once()).toEqual([1, expect.stringMatching(/ALARM.*KB-2026-00001 \(\d+: order\)/)]);
    // The leaves are the log's all the same, and kept.
    expect(existsSync(file('mirror.jsonl'))).toBe(true);
  });
});

describe('the ledger of a mirror', () => {
  const contradictionsIn = (texts: readonly string[]): string[] => {
    const ledger = new Ledger();
    for (const [at, text] of texts.entries()) ledger.take(utf8(text), at);
    return ledger.contradictions.map(({ leaf, of, why }) => `${leaf} ${of} ${why}`);
  };
  const texts = leafTexts(2, 3);
  const entry = (change: Partial<Leaves['entry']>): string =>
    leafText('entry', {
      file: 'KB-2026-00009',
      seq: 1,
      key: 'k',
      type: 'opened',
      clause: null,
      act: null,
      body: '',
      recordedAt: 1,
      prev: null,
      ...change,
    });

  it.each<[string, string[], string[]]>([
    ['all is well', texts, []],
    ['an entry is missing', texts.toSpliced(4, 1), ['5 KB-2026-00001 order']],
    [
      'two are exchanged',
      texts.with(2, texts[4]!).with(4, texts[2]!),
      ['2 KB-2026-00001 order', '4 KB-2026-00001 order', '6 KB-2026-00001 order'],
    ],
    ['one was rewritten', texts.with(4, texts[4]!.replace('k-2', 'k-9')), ['6 KB-2026-00001 link']],
    ['an opening is missing', texts.toSpliced(0, 1), ['0 sample place']],
    ['an opening twice', texts.toSpliced(1, 0, texts[1]!), ['2 sample place']],
    ['a file begins in its middle', [entry({ seq: 5, prev: 'ab' })], ['0 KB-2026-00009 order']],
    ['a file that went over', [entry({ seq: 5, prev: 'ab', type: 'edition-changed' })], []],
    ['a first one with something before it', [entry({ prev: 'ab' })], ['0 KB-2026-00009 link']],
    [
      'something was gone before it became a leaf',
      [leafText('missing', { of: 'entry', ref: 'KB-2026-00001/4' })],
      ['0 entry KB-2026-00001/4 missing'],
    ],
    ['other kinds', ['{"$":"duban/act/2"}', '{"$":"duban/entry/3"}'], []],
    [
      'no leaf',
      ['words', '{}', '{"$":"duban/entry/2"}', '{"$":"duban/opening/3","place":"5"}'],
      ['0  unreadable', '1  unreadable', '2  unreadable', '3  unreadable'],
    ],
  ])('%s', (_what, given, found) => {
    expect(contradictionsIn(given)).toEqual(found);
  });
});
