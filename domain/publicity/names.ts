/** 曝光的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'publicity-draft': { zh: '曝光拟稿', en: 'Draft of the publicity' },
  'decision-fell': { zh: '决定不再成立', en: 'The decision stands no more' },
  'decision-stands': { zh: '决定恢复成立', en: 'The decision stands again' },
  'publicity-paused': { zh: '发布暂停', en: 'Publication paused' },
  'publicity-resumed': { zh: '发布恢复', en: 'Publication resumed' },
  'publicity-stands': { zh: '恢复发布', en: 'To be published again' },
  'published-while-paused': { zh: '暂停期间发布', en: 'Published while it was paused' },
  'channel-published': { zh: '渠道已发布', en: 'Published on a channel' },
  'channel-lacking': { zh: '渠道未发布', en: 'Nothing published on a channel' },
  'channel-withdrawn': { zh: '渠道已撤回、更正', en: 'Withdrawn from a channel' },
  'withdrawal-due': { zh: '须撤回曝光', en: 'The publicity is to be withdrawn' },
  approving: { zh: '审批单位', en: 'Approving unit' },
  public: { zh: '社会公众', en: 'The public' },
  subject: { zh: '主体', en: 'Subject' },
  drafting: { zh: '待审批', en: 'To be approved' },
  returned: { zh: '退回修改', en: 'Returned' },
  publishing: { zh: '发布中', en: 'Being published' },
  published: { zh: '已曝光', en: 'Published' },
  withdrawing: { zh: '撤回中', en: 'Being withdrawn' },
  ended: { zh: '曝光期满', en: 'Ended' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  'not-published': { zh: '不予曝光', en: 'Not published' },
};
