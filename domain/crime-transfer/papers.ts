/** 公文 The papers of a suspected crime, whichever procedure has found it: report, decision, transfer, goods, and the request to reconsider (国令310号). */
import {
  addressee,
  because,
  before,
  decidedAt,
  decision,
  facts,
  letter,
  record,
  whoseMatter,
} from '../law/paper-parts.ts';
import { maybe, p, rows, said, signed, type Paper } from '../law/papers.ts';
import { crimeTransfer, goodsHandover, reconsideration } from './acts.ts';

const reason = maybe(said('reason', 'text', '理由', 'Reason'));
const police = { addressee: { ...addressee, label: { zh: '公安机关', en: 'The police' } } };

/** `decided`: the acts that each procedure declares for itself. `of`: the number of the case, where the file has one. */
export const crimePapers = (
  { report, decision: decided }: Readonly<Record<'report' | 'decision', { type: string }>>,
  ...by: readonly string[]
): readonly Paper[] => [
  letter(
    'crime-report',
    ['涉嫌犯罪案件移送报告', 'Report of a suspected crime'],
    before(report, ...by),
    {
      facts,
      addressee: { ...addressee, label: { zh: '报送的负责人', en: 'To whom it is reported' } },
      group: said('group', 'lines', '专案组', 'The group'),
      standard: maybe(said('standard', 'text', '立案追诉标准', 'The standard')),
      jurisdiction: maybe(said('jurisdiction', 'line', '公安机关的管辖', 'Jurisdiction')),
    },
    [
      p('{{subject}}涉嫌犯罪，依照{{article}}，建议移送公安机关。'),
      rows(
        ['事实', '{{facts}}'],
        ['专案组', '{{group}}'],
        ['立案追诉标准', '{{standard}}'],
        ['公安机关的管辖', '{{jurisdiction}}'],
      ),
      signed('专案组人员（签名、日期）', '专案组人员（签名、日期）'),
    ],
  ),
  decision(
    'crime-decision',
    ['涉嫌犯罪案件移送（不移送）决定书', 'Decision on the transfer'],
    before(decided, ...by, 'head'),
    { approved: said('approved', 'line', '是否移送', 'Whether transferred'), decidedAt, reason },
    [
      p('对{{subject}}涉嫌犯罪一案，依照{{article}}，决定是否移送公安机关：{{approved}}。'),
      because,
      p('作出决定的时间：{{decidedAt}}。'),
    ],
    { to: null },
  ),
  letter(
    'crime-transfer',
    ['涉嫌犯罪案件移送书', 'Transfer to the police'],
    before(crimeTransfer, ...by),
    { police: said('police', 'line', '公安机关', 'The police'), facts },
    [
      p('我单位查处的{{subject}}一案涉嫌犯罪，依照{{article}}移送你机关，并附案卷材料。'),
      p('{{facts}}'),
      p('请在回执上签字，并依法将立案或者不予立案的决定书面通知我单位。'),
    ],
    { to: '{{police}}' },
  ),
  record(
    'goods-handover',
    ['涉案物品移交清单', 'List of the goods handed over'],
    before(goodsHandover, ...by),
    { ...police, goods: { ...facts, label: { zh: '物品', en: 'The goods' }, written: 'lines' } },
    [
      rows(...whoseMatter, ['公安机关', '{{addressee}}'], ['物品', '{{goods}}']),
      signed('移交人（签名、日期）', '接收人（签名、日期）'),
    ],
  ),
  letter(
    'police-reconsideration',
    ['提请复议函', 'Request to reconsider'],
    before(reconsideration, ...by),
    { ...police, reason: said('reason', 'text', '理由', 'Reason') },
    [p('你机关对{{subject}}一案不予立案的决定收悉，现提请复议。'), p('理由：{{reason}}')],
  ),
];
