/** 评查样本 A sample of a list, for reviews and revisits (QY-16). Pure: the record alone gives it again. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from './canonical.ts';
import { pick, streamOf } from './stream.ts';

/** 抽样 As docs/draw.md §3 picks: population in order, a seed, SHA-256 in counter mode, Fisher and Yates. Whoever has the record can draw it again. */
export const SAMPLE_ALGORITHM = 'duban-sample/1';
export const populationHash = (population: readonly string[]): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalize(population))));
export function sampleOf(population: readonly string[], size: number, seed: string): string[] {
  return pick(
    population,
    size,
    streamOf(seed, `${SAMPLE_ALGORITHM} ${populationHash(population)}`),
  );
}
