/** What a dossier is made of: rows as the database and the engine have them, cut at the instant asked for, with names. Instants are milliseconds. */
import type { Scope } from '../law/authority.ts';
import type { Sentence } from '../law/refusal.ts';
import type { Verdict } from '../law/verdict.ts';
import type { RegisterEntry } from './folded.ts';
import type { DossierHistory } from './shapes.ts';

export interface SourceFile {
  id: string;
  procedure: string;
  bureau: string;
  subjectKind: string;
  subjectId: string;
  direction: string | null;
  stage: string;
  attention: string;
  openedAt: number;
  closedAt: number | null;
  outcome: string | null;
  units: Readonly<Record<string, string>>;
  notes: readonly string[];
  instrument: string;
  changes: readonly string[];
}

export interface SourceEntry extends RegisterEntry {
  bodyHash: string;
  edition: number;
  /** What the body is hashed with, field by field; entries of the first edition have none. */
  salt: Uint8Array | null;
  prev: string;
  hash: string;
}

export interface SourceAct {
  id: string;
  number: number;
  type: string;
  unit: string;
  officer: string;
  system: string | null;
  hash: string;
  occurredAt: number | null;
  servedAt: number | null;
  receivedAt: number;
  arrivedAt: number;
  payload: unknown;
  /** Words of it were erased by order: what is left has not the act's hash. */
  erased?: object | null;
  /** Absent while it is not judged, or was not by then. */
  verdict: Verdict | undefined;
}

/** What of a duty never changes and stands in no entry. */
export interface SourceDuty {
  key: string;
  act: string;
  kind: 'within' | 'until';
  limit: unknown;
}

export interface SourceGate {
  act: string | null;
  decidedAt: number | null;
  gate: string;
  clause: string;
  outcome: string;
  item: string | null;
  by: string | null;
  say: Sentence;
}

interface SourceAttempts {
  items: readonly {
    at: number;
    type: string;
    officer: string;
    unit: string;
    system: string | null;
    code: string;
    clause: string | null;
    hash: string | null;
    fields: string[];
  }[];
  counted: readonly { officer: string; day: string; attempts: number; lastAt: number }[];
}

interface SourceCalendar {
  year: number;
  version: number;
  notice: string;
  publishedOn: string;
  off: string[];
  work: string[];
  fictitious: boolean;
  loadedAt: number;
  document: unknown;
}

/** What units, people and subjects are called, as far as the registries knew at the instant asked for. */
export interface SourceNames {
  bureau: string;
  subject: string | null;
  units: ReadonlyMap<string, string>;
  officers: ReadonlyMap<string, string>;
}

export interface Sources {
  file: SourceFile;
  made: { at: number; officer: string; unit: string; scope: Scope; version: string };
  /** `complete`: nothing was entered after it, so the file stands as it is shown now. */
  cut: { asked: string; seq: number; at: number; complete: boolean } | undefined;
  entries: readonly SourceEntry[];
  acts: readonly SourceAct[];
  duties: readonly SourceDuty[];
  attempts: SourceAttempts;
  gates: readonly SourceGate[];
  names: SourceNames;
  calendars: readonly SourceCalendar[];
  settings: readonly { from: number; settings: Readonly<Record<string, unknown>> }[];
  histories: readonly DossierHistory[];
}
