/** 公文 The papers of a revoked licence: the departments are told, and each says what it confirms (TJ84-11). */
import { addressee, after, letter, reason } from '../law/paper-parts.ts';
import { list, maybe, opened, p, rows, said, type Paper } from '../law/papers.ts';
import { confirmation } from './acts.ts';

const licence = {
  licenceNo: opened('licence.number', 'line', '证照编号', 'Number of the licence'),
  authority: opened('authority', 'line', '作出机关', 'The authority'),
  decidedOn: opened('decidedOn', 'day', '吊销日期', 'Revoked on'),
  decisionNo: maybe(opened('documentNo', 'line', '吊销决定文号', 'Number of the decision')),
};
const table = rows(
  ['证照编号', '{{licenceNo}}'],
  ['作出机关', '{{authority}}'],
  ['吊销日期', '{{decidedOn}}'],
  ['吊销决定文号', '{{decisionNo}}'],
);

export const papers: readonly Paper[] = [
  letter(
    'report',
    ['许可证照吊销告知函', 'Letter on a revoked licence'],
    after('licence-report', 'reporter'),
    { ...licence, addressee },
    [
      p(
        '{{subject}}的以下许可证照已被吊销，请依照{{article}}对依据该证照办理的结果予以确认、处理。',
      ),
      table,
    ],
    { many: true },
  ),
  letter(
    'confirmation',
    ['撤销确认复函', 'Reply of a department'],
    after(confirmation),
    {
      licenceNo: licence.licenceNo,
      decision: said('decision', 'line', '确认结论', 'Decision'),
      results: said('results', 'lines', '所涉办理结果', 'Results'),
      reason,
    },
    [
      p('就{{subject}}被吊销的证照（{{licenceNo}}），本部门对以下办理结果确认：{{decision}}。'),
      list('results'),
      p('理由：{{reason}}', 'reason'),
    ],
    { receiver: 'reporter' },
  ),
];
