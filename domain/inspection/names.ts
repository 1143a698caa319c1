/** 行政检查的用语 What a dossier calls that of inspections which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  plan: { zh: '检查方案', en: 'Plan of the inspection' },
  waking: { zh: '重新审查', en: 'Looked at again' },
  'history-corrected': { zh: '检查记录更正', en: 'History corrected' },
  'plan-woken': { zh: '方案恢复', en: 'Plan woken' },
  'plan-still-on-hold': { zh: '方案仍搁置', en: 'Plan still on hold' },
  'hold-over': { zh: '搁置期满', en: 'Hold over' },
  'inspection-paused': { zh: '检查中止', en: 'Inspection paused' },
  'inspection-resumed': { zh: '检查恢复', en: 'Inspection resumed' },
  'record-after-end': { zh: '结束后补记', en: 'Record after the end' },
  'end-corrected': { zh: '结束日期更正', en: 'End corrected' },
  'statement-window': { zh: '陈述申辩期间', en: 'Window of the statement' },
  inspecting: { zh: '检查主体', en: 'Inspecting body' },
  head: { zh: '负责人', en: 'Head' },
  institution: { zh: '被检查机构', en: 'Institution' },
  planned: { zh: '已拟方案', en: 'Planned' },
  approved: { zh: '已批准', en: 'Approved' },
  'on-hold': { zh: '搁置', en: 'On hold' },
  'on-site': { zh: '检查中', en: 'On site' },
  concluding: { zh: '处理中', en: 'Concluding' },
  cancelled: { zh: '取消', en: 'Cancelled' },
  expired: { zh: '失效', en: 'Expired' },
  abandoned: { zh: '中断', en: 'Abandoned' },
};
