/** 名单通报的文书 The acts of a list, and what the engine is told of each: codes, ids and hashes only. Who stands in it is written in the register of lists. */
import { act } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { ListedDecision, Recipient } from './terms.ts';

/**
 * `contentHash`: of the content that whoever confirms has seen. The registries know of it as it is now: its hash, its decisions; `earlier`: the list of
 * an earlier period is not confirmed; `missing`: recipients that are not registered; `person`: a person confirms.
 */
export const confirmation = act<
  { contentHash: string; zero: boolean },
  {
    hash: string;
    entries: ListedDecision[];
    earlier: boolean;
    missing: string[];
    person: boolean;
  }
>()('list-confirmation', '名单确认', 'Confirmation of the list');
/**
 * `item`: the recipient. `line`: it was registered on that day; of a correction, `told`: the list was delivered to it before, `earlier`: a correction that
 * comes before this one was not. Acts of before were not asked.
 */
export const delivery = act<
  { item: Recipient; contentHash: string; documentHash: string },
  { line: boolean; told: boolean; earlier: boolean }
>()('list-delivery', '名单送交', 'Delivery of the list');
export const acknowledgement = act<{ item: Recipient; documentHash: string }>()(
  'list-acknowledgement',
  '名单签收',
  'Acknowledgement of the list',
);

export type Acts = typeof confirmation | typeof delivery | typeof acknowledgement;

/** 现状 What the guards look at. */
export interface State {
  /** The content that was fixed, and since when. */
  fixed?: { hash: string; at: Instant };
  delivered: Map<string, Instant>;
}
