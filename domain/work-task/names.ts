/** 任务的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';
import { numberedParties } from '../work-plan/names.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'work-task': { zh: '任务', en: 'Task of the plan' },
  'task-plan-closed': { zh: '工作方案已终结', en: 'The plan was closed' },
  'task-amended': { zh: '方案修改', en: 'The plan was amended' },
  withdrawn: { zh: '已取消', en: 'Withdrawn' },
  'date-conflict': { zh: '完成时限冲突', en: 'Dates in conflict' },
  'date-confirmed': { zh: '完成时限已确认', en: 'The date was confirmed' },
  'task-done': { zh: '任务已完成', en: 'The task is done' },
  'task-returned': { zh: '完成情况已退回', en: 'The completion was given back' },
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  ...numberedParties('responsible', '责任科室', 'Responsible section'),
  ...numberedParties('group', '领导小组成员单位', 'Unit of the leading group'),
  open: { zh: '推进中', en: 'Under way' },
  completed: { zh: '已提交，待确认', en: 'Evidence given, to be accepted' },
  ongoing: { zh: '持续推进', en: 'Ongoing' },
  done: { zh: '已完成', en: 'Done' },
  'ended-with-plan': { zh: '随方案终结', en: 'Ended with the plan' },
};
