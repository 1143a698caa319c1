/** 公文 The paper with which the subjects of a cycle are told their grades (QHD-2.4b). */
import { before, notification, words } from '../law/paper-parts.ts';
import { list, p, said, type Paper } from '../law/papers.ts';
import { results } from './acts.ts';

export const papers: readonly Paper[] = [
  notification(
    'results',
    ['信用评价结果告知书', 'Notice of the grades'],
    before(results, 'fund-supervision'),
    {
      addressee: words('信用主体', 'The subjects', 'line'),
      period: words('评价周期', 'The cycle', 'line'),
      grades: words('评价结果', 'The grades', 'lines'),
      method: said('method', 'line', '告知方式', 'How they are told'),
    },
    [
      p('依照{{article}}，{{period}}的信用评价已经完成，结果如下。'),
      list('grades'),
      p('告知方式：{{method}}。对结果有异议的，可以向{{unit}}提出信用异议，并附证据。'),
    ],
  ),
];
