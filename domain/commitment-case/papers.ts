/** 公文 The papers of a case on commitment: records of checks, feedback, orders and revocations (TJ84-3 to 11). */
import {
  after,
  record,
  before,
  letter,
  decision,
  receiptFor,
  receiptOf,
  reason,
  addressee,
  party,
  facts,
  reasons,
  because,
  numberOf,
  appealAgainst,
  remedies,
  suit,
} from '../law/paper-parts.ts';
import { maybe, opened, p, rows, said, signed, whereLast, type Paper } from '../law/papers.ts';
import {
  checkRecord,
  conductLink,
  creditEntry,
  distribution,
  feedbackReceipt,
  revocationSuggestion,
  stopOrder,
  supervisionResult,
  supplement,
  transfer,
} from './acts.ts';
import { revocationPapers } from './revocation-papers.ts';

const result = opened('result', 'line', '办理结果编号', 'Id of the result');
const item = opened('item', 'line', '事项', 'Item');
const head = [
  ['事项', '{{item}}'],
  ['办理结果', '{{result}}'],
] as const;

export const papers: readonly Paper[] = [
  record(
    'check-record',
    ['核查记录', 'Record of a check'],
    before(checkRecord, 'supervising'),
    {
      result,
      item,
      checkedAt: said('checkedAt', 'instant', '核查时间', 'Checked at'),
      method: said('method', 'line', '核查方式', 'Method'),
      findings: said('findings', 'text', '核查情况', 'Findings'),
      outcome: said('result', 'line', '核查结论', 'Outcome'),
    },
    [
      rows(
        ...head,
        ['核查时间', '{{checkedAt}}'],
        ['核查方式', '{{method}}'],
        ['核查结论', '{{outcome}}'],
      ),
      p('{{findings}}'),
      signed('核查人员（签名、日期）', '核查人员（签名、日期）', '被核查人（签名、日期）'),
    ],
    { testimony: true },
  ),
  letter(
    'supervision-result',
    ['监管结果反馈函', 'Feedback of supervision'],
    before(supervisionResult, 'supervising'),
    {
      result,
      item,
      outcome: said('result', 'line', '结论', 'Outcome'),
      findings: said('findings', 'text', '监管情况', 'Findings'),
      suggestion: maybe(said('handlingSuggestion.text', 'text', '处理建议', 'Suggestion')),
      promisedOn: maybe(said('promisedOn', 'day', '承诺补齐日期', 'Promised for')),
    },
    [
      p('你部门办理的 {{result}}（{{item}}），监管结论为：{{outcome}}。'),
      p('{{findings}}'),
      p('处理建议：{{suggestion}}', 'suggestion'),
      p('承诺于{{promisedOn}}前补齐。', 'promisedOn'),
    ],
    { title: '关于{{item}}监管结果的反馈函', receiver: 'accepting' },
  ),
  receiptOf(
    'supplement-receipt',
    ['补齐材料回执', 'Receipt of what was supplied'],
    after(supplement, 'accepting', 'supervising'),
    { result, item, material: said('material', 'line', '补齐的材料', 'The material') },
    [
      rows(...head, ['补齐的材料', '{{material}}'], ['收件人', '{{officer}}']),
      signed('提交人（签名、日期）', '收件人（签名、日期）'),
    ],
  ),
  decision(
    'stop-order',
    ['责令停止通知书', 'Order to stop'],
    before(stopOrder, 'supervising'),
    {
      result,
      item,
      reasons,
      orderedAt: said('orderedAt', 'instant', '责令时间', 'Ordered at'),
      addressee: party,
      ...remedies,
      ...suit,
    },
    [
      p('{{result}}（{{item}}），责令自{{orderedAt}}起停止相关活动。'),
      p('理由：{{reasons}}'),
      appealAgainst('本通知'),
    ],
    // Nothing that conforms is stopped, nor, of 信用承诺制, what can still be completed (第九条第二款): 证明事项告知承诺制 knows no completing (第八条).
    {
      fits: [
        whereLast(checkRecord, 'result', 'not-conforming'),
        {
          ...whereLast(checkRecord, 'canSupplement', false, null),
          or: { act: 'approval', path: 'type', values: ['certification'] },
        },
      ],
    },
  ),
  receiptFor(
    'stop-order-receipt',
    ['责令停止通知书', 'order to stop'],
    after(stopOrder, 'supervising'),
  ),
  letter(
    'revocation-suggestion',
    ['撤销建议函', 'Suggestion to revoke'],
    before(revocationSuggestion, 'supervising'),
    { result, item, reasons },
    [p('建议撤销你部门作出的 {{result}}（{{item}}）。'), p('理由：{{reasons}}')],
    { title: '关于撤销{{item}}办理结果的建议函', receiver: 'accepting' },
  ),
  ...revocationPapers(
    { result, item },
    '{{result}}（{{item}}）',
    maybe(numberOf(revocationSuggestion, '撤销建议文号', 'Number of the suggestion')),
  ),
  letter(
    'feedback-receipt',
    ['反馈处理情况函', 'How the feedback was handled'],
    before(feedbackReceipt, 'accepting'),
    { result, item, handling: said('handling', 'text', '处理情况', 'Handling') },
    [p('你部门对 {{result}} 的反馈收悉，处理情况如下。'), p('{{handling}}')],
    { title: '关于{{item}}反馈处理情况的函', receiver: 'supervising' },
  ),
  letter(
    'conduct-link',
    ['违法行为转办函', 'Letter that hands conduct on'],
    after(conductLink, 'supervising', 'accepting'),
    {
      result,
      sort: said('kind', 'line', '行为性质', 'Kind of conduct'),
      addressee,
      facts,
    },
    [p('监管中发现 {{result}} 涉及以下行为（{{sort}}），现转请处理。'), p('{{facts}}')],
    { title: '关于{{result}}所涉行为的转办函' },
  ),
  letter(
    'transfer',
    ['移送函', 'Letter of transfer'],
    before(transfer, 'supervising'),
    {
      result,
      addressee: said('to', 'line', '受移送机关', 'To whom it is addressed'),
      reason,
    },
    [p('现将 {{result}} 所涉事项移送你机关处理。'), because, p('请将受理情况函告我单位。')],
    { title: '关于移送{{result}}的函' },
  ),
  record(
    'distribution',
    ['办件档案分发单', 'Distribution of an archive'],
    after(distribution, 'supervising'),
    { result, item, assignee: said('assignee', 'line', '监管人员', 'The supervisor') },
    [
      rows(...head, ['监管人员', '{{assignee}}']),
      signed('分发人（签名、日期）', '监管人员（签名、日期）'),
    ],
  ),
  record(
    'credit-entry',
    ['失信行为录入记录', 'Record of a credit entry'],
    after(creditEntry, 'accepting'),
    { result, item, fact: said('fact', 'text', '失信行为', 'The fact') },
    [rows(...head, ['失信行为', '{{fact}}']), signed('录入人（签名、日期）')],
  ),
];
