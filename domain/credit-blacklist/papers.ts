/** 公文 The papers of a listing: the notice and its receipt, the answer to the statement, and both approvals (QHD-2.4d). */
import {
  after,
  because,
  before,
  facts,
  methodOfService,
  notification,
  outcome,
  reason,
  receipt,
  recipient,
  record,
  whoseMatter,
} from '../law/paper-parts.ts';
import { earlier, maybe, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { answer, approval, notice, removal, removalProposal } from './acts.ts';

const by = 'fund-supervision';
const basis = maybe(said('legalBasis', 'line', '列入依据', 'Legal basis'));
const article = maybe(said('article', 'line', '条款', 'Article'));
const told = (name: 'legalBasis' | 'article', zh: string, en: string) =>
  maybe(earlier(notice.type, name, 'line', zh, en));
const approvers = signed('承办人（签名、日期）', '负责人（签名、日期）');

export const papers: readonly Paper[] = [
  notification(
    'notice',
    ['拟列入黑名单告知书', 'Notice before a listing'],
    before(notice, by),
    { basis, clauseOfBasis: article, facts },
    [
      p('经评价，拟将你单位列入“黑名单”。'),
      p('事实：{{facts}}'),
      p('依据：{{basis}}{{clauseOfBasis}}，{{article}}。', 'basis'),
      p('对以上内容，可以在收到本告知书后的陈述期内向{{unit}}陈述、申辩。'),
    ],
  ),
  receipt(
    'notice-receipt',
    ['拟列入黑名单告知书送达回证', 'Receipt of that notice'],
    after(notice, by),
    { recipient, method: methodOfService },
    { served: '拟列入黑名单告知书' },
  ),
  notification(
    'answer',
    ['陈述申辩答复书', 'Answer to the statement'],
    before(answer, by),
    { upheld: said('upheld', 'line', '陈述是否成立', 'Whether upheld'), reason },
    [p('你单位的陈述、申辩已经复核，陈述是否成立：{{upheld}}。'), because],
  ),
  record(
    'approval',
    ['列入黑名单审批表', 'Approval of the listing'],
    after(approval, by, 'approving'),
    {
      basis: told('legalBasis', '列入依据', 'Legal basis'),
      clauseOfBasis: told('article', '条款', 'Article'),
      outcome,
      reason,
    },
    [
      rows(
        ...whoseMatter,
        ['列入依据', '{{basis}} {{clauseOfBasis}}'],
        ['审批结果', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      approvers,
    ],
  ),
  record(
    'removal',
    ['移出黑名单审批表', 'Decision on leaving the list'],
    after(removal, by, 'approving'),
    {
      ground: maybe(earlier(removalProposal.type, 'ground', 'line', '移出的事由', 'Ground')),
      outcome,
      reason,
    },
    [
      rows(
        ...whoseMatter,
        ['移出的事由', '{{ground}}'],
        ['审批结果', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      approvers,
    ],
  ),
];
