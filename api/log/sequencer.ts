/**
 * 排序 Lets each bureau's log grow by what its turns have staged (docs/decisions/0016):
 *  1. One process at a time for a bureau; the others go on with other bureaus.
 *  2. Leaves, subtrees, edge and the rows that are no longer staged are written in one transaction: after a crash everything is staged as before.
 *  3. Rows of one file become leaves in the order in which they were written; between files the order says nothing.
 */
import type { Logger } from 'pino';
import type { Querying, Sql } from '../../db/client.ts';
import * as log from '../../db/queries/log.ts';
import { fromHex, hex } from '../../domain/proof/bytes.ts';
import { EMPTY_FRONTIER, grown } from '../../domain/proof/frontier.ts';
import { standsInTile, TILE_HEIGHT } from '../../domain/proof/tiles.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import { type Series, stagedHashes } from './staged-hashes.ts';

export interface SequencerOptions {
  sql: Sql;
  log: Logger;
  /** Milliseconds between two looks at what is staged. */
  every: number;
}

const BATCH = 4096;
const NAME = 'log';

export class Sequencer {
  readonly loop: Loop;
  readonly #options: SequencerOptions;

  constructor(options: SequencerOptions) {
    this.#options = options;
    const { log: logger, every } = options;
    this.loop = new Loop({
      name: NAME,
      log: logger,
      every,
      perform: (stopping) => this.appendAll(stopping),
    });
  }

  async appendAll(stopping?: AbortSignal): Promise<void> {
    const { sql, log: logger } = this.#options;
    await performEach(await log.stagedBureaus(sql), {
      loop: NAME,
      log: logger,
      stopping,
      called: (bureau) => ({ bureau }),
      perform: async (bureau) => {
        for (;;) if ((await this.append(bureau)) < BATCH || stopping?.aborted) return;
      },
    });
  }

  /** Answers by how many leaves the bureau's log has grown. */
  async append(bureau: string): Promise<number> {
    return this.#options.sql.begin(async (tx) => {
      if (!(await log.holdLog(tx, bureau))) return 0;
      const edge = await edgeOf(tx, bureau);
      const staged = await log.stagedLeaves(tx, bureau, BATCH);
      if (staged.length === 0) return 0;
      const { growth, missing } = await growthBy(tx, bureau, edge, staged);
      await log.extendLog(tx, bureau, growth);
      for (const { kind, ref } of missing)
        this.#options.log.error({ bureau, kind, ref }, 'log: a row is gone or no content to bind');
      return staged.length;
    });
  }
}

async function edgeOf(tx: Querying, bureau: string): Promise<log.LogEdge> {
  const edge = await log.logEdge(tx, bureau);
  if (!edge) await log.beginLog(tx, bureau);
  return edge ?? { size: 0, peaks: [...EMPTY_FRONTIER.peaks] };
}

async function growthBy(
  tx: Querying,
  bureau: string,
  edge: log.LogEdge,
  staged: readonly log.Staged[],
): Promise<{ growth: log.Growth; missing: log.Staged[] }> {
  const series: Series = new Map(
    staged.some(({ kind }) => kind === 'opening')
      ? (await log.loggedSeries(tx, bureau)).map((one) => [one.procedure, one])
      : [],
  );
  const before = new Map(series);
  const { hashes, missing } = await stagedHashes(tx, staged, series);
  const { frontier, complete } = grown(
    edge,
    hashes.map((hash) => fromHex(hash)!),
    (height) => height > 0 && standsInTile(height),
  );
  const growth = {
    size: edge.size,
    ids: staged.map(({ id }) => id),
    hashes,
    nodes: complete.map(({ height, index, hash }) => ({
      level: height / TILE_HEIGHT,
      index,
      hash: hex(hash),
    })),
    peaks: frontier.peaks.map(hex),
    series: [...series]
      .filter(([procedure, now]) => before.get(procedure) !== now)
      .map(([procedure, { logged, head }]) => ({ procedure, logged, head })),
  };
  return { growth, missing };
}
