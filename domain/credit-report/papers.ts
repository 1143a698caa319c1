/** 公文 The report of what was registered, to 市信用办 (QHD-2.3). */
import { before, letter, words } from '../law/paper-parts.ts';
import { list, p, said, type Paper } from '../law/papers.ts';
import { delivery } from './acts.ts';

export const papers: readonly Paper[] = [
  letter(
    'delivery',
    ['信用信息报告', 'Report of credit records'],
    before(delivery, 'fund-supervision'),
    {
      period: words('所属期间', 'The period', 'line'),
      counts: words('登记情况（守信、一般失信、严重失信）', 'What was registered', 'lines'),
      contentHash: said('contentHash', 'line', '所报内容的哈希', 'Hash of the content'),
    },
    [
      p('依照{{article}}，现将{{period}}登记的信用信息报告如下。'),
      list('counts'),
      p('所报内容的 SHA-256：{{contentHash}}。'),
    ],
    { to: '市信用办' },
  ),
];
