/** 案件回访的文书 The acts of a round of revisits, and what the engine is told of each: codes, ids and instants. What an institution answers never reaches it. */
import type { State as DrawState } from '../draw/acts.ts';
import * as draw from '../draw/acts.ts';
import { act, actOfOurs } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { RevisitSettings } from './settings.ts';
import type { Hindrance } from './terms.ts';

/** What the registries say of an officer who is to revisit. */
export type Person = {
  officer: string;
  registered: boolean;
  removedOn: string | null;
  unit: string | null;
  /** 办案人员 Has had a hand in a case or inspection of the institution. */
  onTeam: boolean;
  /** Started the round or revealed its draw. */
  steered: boolean;
};

type Naming = {
  item: string;
  officers: string[];
  reasonGiven: boolean;
};
/** `byTeam`: whoever names has had a hand in the case too. `able`: units of those named before who may still act, where it was `answered`. `namers`: how many of the unit that started the round may name, where the one above it does. */
type NamingKnown = {
  inPopulation: boolean;
  byTeam?: boolean;
  answered?: boolean;
  able?: string[];
  namers?: number;
  people: Person[];
};
/** The first of the officers leads. `item`: the institution. */
export const revisitors = act<Naming, NamingKnown>()(
  'revisitors',
  '指定回访人员',
  'Naming of revisitors',
);
/** Where nobody of the unit that started the round may name them. */
export const above = act<Naming, NamingKnown>()(
  'superior-revisitors',
  '上级单位指定回访人员',
  'Naming of revisitors by the unit above',
);

/** `mark`: of the answers that were given and sealed; null where there are none. */
export const visit = act<{ item: string }, { onTeam: boolean; mark: string | null }>()(
  'revisit-record',
  '回访记录',
  'Record of a revisit',
);

export const unreachable = act<
  { item: string; why: Hindrance; tries: Instant[]; reasonGiven: boolean },
  /** `revisitors`, `namers`, `over`: how many may revisit it, and name them in the unit that started the round and in the one over it, where it is said that nobody can. */
  {
    onTeam: boolean;
    mark: string | null;
    struck: boolean;
    revisitors?: number;
    namers?: number;
    over?: number;
  }
>()('revisit-unreachable', '无法回访', 'Not reachable');

/** 无人可以记录的了结 It has answered, and nobody can file the record any more. `able`: units of those named who still may; `heads`: heads of the units of the round outside the case. */
export const closure = act<
  { item: string },
  {
    onTeam: boolean;
    mark: string | null;
    head: boolean;
    heads: number;
    able: string[];
    revisitors: number;
    namers: number;
    over: number;
  }
>()('revisit-closure', '回访了结', 'Closing of a revisit that nobody can record');

export const summary = act<{ documentHash: string }>()(
  'revisit-summary',
  '回访汇总',
  'Summary of the round',
);

/** Brought by ourselves: those drawn and whoever comes after them, in the order of the draw; and that the figures stand. */
export const order = actOfOurs<{ items: string[] }>()('revisit-order');
export const figures = actOfOurs<{ visited: number; unreachable: number }>()('revisit-figures');

export type Acts =
  | draw.Acts
  | typeof revisitors
  | typeof above
  | typeof visit
  | typeof unreachable
  | typeof closure
  | typeof summary
  | typeof order
  | typeof figures;

/** 被回访机构 One institution of the sample, as its revisit stands. */
export interface Place {
  state: 'drawn' | 'visited' | 'unreachable';
  since: Instant;
  officers: readonly string[];
  /** The unit of the first one named: it files the record. */
  lead?: string;
  namedAt?: Instant;
  /** How often revisitors have been named. */
  named: number;
}

/** 现状 What the guards look at. */
export interface State extends DrawState {
  settings: RevisitSettings;
  /** The units that may revisit: the drawing body, 监察室 and 执法监督处. */
  units: readonly string[];
  /** The unit over the one that started the round: it names where nobody there may. */
  superior?: string | undefined;
  places: Map<string, Place>;
}
