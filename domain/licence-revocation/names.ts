/** 许可撤销的用语 What a dossier calls that of licence revocations which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'licence-report': { zh: '许可撤销报告', en: 'Licence report' },
  newcomer: { zh: '新增部门', en: 'Newcomer' },
  'results-revoked': { zh: '结果已撤销', en: 'Results revoked' },
  reporter: { zh: '报告部门', en: 'Reporter' },
  confirmation: { zh: '确认中', en: 'Confirmation' },
  revocation: { zh: '撤销中', en: 'Revocation' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  'none-dependent': { zh: '无关联结果', en: 'None dependent' },
};
