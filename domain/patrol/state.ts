/** 巡查的现状 What the guards look at; and which demand stands as refused or let pass. Pure. */
import { civilDateOf } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { PatrolSettings } from './settings.ts';
import type { Failed, Stage, TalkDemand } from './terms.ts';

interface Filing {
  act: string;
  officer: string;
  unit: string;
  documentHash: string;
  at: Instant;
  /** The act of the refusal to correct that it carries. */
  demand?: string;
}

interface Linked {
  /** It was filed past this file: how it was heard of. */
  past?: { act: string; officer: string; unit: string; evidence: string; filedAt: Instant };
  /** It is about another matter: no demand of this file is carried there. */
  other?: boolean;
  closedAt?: Instant;
  /** The act of the refusal to correct that it has been told of. */
  demand?: string;
}

export interface State {
  file: string;
  settings: PatrolSettings;
  subject: { kind: string; id: string };
  stage: Stage;
  /** When the stage was entered, as the act that led there is dated. */
  since: Instant;
  findings: Set<string>;
  origins: Set<string>;
  /** Who has held a talk, or investigated a case that came from here. */
  handled: Set<string>;
  demands: Map<string, TalkDemand>;
  /** 拒不改正 Found by the look back of the patrol that this one follows. */
  carried?: Failed | undefined;
  /** The filing that waits for its case. */
  filing?: Filing;
  /** The last one was refused. */
  unfiled?: boolean;
  /** The cases that come from here. */
  cases: Map<string, Linked>;
  /** Whether a change of the code is in force for the file. */
  changed: (id: string) => boolean;
}

/** 拒不改正 The last demand that was refused or let pass and not met since; the one that was carried in, as long as no later one was met. */
export function failedDemand(s: State): Failed | undefined {
  const demands = [...s.demands.values()];
  const failed = demands.findLast(({ state }) => state === 'refused' || state === 'let-pass');
  if (failed)
    return {
      on: failed.on,
      outcome: failed.state as Failed['outcome'],
      file: s.file,
      act: failed.act!,
    };
  return demands.some(({ state }) => state === 'met' || state === 'met-late')
    ? undefined
    : s.carried;
}

/** What is not met: a correction is not whole before. */
export const unmet = (s: State): string[] =>
  [...s.demands].filter(([, { state }]) => !['met', 'met-late'].includes(state)).map(([no]) => no);

export const openDemands = (s: State): string[] =>
  [...s.demands].filter(([, { state }]) => state === 'open').map(([no]) => no);

/** Open, though the last day for the correction is over. */
export const passed = (s: State, at: Instant): string[] =>
  openDemands(s).filter((no) => s.demands.get(no)!.by < civilDateOf(at));

export const openCases = (s: State): string[] =>
  [...s.cases].filter(([, { closedAt }]) => closedAt === undefined).map(([file]) => file);

/** The last end of a case that came from here. */
export const casesEndedAt = (s: State): Instant | undefined => {
  const ends = [...s.cases.values()].flatMap(({ closedAt }) => closedAt ?? []);
  return ends.length > 0 ? (Math.max(...ends) as Instant) : undefined;
};
