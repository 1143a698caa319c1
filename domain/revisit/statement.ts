/** 承诺书 The statement of a round: everybody of the population with the same chance, in one lot (docs/draw.md). Hashes; never imported by workflows. */
import { saying } from '../draw/chance.ts';
import { drawn } from '../draw/draw.ts';
import { afterAbandoned } from '../draw/opening.ts';
import {
  ALGORITHM,
  UNKNOWN,
  type AbandonedRecord,
  type DrawRecord,
  type Statement,
} from '../draw/record.ts';
import { populationHash } from '../draw/sample.ts';
import { inOrder } from '../draw/statement.ts';
import type { CivilDate } from '../time/instant.ts';
import type { GroundKind } from './terms.ts';

/** 列入总体的根据 By which an institution is in the population, and since which day. */
export interface Ground {
  institution: string;
  kind: GroundKind;
  file: string;
  on: CivilDate;
  /** Of a penalty: which decision of its case. */
  decision?: number | null;
}

type Settled = Pick<
  Statement,
  'draw' | 'bureau' | 'body' | 'contributor' | 'committedAt' | 'revealBy' | 'secretHash' | 'count'
>;

export const population = (grounds: readonly Ground[]): string[] => [
  ...new Set(grounds.map(({ institution }) => institution)),
];

/** One territory and one class: the order in which the lot comes is the order of all, so whoever is not reachable is replaced by the next one. */
export function roundStatement(
  settled: Settled,
  institutions: readonly string[],
  { area, today }: { area: string; today: CivilDate },
  abandoned: AbandonedRecord | undefined,
): Statement {
  return saying(
    inOrder({
      ...settled,
      algorithm: ALGORITHM,
      clause: 'TJ51-18',
      listsOn: { objects: today, officers: today },
      rule: { version: 'revisit.1', weights: {}, team: 0, most: 1 },
      quotas: [],
      objects: institutions.map((id) => ({
        id,
        territory: area,
        class: UNKNOWN,
        places: 1,
        barredBy: null,
      })),
      targets: [],
      officers: [],
      recusals: [],
      repeats: [],
      follows: abandoned ? afterAbandoned(abandoned) : null,
    }),
  );
}

/** 抽取次序 Everybody of the population as the lot would have gone on: those drawn come first. From the published record alone. */
export const orderOf = ({ statement, seed }: Pick<DrawRecord, 'statement' | 'seed'>): string[] =>
  drawn({ ...statement, count: statement.objects.length }, seed).objects;

/** Over the list as it is shown: by institution, then kind, then file, each line with its day. */
export const groundsHash = (grounds: readonly Ground[]): string =>
  populationHash(
    grounds.map(({ institution, kind, file, on }) => [institution, kind, file, on].join(' ')),
  );

export function sorted(grounds: readonly Ground[]): Ground[] {
  const key = ({ institution, kind, file }: Ground): string => `${institution} ${kind} ${file}`;
  return [...grounds].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
