/** The files of a mirror: a log of C2SP tlog-tiles that anybody may serve or read, and beside it how far it is verified and what was read out of it. */
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { HASH_LENGTH, base64, fromBase64 } from '../../domain/proof/bytes.ts';
import { EMPTY_FRONTIER, type Frontier, isFrontier } from '../../domain/proof/frontier.ts';
import { TILE_WIDTH, type Tile, tilePath } from '../../domain/proof/tiles.ts';
import { readIfThere, writeDurably } from '../kept/durable.ts';
import { Ledger, fileForm, seriesForm } from './ledger.ts';

const STATE = 'mirror.jsonl';
const headForm = z.strictObject({ size: z.number().int().min(0), peaks: z.array(z.string()) });

export class MirrorFiles {
  readonly #folder: string;

  constructor(folder: string, origin: string) {
    this.#folder = join(folder, encodeURIComponent(origin));
  }

  /** How far the leaves here are those of a checkpoint, and what they say; of a mirror that begins, nothing. */
  async state(): Promise<{ frontier: Frontier; ledger: Ledger }> {
    const text = await readIfThere(join(this.#folder, STATE));
    if (text === undefined) return { frontier: EMPTY_FRONTIER, ledger: new Ledger() };
    try {
      const [head, ...lines] = text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      const { size, peaks } = headForm.parse(head);
      const frontier = { size, peaks: peaks.map((peak) => fromBase64(peak)!) };
      if (!isFrontier(frontier)) throw new Error('no tree');
      const ofSeries = z.array(z.union([fileForm, seriesForm])).parse(lines);
      const files = ofSeries.filter((one) => 'file' in one);
      const series = ofSeries.filter((one) => 'series' in one);
      return { frontier, ledger: new Ledger(files, series) };
    } catch {
      throw new Error(`${join(this.#folder, STATE)}: broken; move the folder away to begin anew`);
    }
  }

  /** Last of all, in one step: what is on the disk before it counts from now on. */
  async keep(frontier: Frontier, { files, series }: Ledger, note: string): Promise<void> {
    await this.#write('checkpoint', note);
    const sorted = [...files.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
    const lines = [
      { size: frontier.size, peaks: frontier.peaks.map(base64) },
      ...sorted,
      ...series.values(),
    ];
    await this.#write(STATE, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const rows = sorted.map(({ recordedAt, seq, ...file }) => ({
      ...file,
      seq,
      recordedAt: seq > 0 ? new Date(recordedAt).toISOString() : '',
    }));
    const columns = ['file', 'seq', 'type', 'recordedAt', 'leaf', 'procedure', 'place'];
    await this.#write('files.csv', stringify(rows, { bom: true, header: true, columns }));
  }

  async bundle(tile: Tile): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, tilePath(tile))).catch(() => undefined);
  }

  /** The first hashes of a tile that was begun before. */
  async hashes(tile: Tile): Promise<Uint8Array[]> {
    if (tile.width === 0) return [];
    const bytes = await readFile(join(this.#folder, tilePath(tile)));
    return Array.from({ length: tile.width }, (_, i) =>
      bytes.subarray(i * HASH_LENGTH, (i + 1) * HASH_LENGTH),
    );
  }

  async write(tile: Tile, bytes: Uint8Array): Promise<void> {
    await this.#write(tilePath(tile), bytes);
  }

  remove(tile: Tile): Promise<void> {
    return rm(join(this.#folder, tilePath(tile)), { force: true });
  }

  /** Narrower editions of a tile say nothing that this one does not. */
  async removeNarrower(tile: Tile): Promise<void> {
    const partial = join(this.#folder, `${tilePath({ ...tile, width: TILE_WIDTH })}.p`);
    const widths = await readdir(partial).catch(() => []);
    for (const width of widths)
      if (Number(width) < tile.width) await rm(join(partial, width), { force: true });
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.#folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(file, content, 0o600);
  }
}
