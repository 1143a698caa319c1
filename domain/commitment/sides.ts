/** Which side of a case files which act: the accepting or the supervising department. */
export const sides: { readonly [act: string]: 'accepting' | 'supervising' } = {
  approval: 'accepting', archive: 'accepting', 'archive-version': 'accepting', push: 'accepting', supplement: 'accepting', revocation: 'accepting',
  'credit-entry': 'accepting', 'credit-objection': 'accepting', 'feedback-receipt': 'accepting',
  distribution: 'supervising', reassignment: 'supervising', 'check-record': 'supervising', 'supervision-result': 'supervising', 'stop-order': 'supervising',
  'revocation-suggestion': 'supervising', 'conduct-link': 'supervising', transfer: 'supervising',
};
