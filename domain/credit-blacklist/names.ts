/** 黑名单的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'blacklist-proposal': { zh: '评价提出列入黑名单', en: 'The grading proposes the blacklist' },
  'blacklist-regraded': { zh: '重新评价', en: 'Graded again' },
  'blacklist-listed': { zh: '列入黑名单', en: 'Listed' },
  'blacklist-not-listed': { zh: '不予列入', en: 'Not listed' },
  'blacklist-left': { zh: '移出黑名单', en: 'Left the list' },
  'blacklist-kept': { zh: '不予移出', en: 'Kept on the list' },
  'fund-supervision': { zh: '基金监管科', en: 'Section of fund supervision' },
  approving: { zh: '审批单位', en: 'Approving unit' },
  proposed: { zh: '拟列入，待告知', en: 'Proposed, to be told' },
  hearing: { zh: '陈述期', en: 'The subject may be heard' },
  answering: { zh: '待答复', en: 'To be answered' },
  deciding: { zh: '待审批', en: 'To be decided' },
  listed: { zh: '已列入', en: 'Listed' },
  leaving: { zh: '待审批移出', en: 'Removal to be decided' },
  'not-listed': { zh: '未列入', en: 'Not listed' },
  left: { zh: '已移出', en: 'Left' },
  dropped: { zh: '不再提出', en: 'Proposed no more' },
};
