/** 快速反应的用语 What a dossier calls that of rapid responses which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'referral-letter': { zh: '函告', en: 'Referral letter' },
  'suspension-joined': { zh: '并入正在执行的暂停', en: 'Joined to a suspension in force' },
  'notice-gap': { zh: '告知迟于暂停', en: 'Notice after the suspension' },
  'departs-from-opinion': { zh: '与处理意见不一致', en: 'Departs from the opinion' },
  'no-case-notified': { zh: '告知不立案', en: 'No case notified' },
  'supervision-body': { zh: '监督所', en: 'Supervision body' },
  'payment-division': { zh: '支付处', en: 'Payment division' },
  'system-division': { zh: '信息系统部门', en: 'System division' },
  'insurance-centre': { zh: '经办机构', en: 'Insurance centre' },
  subject: { zh: '当事人', en: 'Subject' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  'suspension-declined': { zh: '不予暂停', en: 'Suspension declined' },
  investigation: { zh: '调查', en: 'Investigation' },
  decision: { zh: '处理', en: 'Decision' },
  decided: { zh: '已作处理决定', en: 'Decided' },
  'closed-case': { zh: '案件已办结', en: 'Case closed' },
  'no-case': { zh: '不立案', en: 'No case' },
  'no-case-suspension-lifted': { zh: '不立案，解除暂停', en: 'No case, suspension lifted' },
  restore: { zh: '恢复', en: 'Restore' },
  suspend: { zh: '暂停', en: 'Suspend' },
  terminate: { zh: '解除协议', en: 'Terminate' },
  recover: { zh: '追回', en: 'Recover' },
  cancel: { zh: '取消资格', en: 'Cancel' },
};
