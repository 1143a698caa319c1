/** 信用信息报告的用语 What a dossier calls that of it which has no form: openings, own entries, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'credit-report-period': { zh: '信用信息报告期满', en: 'A period of the report is over' },
  'credit-report-fixed': { zh: '本期内容固定', en: 'Content of the period fixed' },
  'credit-report-delivered': { zh: '已报市信用办', en: 'Reported to the credit office' },
  'fund-supervision': { zh: '基金监管科', en: 'Section of fund supervision' },
  'credit-office': { zh: '市信用办', en: 'Credit office of the city' },
  'to-report': { zh: '待报送', en: 'To be reported' },
  delivered: { zh: '已报送', en: 'Reported' },
};
