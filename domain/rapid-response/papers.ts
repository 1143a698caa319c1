/** 公文 The papers of the rapid response: letters between the bodies, notices and decisions to the subject (TJ51, annex 1). */
import {
  after,
  before,
  letter,
  notification,
  decision,
  record,
  receiptFor,
  receiptOf,
  reason,
  decidedAt,
  outcome,
  addressee,
  facts,
  reasons,
  method,
  because,
  numberOf,
  servedBy,
  remedies,
} from '../law/paper-parts.ts';
import {
  asked,
  changedBy,
  earlier,
  h,
  list,
  maybe,
  measureLines,
  ofOneSaying,
  opened,
  p,
  rows,
  said,
  servedNumber,
  servedTitle,
  signed,
  where,
  whereLast,
  whereOpened,
  wordLines,
  type Fit,
  type Paper,
  type PaperField,
} from '../law/papers.ts';
import {
  caseReply,
  decisionFiling,
  decisionReply,
  filingDecision,
  finalDecision,
  finalFiling,
  finalReply,
  finalService,
  furtherAnswer,
  furtherLetter,
  opinion,
  phoneRecord,
  statementOffer,
  suspensionDecision,
  suspensionNotice,
  suspensionReview,
} from './acts.ts';
import { adverse } from './measures.ts';

const letterNo = opened('documentNo', 'line', '函告文号', 'Number of the letter');
const grounds = opened('grounds', 'lines', '事由', 'Grounds', wordLines);
const basis = asked('text', '依据', 'Legal basis');
const { remedyBody, remedyPeriod } = remedies;
const agreementClause = maybe(
  said('agreementClause', 'line', '协议条款', 'Clause of the agreement'),
);
/** 救济 Under an agreement whoever reconsiders may be no authority; where the party may sue, the paper says it beside. */
const sue = maybe(
  asked(
    'line',
    '起诉（期限、人民法院）',
    'Where the party may sue: within which period, at which court',
  ),
);
const mayDispute = [
  p('不服本决定的，可以在{{remedyPeriod}}内向{{remedyBody}}申请复议。'),
  p('也可以提起行政诉讼：{{sue}}。', 'sue'),
];
/** Of one that takes effect at once, and whose text demands no such sentence. */
const dispute = maybe(
  asked(
    'line',
    '申请复议（期限、机关）',
    'Where the party may have it reviewed: within which period, by whom',
  ),
);
/** 救济途径 Of a decision whose act does not say it. */
const whereTo = {
  remedyBody: asked('line', '救济机关', 'Where remedies are sought'),
  remedyPeriod: asked('line', '救济期限', 'Within which period'),
  sue,
};
/** 暂停决定 By the decision on the letter, or by what was decided on a later one. */
const bySuspending = { where: { path: 'outcome', is: 'suspend' } };
const suspending = (field: PaperField): PaperField => changedBy(furtherAnswer, field, bySuspending);
const suspendedBy = suspending(
  ofOneSaying(bySuspending.where, numberOf(suspensionDecision, '暂停决定文号')),
);
/** 决定暂停的 Where the last decision was to suspend, or one on a later letter. */
const suspended: Fit = {
  ...whereLast(suspensionDecision, 'outcome', 'suspend'),
  or: { act: furtherAnswer.type, path: 'outcome', values: ['suspend'] },
};
const decided = {
  decisionNo: numberOf(finalDecision),
  measures: earlier(finalDecision.type, 'measures', 'lines', '处理措施', 'Measures', measureLines),
};

/** 函告 The letter that opens the file: what the form of the opening says of its words. */
const alleged = {
  grounds: said('grounds', 'lines', '事由', 'Grounds', wordLines),
  otherGround: maybe(said('otherGround', 'line', '其他事由', 'Another ground')),
  suspected: maybe(
    said(
      'suspectedKeyViolations',
      'lines',
      '涉嫌的重点监管行为',
      'Key violations that are suspected',
      wordLines,
    ),
  ),
  facts,
  addressee,
};
const allegedBody = [
  h('一、事由'),
  list('grounds'),
  p('{{otherGround}}', 'otherGround'),
  h('二、事实'),
  p('{{facts}}'),
  { ...h('三、涉嫌的重点监管行为'), when: 'suspected' },
  list('suspected'),
];

