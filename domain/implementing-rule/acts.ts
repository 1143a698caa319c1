/** 实施细则的文书 The acts of an implementing rule, and what the engine is told of each: ids, codes, days and hashes only. The text stays in the payload. */
import type { RulePeriod } from '../commitment-case/rule-periods.ts';
import type { Side } from '../commitment-case/terms.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Pair, Section } from './sections.ts';
import { act, actOfOurs, type ActWith } from '../law/acts.ts';

/** What the registries know of a version at its verdict. */
export type VersionKnowledge = {
  /** The version before it, and the day that it covers at least: its first, or the one before it lapsed; 0 and null where there is none. */
  last: number;
  lastFrom: CivilDate | null;
  /** Departments named that are not registered with the bureau; pairs that the service list does not have; accepting departments that are neither the author nor below it. */
  unregistered: string[];
  unlisted: Pair[];
  beyond: string[];
  /** A result of the item has been approved on or after its first day. */
  approved: boolean;
};

type VersionFacts = {
  effectiveFrom: CivilDate;
  missing: Section[];
  departments: Pair[];
  reasonGiven: boolean;
  check?: RulePeriod;
  feedback?: RulePeriod;
  /** Sections that a period names and the rule does not have. */
  unsectioned: string[];
  documentHash: string;
};
/** The first version and every later one say the same of themselves. */
export type RuleVersion = ActWith<VersionFacts, VersionKnowledge>;

export const rulePublication = act<VersionFacts, VersionKnowledge>()(
  'rule-publication',
  '发布实施细则',
  'Publication of the rule',
);
export const ruleRevision = act<VersionFacts, VersionKnowledge>()(
  'rule-revision',
  '发布实施细则新版本',
  'New version of the rule',
);
export const portalUpdate = act<{ documentHash: string }>()(
  'portal-update',
  '网上办事大厅更新',
  'Update of the portal',
);
export const countersignature = act<{ version: number; side: Side }, { coordinator: boolean }>()(
  'countersignature',
  '会签',
  'Countersignature',
);
export const ruleReview = act<{ outcome: 'keep' | 'revise' }>()(
  'rule-review',
  '复核',
  'Review of the rule',
);
/** `listed`: the item stands in the list in force (again). */
export const itemWithdrawn = actOfOurs<{ list: number; from: CivilDate }, { listed: boolean }>()(
  'item-withdrawn',
);

export type Acts =
  | typeof rulePublication
  | typeof ruleRevision
  | typeof portalUpdate
  | typeof countersignature
  | typeof ruleReview
  | typeof itemWithdrawn;

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
