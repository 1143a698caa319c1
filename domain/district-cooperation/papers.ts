/** 公文 The papers of city and districts working together: the record of both sides, and its correction (TJ51-8.2). */
import { after, because, before, reason, record } from '../law/paper-parts.ts';
import { opened, rows, said, signed, type Paper } from '../law/papers.ts';
import { correction } from './acts.ts';

const fields = {
  sort: opened('kind', 'line', '协同方式', 'Kind'),
  on: opened('on', 'day', '日期', 'On'),
  sides: opened('with', 'lines', '参加单位', 'Who took part'),
  topic: opened('subject', 'line', '主题', 'Topic'),
};
const about = rows(
  ['协同方式', '{{sort}}'],
  ['日期', '{{on}}'],
  ['记录单位', '{{unit}}'],
  ['参加单位', '{{sides}}'],
  ['主题', '{{topic}}'],
);
const bothSides = signed('市级监督机构（签名、日期）', '区级监督机构（签名、日期）');

export const papers: readonly Paper[] = [
  record(
    'record',
    ['市区协同记录', 'Record of a cooperation'],
    after('cooperation-record', 'recorder'),
    {
      ...fields,
      officers: opened('officers', 'lines', '参加人员', 'Officers'),
      record: opened('record', 'text', '内容', 'Record'),
    },
    [about, rows(['参加人员', '{{officers}}'], ['内容', '{{record}}']), bothSides],
  ),
  record(
    'correction',
    ['市区协同记录更正书', 'Correction of a record'],
    before(correction, 'recorder'),
    { ...fields, record: said('record', 'text', '更正后的内容', 'Record'), reason },
    [about, rows(['更正后的内容', '{{record}}']), because, bothSides],
  ),
];
