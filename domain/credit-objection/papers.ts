/** 公文 The papers of an objection: its check, the decision, the notice and its receipt (QHD-2.5a). */
import {
  after,
  because,
  before,
  decidedAt,
  decision,
  method,
  notification,
  outcome,
  reason,
  receipt,
  recipient,
  record,
  whoseMatter,
} from '../law/paper-parts.ts';
import {
  earlier,
  list,
  maybe,
  opened,
  p,
  rows,
  said,
  servedNumber,
  signed,
  type Paper,
} from '../law/papers.ts';
import { check, decision as decided, notice } from './acts.ts';

const of = maybe(opened('record', 'line', '所异议的记录', 'The record'));
const ground = maybe(opened('ground', 'text', '异议理由', 'Ground'));
const by = ['handling', 'deciding'] as const;

export const papers: readonly Paper[] = [
  record(
    'check',
    ['信用异议核查记录', 'Check of an objection'],
    before(check, 'handling'),
    {
      of,
      ground,
      checkedAt: said('checkedAt', 'instant', '核查时间', 'Checked at'),
      finding: said('finding', 'text', '核查情况', 'Finding'),
    },
    [
      rows(
        ...whoseMatter,
        ['所异议的记录', '{{of}}'],
        ['异议理由', '{{ground}}'],
        ['核查时间', '{{checkedAt}}'],
        ['核查情况', '{{finding}}'],
      ),
      signed('核查人员（签名、日期）'),
    ],
  ),
  decision(
    'decision',
    ['信用异议处理决定书', 'Decision on an objection'],
    before(decided, 'deciding'),
    {
      of,
      finding: earlier(check.type, 'finding', 'text', '核查情况', 'Finding'),
      outcome,
      falls: maybe(said('falls', 'lines', '不再计入的记录', 'Records that fall')),
      reason,
      decidedAt,
    },
    [
      p('你单位提出的信用异议（{{of}}）已经核查。', 'of'),
      p('核查情况：{{finding}}'),
      p('依照{{article}}，决定：{{outcome}}。作出决定的时间：{{decidedAt}}。'),
      because,
      p('以下记录不再计入。', 'falls'),
      list('falls'),
    ],
  ),
  notification(
    'notice',
    ['信用异议处理结果告知书', 'Notice of the outcome'],
    before(notice, ...by),
    {
      outcome: earlier(decided.type, 'outcome', 'line', '处理结果', 'Outcome'),
      reason: maybe(earlier(decided.type, 'reason', 'text', '理由', 'Reason')),
    },
    [p('你单位提出的信用异议，处理结果为：{{outcome}}。'), because],
  ),
  receipt(
    'receipt',
    ['信用异议处理结果送达回证', 'Receipt of that notice'],
    after(notice, ...by),
    { servedNo: maybe(servedNumber()), recipient, method },
    { served: '信用异议处理结果告知书 {{servedNo}}' },
  ),
];
