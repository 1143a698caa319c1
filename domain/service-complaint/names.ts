/** 投诉的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'service-complaint': { zh: '投诉登记', en: 'Complaint about a service' },
  'service-complaint-answered': { zh: '投诉已响应', en: 'First answer given' },
  'service-complaint-concluded': { zh: '投诉已办结', en: 'Complaint concluded' },
  handling: { zh: '承办部门', en: 'Handling unit' },
  public: { zh: '投诉人', en: 'Whoever complained' },
  'service-complaint-transferred': { zh: '投诉已转办', en: 'Transferred to another section' },
  received: { zh: '已收到', en: 'Received' },
  answered: { zh: '已响应', en: 'Answered' },
  settled: { zh: '已办理', en: 'Dealt with' },
  founded: { zh: '属实', en: 'Founded' },
  partly: { zh: '部分属实', en: 'Partly founded' },
  unfounded: { zh: '不属实', en: 'Unfounded' },
};
