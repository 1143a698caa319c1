/** 公文 The papers of a complaint about enforcement: what was found, and the answer (QY-17.1). What the complainant said in confidence stands in neither. */
import { before, because, findings, notification, reason, record } from '../law/paper-parts.ts';
import { earlier, list, p, rows, said, signed, wordLines, type Paper } from '../law/papers.ts';
import { answer, findings as checked } from './acts.ts';

export const papers: readonly Paper[] = [
  record(
    'findings',
    ['执法扰企线索核查报告', 'Report on a complaint'],
    before(checked, 'handling'),
    { founded: said('founded', 'line', '核查结论', 'Founded'), findings },
    [
      rows(['线索编号', '{{file}}'], ['核查情况', '{{findings}}'], ['核查结论', '{{founded}}']),
      signed('核查人员（签名、日期）', '承办单位负责人（签名、日期）'),
    ],
  ),
  notification(
    'answer',
    ['线索核查答复书', 'Answer to a complaint'],
    before(answer, 'handling'),
    {
      founded: earlier(checked.type, 'founded', 'line', '核查结论', 'Founded'),
      measures: said('measures', 'lines', '处理措施', 'Measures', wordLines),
      reason,
    },
    [
      p('你（单位）反映的线索（{{file}}）已经核查，结论为：{{founded}}。处理措施如下。'),
      list('measures'),
      because,
    ],
    { to: '反映人' },
  ),
];
