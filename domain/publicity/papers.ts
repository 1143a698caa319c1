/** 公文 The papers of publicity: the approval, the notice to the subject, and that it was withdrawn (TJ51-7). */
import { before, reason, record, after, notification } from '../law/paper-parts.ts';
import {
  asked,
  changedBy,
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
/** As it stands: a text that was written anew takes the place of the first. */
const title = changedBy(text, opened('title', 'line', '标题', 'Title'));

export const papers: readonly Paper[] = [
  record(
    'approval',
    ['曝光审批表', 'Approval of publicity'],
    after(approval, ...by, 'approving'),
    {
      title,
      draft: changedBy(text, opened('text', 'text', '文稿', 'Text')),
      outcome: said('outcome', 'line', '审批结果', 'Outcome'),
      reason,
    },
    [
      rows(
        ['标题', '{{title}}'],
        ['文稿', '{{draft}}'],
        ['审批结果', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      signed('拟稿人（签名、日期）', '审批人（签名、日期）'),
    ],
  ),
  record(
    'channel-record',
    ['发布记录', 'Record of a publication'],
    after(publication, ...by),
    {
      title,
      channel: said('channel', 'lines', '渠道', 'Channel', wordLines),
      publishedAt: said('publishedAt', 'instant', '发布时间', 'Published at'),
      address: said('address', 'line', '网址', 'Address'),
    },
    [
      rows(['标题', '{{title}}'], ['发布时间', '{{publishedAt}}'], ['网址', '{{address}}']),
      list('channel'),
      signed('经办人（签名、日期）'),
    ],
    { title: '曝光发布记录' },
  ),
  notification(
    'withdrawal',
    ['撤回（更正）曝光告知书', 'Notice that publicity was withdrawn'],
    after(withdrawal, ...by),
    {
      title,
      how: said('how', 'line', '方式', 'How'),
      withdrawnAt: said('withdrawnAt', 'instant', '时间', 'At'),
      explanation: said('explanation', 'text', '说明', 'Explanation'),
      addressee: asked('line', '受送达人', 'To whom it is addressed'),
    },
    [p('《{{title}}》已于{{withdrawnAt}}{{how}}。'), p('说明：{{explanation}}')],
  ),
  record(
    'end',
    ['曝光期满记录', 'Record that publicity has ended'],
    after(ending, ...by),
    { title, reason: maybe(said('reason', 'text', '说明', 'Reason')) },
    [rows(['标题', '{{title}}'], ['说明', '{{reason}}']), signed('经办人（签名、日期）')],
  ),
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
