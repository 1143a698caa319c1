/** 公文 The papers of a complaint: handed on, answered, tracked, settled, told (QJ-2.6c). What was said in confidence stands in none of them. */
import { after, before, letter, notification, record, words } from '../law/paper-parts.ts';
import { earlier, list, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { conclusion, response, result, tracking, transfer } from './acts.ts';

const by = 'handling';
const complainant = { to: '投诉人' };

export const papers: readonly Paper[] = [
  letter(
    'transfer',
    ['投诉转办单', 'Transfer of a complaint'],
    after(transfer, by),
    {
      to: said('to', 'line', '承办部门', 'To whom'),
      transferredAt: said('transferredAt', 'instant', '转办时间', 'Transferred at'),
    },
    [
      p(
        '投诉（{{file}}）于{{transferredAt}}转你部门承办，请依照{{article}}响应、办理、跟踪至办结。',
      ),
    ],
    { to: '{{to}}' },
  ),
  notification(
    'response',
    ['投诉首次响应告知书', 'First answer to a complaint'],
    before(response, by),
    { words: words('答复内容', 'What it says') },
    [p('您的投诉（{{file}}）已经收到，现答复如下。'), p('{{words}}')],
    complainant,
  ),
  record(
    'tracking',
    ['投诉跟踪记录', 'Tracking of a complaint'],
    before(tracking, by),
    { progress: said('progress', 'text', '办理进展', 'Progress') },
    [rows(['投诉编号', '{{file}}'], ['办理进展', '{{progress}}']), signed('承办人（签名、日期）')],
  ),
  record(
    'result',
    ['投诉办理结果报告', 'Report of the result'],
    before(result, by),
    {
      founded: said('founded', 'line', '是否属实', 'Founded'),
      measures: said('measures', 'lines', '处理措施', 'Measures'),
      settledAt: said('settledAt', 'instant', '办理完毕时间', 'Settled at'),
    },
    [
      rows(
        ['投诉编号', '{{file}}'],
        ['是否属实', '{{founded}}'],
        ['办理完毕时间', '{{settledAt}}'],
      ),
      list('measures'),
      signed('承办人（签名、日期）', '部门负责人（签名、日期）'),
    ],
  ),
  notification(
    'conclusion',
    ['投诉办结告知书', 'That a complaint is concluded'],
    before(conclusion, by),
    {
      founded: earlier(result.type, 'founded', 'line', '是否属实', 'Founded'),
      measures: earlier(result.type, 'measures', 'lines', '处理措施', 'Measures'),
    },
    [p('您的投诉（{{file}}）已经办结，是否属实：{{founded}}。处理措施如下。'), list('measures')],
    { ...complainant, accompanies: [conclusion.type] },
  ),
];
