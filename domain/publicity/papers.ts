/** 公文 The papers of publicity: the approval, the notice to the subject, and that it was withdrawn (TJ51-7). */
import { before, reason, record } from '../law/paper-parts.ts';
import {
  asked,
  earlier,
  list,
  maybe,
  opened,
  p,
  rows,
  said,
  signed,
  wordLines,
  type Paper,
} from '../law/papers.ts';
import { abandonment, approval, ending, publication, text, withdrawal } from './acts.ts';

const by = ['supervision-body'] as const;
const title = opened('title', 'line', '标题', 'Title');

export const papers: readonly Paper[] = [
  {
    kind: 'approval',
    title: { zh: '曝光审批表', en: 'Approval of publicity' },
    layout: 'record',
    act: approval.type,
    when: 'after',
    by: [...by, 'approving'],
    fields: {
      title,
      draft: opened('text', 'text', '文稿', 'Text'),
      outcome: said('outcome', 'line', '审批结果', 'Outcome'),
      reason: maybe(said('reason', 'text', '理由', 'Reason')),
    },
    template: {
      title: '曝光审批表',
      body: [
        rows(
          ['标题', '{{title}}'],
          ['文稿', '{{draft}}'],
          ['审批结果', '{{outcome}}'],
          ['理由', '{{reason}}'],
        ),
        signed('拟稿人（签名、日期）', '审批人（签名、日期）'),
      ],
    },
  },
  {
    kind: 'channel-record',
    title: { zh: '发布记录', en: 'Record of a publication' },
    layout: 'record',
    act: publication.type,
    when: 'after',
    by,
    fields: {
      title,
      channel: said('channel', 'lines', '渠道', 'Channel', wordLines),
      publishedAt: said('publishedAt', 'instant', '发布时间', 'Published at'),
      address: said('address', 'line', '网址', 'Address'),
    },
    template: {
      title: '曝光发布记录',
      body: [
        rows(['标题', '{{title}}'], ['发布时间', '{{publishedAt}}'], ['网址', '{{address}}']),
        list('channel'),
        signed('经办人（签名、日期）'),
      ],
    },
  },
  {
    kind: 'withdrawal',
    title: { zh: '撤回（更正）曝光告知书', en: 'Notice that publicity was withdrawn' },
    layout: 'notification',
    act: withdrawal.type,
    when: 'after',
    by,
    fields: {
      title: earlier(text.type, 'title', 'line', '标题', 'Title'),
      how: said('how', 'line', '方式', 'How'),
      withdrawnAt: said('withdrawnAt', 'instant', '时间', 'At'),
      explanation: said('explanation', 'text', '说明', 'Explanation'),
      addressee: asked('line', '受送达人', 'To whom it is addressed'),
    },
    template: {
      title: '撤回（更正）曝光告知书',
      to: '{{addressee}}',
      body: [p('《{{title}}》已于{{withdrawnAt}}{{how}}。'), p('说明：{{explanation}}')],
    },
  },
  {
    kind: 'end',
    title: { zh: '曝光期满记录', en: 'Record that publicity has ended' },
    layout: 'record',
    act: ending.type,
    when: 'after',
    by,
    fields: { title, reason: maybe(said('reason', 'text', '说明', 'Reason')) },
    template: {
      title: '曝光期满记录',
      body: [rows(['标题', '{{title}}'], ['说明', '{{reason}}']), signed('经办人（签名、日期）')],
    },
  },
  record(
    'abandonment',
    ['不予曝光审批表', 'Decision against publicity'],
    before(abandonment, ...by),
    { title, reason },
    [
      rows(['标题', '{{title}}'], ['理由', '{{reason}}']),
      signed('拟稿人（签名、日期）', '审批人（签名、日期）'),
    ],
  ),
];
