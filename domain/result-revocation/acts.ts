/** 办理结果的撤销卷 A result is revoked whose case is closed: on a written suggestion (TJ84-10.1) or because its licence was revoked (TJ84-11). */
import type { Act } from '../law/act.ts';

export type Cause = 'suggestion' | 'licence';

type With<F, K = object> = Omit<Act, 'facts' | 'known'> & { facts: F; known?: K };

/** `cascade`: the file of the licence; a suggestion says whether the party was heard before. */
export type Order = With<{
  result: string;
  documentHash: string;
  cascade?: string;
  heard?: boolean;
  reasonGiven?: boolean;
}>;
export type LicenceRevoked = With<{ cascade: string; documentHash: string }>;
export type NotDependent = With<
  { reasonGiven: boolean; documentHash?: string },
  { person: boolean }
>;

export interface State {
  /** Art. 10 or 11. */
  clause: 'TJ84-10.1' | 'TJ84-11';
  /** Where one department accepts and supervises: who suggested the revocation or reported the licence (TJ84-3.1). */
  askedBy: string | undefined;
}