export const papers: readonly Paper[] = [
  letter(
    'letter',
    ['函告', 'Letter'],
    before('referral-letter', 'supervision-body'),
    alleged,
    [
      p('{{subject}}（{{subjectId}}）有下列情形，已经介入调查，现函告如下。'),
      ...allegedBody,
      p('请依照{{article}}在规定的期限内作出决定并函复。'),
    ],
    { title: '关于{{subject}}有关情况的函', opens: { '/direction': 'A' } },
  ),
  letter(
    'suspension-letter',
    ['先行暂停函告', 'Letter on a suspension made first'],
    before('referral-letter', 'insurance-centre', 'payment-division'),
    {
      ...alleged,
      decidedAt: said('suspension.decidedAt', 'instant', '暂停决定时间', 'Decided at'),
      startsAt: said('suspension.startsAt', 'instant', '暂停开始时间', 'It begins at'),
      agreementClause: said(
        'suspension.agreementClause',
        'line',
        '协议条款',
        'Clause of the agreement',
      ),
      endsOn: maybe(said('suspension.endsOn', 'day', '暂停截止日', 'It ends on')),
    },
    [
      p(
        '依照医保服务协议{{agreementClause}}，已于{{decidedAt}}决定暂停{{subject}}（{{subjectId}}）的医保服务，自{{startsAt}}起，现函告如下。',
      ),
      p('暂停至{{endsOn}}止。', 'endsOn'),
      ...allegedBody,
      p('请依照{{article}}在规定的期限内办理并函复。'),
    ],
    { title: '关于先行暂停{{subject}}医保服务的函', opens: { '/direction': 'B' } },
  ),
  letter(
    'further-letter',
    ['后续函告', 'Further letter'],
    before(
      furtherLetter,
      'supervision-body',
      'payment-division',
      'insurance-centre',
      'system-division',
    ),
    { letterNo, ...alleged },
    [
      p('就 {{letterNo}} 函告所涉 {{subject}}（{{subjectId}}），现将新的情况函告如下。'),
      ...allegedBody,
      p('请依照{{article}}在规定的期限内作出决定并函复。'),
    ],
    { title: '关于{{subject}}有关情况的函' },
  ),
  decision(
    'suspension-decision',
    ['暂停决定书', 'Decision of suspension'],
    before(suspensionDecision, 'payment-division', 'insurance-centre'),
    {
      letterNo,
      grounds,
      facts,
      agreementClause: said('agreementClause', 'line', '协议条款', 'Clause of the agreement'),
      endsOn: maybe(said('endsOn', 'day', '暂停截止日', 'It ends on')),
      reviewOn: maybe(said('reviewOn', 'day', '复核日', 'Reviewed on')),
      decidedAt,
      dispute,
      sue,
    },
    [
      h('一、事实和事由'),
      p('{{facts}}'),
      list('grounds'),
      h('二、依据'),
      p('医保服务协议{{agreementClause}}，{{article}}。'),
      h('三、决定'),
      p('暂停你单位（人）的医保服务，起始时间以暂停告知书为准。作出决定的时间：{{decidedAt}}。'),
      p('暂停至{{endsOn}}止。', 'endsOn'),
      p('将于{{reviewOn}}复核。', 'reviewOn'),
      p('不服本决定的，可以申请复议：{{dispute}}。', 'dispute'),
      p('不服本决定的，可以提起行政诉讼：{{sue}}。', 'sue'),
    ],
    { title: '关于暂停{{subject}}医保服务的决定', fits: [where('outcome', 'suspend')] },
  ),
  // 不予暂停 It is told to nobody but the bodies: to the supervision body by the reply, to the system division by the filing.
  decision(
    'no-suspension-decision',
    ['不予暂停决定书', 'Decision not to suspend'],
    before(suspensionDecision, 'payment-division', 'insurance-centre'),
    { letterNo, grounds, reason: said('reason', 'text', '不予暂停的理由', 'Reason'), decidedAt },
    [
      p('{{letterNo}} 函告的{{subject}}（{{subjectId}}），事由如下。'),
      list('grounds'),
      p('经审查，决定不予暂停。作出决定的时间：{{decidedAt}}。'),
      p('理由：{{reason}}'),
    ],
    {
      title: '关于不予暂停{{subject}}医保服务的决定',
      to: null,
      fits: [where('outcome', 'decline')],
    },
  ),
  notification(
    'suspension-notice',
    ['暂停告知书', 'Notice of the suspension'],
    before(suspensionNotice, 'payment-division', 'insurance-centre'),
    {
      decisionNo: maybe(suspendedBy),
      startsAt: said('startsAt', 'instant', '暂停开始时间', 'It begins at'),
      patientsInformedBy: maybe(
        said('patientsInformedBy', 'day', '告知患者期限', 'Patients are told by'),
      ),
    },
    [
      p('已决定暂停你单位（人）的医保服务（{{decisionNo}}），现予告知。', 'decisionNo'),
      p('暂停自{{startsAt}}起。'),
      p('请于{{patientsInformedBy}}前告知就医患者，并提交已告知的证明。', 'patientsInformedBy'),
      p('对本告知有异议的，可以向{{unit}}说明。'),
    ],
    { fits: [suspended] },
  ),
  notification(
    'suspension-notice-unit',
    ['暂停告知书（所在单位负责人）', 'Notice to the head of the institution'],
    before(suspensionNotice, 'payment-division', 'insurance-centre'),
    {
      addressee: asked('line', '所在单位及其负责人', 'The institution, and its head'),
      decisionNo: maybe(suspendedBy),
      startsAt: said('startsAt', 'instant', '暂停开始时间', 'It begins at'),
      patientsInformedBy: maybe(
        said('patientsInformedBy', 'day', '告知患者期限', 'Patients are told by'),
      ),
    },
    [
      p(
        '已决定暂停在你单位执业的{{subject}}（{{subjectId}}）的医保服务资格（{{decisionNo}}），现予告知。',
        'decisionNo',
      ),
      p('{{subject}}的暂停自{{startsAt}}起。'),
      p(
        '请你单位于{{patientsInformedBy}}前告知就医患者，并提交已告知的证明。',
        'patientsInformedBy',
      ),
    ],
    { title: '暂停告知书', fits: [suspended, whereOpened('subject.kind', 'practitioner')] },
  ),
  receiptFor(
    'suspension-notice-receipt',
    ['暂停告知书', 'notice of the suspension'],
    after(suspensionNotice, 'payment-division', 'insurance-centre'),
    method,
  ),
  letter(
    'decision-reply',
    ['暂停决定复函', 'Reply on the suspension'],
    before(decisionReply, 'payment-division'),
    {
      letterNo,
      decisionNo: maybe(suspending(numberOf(suspensionDecision))),
      outcome: suspending(
        earlier(suspensionDecision.type, 'outcome', 'line', '决定结果', 'Outcome'),
      ),
      note: maybe(asked('text', '说明', 'Remarks')),
    },
    [
      p('你单位 {{letterNo}} 收悉。经研究，对{{subject}}的决定为：{{outcome}}。'),
      p('决定文号：{{decisionNo}}。', 'decisionNo'),
      p('{{note}}', 'note'),
    ],
    { title: '关于{{subject}}暂停决定的复函', receiver: 'supervision-body' },
  ),
  letter(
    'decision-filing',
    ['暂停决定备案函', 'Filing of the suspension'],
    before(decisionFiling, 'payment-division', 'insurance-centre'),
    {
      letterNo,
      decisionNo: maybe(suspending(numberOf(suspensionDecision))),
      facts: asked('text', '备案内容', 'What is filed'),
    },
    [
      p('依照{{article}}，现将对{{subject}}的暂停决定报送备案。'),
      rows(['函告文号', '{{letterNo}}'], ['决定文号', '{{decisionNo}}'], ['备案内容', '{{facts}}']),
    ],
    { title: '关于{{subject}}暂停决定的备案函', receiver: 'system-division' },
  ),
  decision(
    'filing-decision',
    ['立案决定书', 'Decision on filing'],
    before(filingDecision, 'supervision-body'),
    {
      letterNo,
      outcome,
      caseNo: maybe(said('caseNo', 'line', '案号', 'Case number')),
      decidedAt,
      reason,
    },
    [
      rows(
        ['当事人', '{{subject}}（{{subjectId}}）'],
        ['来源', '{{letterNo}}'],
        ['决定', '{{outcome}}'],
        ['案号', '{{caseNo}}'],
        ['决定时间', '{{decidedAt}}'],
        ['理由', '{{reason}}'],
        ['依据', '{{article}}'],
      ),
    ],
    { to: null },
  ),
  letter(
    'case-reply',
    ['立案案件复函', 'Reply on the case'],
    before(caseReply, 'supervision-body'),
    {
      letterNo,
      caseNo: said('caseNo', 'line', '案号', 'Case number'),
      progress: asked('text', '办理情况', 'How the case stands'),
    },
    [p('就 {{letterNo}} 所涉{{subject}}，案件 {{caseNo}} 的办理情况函复如下。'), p('{{progress}}')],
    {
      title: '关于{{subject}}立案案件的复函',
      receiver: 'payment-division',
      fits: [whereLast(filingDecision, 'outcome', 'filed')],
    },
  ),
  letter(
    'opinion',
    ['处理处罚意见通报', 'Notice of the opinion'],
    before(opinion, 'supervision-body'),
    {
      letterNo,
      keyViolations: maybe(
        said('keyViolations', 'lines', '查实的重点监管行为', 'Key violations', wordLines),
      ),
      recommended: maybe(said('recommended', 'lines', '建议', 'Recommended', wordLines)),
      facts,
    },
    [
      h('一、查明的事实'),
      p('{{facts}}'),
      { ...h('二、查实的重点监管行为'), when: 'keyViolations' },
      list('keyViolations'),
      { ...h('三、处理建议'), when: 'recommended' },
      list('recommended'),
    ],
    { title: '关于{{subject}}处理处罚意见的通报', receiver: 'payment-division' },
  ),
  notification(
    'statement-offer',
    ['处理事先告知书', 'Notice before the decision'],
    before(statementOffer, 'payment-division', 'supervision-body', 'insurance-centre'),
    {
      facts,
      basis,
      measures: asked('lines', '拟作处理', 'What is to be decided'),
      windowEndsOn: said('windowEndsOn', 'day', '陈述申辩截止日', 'Statements until'),
    },
    [
      h('一、事实'),
      p('{{facts}}'),
      h('二、依据'),
      p('{{basis}}'),
      h('三、拟作处理'),
      list('measures'),
      h('四、陈述和申辩'),
      p(
        '对以上内容，可以在{{windowEndsOn}}（含当日）以前向{{unit}}陈述、申辩；逾期没有提出的，视为放弃。',
      ),
    ],
  ),
  receiptFor(
    'statement-offer-receipt',
    ['处理事先告知书', 'notice before the decision'],
    after(statementOffer, 'payment-division', 'supervision-body', 'insurance-centre'),
    method,
  ),
  decision(
    'final-decision',
    ['处理决定书', 'Final decision'],
    before(finalDecision, 'payment-division', 'insurance-centre'),
    {
      letterNo,
      facts,
      basis,
      measures: said('measures', 'lines', '处理措施', 'Measures', measureLines),
      cut: maybe(said('cut', 'line', '熔断所切断的：恢复，或者维持', 'What a breaker has cut')),
      reasons,
      decidedAt,
      remedyBody: earlier(
        finalService.type,
        'remedies.body',
        'line',
        '救济机关',
        'Where remedies are sought',
      ),
      remedyPeriod: earlier(
        finalService.type,
        'remedies.period',
        'line',
        '救济期限',
        'Within which period',
      ),
      sue,
    },
    [
      h('一、事实'),
      p('{{facts}}'),
      h('二、理由和依据'),
      p('{{reasons}}'),
      p('{{basis}}'),
      h('三、决定'),
      list('measures'),
      p('自动暂停所切断的联网结算或者服务资格：{{cut}}。', 'cut'),
      p('作出决定的时间：{{decidedAt}}。'),
      h('四、救济途径'),
      ...mayDispute,
    ],
    {
      title: '关于{{subject}}的处理决定',
      // 条例 13: where nothing but 恢复 is decided, nobody has to be heard.
      needsWhere: [{ act: statementOffer.type, field: 'measures', at: 'measure', values: adverse }],
    },
  ),
  receiptOf(
    'final-receipt',
    ['处理决定送达回证', 'Receipt of the decision'],
    before(finalService, 'payment-division', 'insurance-centre'),
    {
      served: servedTitle(finalDecision, '处理决定书'),
      decisionNo: servedNumber(finalDecision),
      recipient: said('recipient', 'line', '受送达人', 'Recipient'),
      method,
      remedyBody: maybe(remedyBody),
      remedyPeriod: maybe(remedyPeriod),
    },
    [
      rows(
        ['受送达人', '{{recipient}}'],
        ['当事人', '{{subject}}'],
        ['送达文书', '{{served}} {{decisionNo}}'],
        ['送达方式', '{{method}}'],
        ['送达人', '{{officer}}（{{certificate}}）'],
        ['救济途径', '{{remedyBody}}，{{remedyPeriod}}'],
        ['备注', ' '],
      ),
      servedBy,
    ],
    { title: '送达回证' },
  ),
  letter(
    'final-reply',
    ['处理决定复函', 'Reply on the final decision'],
    before(finalReply, 'payment-division', 'insurance-centre'),
    decided,
    [p('对{{subject}}已作出 {{decisionNo}} 处理决定，内容如下。'), list('measures')],
    { title: '关于{{subject}}处理决定的复函', receiver: 'supervision-body' },
  ),
  letter(
    'final-filing',
    ['处理决定备案函', 'Filing of the final decision'],
    before(finalFiling, 'payment-division', 'insurance-centre'),
    decided,
    [p('依照{{article}}，现将 {{decisionNo}} 处理决定报送备案。'), list('measures')],
    { title: '关于{{subject}}处理决定的备案函', receiver: 'system-division' },
  ),
  decision(
    'suspension-review',
    ['暂停复核决定书', 'Review of the suspension'],
    before(suspensionReview, 'payment-division', 'insurance-centre'),
    {
      outcome: said('outcome', 'line', '复核结果', 'Outcome'),
      reviewOn: maybe(said('reviewOn', 'day', '下次复核日', 'Reviewed again on')),
      endsOn: maybe(said('endsOn', 'day', '暂停截止日', 'It ends on')),
      agreementClause,
      reason,
      ...whereTo,
    },
    [
      p('对你单位（人）的暂停已经复核，决定：{{outcome}}。'),
      p('依据：医保服务协议{{agreementClause}}。', 'agreementClause'),
      because,
      p('暂停至{{endsOn}}止。', 'endsOn'),
      p('将于{{reviewOn}}再次复核。', 'reviewOn'),
      ...mayDispute,
    ],
  ),
  letter(
    'further-answer',
    ['后续函告的决定', 'Answer to a further letter'],
    before(furtherAnswer, 'payment-division', 'supervision-body'),
    {
      answered: asked('line', '所答复函告的文号', 'Number of the letter that it answers'),
      outcome,
      agreementClause,
      endsOn: maybe(said('endsOn', 'day', '暂停截止日', 'It ends on')),
      reviewOn: maybe(said('reviewOn', 'day', '复核日', 'Reviewed on')),
      reason,
      addressee,
    },
    [
      p('{{answered}} 收悉。对{{subject}}决定：{{outcome}}。'),
      p('依据：医保服务协议{{agreementClause}}。', 'agreementClause'),
      p('暂停至{{endsOn}}止。', 'endsOn'),
      p('将于{{reviewOn}}复核。', 'reviewOn'),
      because,
    ],
    { title: '关于{{subject}}后续函告的复函' },
  ),
  record(
    'phone-record',
    ['电话告知记录', 'Record of a phone call'],
    after(phoneRecord, 'supervision-body', 'payment-division', 'insurance-centre'),
    {
      calledAt: said('calledAt', 'instant', '通话时间', 'Called at'),
      person: said('person', 'line', '接听人', 'Who answered'),
      phone: said('number', 'line', '号码', 'Number'),
    },
    [
      rows(
        ['当事人', '{{subject}}'],
        ['通话时间', '{{calledAt}}'],
        ['接听人', '{{person}}'],
        ['号码', '{{phone}}'],
      ),
      signed('记录人（签名、日期）'),
    ],
  ),
];
