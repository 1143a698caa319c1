/** 检查的现状 What an inspection knows of itself from the start on. Nothing of it is stored: it is what the acts have made of it. */
import type { CivilDate, Instant } from '../../time/instant.ts';
import type { InspectionSettings } from '../settings.ts';
import type { ToldFinding } from './told.ts';

interface EntryOnSite {
  enteredAt: Instant;
  leftAt: Instant;
  on: CivilDate;
  recorded: boolean;
}
interface Sealed {
  from: CivilDate;
  lastDay: CivilDate;
  extended: boolean;
  released: boolean;
}
interface Ordered {
  orderedOn: CivilDate;
  until: CivilDate;
  findings: string[];
  rechecked: boolean;
}

/** What the guards look at. */
export interface ConductState {
  settings: InspectionSettings;
  onSite: boolean;
  startedAt: Instant;
  records: EntryOnSite[];
  /** QY-10.6: fewer than two are there. */
  pausedAt?: Instant;
  pauses: { from: Instant; until: Instant }[];
  sealed: Map<string, Sealed>;
  /** QY-12.1. `at`: from when the 20 working days run. */
  end?: { on: CivilDate; at: Instant; abandoned: boolean };
  /** QY-10.10: until `closesAt` no result. */
  provisional?: { toldAt: Instant; closesAt: Instant; findings: readonly ToldFinding[] };
  /** Statements that no result has answered yet. */
  statements: number;
  review?: { reviewer: string; agreed: boolean };
  result?: { toldAt: Instant; findings: readonly ToldFinding[] };
  rectifications: Ordered[];
  /** Findings that are to be filed as a case, handled by soft means, transferred. Re-checks that fail add to them. */
  toFile: string[];
  toSoften: string[];
  toTransfer: string[];
  /** QY-14.1: what has left us; `whole`: everything. */
  gone: { whole: boolean; findings: string[] };
  transfers: Map<
    string,
    {
      findings: readonly string[];
      refused: boolean;
      disputed: boolean;
      decided: boolean;
      superior: string | null;
      unit?: string;
    }
  >;
  crime?: {
    group: string[];
    certificates: string[];
    findings: string[];
    decided?: 'approved' | 'not-approved';
    moved: boolean;
    movedAt?: Instant;
    /** When the answer of the police was noticed, and when they were asked to think again. */
    noticedAt?: Instant;
    askedAt?: Instant;
    /** `taken`: the police have opened a case; `handed`: the goods are with them; `back`: declined or returned, and dealt with here. */
    step?: 'taken' | 'handed' | 'back';
    /** The window for asking again has closed at this instant with nothing recorded. */
    lapsedAt?: Instant;
  };
  /** Whether a change of the rules is in force for this file (docs/decisions/0009). */
  changed: (id: string) => boolean;
}

/** 继续处理 Not approved, declined or returned: what was suspected is dealt with here. */
export const oursAgain = ({ decided, step }: NonNullable<ConductState['crime']>): boolean =>
  decided === 'not-approved' || step === 'back';

/** Before the start nothing is known of it; `conduct` fills in the rest. */
export function newConduct(settings: InspectionSettings): ConductState {
  return {
    settings,
    onSite: true,
    startedAt: 0 as Instant,
    records: [],
    pauses: [],
    sealed: new Map(),
    statements: 0,
    rectifications: [],
    toFile: [],
    toSoften: [],
    toTransfer: [],
    gone: { whole: false, findings: [] },
    transfers: new Map(),
    changed: () => true,
  };
}
