/** 公文 The paper of a cycle: each subject is told its own grade, and no other (QHD-2.4b, QHD-2.5a). */
import { before, notification } from '../law/paper-parts.ts';
import { asked, p, registered, type Paper } from '../law/papers.ts';
import { results } from './acts.ts';
import { subjectKinds } from './terms.ts';

export const papers: readonly Paper[] = [
  notification(
    'result-notice',
    ['信用评价结果告知书', 'Notice of a grade'],
    before(results, 'fund-supervision'),
    {
      from: registered('from', 'day', '评价周期开始日', 'The cycle begins on'),
      grade: registered('grade', 'line', '信用等级', 'The grade'),
      until: asked('day', '异议截止日', 'Objections until'),
    },
    [
      p('自{{from}}起的评价周期，依照{{article}}评定，你单位（人）的信用等级为：{{grade}}。'),
      p('对评价结果有异议的，可以在{{until}}（含当日）以前向{{unit}}提出。'),
    ],
    { about: subjectKinds, accompanies: [results.type] },
  ),
];
