/** 办理结果的撤销卷 A result is revoked whose case is closed: on a written suggestion (TJ84-10.1) or because its licence was revoked (TJ84-11). */
import type { ActWith } from '../law/acts.ts';

export type Cause = 'suggestion' | 'licence';

/** `cascade`: the file of the licence; a suggestion says whether the party was heard before. */
export type Order = ActWith<{
  result: string;
  documentHash: string;
  cascade?: string;
  heard?: boolean;
  reasonGiven?: boolean;
}>;
export type LicenceRevoked = ActWith<{ cascade: string; documentHash: string }>;
export type NotDependent = ActWith<
  { reasonGiven: boolean; documentHash?: string },
  { person: boolean }
>;

export interface State {
  /** Art. 10 or 11. */
  clause: 'TJ84-10.1' | 'TJ84-11';
  /** Where one department accepts and supervises: who suggested the revocation or reported the licence (TJ84-3.1). */
  askedBy: string | undefined;
}
