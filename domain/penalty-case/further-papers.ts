/** 公文 More papers of a penalty case: joined cases, extensions, supervision, refunds, and suspected crimes (TJ51-14.1, 16.1, 16.2). */
import { crimePapers } from '../crime-transfer/papers.ts';
import {
  addressee,
  after,
  before,
  letter,
  notification,
  numberOf,
  reason,
  record,
  whoseMatter,
} from '../law/paper-parts.ts';
import {
  asked,
  earlier,
  maybe,
  opened,
  p,
  rows,
  said,
  signed,
  where,
  wordLines,
  type Paper,
} from '../law/papers.ts';
import * as acts from './acts.ts';
import { crimeDecision, crimeReport } from './crime-acts.ts';

const by = 'supervision-body';
const caseNo = opened('caseNo', 'line', '案号', 'Case number');
const about = [['案号', '{{caseNo}}'], ...whoseMatter] as const;
const signers = signed(
  '承办人（签名、日期）',
  '承办机构负责人（签名、日期）',
  '负责人（签名、日期）',
);

export const furtherPapers: readonly Paper[] = [
  record(
    'further-filing',
    ['并案审批表', 'Approval of a further filing'],
    before(acts.furtherFiling, by),
    { caseNo, facts: said('facts', 'text', '并案的事实', 'The facts') },
    [rows(...about, ['并案的事实', '{{facts}}']), signers],
  ),
  record(
    'period-extension',
    ['延长办案期限审批表', 'Approval of an extension'],
    before(acts.periodExtension, by),
    {
      caseNo,
      days: said('days', 'line', '延长的天数', 'Days'),
      approvedAt: said('approvedAt', 'instant', '批准时间', 'Approved at'),
      reason,
    },
    [
      rows(
        ...about,
        ['延长的天数', '{{days}}'],
        ['批准时间', '{{approvedAt}}'],
        ['理由', '{{reason}}'],
      ),
      signers,
    ],
  ),
  record(
    'refund',
    ['退还罚没款记录', 'Record of a refund'],
    before(acts.refund, by),
    {
      caseNo,
      refundedAt: said('refundedAt', 'instant', '退还时间', 'Refunded at'),
      amount: said('amountFen', 'amount', '金额', 'Amount'),
    },
    [
      rows(...about, ['退还时间', '{{refundedAt}}'], ['金额', '{{amount}}']),
      signed('当事人（签名、日期）', '经办人（签名、日期）'),
    ],
    { testimony: true },
  ),
  letter(
    'supervision-flag',
    ['挂牌督办通知书', 'Notice of supervision'],
    before(acts.supervisionFlag),
    {
      caseNo,
      flaggedBy: said('by', 'line', '挂牌机关', 'In whose name it is set'),
      level: said('level', 'line', '督办级别', 'Level'),
      until: said('until', 'day', '督办期限', 'Until'),
      reason: maybe(said('reason', 'text', '理由', 'Reason')),
    },
    [
      p(
        '{{flaggedBy}}对{{subject}}一案（{{caseNo}}）挂牌督办（{{level}}），请于{{until}}前报告办理结果。',
      ),
      p('理由：{{reason}}', 'reason'),
    ],
    { receiver: by },
  ),
  letter(
    'supervision-report',
    ['督办案件办理结果报告', 'Report to the supervising unit'],
    before(acts.supervisionReport, by),
    { caseNo, addressee, result: said('result', 'text', '办理结果', 'Result') },
    [p('挂牌督办的{{subject}}一案（{{caseNo}}）办理结果报告如下。'), p('{{result}}')],
  ),
  record(
    'supervision-removal',
    ['解除挂牌督办审批表', 'Approval that supervision is lifted'],
    before(acts.supervisionRemoval),
    {
      caseNo,
      flaggedBy: maybe(
        earlier(acts.supervisionFlag.type, 'by', 'line', '挂牌机关', 'In whose name it was set'),
      ),
      reason: said('reason', 'text', '解除的理由', 'Reason'),
    },
    [
      rows(...about, ['挂牌机关', '{{flaggedBy}}'], ['解除的理由', '{{reason}}']),
      signed('承办人（签名、日期）', '批准人（签名、日期）'),
    ],
  ),
  notification(
    'interval-notice',
    ['期间扣除告知书', 'Notice of what does not count towards the period'],
    after(acts.intervalStart, by),
    {
      caseNo,
      interval: said('interval', 'line', '事项', 'What it is'),
      startedAt: said('startedAt', 'instant', '开始时间', 'Started at'),
    },
    [p('案件 {{caseNo}} 自{{startedAt}}起进行以下事项，所需时间不计入办案期限：{{interval}}。')],
  ),
  letter(
    'execution-application',
    ['强制执行申请书', 'Application to the court'],
    before(acts.executionEnd, by),
    {
      caseNo,
      court: asked('line', '人民法院', 'The court'),
      decisionNo: numberOf(acts.decision),
      facts: asked('text', '事实、理由和依据', 'Facts, reasons and basis'),
      demanded: asked('text', '催告情况和当事人的意见', 'The demand, and what the party said'),
      target: asked('text', '申请强制执行的标的', 'What is to be enforced'),
    },
    [
      p('{{subject}}逾期不履行 {{decisionNo}} 行政处罚决定，依法申请强制执行。'),
      rows(
        ...about,
        ['事实、理由和依据', '{{facts}}'],
        ['催告情况和当事人的意见', '{{demanded}}'],
        ['申请强制执行的标的', '{{target}}'],
      ),
      p('附：行政处罚决定书、催告书及其送达回证。'),
      signed('行政机关负责人（签名、日期）'),
    ],
    {
      to: '{{court}}',
      accompanies: [acts.executionEnd.type],
      signer: 'bureau',
      fits: [where('how', 'court')],
    },
  ),
  record(
    'execution-end',
    ['终结执行审批表', 'Approval of the end of the execution'],
    before(acts.executionEnd, by),
    {
      caseNo,
      decisionNo: numberOf(acts.decision),
      item: said('item', 'line', '事项', 'Item', wordLines),
      reason: said('reason', 'text', '终结执行的理由', 'Reason'),
    },
    [
      rows(
        ...about,
        ['处罚决定', '{{decisionNo}}'],
        ['事项', '{{item}}'],
        ['终结执行的理由', '{{reason}}'],
      ),
      signers,
    ],
    { fits: [where('how', 'ended')] },
  ),
  ...crimePapers({ report: crimeReport, decision: crimeDecision }, by),
];
