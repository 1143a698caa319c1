/** 公文 The papers of what comes after a decision: instalments, the demand, its execution, its reversal, and the end (TJ51-14.1, 14.3). */
import {
  after,
  before,
  notification,
  decision,
  record,
  reason,
  because,
  mayAppeal,
  numberOf,
  suit,
} from '../law/paper-parts.ts';
import {
  amountWords,
  asked,
  dayWords,
  list,
  maybe,
  measureLines,
  p,
  rows,
  said,
  signed,
  unless,
  where,
  wordLines,
  type Paper,
} from '../law/papers.ts';
import {
  closure,
  decision as decisionAct,
  decisionService,
  execution,
  instalments,
  reversal,
} from './acts.ts';
import { by, caseNo, matter, party, punished, signer } from './paper-fields.ts';

export const executionPapers: readonly Paper[] = [
  decision(
    'instalments',
    ['延期（分期）缴纳罚款批准书', 'Approval of instalments'],
    after(instalments, ...by),
    {
      caseNo,
      decisionNo: numberOf(decisionAct),
      parts: said('parts', 'lines', '各期', 'The parts', (value) =>
        (Array.isArray(value) ? value : []).map(
          (one: { amountFen: number; on: string }) =>
            `${dayWords(one.on)}前缴纳 ${amountWords(one.amountFen)}`,
        ),
      ),
      reason,
    },
    [p('对 {{decisionNo}} 决定的罚款，同意按以下期次缴纳：'), list('parts'), because],
    { signer, fits: [punished] },
  ),
  notification(
    'demand',
    ['履行行政处罚决定催告书', 'Demand to perform the decision'],
    after(decisionService, ...by),
    {
      caseNo,
      decisionNo: numberOf(decisionAct),
      owed: asked('text', '未履行的义务', 'What is not performed'),
      until: asked('day', '履行期限', 'To be performed until'),
      how: asked('text', '履行方式', 'How'),
    },
    [
      p('{{decisionNo}} 决定已经送达，以下义务尚未履行：'),
      p('{{owed}}'),
      p('请于{{until}}（含当日）以前履行。履行方式：{{how}}'),
      p('收到本催告书后可以陈述、申辩。逾期仍不履行的，依法申请人民法院强制执行。'),
    ],
    { many: true, fits: [punished] },
  ),
  record(
    'execution',
    ['执行记录', 'Record of the execution'],
    after(execution, ...by),
    {
      caseNo,
      item: said('item', 'line', '事项', 'Item', wordLines),
      doneAt: said('doneAt', 'instant', '履行时间', 'Done at'),
      paid: maybe(said('paidFen', 'amount', '缴纳金额', 'Paid')),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['事项', '{{item}}'],
        ['履行时间', '{{doneAt}}'],
        ['缴纳金额', '{{paid}}'],
      ),
      signed('经办人（签名、日期）'),
    ],
  ),
  // Of a court, or of whoever reconsiders, the decision is theirs: it has no paper here.
  decision(
    'reversal',
    ['撤销（变更）行政处罚决定书', 'Decision that the penalty falls or changes'],
    before(reversal, ...by),
    {
      caseNo,
      decisionNo: numberOf(decisionAct, '原决定文号'),
      outcome: said('outcome', 'line', '处理（撤销或者变更）', 'Outcome: annulled or changed'),
      measures: maybe(said('measures', 'lines', '变更后的内容', 'Measures', measureLines)),
      reason: said('reason', 'text', '理由', 'Reason'),
      remedyBody: asked('line', '救济机关', 'Where remedies are sought'),
      remedyPeriod: asked('line', '救济期限', 'Within which period'),
      ...suit,
    },
    [
      p('{{bureau}}对 {{decisionNo}} 决定自行复查，决定：{{outcome}}。'),
      list('measures'),
      p('理由：{{reason}}'),
      mayAppeal,
    ],
    {
      signer,
      fits: [
        where('by', 'self'),
        where('outcome', 'annulled', 'changed'),
        unless(reversal, 'by', 'court'),
      ],
    },
  ),
  record(
    'closure',
    ['结案报告', 'Report of the closure'],
    before(closure, ...by),
    {
      caseNo,
      matter,
      decisionNo: maybe(numberOf(decisionAct)),
      closedAt: said('closedAt', 'instant', '结案时间', 'Closed at'),
      performed: asked('text', '执行情况', 'How it was performed'),
    },
    [
      rows(
        ...party,
        ['处罚决定', '{{decisionNo}}'],
        ['执行情况', '{{performed}}'],
        ['结案时间', '{{closedAt}}'],
      ),
      signed('承办人（签名、日期）', '负责人（签名、日期）'),
    ],
  ),
];
