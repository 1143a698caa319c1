/** 立案查处的现状 What the guards look at. */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import type { Measure } from './measures.ts';
import type { PenaltySettings } from './settings.ts';
import type {
  Demand,
  Discretion,
  Interval,
  KeyViolation,
  Matter,
  Outcome,
  SubjectKind,
} from './terms.ts';

/** `facts`: how many facts of the case it covers. */
interface Covering {
  at: Instant;
  facts: number;
}

interface Decided {
  at: Instant;
  outcome: Outcome;
  measures: readonly Measure[];
  /** Key violations that are confirmed; a change of the measures leaves them so. */
  violations?: readonly KeyViolation[];
  discretion?: Discretion | undefined;
  servedAt?: Instant;
  /** How often the case has been decided. */
  number: number;
}

/** 执行项目 A measure that is carried out after the decision was served: money in its parts, or a step of the ladder. */
export interface Execution {
  owedFen: number;
  paidFen: number;
  surchargeFen: number;
  parts: { amountFen: number; on: CivilDate }[];
  done: boolean;
}

export interface State {
  subject: SubjectKind;
  matter: Matter;
  settings: PenaltySettings;
  filedAt: Instant;
  supervisionUnit: string;
  /** The units over the supervision body, the nearest first. */
  superiors: readonly string[];
  /** 从重 What was carried into the case, and is not cleared but by a written reason (TJ51-4.3). */
  demand?: Demand | undefined;
  origins: string[];
  /** Facts are counted, so that it can be said what a report or a review covers. */
  facts: number;
  investigators: readonly string[];
  /** Everybody who has ever investigated, reviewed, or approved here. */
  investigated: string[];
  /** 专案组 Everybody who was ever of the special group of a suspected crime. */
  grouped: string[];
  reviewers: string[];
  approvers: string[];
  recused: string[];
  preserved: Set<string>;
  /** Every number under which something was ever preserved here. */
  preservedEver: Set<string>;
  report?: Covering | undefined;
  review?: (Covering & { passed: boolean }) | undefined;
  discussion?: Covering | undefined;
  notice?:
    | (Covering & { measures: readonly Measure[]; endsOn: CivilDate; hearingOffered: boolean })
    | undefined;
  /** `facts`: those of the case when the party had spoken. */
  statement?: { outcome: 'made' | 'waived'; facts: number; answered: boolean } | undefined;
  /** 不得加重 What was proposed when the party spoke, and of how many facts: nothing above it but on facts that came later. */
  ceiling?: { measures: readonly Measure[]; facts: number } | undefined;
  hearing?: 'asked' | 'held' | undefined;
  /** When the party was last told, spoke, was answered or was heard. */
  heardAt?: Instant | undefined;
  intervals: Map<Interval, Instant>;
  extended: number;
  decision?: Decided | undefined;
  /** The decision has been annulled, and none is to follow. */
  fallen: boolean;
  execution: Map<string, Execution>;
  /** 退还 What was paid under a decision that has fallen. */
  refundFen: number;
  /** 挂牌督办 Who has set it, and until when. */
  flag?: { unit: string; until: CivilDate } | undefined;
  /** 涉嫌犯罪 How far its transfer has come; absent again when it goes on here. */
  crime?: {
    step: 'reported' | 'approved' | 'moved' | 'taken' | 'handed';
    group: readonly string[];
    movedAt?: Instant;
    /** When the police were asked to reconsider. */
    askedAt?: Instant;
    /** When what they did not take was noticed. */
    noticedAt?: Instant;
  };
  /** 未提请复议 The police have declined, and the window for asking again has closed at this instant with nothing recorded. */
  declined?: { at: Instant; noticedAt?: Instant | undefined; crime: NonNullable<State['crime']> };
  /** Whether a change of the rules is in force for this file (docs/decisions/0009). */
  changed: (id: string) => boolean;
  /** The last day of a period from an instant, by the calendar of the file. */
  lastDay: (from: Instant, limit: TimeLimit) => CivilDate | undefined;
}

/** What is refused since a change of the rules only; the file is asked only where it matters. */
export const since = (s: State, id: string, refusal: Refusal | undefined): Refusal | undefined =>
  refusal && s.changed(id) ? refusal : undefined;

/** Everything that was found stands under the report, and everything that was reported was reviewed. */
export const reviewCovers = (s: State): boolean =>
  s.review?.passed === true && s.review.facts === s.facts;

/** Whether nothing but a refund stands between the case and its closure. */
export const mayClose = (s: State): boolean =>
  s.fallen ||
  (s.decision !== undefined &&
    (s.decision.outcome === 'withdrawn' ||
      s.decision.outcome === 'transferred' ||
      (s.decision.servedAt !== undefined && openItems(s).length === 0)));

export const openItems = (s: State): string[] =>
  [...s.execution].filter(([, x]) => !x.done).map(([item]) => item);
