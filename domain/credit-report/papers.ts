/** 公文 The report of what was registered, to 市信用办 (QHD-2.3). */
import { before, letter, words } from '../law/paper-parts.ts';
import { p, said, type Paper } from '../law/papers.ts';
import { delivery } from './acts.ts';

export const papers: readonly Paper[] = [
  letter(
    'delivery',
    ['信用信息报告', 'Report of credit records'],
    before(delivery, 'fund-supervision'),
    {
      period: words('所属期间', 'The period', 'line'),
      contentHash: said('contentHash', 'line', '所报内容的哈希', 'Hash of the content'),
    },
    [
      p('依照{{article}}，现将{{period}}登记的信用信息报告你办，内容见附件。'),
      p('附件：系统生成的报告内容，其 SHA-256 为 {{contentHash}}。'),
    ],
    { to: '市信用办' },
  ),
];
