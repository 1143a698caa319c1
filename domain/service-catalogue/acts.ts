/** 清单版本的文书 The acts of one version of the two lists, and what the engine is told of each: hashes and yes or no. */
import { act } from '../law/acts.ts';

/**
 * `list`: the hash of the lists that were read. `office`: a head, a registrar or an administrator; `another`: a person other than who proposed it; `fits`: what it follows is still
 * what it was compared with, or, of a revocation, the day of the version has not come (not asked before migration 0085).
 */
export const confirmation = act<
  { list: string },
  { office: boolean; another: boolean; fits?: boolean }
>()(
  'service-catalogue-confirmation',
  '政务服务事项清单复核',
  'Confirmation of the lists of services',
);
export const rejection = act<{ reasonGiven: boolean }>()(
  'service-catalogue-rejection',
  '政务服务事项清单不予施行',
  'Rejection of the lists of services',
);

export type Acts = typeof confirmation | typeof rejection;

/** 现状 What the guards look at: the hash of the lists as they were proposed. */
export interface State {
  list: string;
  /** It takes a version back. */
  revokes: boolean;
}
