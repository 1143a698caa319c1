/** 名单通报的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'list-period': { zh: '本期名单', en: 'List of the period' },
  'list-correction': { zh: '名单更正', en: 'Correction of a list' },
  'list-fixed': { zh: '名单内容固定', en: 'Content of the list fixed' },
  recipients: { zh: '接收部门', en: 'The recipients' },
  confirming: { zh: '待确认', en: 'To be confirmed' },
  sending: { zh: '送交中', en: 'Being delivered' },
  sent: { zh: '已送交签收', en: 'Sent and acknowledged' },
  'zero-report': { zh: '零报告', en: 'Zero report' },
  corrected: { zh: '已更正', en: 'Corrected' },
};
