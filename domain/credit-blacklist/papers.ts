/** 公文 The papers of a listing: the notice and its receipt, the answer to the statement, and both approvals (QHD-2.4d). */
import {
  after,
  because,
  before,
  decision,
  facts,
  mayAppeal,
  methodOfService,
  notification,
  outcome,
  reason,
  receipt,
  recipient,
  record,
  suit,
  whoseMatter,
  words,
} from '../law/paper-parts.ts';
import { earlier, maybe, p, rows, said, servedNumber, signed, type Paper } from '../law/papers.ts';
import { answer, approval, notice, removal, removalProposal } from './acts.ts';

const by = 'fund-supervision';
const article = maybe(said('article', 'line', '条款', 'Article'));
const told = (name: 'legalBasis' | 'article', zh: string, en: string) =>
  maybe(earlier(notice.type, name, 'line', zh, en));
const whereTo = {
  remedyBody: words('救济机关', 'Where remedies are sought', 'line'),
  remedyPeriod: words('救济期限', 'Within which period', 'line'),
  ...suit,
};
const approvers = signed('承办人（签名、日期）', '负责人（签名、日期）');

export const papers: readonly Paper[] = [
  notification(
    'notice',
    ['拟列入黑名单告知书', 'Notice before a listing'],
    before(notice, by),
    {
      basis: said('legalBasis', 'line', '列入依据', 'Legal basis'),
      clauseOfBasis: article,
      facts,
      until: words('陈述申辩截止日', 'Statements until', 'day'),
    },
    [
      p('经评价，拟将你单位列入“黑名单”。'),
      p('事实：{{facts}}'),
      p('依据：{{basis}}{{clauseOfBasis}}，{{article}}。'),
      p('对以上内容，可以在{{until}}（含当日）以前向{{unit}}陈述、申辩。'),
    ],
  ),
  receipt(
    'notice-receipt',
    ['拟列入黑名单告知书送达回证', 'Receipt of that notice'],
    after(notice, by),
    { servedNo: maybe(servedNumber()), recipient, method: methodOfService },
    { served: '拟列入黑名单告知书 {{servedNo}}' },
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
  decision(
    'listing-decision',
    ['列入（不列入）黑名单决定书', 'Decision on the listing'],
    after(approval, by),
    {
      basis: earlier(notice.type, 'legalBasis', 'line', '列入依据', 'Legal basis'),
      clauseOfBasis: told('article', '条款', 'Article'),
      outcome,
      reason,
      facts,
      ...whereTo,
    },
    [
      p('拟将你单位列入“黑名单”一事，经负责人审批，决定：{{outcome}}。'),
      p('事实：{{facts}}'),
      p('依据：{{basis}}{{clauseOfBasis}}，{{article}}。'),
      because,
      mayAppeal,
    ],
    { signer: 'bureau' },
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
  notification(
    'removal-notice',
    ['移出（不移出）黑名单告知书', 'Notice on leaving the list'],
    after(removal, by),
    {
      ground: maybe(earlier(removalProposal.type, 'ground', 'line', '移出的事由', 'Ground')),
      outcome,
      reason,
      ...whereTo,
    },
    [
      p('你单位移出“黑名单”一事，经负责人审批，决定：{{outcome}}。'),
      p('事由：{{ground}}。', 'ground'),
      because,
      mayAppeal,
    ],
    { signer: 'bureau' },
  ),
];
