/** 差评的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'bad-evaluation': { zh: '差评', en: 'Bad evaluation' },
  'evaluation-rectified': { zh: '差评已整改', en: 'Rectified' },
  'evaluation-found-mistaken': { zh: '认定为误评', en: 'Found to be mistaken' },
  'evaluation-revisited': { zh: '差评已回访', en: 'Revisited' },
  'evaluation-unreachable': { zh: '两次未能联系', en: 'Not reached in two tries' },
  accepting: { zh: '受理部门', en: 'Accepting unit' },
  investigating: { zh: '转办部门', en: 'Section that investigates' },
  public: { zh: '评价人', en: 'Whoever evaluated' },
  collected: { zh: '已归集', en: 'Collected' },
  accepted: { zh: '已受理', en: 'Accepted' },
  transferred: { zh: '已转办', en: 'Transferred' },
  rectified: { zh: '已整改', en: 'Rectified' },
  mistaken: { zh: '误评', en: 'Mistaken' },
  'fed-back': { zh: '已反馈', en: 'Fed back' },
  revisited: { zh: '已整改并回访', en: 'Rectified and revisited' },
  'mistaken-revisited': { zh: '误评，已回访', en: 'Mistaken, revisited' },
  unreachable: { zh: '未能回访', en: 'Not to be revisited' },
  'mistaken-unreachable': { zh: '误评，未能回访', en: 'Mistaken, not to be revisited' },
};
