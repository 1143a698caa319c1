/** 清单的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'credit-list-adoption': { zh: '信用监管事项清单的通过', en: 'Adoption of the list' },
  'credit-list-superseded': { zh: '后一版清单已通过', en: 'A later list was adopted' },
  'credit-list-published': { zh: '清单已公布', en: 'The list was published' },
  'credit-list-reported': { zh: '清单变更已报市信用办', en: 'Its changes were reported' },
  'fund-supervision': { zh: '基金监管科', en: 'Section of fund supervision' },
  'credit-office': { zh: '市信用办', en: 'Credit office of the city' },
  public: { zh: '社会公众', en: 'The public' },
  adopted: { zh: '已通过', en: 'Adopted' },
  published: { zh: '已公布，待报告', en: 'Published, to be reported' },
  reported: { zh: '已报告，待公布', en: 'Reported, to be published' },
  done: { zh: '已办结', en: 'Done' },
  unpublished: { zh: '未公布即被后一版取代', en: 'Superseded before its publication' },
};
