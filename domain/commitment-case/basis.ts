/** 法律依据 Which text governs a commitment case: the one of the day of its approval (TJ84-1, 12.1, 17/18). */
import type { InstrumentId, LegalBasis } from '../law/basis.ts';
import {
  bindingInstruments,
  instruments,
  isRefusal,
  type Applicability,
  type BureauJurisdiction,
} from '../law/instruments.ts';
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';

/** What a case keeps of its basis; `version` is the day from which that text holds, so that a later version changes no earlier case. */
export interface CaseBasis {
  instrument: InstrumentId;
  number: string;
  version: CivilDate;
  force: Applicability['basis'];
}

/** The texts that have governed the supervision of commitments, the latest first. */
const governing = ['TJ84', 'TJ55'] as const satisfies readonly InstrumentId[];

/** The basis in force on the day of approval; `stated`: the id that the caller gives, which must be that one. */
export function basisOn(
  bureau: BureauJurisdiction,
  approvedOn: CivilDate,
  stated?: string,
): CaseBasis | Refusal {
  if (stated !== undefined && !governing.some((id) => id === stated)) return unknownBasis();
  const id =
    governing.find((one) => instruments[one].inForceFrom <= approvedOn) ?? governing.at(-1)!;
  const applicable = bindingInstruments(bureau, id, approvedOn);
  if (isRefusal(applicable)) return applicable;
  if (stated !== undefined && stated !== id) return wrongBasis(id, approvedOn);
  return {
    instrument: id,
    number: instruments[id].number,
    version: instruments[id].inForceFrom,
    force: applicable.basis,
  };
}

/**
 * TJ84-17/18  The clause under which a case cites what TJ84 says: for a case approved before TJ84 the older text as a whole,
 * for its articles are not known here (X-9).
 */
export const clauseUnder = (instrument: LegalBasis['instrument'], clause: string): string =>
  instrument === 'TJ84' || !clause.startsWith('TJ84-') ? clause : instrument;

/** The same with the article. */
export function citedUnder(
  instrument: LegalBasis['instrument'],
  clause: string,
  article: string,
): { clause: string; article: string } {
  const under = clauseUnder(instrument, clause);
  return { clause: under, article: under === clause ? article : '条款待核实' };
}

export const refusedUnder = (instrument: LegalBasis['instrument'], refusal: Refusal): Refusal => ({
  ...refusal,
  clause: clauseUnder(instrument, refusal.clause),
});

function unknownBasis(): Refusal {
  return {
    code: 'unknown-basis',
    clause: 'TJ84-1',
    say: { zh: '没有该法律依据的登记', en: 'There is no such legal basis' },
    lawful: {
      zh: `可填：${governing.map((id) => `${id}（${instruments[id].number}）`).join('、')}，或不填`,
      en: `One of ${governing.join(', ')}, or none`,
    },
  };
}

function wrongBasis(id: InstrumentId, day: CivilDate): Refusal {
  return {
    code: 'wrong-basis',
    clause: 'TJ84-17/18',
    say: {
      zh: `${day}批准的事项适用${instruments[id].number}`,
      en: `What was approved on ${day} is governed by ${id}`,
    },
    lawful: { zh: `填写 ${id}`, en: `State ${id}` },
  };
}
