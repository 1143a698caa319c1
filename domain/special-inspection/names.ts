/** 专项检查的用语 What a dossier calls that of special inspections which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'special-plan': { zh: '专项检查方案', en: 'Plan of the special inspection' },
  'emergency-started': { zh: '紧急启动', en: 'Emergency started' },
  'special-paper': { zh: '专项文书', en: 'Paper' },
  inspecting: { zh: '检查主体', en: 'Inspecting body' },
  planned: { zh: '已拟方案', en: 'Planned' },
  approved: { zh: '已批准', en: 'Approved' },
  filed: { zh: '已备案', en: 'Filed' },
  emergency: { zh: '紧急', en: 'Emergency' },
  published: { zh: '已公布', en: 'Published' },
  ended: { zh: '已结束', en: 'Ended' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
