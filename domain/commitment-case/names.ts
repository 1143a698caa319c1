/** 承诺制事项的用语 What a dossier calls that of commitment cases which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  approval: { zh: '批准', en: 'Approval' },
  'licence-revoked': { zh: '许可被撤销', en: 'Licence revoked' },
  'revoked-elsewhere': { zh: '已在他案撤销', en: 'Revoked in another file' },
  'archive-version-entered': { zh: '承诺档案版本登记', en: 'Version of the archive entered' },
  accepting: { zh: '受理部门', en: 'Accepting department' },
  supervising: { zh: '监管部门', en: 'Supervising department' },
  archived: { zh: '已归集', en: 'Archived' },
  pushed: { zh: '已推送', en: 'Pushed' },
  distributed: { zh: '已分发', en: 'Distributed' },
  completing: { zh: '补正', en: 'Completing' },
  checked: { zh: '已核查', en: 'Checked' },
  'fed-back': { zh: '已反馈', en: 'Fed back' },
  revocation: { zh: '撤销中', en: 'Revocation' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  conforming: { zh: '符合承诺', en: 'Conforming' },
  'not-conforming': { zh: '不符合承诺', en: 'Not conforming' },
};
