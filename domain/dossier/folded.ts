/** What the fold over a register holds: duties, breaches, late entries, reversals, with instants in milliseconds. */
import type { Sentence } from '../law/refusal.ts';

export interface RegisterEntry {
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: Readonly<Record<string, unknown>>;
  recordedAt: number;
}

/** Of an act with its verdict: the duty that it performed, and its receipt. */
export interface Judged {
  duty: string | undefined;
  receivedAt: number;
}

/** A due instant as an entry states it. */
export interface CountedDue {
  due: string;
  inclusive: boolean;
  status: 'firm' | 'provisional';
  calendarVersions: string[];
  lastDay?: string;
  earliest?: string;
  explanation?: Sentence[];
}

export interface FoldedDuty {
  key: string;
  armed: number;
  clause: string;
  body: Readonly<Record<string, unknown>>;
  due: CountedDue;
  second: CountedDue | undefined;
  state: 'open' | 'due-soon' | 'overdue' | 'done' | 'lapsed' | 'void';
  doneAt: number | undefined;
  chases: number;
  unanswered: number;
  possiblyOverdue: boolean;
  revisions: {
    seq: number;
    before: string;
    after: string;
    moved: boolean;
    notice: string | null;
    version: string | null;
  }[];
}

/** A breach whose last hours lie in an outage, and what a person decided of it (docs/decisions/0017). */
interface FoldedDispute {
  seq: number;
  recordedAt: number;
  outages: { part: string; from: string; until: string }[];
  decision?: {
    seq: number;
    recordedAt: number;
    decision: 'upheld' | 'excused';
    reason: string;
    officer: string;
    unit: string;
  };
}

export interface FoldedBreach {
  key: string;
  seq: number;
  recordedAt: number;
  doneAt: number | undefined;
  state: 'standing' | 'claimed-in-time' | 'reversed';
  outage?: FoldedDispute;
}

/** `otherwise`: what counts while the evidence is not confirmed. */
interface FoldedLate {
  act: string;
  key: string;
  claims: number;
  otherwise: number;
  confirmation?: FoldedConfirmation;
}

export interface FoldedConfirmation {
  act: string;
  unit: string;
  officer: string;
  confirmed: boolean;
  recordedAt: number;
}

export interface Folded {
  duties: Map<string, FoldedDuty>;
  breaches: Map<string, FoldedBreach>;
  late: FoldedLate[];
  reversals: { seq: number; key: string; act: string; reason: string; recordedAt: number }[];
}
