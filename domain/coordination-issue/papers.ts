/** 公文 The papers of an issue between departments: the report to the bodies above, their answer, and how it was resolved (TJ84-15.6). */
import { letter, before, record } from '../law/paper-parts.ts';
import { asked, maybe, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { bodyAnswer, escalation, resolution } from './acts.ts';

const problem = opened('problem', 'text', '问题', 'The problem');
const item = maybe(opened('item', 'line', '事项', 'Item'));
const about = rows(['事项', '{{item}}'], ['问题', '{{problem}}']);

export const papers: readonly Paper[] = [
  letter(
    'escalation',
    ['审管联动协调事项报告', 'Report of an unresolved issue'],
    before(escalation, 'coordinator'),
    {
      problem,
      item,
      approvingBody: said('approvingBody', 'line', '审批机关', 'The approving body'),
      supervisingBody: said('supervisingBody', 'line', '监管机关', 'The supervising body'),
      tried: asked('text', '协调经过', 'What was tried'),
    },
    [
      p('审批与监管工作中发现以下问题，经协调未能解决，依照{{article}}报告如下。'),
      about,
      p('协调经过：{{tried}}'),
      p('本单位将跟踪至问题解决。'),
    ],
    { to: '{{approvingBody}}、{{supervisingBody}}' },
  ),
  letter(
    'body-answer',
    ['协调事项答复函', 'Answer of a body above'],
    before(bodyAnswer),
    { problem, answer: said('answer', 'text', '答复', 'Answer') },
    [p('你单位报告的问题（{{problem}}）收悉，答复如下。'), p('{{answer}}')],
    { receiver: 'coordinator' },
  ),
  record(
    'resolution',
    ['协调事项解决情况记录', 'Record of the resolution'],
    before(resolution, 'coordinator', 'accepting', 'supervising'),
    {
      problem,
      item,
      solver: said('by', 'line', '由谁解决', 'By whom'),
      resolution: said('resolution', 'text', '解决情况', 'Resolution'),
    },
    [
      about,
      rows(['由谁解决', '{{solver}}'], ['解决情况', '{{resolution}}']),
      signed('受理部门（签名、日期）', '监管部门（签名、日期）'),
    ],
  ),
];
