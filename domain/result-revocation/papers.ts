/** 公文 The papers of a result that is revoked after its case is closed (TJ84-10.1, 11): the decision, its receipt, or that the result does not depend on the licence. */
import { revocationPapers } from '../commitment-case/revocation-papers.ts';
import { because, before, letter, reason } from '../law/paper-parts.ts';
import { maybe, opened, p, type Paper } from '../law/papers.ts';
import { notDependent } from './acts.ts';

const result = opened('result', 'line', '办理结果编号', 'Id of the result');

export const papers: readonly Paper[] = [
  ...revocationPapers(
    { result },
    '{{result}}',
    maybe(opened('documentNo', 'line', '撤销建议文号', 'Number of the suggestion')),
  ),
  letter(
    'not-dependent',
    ['不依据该证照认定书', 'Finding that the result does not depend on the licence'],
    before(notDependent, 'accepting'),
    { result, reason },
    [p('经查，{{result}} 不依据被吊销的证照，依照{{article}}不予撤销。'), because],
    { receiver: 'supervising' },
  ),
];
