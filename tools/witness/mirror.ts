/**
 * 镜像 Keeps what stands in a log, leaf by leaf: each is checked against a checkpoint that this witness has cosigned, so what is here is what the bureau
 * once had, whatever becomes of it there.
 */
import { leavesIn } from '../../domain/proof/bundles.ts';
import { sameBytes } from '../../domain/proof/bytes.ts';
import { type Frontier, type Grown, grown, rootOf } from '../../domain/proof/frontier.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import {
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  standsInTile,
  tilePath,
} from '../../domain/proof/tiles.ts';
import type { KeptHead } from '../kept/heads.ts';
import { readOwnersFile } from '../kept/key-file.ts';
import { NotAnswered, bytesOf } from './asking.ts';
import type { Contradiction } from './ledger.ts';
import { MirrorFiles } from './mirror-files.ts';

export type Mirrored =
  | { what: 'mirrored'; size: number; contradictions: readonly Contradiction[] }
  | { what: 'nothing-new' }
  /** What the log gives out as its leaves is not what its checkpoint says. */
  | { what: 'differs'; size: number }
  | { what: 'mirror-away' | 'mirror-broken'; why: string };

/** 256 leaves, each at most 64 KiB. */
const LONGEST_BUNDLE = TILE_WIDTH * (0xff_ff + 2);

/** The trees that are complete up to the last whole bundle: from there on its leaves are read, those of the last one once more. */
function wholeBundles({ size, peaks }: Frontier): Frontier {
  const bundles = Math.floor(size / TILE_WIDTH);
  let high = 0;
  for (let rest = bundles; rest > 0; rest = Math.floor(rest / 2)) high += rest % 2;
  return { size: bundles * TILE_WIDTH, peaks: peaks.slice(0, high) };
}

export class Mirror {
  readonly #folder: string;
  readonly #tokenFile: string;

  constructor(folder: string, tokenFile: string) {
    this.#folder = folder;
    this.#tokenFile = tokenFile;
  }

  async follow(origin: string, url: string, head: KeptHead): Promise<Mirrored> {
    try {
      return await this.#follow(new MirrorFiles(this.#folder, origin), url, head);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { what: error instanceof NotAnswered ? 'mirror-away' : 'mirror-broken', why };
    }
  }

  async #follow(files: MirrorFiles, url: string, head: KeptHead): Promise<Mirrored> {
    const { frontier: known, ledger } = await files.state();
    if (known.size >= head.size) return { what: 'nothing-new' };
    const growing = new GrowingTiles(files);
    const taken: Tile[] = [];
    let frontier = wholeBundles(known);
    while (frontier.size < head.size) {
      const index = frontier.size / TILE_WIDTH;
      const width = Math.min(TILE_WIDTH, head.size - frontier.size);
      const bundle: Tile = { level: 'entries', index, width };
      taken.push(bundle);
      const leaves = await this.#leaves(files, url, bundle);
      const next = grown(frontier, leaves.map(leafHash), standsInTile);
      for (const [i, leaf] of leaves.entries())
        if (frontier.size + i >= known.size) ledger.take(leaf, frontier.size + i);
      await growing.take(next.complete);
      frontier = next.frontier;
    }
    if (!sameBytes(rootOf(frontier), head.root)) {
      // Not to be taken for right the next time, as what was fetched and not yet counted is.
      for (const bundle of taken) await files.remove(bundle);
      return { what: 'differs', size: head.size };
    }
    await growing.end();
    await files.keep(frontier, ledger, head.note);
    for (const tile of [...taken, ...growing.written]) await files.removeNarrower(tile);
    return { what: 'mirrored', size: head.size, contradictions: ledger.contradictions };
  }

  /** A whole bundle that is here already was fetched before an interruption. */
  async #leaves(files: MirrorFiles, url: string, bundle: Tile): Promise<Uint8Array[]> {
    const kept = bundle.width === TILE_WIDTH ? await files.bundle(bundle) : undefined;
    const bytes = kept ?? (await this.#fetched(url, bundle));
    const leaves = leavesIn(bytes);
    if (leaves?.length !== bundle.width)
      throw new NotAnswered(`${url}/${tilePath(bundle)}: not ${bundle.width} leaves`);
    if (!kept) await files.write(bundle, bytes);
    return leaves;
  }

  /** The token is read each time: it is a short one that something else renews. */
  async #fetched(url: string, bundle: Tile): Promise<Uint8Array> {
    const authorization = `Bearer ${await readOwnersFile(this.#tokenFile)}`;
    return bytesOf(`${url}/${tilePath(bundle)}`, LONGEST_BUNDLE, { authorization });
  }
}

/** The rows of hashes above the leaves, made of them and not asked for. */
class GrowingTiles {
  readonly #files: MirrorFiles;
  readonly #open = new Map<string, { tile: Tile; hashes: Uint8Array[] }>();
  readonly written: Tile[] = [];

  constructor(files: MirrorFiles) {
    this.#files = files;
  }

  async take(complete: readonly Grown[]): Promise<void> {
    for (const { height, index, hash } of complete) {
      const level = height / TILE_HEIGHT;
      const tile: Tile = {
        level,
        index: Math.floor(index / TILE_WIDTH),
        width: index % TILE_WIDTH,
      };
      const key = `${level}/${tile.index}`;
      const open = this.#open.get(key) ?? { tile, hashes: await this.#files.hashes(tile) };
      this.#open.set(key, open);
      open.hashes.push(hash);
      if (open.hashes.length === TILE_WIDTH) {
        this.#open.delete(key);
        await this.#write({ ...tile, width: TILE_WIDTH }, open.hashes);
      }
    }
  }

  async end(): Promise<void> {
    for (const { tile, hashes } of this.#open.values())
      await this.#write({ ...tile, width: hashes.length }, hashes);
  }

  async #write(tile: Tile, hashes: readonly Uint8Array[]): Promise<void> {
    await this.#files.write(tile, Buffer.concat(hashes));
    this.written.push(tile);
  }
}
