/** What a file can ask of the world: types only, so that workflows may import it. Both are local activities: one round trip each. */
import type { Act, Fact } from '../domain/law/act.ts';
import type { Attention } from '../domain/law/attention.ts';
import type { Standing } from '../domain/law/authority.ts';
import type { Refusal } from '../domain/law/refusal.ts';
import type { Verdict } from '../domain/law/verdict.ts';
import type { WaitState } from '../domain/law/wait.ts';
import type { Instant } from '../domain/time/instant.ts';

/**
 * A row of the inbox as the file sees it. `standing`: what the registries say of its author now; null when they know nobody.
 * `known`: what only the database can know of this act (`known_<procedure>__<type>`), where there is something to know.
 */
export interface InboxRow {
  message: Act;
  verdict: Verdict | null;
  standing: Standing | null;
  known: Known | null;
}
export type Known = { readonly [key: string]: Fact | undefined };

/** What was decided of an act across files: why not, or what is known of it now. */
export interface Decision {
  refusal?: Refusal;
  known?: Known;
}

/** 台账 An entry before it is numbered and chained. Its key comes from the act or the duty, never from a clock or counter. */
export interface Entry {
  key: string;
  type: string;
  clause?: string;
  act?: string;
  body: { [key: string]: Fact | undefined };
}

export interface DutyRow {
  key: string;
  duty: string;
  item?: string;
  act: string;
  owedBy: string;
  owedTo: string;
  clause: string;
  force: string;
  from: Instant;
  due: Instant;
  altDue?: Instant;
  status: 'firm' | 'provisional';
  state: WaitState;
  doneAt?: Instant;
  chases: number;
  unanswered: number;
  body: { [key: string]: Fact | undefined };
}

export interface BreachRow {
  key: string;
  duty: string;
  clause: string;
  owedBy: string;
  owedTo: string;
  due: Instant;
  altDue?: Instant;
  doneAt?: Instant;
  overrun?: number;
  state: 'standing' | 'claimed-in-time' | 'reversed';
}

/** What follows in the registries, in the same transaction: function `effect_<kind>` of the database. */
export interface Effect {
  kind: string;
  data: Known;
}
/** 跨案事项 What one file owes another; performed by the API at least once. The key comes from the act or the duty. */
export interface Task {
  key: string;
  kind: string;
  data: Known;
}

/** An alias, not an interface: only then may it be an effect's data as it is. */
export type SuspensionRow = {
  state: 'ordered' | 'lifted' | 'replaced';
  decidedAt: Instant;
  startsAt?: Instant;
  endedAt?: Instant;
  endsOn?: string;
  reviewOn?: string;
  act: string;
  clause: string;
};

export interface FileView {
  stage: string;
  attention: Attention;
  nextDue: Instant | null;
  awaited: string | null;
  blocking: string | null;
  body: { [key: string]: Fact | undefined };
}

/** One turn of a file, entered in one transaction. */
export interface Turn {
  file: string;
  /** Highest inbox number judged so far. */
  judged: number;
  /** Every wake up to this instant has been entered, with this turn or before. */
  until: Instant;
  /** `until` of the turn that this run has entered before; absent of its first. A register that does not go as far has lost that turn. */
  since?: Instant;
  /** Which changes of the code have come into this file's life; absent where there are none. */
  changes?: readonly string[];
  entries: Entry[];
  /**
   * `signalled`: the act has been signalled to the file, so the attempt is in the history. `known`, `standing`: what it was judged by, of an
   * act that was refused as well; absent of the one that opens the file.
   */
  verdicts: {
    act: string;
    verdict: Verdict;
    signalled: boolean;
    known?: Known;
    standing?: Standing | null;
  }[];
  duties: DutyRow[];
  breaches: BreachRow[];
  effects: Effect[];
  /** Tasks for other files. */
  tasks: Task[];
  view: FileView;
  /** Ask first for acts beyond number `after` that arrived by `until` (absent: at all); when there are any, nothing is entered and they are returned. */
  ask?: { after: number; until?: Instant };
  closedAt?: Instant;
  outcome?: string;
}

/**
 * `entered`: the register holds the turn now. `repeated`: all of it stood there, so nothing was changed. Both are absent in histories of before they
 * were told.
 */
export interface Entered {
  missed?: InboxRow[];
  entered?: true;
  repeated?: true;
}

/** A term of a pair's consultations has come: the instant for which the schedule fired. */
export interface CallActivities {
  callConsultation(call: {
    bureau: string;
    accepting: string;
    supervising: string;
    at: number;
  }): Promise<void>;
}

/** The beat of a sealed register: an opaque place and a fixed instant; answers the next instant, or that there is no such place. */
export interface WatchActivities {
  watch(beat: { place: string; at: number }): Promise<number | null>;
}

/**
 * What a file has lived through, for the run that goes on with it. `owed` comes with the last acts. `place`: where the register stands, which may be
 * further than the run before knew: a task that had entered a turn may be lost. Absent in histories of before it was told.
 */
export interface Past {
  acts: InboxRow[];
  owed: Owed[] | null;
  place?: { judged: number; until: Instant; changes: readonly string[] } | null;
}
/** A duty as it stands in the database: `lapsed` may be open still for a run whose wake has not come. */
export interface Owed {
  key: string;
  due: Instant;
  lapsed: boolean;
}

export interface FileActivities {
  /**
   * The acts a file accepted after number `after` up to `upto` or to where the register stands, a hundred at a time; with
   * the last of them what is owed. `ended`: the run it goes on from.
   */
  takePast(query: {
    file: string;
    after: number;
    upto: number;
    ended: string | undefined;
  }): Promise<Past>;
  /** The file cannot write (`technical`, with its fault), or it can again. */
  markAttention(mark: { file: string; attention: Attention; fault?: string }): Promise<void>;
  /** Inbox rows after number `after` up to `upto`, in order. */
  takeActs(query: { file: string; after: number; upto: number }): Promise<InboxRow[]>;
  /** Decides an act across files in one transaction (caps, windows), once; repeated it answers what was decided. */
  decide(query: { file: string; act: string }): Promise<Decision>;
  /** Enters a turn, idempotently; or returns the acts that were asked for and enters nothing. */
  enterTurn(turn: Turn): Promise<Entered>;
}
