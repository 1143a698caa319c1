/** 公文 The papers of the list of credit supervision: its announcement, and the report of its changes to 市信用办 (QHD-2.1). */
import { before, labelledLines, letter, notification } from '../law/paper-parts.ts';
import { list, maybe, opened, p, said, type Paper } from '../law/papers.ts';
import { publication, report } from './acts.ts';

const by = 'fund-supervision';
const adoptedOn = maybe(opened('adoptedOn', 'day', '清单通过日期', 'Adopted on'));
const adoptionNo = maybe(opened('documentNo', 'line', '通过清单的文号', 'Number of the adoption'));

export const papers: readonly Paper[] = [
  notification(
    'announcement',
    ['信用监管事项清单公告', 'Announcement of the list'],
    before(publication, by),
    {
      adoptedOn,
      adoptionNo,
      items: opened(
        'items',
        'lines',
        '事项',
        'Items',
        labelledLines(['name', ''], ['powerType', '权力类型：']),
      ),
    },
    [
      p('依照{{article}}，现将信用监管事项清单公布如下。'),
      p('清单通过日期：{{adoptedOn}}。', 'adoptedOn'),
      p('依据：{{adoptionNo}}。', 'adoptionNo'),
      list('items'),
    ],
    { to: null, accompanies: [publication.type] },
  ),
  letter(
    'report',
    ['信用监管事项清单变更报告', 'Report of the changes of the list'],
    before(report, by),
    {
      adoptedOn,
      adoptionNo,
      changes: said(
        'changes',
        'lines',
        '变更',
        'Changes',
        labelledLines(['kind', ''], ['item', '事项：']),
      ),
    },
    [
      p('依照{{article}}，现将信用监管事项清单的变更报告如下。'),
      p('清单通过日期：{{adoptedOn}}。', 'adoptedOn'),
      p('依据：{{adoptionNo}}。', 'adoptionNo'),
      list('changes'),
    ],
    { to: '市信用办' },
  ),
];
