/** 公文 The paper of a review: 周通报, 月考评, 季分析 or 年考核, as it was closed (QJ-3.3). */
import { before, notification, words } from '../law/paper-parts.ts';
import { h, list, p, said, type Paper } from '../law/papers.ts';
import { closing } from './acts.ts';

export const papers: readonly Paper[] = [
  notification(
    'review',
    ['督查通报（周通报、月考评、季分析、年考核）', 'Paper of a review'],
    before(closing, 'office'),
    {
      form: words('督查形式（周通报、月考评、季分析或者年考核）', 'Which review', 'line'),
      period: words('所属期间', 'The period', 'line'),
      progress: words('各科室完成情况', 'How the sections stand', 'lines'),
      conclusions: said('conclusions', 'text', '督查结论', 'Conclusions'),
      contentHash: said('contentHash', 'line', '督查内容的哈希', 'Hash of the review'),
    },
    [
      p('依照{{article}}，现将{{period}}政务服务工作的督查结果通报如下。'),
      h('一、完成情况'),
      list('progress'),
      h('二、督查结论'),
      p('{{conclusions}}'),
      p('督查内容的 SHA-256：{{contentHash}}。'),
    ],
    { title: '{{form}}', to: '各责任科室' },
  ),
];
