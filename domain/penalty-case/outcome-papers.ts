/** 公文 One decision for each way in which a case is decided, and the receipt of its service (TJ51-14.1; 行政处罚法 57, 59). */
import {
  before,
  decision,
  receiptOf,
  decidedAt,
  letter,
  reasons,
  method,
  mayAppeal,
  recipient,
  servedBy,
  suit,
} from '../law/paper-parts.ts';
import {
  asked,
  earlier,
  h,
  list,
  maybe,
  measureLines,
  p,
  rows,
  said,
  servedNumber,
  servedTitle,
  where,
  whereLast,
  wordLines,
  type Fit,
  type Paper,
} from '../law/papers.ts';
import { decision as decisionAct, decisionService, factsNotice, review } from './acts.ts';
import { by, caseNo, matter, party, signer } from './paper-fields.ts';
import type { Outcome } from './terms.ts';

/** 法制审核通过的 For which outcome a decision is written, once the review has passed. */
const decidedAs = (outcome: Outcome): Fit[] => [
  where('outcome', outcome),
  whereLast(review, 'outcome', 'passed'),
];
/** What every decision of a case says. */
const decided = {
  caseNo,
  matter,
  findings: earlier('investigation-report', 'findings', 'text', '查明的事实', 'Findings'),
  reasons,
  basis: said('basis', 'lines', '依据', 'Legal basis'),
  decidedAt,
};
/** How a decision begins that imposes nothing. */
const withoutPenalty = [
  rows(...party),
  h('一、查明的事实'),
  p('{{findings}}'),
  h('二、理由和依据'),
  p('{{reasons}}'),
  list('basis'),
  h('三、决定'),
];
const whereTo = {
  remedyBody: earlier(
    decisionService.type,
    'remedies.body',
    'line',
    '救济机关',
    'Where remedies are sought',
  ),
  remedyPeriod: earlier(
    decisionService.type,
    'remedies.period',
    'line',
    '救济期限',
    'Within which period',
  ),
  ...suit,
};

export const outcomePapers: readonly Paper[] = [
  // 行政处罚法 57, 59: one decision for each way in which a case is decided.
  decision(
    'decision',
    ['行政处罚决定书', 'Decision on the penalty'],
    before(decisionAct, ...by),
    {
      ...decided,
      address: asked('line', '当事人地址', 'Address of the party'),
      evidence: asked('text', '证据', 'The evidence'),
      measures: said('measures', 'lines', '处罚的种类和内容', 'Measures', measureLines),
      keyViolations: maybe(
        said('keyViolations', 'lines', '重点监管行为', 'Key violations', wordLines),
      ),
      performance: asked(
        'text',
        '履行方式和期限（罚款写明收款银行或者电子支付渠道）',
        'How and until when it is performed; of a fine, to which bank',
      ),
      ...whereTo,
    },
    [
      rows(...party, ['地址', '{{address}}']),
      h('一、违法事实和证据'),
      p('{{findings}}'),
      p('证据：{{evidence}}'),
      h('二、理由和依据'),
      p('{{reasons}}'),
      list('basis'),
      h('三、处罚的种类和内容'),
      p('{{bureau}}于{{decidedAt}}决定给予以下行政处罚：'),
      list('measures'),
      list('keyViolations'),
      h('四、履行方式和期限'),
      p('{{performance}}'),
      p(
        '处以罚款的，自收到本决定书之日起十五日内缴纳；到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。',
      ),
      p('到期不履行的，依法催告，并可以申请人民法院强制执行。'),
      h('五、救济途径和期限'),
      mayAppeal,
    ],
    {
      to: null,
      signer,
      needs: [review.type, factsNotice.type],
      afresh: true,
      fits: decidedAs('penalty'),
    },
  ),
  decision(
    'no-penalty-decision',
    ['不予行政处罚决定书', 'Decision that there is no penalty'],
    before(decisionAct, ...by),
    { ...decided, ...whereTo },
    [
      ...withoutPenalty,
      p('{{bureau}}于{{decidedAt}}决定不予行政处罚。'),
      h('四、救济途径和期限'),
      mayAppeal,
    ],
    { to: null, signer, needs: [review.type], afresh: true, fits: decidedAs('no-penalty') },
  ),
  decision(
    'withdrawal-decision',
    ['撤销案件决定书', 'Decision to withdraw the case'],
    before(decisionAct, ...by),
    { ...decided },
    [...withoutPenalty, p('{{bureau}}于{{decidedAt}}决定撤销本案。')],
    { to: null, signer, needs: [review.type], afresh: true, fits: decidedAs('withdrawn') },
  ),
  letter(
    'transfer-letter',
    ['案件移送函', 'Letter that transfers the case'],
    before(decisionAct, ...by),
    { ...decided, receivedBy: said('receiver', 'line', '接收机关', 'To whom it is transferred') },
    [
      p('我局立案的以下案件，于{{decidedAt}}决定移送你机关处理。'),
      rows(...party),
      p('查明的事实：{{findings}}'),
      p('移送的理由和依据：{{reasons}}'),
      list('basis'),
      p('案卷材料附后。请将受理情况函告{{unit}}。'),
    ],
    {
      to: '{{receivedBy}}',
      signer,
      needs: [review.type],
      afresh: true,
      fits: decidedAs('transferred'),
    },
  ),
  receiptOf(
    'receipt',
    ['送达回证', 'Receipt of service'],
    before(decisionService, ...by),
    {
      caseNo,
      served: servedTitle(decisionAct),
      decisionNo: servedNumber(decisionAct),
      recipient,
      method,
      address: asked('line', '送达地点', 'Where'),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['受送达人', '{{recipient}}'],
        ['送达文书', '{{served}} {{decisionNo}}'],
        ['送达方式', '{{method}}'],
        ['送达地点', '{{address}}'],
        ['送达人', '{{officer}}（{{certificate}}）'],
        ['备注', ' '],
      ),
      servedBy,
    ],
  ),
];
