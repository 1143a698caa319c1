/** 公文 The papers of a visit at home: who comes when, what was done, or that nobody was met (QJ-2.4b). Whom they visit is written by hand. */
import { after, before, notification, record, words } from '../law/paper-parts.ts';
import { list, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { confirmation, noShow, record as visited } from './acts.ts';

const by = 'handling';
const services = opened('services', 'lines', '服务事项', 'Services');
const officers = said('officers', 'lines', '上门人员', 'Officers');

export const papers: readonly Paper[] = [
  notification(
    'confirmation',
    ['上门服务确认单', 'Confirmation of a visit'],
    after(confirmation, by),
    {
      services,
      on: said('on', 'day', '上门日期', 'On'),
      part: said('part', 'line', '时段', 'Part of the day'),
      officers,
    },
    [
      p('您预约的上门服务（{{file}}）已经确认：{{on}}，{{part}}。办理的事项和上门人员如下。'),
      list('services'),
      list('officers'),
    ],
    { to: '服务对象' },
  ),
  record(
    'record',
    ['上门服务记录', 'Record of a visit'],
    before(visited, by),
    {
      services,
      visitedAt: said('visitedAt', 'instant', '上门时间', 'Visited at'),
      officers,
      served: said('served', 'line', '是否办成', 'Whether served'),
      done: words('服务情况', 'What was done'),
    },
    [
      rows(
        ['预约编号', '{{file}}'],
        ['服务事项', '{{services}}'],
        ['上门时间', '{{visitedAt}}'],
        ['上门人员', '{{officers}}'],
        ['是否办成', '{{served}}'],
        ['服务情况', '{{done}}'],
      ),
      signed('服务对象（签名、日期）', '见证人（签名、日期）', '上门人员（签名、日期）'),
    ],
    { testimony: true },
  ),
  record(
    'no-show',
    ['上门未遇记录', 'Record that nobody was met'],
    before(noShow, by),
    {
      cameAt: said('cameAt', 'instant', '上门时间', 'Came at'),
      note: words('经过', 'What happened'),
    },
    [
      rows(['预约编号', '{{file}}'], ['上门时间', '{{cameAt}}'], ['经过', '{{note}}']),
      signed('上门人员（签名、日期）', '上门人员（签名、日期）'),
    ],
  ),
];
