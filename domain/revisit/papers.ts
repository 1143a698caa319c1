/**
 * 公文 The papers of a round of revisits: who goes, the form of a revisit, who could not be reached, and the summary (TJ51-18). What was said is sealed and read
 * by fewer people than a file is: it is written by hand, and no paper asks for it.
 */
import { after, before, labelledLines, letter, reason, record } from '../law/paper-parts.ts';
import { asked, opened, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { revisitors, summary, unreachable, visit } from './acts.ts';

const body = 'body';
const institution = said('institution', 'line', '机构编号', 'Id of the institution');
const named = asked('line', '机构名称', 'Name of the institution');
const whom = [
  ['被回访机构', '{{named}}'],
  ['机构编号', '{{institution}}'],
] as const;
const period = {
  from: opened('from', 'day', '期间首日', 'From'),
  until: opened('until', 'day', '期间末日', 'Until'),
};

export const papers: readonly Paper[] = [
  record(
    'revisitors',
    ['回访人员指派单', 'Naming of revisitors'],
    after(revisitors, body, 'contributor'),
    { institution, named, officers: said('officers', 'lines', '回访人员', 'Revisitors'), reason },
    [
      rows(...whom, ['回访人员', '{{officers}}'], ['更换的理由', '{{reason}}']),
      signed('指派单位负责人（签名、日期）'),
    ],
  ),
  record(
    'record',
    ['案件回访记录', 'Record of a revisit'],
    before(visit, body, 'contributor'),
    {
      institution,
      named,
      visitedAt: said('visitedAt', 'instant', '回访时间', 'Visited at'),
    },
    [
      rows(
        ...whom,
        ['回访时间', '{{visitedAt}}'],
        ['公平执法情况', ' '],
        ['公正执法情况', ' '],
        ['廉洁执法情况', ' '],
        ['文明执法情况', ' '],
        ['意见和建议', ' '],
      ),
      p('以上各项由回访人员手写，当场由被回访人签名；原件密封保存，不复制入案卷。'),
      signed('被回访人（签名、日期）', '回访人员（签名、日期）', '回访人员（签名、日期）'),
    ],
    { testimony: true },
  ),
  record(
    'unreachable',
    ['未能回访记录', 'Record that nobody was reached'],
    after(unreachable, body, 'contributor'),
    {
      institution,
      named,
      why: said('why', 'line', '原因', 'Why'),
      tries: said(
        'tries',
        'lines',
        '各次联系',
        'Tries',
        labelledLines(['at', '时间：'], ['how', '方式：']),
      ),
      reason,
    },
    [
      rows(...whom, ['原因', '{{why}}'], ['各次联系', '{{tries}}'], ['说明', '{{reason}}']),
      signed('回访人员（签名、日期）', '回访人员（签名、日期）'),
    ],
  ),
  letter(
    'summary',
    ['案件回访汇总报告', 'Summary of a round'],
    before(summary, body),
    {
      ...period,
      addressee: asked('line', '报送单位', 'To whom it is reported'),
    },
    [
      p('依照{{article}}，对{{from}}至{{until}}的案件抽取样本进行了回访，现汇总报告如下。'),
      rows(['回访情况', ' '], ['反映的问题和整改', ' ']),
      p('以上各项手写；不写明何机构、何人所述，也不足以使人推知。'),
      signed('汇总人（签名、日期）'),
    ],
  ),
];
