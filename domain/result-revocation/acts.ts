/** 办理结果的撤销卷 A result is revoked whose case is closed: on a written suggestion (TJ84-10.1) or because its licence was revoked (TJ84-11). */
import type { licenceRevoked, revocation, revokedElsewhere } from '../commitment-case/acts.ts';
import { act, type ActWith } from '../law/acts.ts';

export type Cause = 'suggestion' | 'licence';

/** `cascade`: the file of the licence; a suggestion says whether the party was heard before. */
export type Order = ActWith<{
  result: string;
  documentHash: string;
  cascade?: string;
  heard?: boolean;
  reasonGiven?: boolean;
}>;
export const notDependent = act<
  { reasonGiven: boolean; documentHash?: string },
  { person: boolean }
>()('not-dependent', '认定不依据该证照', 'Finding that the result does not depend on the licence');

/** The revocation itself, and what other files tell of it, are the acts of the case. */
export type Acts =
  | typeof notDependent
  | typeof revocation
  | typeof licenceRevoked
  | typeof revokedElsewhere;

export interface State {
  /** Art. 10 or 11. */
  clause: 'TJ84-10.1' | 'TJ84-11';
  /** Where one department accepts and supervises: who suggested the revocation or reported the licence (TJ84-3.1). */
  askedBy: string | undefined;
}
