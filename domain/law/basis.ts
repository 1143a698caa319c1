import type { CivilDate } from '../time/instant.ts';

/** 法律依据 Where a rule stands: the clause id of the requirements, the instrument and its article. */
export interface LegalBasis {
  /** Clause id, for example `TJ51-A1-1.2a`. */
  clause: string;
  instrument: InstrumentId | 'implementing-rule';
  /** The article as lawyers cite it, for example `附件1 一（二）`. */
  article: string;
  /** `text`: the instrument says so. `reading`: our reading of it, labelled. `management`: a setting, never a legal breach. */
  force: 'text' | 'reading' | 'management';
}

/** TJ55 and TJ19 fill the gaps of TJ84 and govern what was approved before it (TJ84-17/18). */
export type InstrumentId = 'TJ51' | 'TJ84' | 'TJ55' | 'TJ19' | 'QHD' | 'QJ' | 'QY';

/** 规范性文件 An instrument, its number, whom it binds and since when. `checkedOn` absent means 待核实: nobody has confirmed lately that it is in force. */
export interface Instrument {
  id: InstrumentId;
  number: string;
  title: string;
  /** Area code prefix (GB/T 2260) of the bureaus it binds. */
  area: string;
  inForceFrom: CivilDate;
  /** Only the year of issue is known: `inForceFrom` is the first day on which it is certain. */
  yearOnly?: true;
  checkedOn?: CivilDate;
}
