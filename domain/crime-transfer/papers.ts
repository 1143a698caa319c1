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
  words,
} from '../law/paper-parts.ts';
import { list, maybe, p, rows, said, signed, whereLast, type Paper } from '../law/papers.ts';
import { crimeTransfer, goodsHandover, reconsideration } from './acts.ts';

const reason = maybe(said('reason', 'text', '理由', 'Reason'));
/** 行政执法机关移送涉嫌犯罪案件的规定 The article of the State Council's order under which each is written (TJ51-16.1). */
const order = (article: string): string => `国务院令第310号第${article}条`;
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
      p(`{{subject}}涉嫌犯罪，依照{{article}}、${order('三')}、${order('五')}，建议移送公安机关。`),
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
      p(
        `对{{subject}}涉嫌犯罪一案，依照{{article}}、${order('五')}，决定是否移送公安机关：{{approved}}。`,
      ),
      because,
      p('作出决定的时间：{{decidedAt}}。'),
      signed('行政机关正职负责人或者主持工作的负责人（签名、日期）'),
    ],
    { to: null, signer: 'bureau' },
  ),
  letter(
    'crime-transfer',
    ['涉嫌犯罪案件移送书', 'Transfer to the police'],
    before(crimeTransfer, ...by),
    {
      police: said('police', 'line', '公安机关', 'The police'),
      facts,
      report: words('调查报告（文号、页数）', 'The report: number, pages', 'line'),
      goods: words('涉案物品清单；没有的写明', 'The list of goods, or that there are none', 'line'),
      test: words(
        '有关检验报告或者鉴定结论；没有的写明理由',
        'The test report, or why there is none',
        'line',
      ),
      others: words(
        '其他有关材料；没有的写明',
        'What else there is, or that there is none',
        'lines',
      ),
    },
    [
      p(
        `我单位查处的{{subject}}一案涉嫌犯罪，依照{{article}}、${order('五')}移送你机关，并依照${order('六')}附送以下材料。`,
      ),
      p('{{facts}}'),
      rows(
        ['调查报告', '{{report}}'],
        ['涉案物品清单', '{{goods}}'],
        ['检验报告或者鉴定结论', '{{test}}'],
      ),
      p('其他有关涉嫌犯罪的材料：'),
      list('others'),
      p('请在回执上签字，并依法将立案或者不予立案的决定书面通知我单位。'),
    ],
    { to: '{{police}}', signer: 'bureau', fits: [whereLast(decided, 'approved', true)] },
  ),
  record(
    'goods-handover',
    ['涉案物品移交清单', 'List of the goods handed over'],
    before(goodsHandover, ...by),
    { ...police, goods: { ...facts, label: { zh: '物品', en: 'The goods' }, written: 'lines' } },
    [
      p(`依照${order('十二')}移交。`),
      rows(...whoseMatter, ['公安机关', '{{addressee}}'], ['物品', '{{goods}}']),
      signed('移交人（签名、日期）', '接收人（签名、日期）'),
    ],
  ),
  letter(
    'police-reconsideration',
    ['提请复议函', 'Request to reconsider'],
    before(reconsideration, ...by),
    { ...police, reason: said('reason', 'text', '理由', 'Reason') },
    [
      p(`你机关对{{subject}}一案不予立案的决定收悉，现依照${order('九')}提请复议。`),
      p('理由：{{reason}}'),
    ],
  ),
];
