/** 公文 The paper of a review: 周通报, 月考评, 季分析 or 年考核, as it was closed (QJ-3.3). */
import { before, notification, words } from '../law/paper-parts.ts';
import { h, p, said, type Paper } from '../law/papers.ts';
import { closing } from './acts.ts';

export const papers: readonly Paper[] = [
  notification(
    'review',
    ['督查通报（周通报、月考评、季分析、年考核）', 'Paper of a review'],
    before(closing, 'office'),
    {
      form: words('督查形式（周通报、月考评、季分析或者年考核）', 'Which review', 'line'),
      period: words('所属期间', 'The period', 'line'),
      conclusions: said('conclusions', 'text', '督查结论', 'Conclusions'),
      contentHash: said('contentHash', 'line', '督查内容的哈希', 'Hash of the review'),
    },
    [
      p('依照{{article}}，现将{{period}}政务服务工作的督查结果通报如下。'),
      h('一、完成情况'),
      p('各科室完成情况见附件：系统生成的督查内容，其 SHA-256 为 {{contentHash}}。'),
      h('二、督查结论'),
      p('{{conclusions}}'),
    ],
    { title: '{{form}}', to: '各责任科室' },
  ),
];
