/** 执法扰企线索的用语 What a dossier calls that of complaints about enforcement which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  complaint: { zh: '线索登记', en: 'Complaint' },
  'complaint-answered': { zh: '线索答复', en: 'Complaint answered' },
  handling: { zh: '承办单位', en: 'Handling unit' },
  received: { zh: '已收到', en: 'Received' },
  verifying: { zh: '核实中', en: 'Verifying' },
  verified: { zh: '已核实', en: 'Verified' },
  founded: { zh: '属实', en: 'Founded' },
  unfounded: { zh: '不属实', en: 'Unfounded' },
  'partly-founded': { zh: '部分属实', en: 'Partly founded' },
};
