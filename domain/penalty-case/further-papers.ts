/** 公文 More papers of a penalty case: joined cases, extensions, supervision, refunds, and suspected crimes (TJ51-14.1, 16.1, 16.2). */
import { crimePapers } from '../crime-transfer/papers.ts';
import { addressee, before, letter, reason, record, whoseMatter } from '../law/paper-parts.ts';
import { maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
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
  ),
  letter(
    'supervision-flag',
    ['挂牌督办通知书', 'Notice of supervision'],
    before(acts.supervisionFlag),
    {
      caseNo,
      level: said('level', 'line', '督办级别', 'Level'),
      until: said('until', 'day', '督办期限', 'Until'),
      reason: maybe(said('reason', 'text', '理由', 'Reason')),
    },
    [
      p('对{{subject}}一案（{{caseNo}}）挂牌督办（{{level}}），请于{{until}}前报告办理结果。'),
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
  ...crimePapers({ report: crimeReport, decision: crimeDecision }, by),
];
