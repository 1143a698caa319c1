/** 协调事项的用语 What a dossier calls that of coordination issues which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'issue-report': { zh: '问题提出', en: 'Report of the issue' },
  coordinator: { zh: '协调员所在部门', en: 'Unit of the coordinator' },
  accepting: { zh: '受理部门', en: 'Accepting department' },
  supervising: { zh: '监管部门', en: 'Supervising department' },
  resolving: { zh: '解决中', en: 'Resolving' },
  escalated: { zh: '已上报', en: 'Escalated' },
  noting: { zh: '知悉中', en: 'Noting' },
  closing: { zh: '办结中', en: 'Closing' },
  resolved: { zh: '已解决', en: 'Resolved' },
};
