/** 结果撤销的用语 What a dossier calls that of revocations of results which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'revocation-suggestion': { zh: '撤销建议', en: 'Suggestion to revoke' },
  'licence-order': { zh: '许可撤销令', en: 'Order after a licence' },
  'licence-revoked': { zh: '许可被撤销', en: 'Licence revoked' },
  'revoked-elsewhere': { zh: '已在他案撤销', en: 'Revoked in another file' },
  accepting: { zh: '受理部门', en: 'Accepting department' },
  supervising: { zh: '监管部门', en: 'Supervising department' },
  reporter: { zh: '报告部门', en: 'Reporter' },
  revocation: { zh: '撤销中', en: 'Revocation' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  'not-dependent': { zh: '不相关', en: 'Not dependent' },
};
