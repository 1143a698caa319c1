/** 曝光的文书 The acts of a publicity, and what the engine is told of each: codes, dates, ids and hashes only. What is published stays in the payload. */
import { act, actOfOurs } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { PublicitySettings } from './settings.ts';
import type { Place } from './terms.ts';

/** What the registries find in the words that are to be seen by anybody: how many persons whom the case knows by name, and whether the subject is called as it should be. */
export type Masking = { unmasked: number; subjectNamed: boolean };
/** How the decision stands, whether whoever acts heads the body and is in office, whether that person was recused or investigated in its case; `drafted`: wrote the text that the act names (absent: it was not asked). */
export type Standing = { state: string | null; head: boolean; barred: boolean; drafted?: boolean };

/** `identifiers`: numbers in it that belong to somebody. */
export const text = act<{ identifiers: number; reasonGiven: boolean }, Masking>()(
  'publicity-text',
  '曝光文稿',
  'Text of the publicity',
);
/** `draft`: the act that brought the text which is approved. */
export const approval = act<
  {
    outcome: 'approved' | 'returned';
    draft: string;
    remediesOver: boolean;
    reasonGiven: boolean;
  },
  Standing & Masking
>()('publicity-approval', '曝光审批', 'Approval of the publicity');
export const abandonment = act<{ reasonGiven: boolean }, Standing>()(
  'publicity-abandonment',
  '不予曝光',
  'Decision against publicity',
);
/** `item`: the channel. */
export const publication = act<
  { item: Place; outletGiven: boolean; documentHash: string },
  Standing
>()('channel-publication', '渠道发布', 'Publication on a channel');
/** 渠道缺失 Nothing was published there, and why. */
export const omission = act<{ item: Place; reasonGiven: boolean }, Standing>()(
  'channel-omission',
  '渠道未发布',
  'Nothing published on a channel',
);
export const withdrawal = act<
  {
    item: Place;
    how: 'withdrawn' | 'corrected';
    identifiers: number;
    documentHash: string;
    publishedAt?: Instant;
  },
  Masking & Standing
>()('channel-withdrawal', '渠道撤回、更正', 'Withdrawal from a channel');
/** Acts of before were not asked who they are by: they have nothing that is known. */
export const pause = act<{ paused: boolean; reasonGiven: boolean }, Standing>()(
  'publicity-pause',
  '暂停、恢复发布',
  'Publication paused or resumed',
);
export const ending = act<{ reasonGiven: boolean }, Standing>()(
  'publicity-end',
  '曝光期满',
  'End of the publicity',
);
/** The decision stands no more. */
export const decisionFell = actOfOurs<{
  state: 'fallen' | 'changed';
  at: Instant;
  /** The three days are followed by the bureau's settings as they were at the fall; absent: by those of the opening. */
  adopted?: boolean;
}>()('decision-fell');

/** 恢复成立 It was recorded by mistake that it fell. */
export const decisionStands = actOfOurs<{ at: Instant }>()('decision-stands');

export type Acts =
  | typeof text
  | typeof approval
  | typeof abandonment
  | typeof publication
  | typeof omission
  | typeof withdrawal
  | typeof pause
  | typeof ending;

/** 现状 What the guards look at. */
export interface State {
  settings: PublicitySettings;
  /** Who wrote the text that stands, and the act that brought it. */
  drafter: string;
  draft: string;
  approvedAt?: Instant;
  /** Since when nothing may be published. */
  pausedAt?: Instant;
  /** Pauses that are over: what was published in one is recorded, and shown. */
  pauses: { from: Instant; until: Instant }[];
  /** `heardAt`: nobody could withdraw it before. */
  fallen?: { state: 'fallen' | 'changed'; at: Instant; heardAt: Instant };
  /** Where it can be seen, and since when. */
  standing: Map<string, Instant>;
  /** 典型案例 Main media from which it was withdrawn because the decision had fallen. */
  withdrawnFrom: Set<Place>;
  /** Something could be seen once. */
  seen: boolean;
  /** Where it is owed, or has to be accounted for. */
  owedOn: () => readonly string[];
  /** Whether a change of the code is in force for the file. */
  changed: (id: string) => boolean;
}
