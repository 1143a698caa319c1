/** 公文 The paper of a decision that fell: what was registered, and who confirmed it (TJ51-A1-1.5b). */
import { after, outcome, reason, record } from '../law/paper-parts.ts';
import { maybe, opened, rows, signed, type Paper } from '../law/papers.ts';
import { confirmation } from './acts.ts';

export const papers: readonly Paper[] = [
  record(
    'confirmation',
    ['决定撤销、变更登记确认表', 'Confirmation that a decision fell'],
    after(confirmation, 'recording', 'confirming'),
    {
      decided: maybe(opened('decision.file', 'line', '原决定的案卷', 'File of the decision')),
      by: maybe(opened('by', 'line', '作出方式', 'By whom')),
      fell: maybe(opened('outcome', 'line', '撤销或者变更', 'How it fell')),
      documentNo: maybe(opened('documentNo', 'line', '依据文号', 'Number of the document')),
      effectiveAt: maybe(opened('effectiveAt', 'instant', '生效时间', 'In effect from')),
      outcome,
      reason,
    },
    [
      rows(
        ['原决定的案卷', '{{decided}}'],
        ['作出方式', '{{by}}'],
        ['撤销或者变更', '{{fell}}'],
        ['依据文号', '{{documentNo}}'],
        ['生效时间', '{{effectiveAt}}'],
        ['确认结果', '{{outcome}}'],
        ['理由', '{{reason}}'],
      ),
      signed('登记人（签名、日期）', '确认的负责人（签名、日期）'),
    ],
  ),
];
