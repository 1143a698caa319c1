/** 公文 The papers of a bad evaluation: handed on, looked into, found mistaken, told, and revisited (QJ-2.2). */
import { after, before, letter, notification, record, words } from '../law/paper-parts.ts';
import {
  earlier,
  list,
  maybe,
  p,
  rows,
  said,
  signed,
  wordLines,
  type Paper,
} from '../law/papers.ts';
import { feedback, mistake, rectification, revisit, transfer } from './acts.ts';

const by = 'accepting';
const measures = (field: typeof said) =>
  field('measures', 'lines', '整改措施', 'Measures', wordLines);

export const papers: readonly Paper[] = [
  letter(
    'transfer',
    ['差评转办单', 'Transfer of an evaluation'],
    after(transfer, by),
    {
      to: said('to', 'line', '承办部门', 'To whom'),
      transferredAt: said('transferredAt', 'instant', '转办时间', 'Transferred at'),
    },
    [
      p(
        '差评（{{file}}）于{{transferredAt}}转你部门调查整改，请依照{{article}}在规定期限内反馈结果。',
      ),
    ],
    { to: '{{to}}' },
  ),
  record(
    'rectification',
    ['差评调查整改报告', 'Report of the rectification'],
    before(rectification, by),
    {
      measures: measures(said),
      completedAt: said('completedAt', 'instant', '整改完成时间', 'Completed at'),
      checked: words('调查情况', 'What was found'),
    },
    [
      rows(
        ['差评编号', '{{file}}'],
        ['调查情况', '{{checked}}'],
        ['整改完成时间', '{{completedAt}}'],
      ),
      list('measures'),
      signed('承办人（签名、日期）', '部门负责人（签名、日期）'),
    ],
  ),
  record(
    'mistake',
    ['误评认定书', 'Finding that it is mistaken'],
    after(mistake, by),
    {
      ground: said('ground', 'line', '误评事由', 'Ground'),
      why: words('认定情况', 'What was found'),
    },
    [
      rows(['差评编号', '{{file}}'], ['误评事由', '{{ground}}'], ['认定情况', '{{why}}']),
      signed('承办人（签名、日期）', '部门负责人（签名、日期）'),
    ],
  ),
  notification(
    'feedback',
    ['差评处理结果反馈书', 'Feedback of the result'],
    before(feedback, by),
    {
      measures: maybe(
        measures((path, written, zh, en, show) =>
          earlier(rectification.type, path, written, zh, en, show),
        ),
      ),
      result: words('处理结果', 'The result'),
    },
    [p('您提出的评价（{{file}}）已经调查处理，结果如下。'), p('{{result}}'), list('measures')],
    { to: '评价人' },
  ),
  record(
    'revisit',
    ['差评回访记录', 'Record of a revisit'],
    before(revisit, by),
    {
      how: said('how', 'line', '回访方式', 'How'),
      revisitedAt: said('revisitedAt', 'instant', '回访时间', 'Revisited at'),
      reached: said('reached', 'line', '是否联系上', 'Whether reached'),
      appraisal: maybe(said('appraisal', 'line', '用户评议', 'Appraisal')),
    },
    [
      rows(
        ['差评编号', '{{file}}'],
        ['回访方式', '{{how}}'],
        ['回访时间', '{{revisitedAt}}'],
        ['是否联系上', '{{reached}}'],
        ['用户评议', '{{appraisal}}'],
      ),
      signed('回访人员（签名、日期）'),
    ],
  ),
];
