/** 许可证吊销后的联动撤销 The acts of a cascade, and what the engine is told of each: counts, codes and hashes only. Which results they name stays in Postgres. */
import { act, actOfOurs } from '../law/acts.ts';

/** TJ84-11: 吊销 counts; 注销 and expiry do not. */
export const licenceEvents = ['revoked', 'cancelled', 'expired'] as const;
export type LicenceEvent = (typeof licenceEvents)[number];
export const decisions = ['revoke', 'not-dependent'] as const;
export type Decision = (typeof decisions)[number];

/** Of the registries: whose officer is a person; of the results that the act names, those not on the list, another department's, answered before, and revoked already (a few of each). */
export const confirmation = act<
  { decision: Decision; results: number; reasonGiven: boolean },
  { person: boolean; unlisted: string[]; foreign: string[]; answered: string[]; revoked: string[] }
>()('confirmation', '撤销确认', 'Confirmation');
/** A result that was approved on the licence while the cascade runs. */
export const newcomer = actOfOurs<{ result: string; department: string }>()('newcomer');
/** Results of the list that have been revoked since the last such act; `unanswered`: those that nobody had confirmed, by department. */
export const resultsRevoked = actOfOurs<
  { results: number },
  { revoked: number; unanswered: { department: string; results: number }[] }
>()('results-revoked');

export type Acts = typeof confirmation | typeof newcomer | typeof resultsRevoked;

/** How far one accepting department is: results on the list, results it has answered for, and how often it was asked. */
export interface Progress {
  listed: number;
  answered: number;
  rounds: number;
}

export interface State {
  /** Who reported the licence, and for which department: where that one also accepts, another person confirms (TJ84-3.1). */
  reporter: { unit: string; officer: string };
  departments: Map<string, Progress>;
  revoked: number;
  notDependent: number;
}
