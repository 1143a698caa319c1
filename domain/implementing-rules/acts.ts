/** 实施细则的文书 The acts of an implementing rule, and what the engine is told of each: ids, codes, days and hashes only. The text stays in the payload. */
import type { RulePeriod } from '../commitment/duties.ts';
import type { Side } from '../commitment/terms.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Pair, Section } from './sections.ts';
import type { ActWith } from '../law/acts.ts';

/** What the registries know of a version at its verdict. */
export interface VersionKnowledge {
  /** The version before it, and the day that it covers at least: its first, or the one before it lapsed; 0 and null where there is none. */
  last: number;
  lastFrom: CivilDate | null;
  /** Departments named that are not registered with the bureau; pairs that the service list does not have; accepting departments that are neither the author nor below it. */
  unregistered: string[];
  unlisted: Pair[];
  beyond: string[];
  /** A result of the item has been approved on or after its first day. */
  approved: boolean;
}

export type RuleVersion = ActWith<
  {
    effectiveFrom: CivilDate;
    missing: Section[];
    departments: Pair[];
    reasonGiven: boolean;
    check?: RulePeriod;
    feedback?: RulePeriod;
    /** Sections that a period names and the rule does not have. */
    unsectioned: string[];
    documentHash: string;
  },
  VersionKnowledge
>;
export type Countersignature = ActWith<{ version: number; side: Side }, { coordinator: boolean }>;
export type Withdrawal = ActWith<{ list: number; from: CivilDate }, { listed: boolean }>;

/** One version as its file knows it: who may sign it for the supervising side, and who has signed it. */
export interface Version {
  version: number;
  from: CivilDate;
  supervisors: readonly string[];
  accepting?: string;
  supervising?: string;
}

/** 实施细则的现状 What the guards look at. */
export interface State {
  author: string;
  versions: Version[];
}
