/** 公文 The papers of typical cases: which were selected for the media, and which were taken out (TJ51-7). */
import { after, reason, record } from '../law/paper-parts.ts';
import { maybe, rows, said, signed, type Paper } from '../law/papers.ts';
import { removal, selection } from './acts.ts';

const by = 'supervision-body';
const signers = signed('承办人（签名、日期）', '承办机构负责人（签名、日期）');

export const papers: readonly Paper[] = [
  record(
    'selection',
    ['典型案例选定表', 'Selection of typical cases'],
    after(selection, by),
    {
      cases: maybe(said('cases', 'lines', '典型案例（案卷）', 'The cases')),
      none: maybe(said('none', 'line', '本期没有典型案例', 'None in this period')),
      reason,
    },
    [
      rows(
        ['典型案例（案卷）', '{{cases}}'],
        ['本期没有典型案例', '{{none}}'],
        ['理由', '{{reason}}'],
      ),
      signers,
    ],
  ),
  record(
    'removal',
    ['典型案例撤下记录', 'Record of a case taken out'],
    after(removal, by),
    { case: said('case', 'line', '典型案例（案卷）', 'The case'), reason },
    [rows(['典型案例（案卷）', '{{case}}'], ['理由', '{{reason}}']), signers],
  ),
];
