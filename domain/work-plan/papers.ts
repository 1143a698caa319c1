/** 公文 The papers of a plan of work: its amendments, the decision on each, and how it closed (QJ-A1, QJ-3.3). */
import {
  after,
  before,
  labelledLines,
  letter,
  notification,
  outcome,
  reason,
  record,
  words,
} from '../law/paper-parts.ts';
import { list, maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { amendment, amendmentDecision, closing } from './acts.ts';

const year = opened('year', 'line', '年度', 'Year');

export const papers: readonly Paper[] = [
  notification(
    'amendment',
    ['工作方案修改通知', 'Amendment of the plan'],
    before(amendment, 'office'),
    {
      year,
      planNo: maybe(opened('documentNo', 'line', '方案文号', 'Number of the plan')),
      changes: said(
        'changes',
        'lines',
        '修改',
        'Changes',
        labelledLines(
          ['kind', ''],
          ['row', '任务：'],
          ['heading', '名称：'],
          ['printed', '时限（原文）：'],
          ['dueOn', '时限：'],
        ),
      ),
      reason,
    },
    [
      p('{{year}}年政务服务工作方案修改如下。'),
      p('原方案文号：{{planNo}}。', 'planNo'),
      list('changes'),
      p('理由：{{reason}}', 'reason'),
    ],
    { to: '各责任科室' },
  ),
  record(
    'amendment-decision',
    ['工作方案修改复核表', 'Decision on the amendment'],
    after(amendmentDecision),
    {
      year,
      amendment: said('amendment', 'line', '所复核的修改', 'The amendment'),
      outcome,
      reason,
    },
    [
      rows(
        ['年度', '{{year}}'],
        ['所复核的修改', '{{amendment}}'],
        ['复核结果', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      signed('提出人（签名、日期）', '复核人（签名、日期）'),
    ],
  ),
  letter(
    'closing',
    ['工作方案年度总结', 'Report on the year of the plan'],
    before(closing, 'office'),
    {
      year,
      addressee: words('报送单位', 'To whom it is reported', 'line'),
      done: words('完成情况', 'What was done'),
      left: maybe(words('未完成的任务和原因', 'What is left, and why', 'lines')),
    },
    [p('现将{{year}}年政务服务工作方案的完成情况报告如下。'), p('{{done}}'), list('left')],
  ),
];
