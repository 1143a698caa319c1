/** 督查的文书 The acts of one review, and what the engine is told of each: codes and hashes only. */
import { act } from '../law/acts.ts';

/** `contentHash`: of the content that whoever closes it has seen. `earlier`: one of an earlier period is open; `person`: a person closes it. */
export const closing = act<
  { contentHash: string },
  { hash: string; earlier: string | null; person: boolean }
>()('review-closing', '督查结果审定', 'Closing of the review');

export type Acts = typeof closing;
