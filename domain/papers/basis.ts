/**
 * 依据 How a paper calls what it rests on: by its name where the instrument binds the bureau, and as what the bureau applies by its own decision where it has
 * only adopted it. What has been adopted is no law to a party.
 */
import { dayWords } from '../law/papers.ts';
import { areaCovers, instruments } from '../law/instruments.ts';
import type { InstrumentId } from '../law/basis.ts';
import type { CivilDate } from '../time/instant.ts';

interface Adopted {
  instrument: InstrumentId;
  decidedOn: string;
  documentNo?: string | undefined;
}
export interface Jurisdiction {
  area: string;
  adoptions: readonly Adopted[];
}
/** `foreign`: it is of another place, and no decision of the bureau is known. */
export type PaperBasis = 'binding' | 'foreign' | Adopted;

/** The instrument of a clause; none of a rule of this system. */
const instrumentOf = (clause: string): InstrumentId | undefined => {
  const id = clause.slice(0, clause.indexOf('-'));
  return Object.hasOwn(instruments, id) ? (id as InstrumentId) : undefined;
};

/** `day`: of the opening of the file, under whose basis it goes on to its end. */
export function basisOf(
  { area, adoptions }: Jurisdiction,
  of: InstrumentId | { clause: string },
  day: CivilDate,
): PaperBasis {
  const id = typeof of === 'string' ? of : instrumentOf(of.clause);
  if (id === undefined || areaCovers(instruments[id].area, area)) return 'binding';
  const decided = adoptions
    .filter(({ instrument, decidedOn }) => instrument === id && decidedOn <= day)
    .toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
  return decided.at(-1) ?? 'foreign';
}

/** An adoption whose number is not registered is called by its day. */
export function citedAs(cited: string, basis: PaperBasis): string {
  if (basis === 'binding') return cited;
  if (basis === 'foreign') return `${cited}（不施行于本地区）`;
  const { documentNo, decidedOn } = basis;
  return `本局决定采用的${cited}（采用决定：${documentNo ?? dayWords(decidedOn)}）`;
}
