/** 公文 The papers of an inspection, under the names by which such papers are known (the Ministry of Justice has model texts, 行政检查文书基本格式); their words are ours. */
import {
  after,
  before,
  letter,
  notification,
  decision,
  receiptFor,
  record,
  reason,
  outcome,
  reasons,
  appealAgainst,
  suit,
} from '../law/paper-parts.ts';
import {
  asked,
  changedBy,
  earlier,
  h,
  list,
  maybe,
  onlyOf,
  opened,
  p,
  partLines,
  rows,
  said,
  signed,
  type Paper,
  type PaperField,
} from '../law/papers.ts';
import { approval, notice, onSiteStart, planChange } from './acts.ts';
import * as conduct from './conduct/acts.ts';
import * as outcomes from './conduct/acts-outcomes.ts';
import { furtherPapers } from './further-papers.ts';

const by = ['inspecting'] as const;
const MODEL = '行政检查文书基本格式文本';
/** As the plan stands: what was changed since it was filed takes its place. */
const planned = (...of: Parameters<typeof opened>): PaperField =>
  changedBy(planChange, opened(...of));
const days = {
  from: planned('days.from', 'day', '计划开始日', 'From'),
  until: planned('days.until', 'day', '计划结束日', 'Until'),
};
const sort = opened('kind', 'line', '检查种类', 'Kind');
const items = opened('items', 'lines', '检查事项', 'Items', partLines('item', 'standard'));
const team = planned('team', 'lines', '检查人员', 'Team', partLines('role', 'officer'));
const findings = said('findings', 'lines', '检查发现', 'Findings', partLines('outcome', 'text'));
const enteredAt = earlier(
  conduct.onSiteRecord.type,
  'enteredAt',
  'instant',
  '进入时间',
  'Entered at',
);
/** Each sealing is of things of its own. */
const sealedNo = onlyOf(
  earlier(conduct.sealing.type, 'documentNo', 'line', '原决定文号', 'Number of the decision'),
);

export const papers: readonly Paper[] = [
  record(
    'approval',
    ['行政检查审批表', 'Approval of the inspection'],
    after(approval, ...by, 'head'),
    {
      ...days,
      sort,
      items,
      team,
      purpose: opened('purpose', 'line', '检查目的', 'Purpose'),
      basis: maybe(opened('purposeBasis', 'text', '检查依据', 'Basis')),
    },
    [
      rows(
        ['被检查人', '{{subject}}'],
        ['检查种类', '{{sort}}'],
        ['检查目的', '{{purpose}}'],
        ['依据', '{{basis}}'],
        ['检查日期', '{{from}}至{{until}}'],
        ['检查事项', '{{items}}'],
        ['检查人员', '{{team}}'],
      ),
      signed('承办人（签名、日期）', '负责人（签名、日期）'),
    ],
    { form: `${MODEL}：行政检查审批表` },
  ),
  notification(
    'notice',
    ['行政检查通知书', 'Notice of inspection'],
    before(notice, ...by),
    {
      ...days,
      items,
      team,
      basis: asked('text', '检查依据', 'Legal basis'),
      contact: asked('line', '联系人和电话', 'Contact'),
    },
    [
      // Not which kind: that it follows a clue is not told.
      p('依照{{basis}}，将对你单位进行行政检查。'),
      rows(
        ['检查日期', '{{from}}至{{until}}'],
        ['检查事项', '{{items}}'],
        ['检查人员', '{{team}}'],
        ['联系方式', '{{contact}}'],
      ),
      p(
        '检查人员应当出示执法证件；不出示的，你单位可以拒绝检查。认为检查人员与检查事项有利害关系的，可以申请回避。',
      ),
      p('请予配合，并如实提供有关材料。'),
    ],
    { form: `${MODEL}：行政检查通知书`, needs: [approval.type], needsUnless: 'urgent' },
  ),
  record(
    'on-site-record',
    ['现场检查笔录', 'Record of the inspection on site'],
    before(conduct.onSiteRecord, ...by),
    {
      enteredAt: said('enteredAt', 'instant', '进入时间', 'Entered at'),
      leftAt: said('leftAt', 'instant', '离开时间', 'Left at'),
      present: said(
        'present',
        'lines',
        '检查人员及出示的证件',
        'Who was there',
        partLines('officer', 'shown'),
      ),
      recording: said('recording', 'line', '音像记录', 'Recording'),
      place: asked('line', '检查地点', 'Where'),
      seen: asked('text', '检查情况', 'What was found'),
      refusalNote: maybe(
        said('refusalNote', 'line', '拒绝签名的情况', 'Where signing was refused'),
      ),
      witness: maybe(said('witness', 'line', '见证人', 'Witness')),
    },
    [
      rows(
        ['被检查人', '{{subject}}'],
        ['检查地点', '{{place}}'],
        ['检查时间', '{{enteredAt}}至{{leftAt}}'],
        ['检查人员及证件', '{{present}}'],
        ['音像记录', '{{recording}}'],
        ['拒绝签名的情况', '{{refusalNote}}'],
        ['见证人', '{{witness}}'],
      ),
      h('检查情况'),
      p('{{seen}}'),
      signed(
        '被检查人（签名、日期）',
        '见证人（签名、日期）',
        '检查人员（签名、日期）',
        '检查人员（签名、日期）',
      ),
    ],
    { form: `${MODEL}：行政检查笔录`, testimony: true },
  ),
  ...(
    [
      ['inquiry-record', '询问笔录', 'Record of an inquiry', '被询问人', '询问情况'],
      ['site-record', '勘验笔录', 'Record of a survey', '在场人', '勘验情况'],
      ['sample-record', '抽样记录', 'Record of sampling', '被抽样人', '抽样情况'],
    ] as const
  ).map(([kind, zh, en, who, what]): Paper =>
    record(
      kind,
      [zh, en],
      after(onSiteStart, ...by),
      {
        person: asked('line', who, 'Who was there'),
        heldAt: asked('instant', '时间', 'When'),
        place: asked('line', '地点', 'Where'),
        words: asked('text', what, 'What was said or found'),
      },
      [
        rows(
          ['被检查人', '{{subject}}'],
          [who, '{{person}}'],
          ['时间', '{{heldAt}}'],
          ['地点', '{{place}}'],
          ['执法人员', '{{officer}}（{{certificate}}）'],
        ),
        h(what),
        p('{{words}}'),
        signed(`${who}（签名、日期）`, '执法人员（签名、日期）', '执法人员（签名、日期）'),
      ],
      { form: `${MODEL}：${zh}`, many: true, testimony: true },
    ),
  ),
  decision(
    'stop-order',
    ['责令停止通知书', 'Order to stop'],
    before(conduct.stopOrder, ...by),
    {
      conduct: said('conduct', 'text', '应当停止的行为', 'The conduct'),
      reasons,
      orderedAt: said('orderedAt', 'instant', '责令时间', 'Ordered at'),
      remedyBody: said('remedies.body', 'line', '救济机关', 'Where remedies are sought'),
      remedyPeriod: said('remedies.period', 'line', '救济期限', 'Within which period'),
      ...suit,
    },
    [
      p('责令自{{orderedAt}}起停止以下行为：{{conduct}}'),
      p('理由：{{reasons}}'),
      appealAgainst('本通知'),
    ],
  ),
  receiptFor(
    'stop-order-receipt',
    ['责令停止通知书', 'order to stop'],
    after(conduct.stopOrder, ...by),
  ),
  decision(
    'sealing',
    ['封存决定书', 'Decision on sealing'],
    before(conduct.sealing, ...by),
    {
      measure: said('measure', 'line', '措施', 'Measure'),
      sealedAt: said('sealedAt', 'instant', '实施时间', 'At'),
      reasons,
      goods: asked('text', '封存的物品、资料（清单）', 'What is sealed'),
      until: asked('day', '期限', 'Until'),
      remedies: asked('line', '救济途径和期限', 'Remedies'),
    },
    [
      p('决定自{{sealedAt}}起对以下物品、资料采取措施：{{measure}}，至{{until}}止。'),
      p('{{goods}}'),
      p('理由：{{reasons}}'),
      p('救济途径：{{remedies}}'),
      signed('当事人（签名、日期）', '执法人员（签名、日期）'),
    ],
    { title: '{{measure}}决定书' },
  ),
  receiptFor(
    'sealing-receipt',
    ['封存决定书', 'decision on sealing'],
    after(conduct.sealing, ...by),
  ),
  decision(
    'sealing-extension',
    ['延长封存决定书', 'Decision to extend the sealing'],
    before(conduct.sealingExtension, ...by),
    {
      sealedNo,
      until: said('until', 'day', '延长至', 'Until'),
      reasons,
    },
    [p('{{sealedNo}} 决定的期限延长至{{until}}。'), p('理由：{{reasons}}')],
    { title: '延长封存期限决定书' },
  ),
  decision(
    'sealing-release',
    ['解除封存决定书', 'Decision to release what was sealed'],
    before(conduct.sealingRelease, ...by),
    {
      sealedNo,
      releasedAt: said('releasedAt', 'instant', '解除时间', 'Released at'),
      how: said('how', 'line', '处理', 'How'),
    },
    [
      p('自{{releasedAt}}起解除 {{sealedNo}} 决定的措施。处理：{{how}}。'),
      signed('当事人（签名、日期）'),
    ],
  ),
  notification(
    'provisional-result',
    ['拟作检查结果告知书', 'Notice of the intended result'],
    before(conduct.provisionalResult, ...by),
    {
      enteredAt: maybe(enteredAt),
      findings,
      until: asked('day', '陈述申辩截止日', 'Statements until'),
    },
    [
      p('{{enteredAt}}起的检查，拟作以下结果：', 'enteredAt'),
      list('findings'),
      p('可以在{{until}}（含当日）以前陈述、申辩。'),
    ],
  ),
  receiptFor(
    'provisional-result-receipt',
    ['拟作检查结果告知书', 'notice of the intended result'],
    after(conduct.provisionalResult, ...by),
  ),
  notification(
    'result-notice',
    ['行政检查结果告知书', 'Notice of the result'],
    before(conduct.resultNotice, ...by),
    {
      enteredAt: maybe(enteredAt),
      findings,
      answer: maybe(
        said('statementAnswer.reasons', 'text', '对陈述申辩的答复', 'Answer to the statement'),
      ),
      remedyBody: said('remedies.body', 'line', '救济机关', 'Where remedies are sought'),
      remedyPeriod: said('remedies.period', 'line', '救济期限', 'Within which period'),
      ...suit,
    },
    [
      p('{{enteredAt}}起的检查，结果告知如下。', 'enteredAt'),
      list('findings'),
      p('对陈述、申辩的答复：{{answer}}', 'answer'),
      appealAgainst('本告知'),
    ],
    { form: `${MODEL}：行政检查结果告知书` },
  ),
  receiptFor(
    'result-notice-receipt',
    ['行政检查结果告知书', 'notice of the result'],
    after(conduct.resultNotice, ...by),
  ),
  decision(
    'rectification-order',
    ['责令改正通知书', 'Order to correct'],
    before(outcomes.rectificationOrder, ...by),
    {
      demands: said('demands', 'lines', '整改要求', 'Demands', partLines('finding', 'demand')),
      until: said('until', 'day', '整改期限', 'Until'),
      remedyBody: asked('line', '救济机关', 'Where remedies are sought'),
      remedyPeriod: asked('line', '救济期限', 'Within which period'),
      ...suit,
    },
    [
      p('责令在{{until}}（含当日）以前改正以下问题，并书面报告：'),
      list('demands'),
      appealAgainst('本通知'),
    ],
  ),
  receiptFor(
    'rectification-order-receipt',
    ['责令改正通知书', 'order to correct'],
    after(outcomes.rectificationOrder, ...by),
  ),
  record(
    'recheck',
    ['整改复核意见书', 'Result of the recheck'],
    before(outcomes.recheck, ...by),
    {
      recheckedAt: said('recheckedAt', 'instant', '复核时间', 'Rechecked at'),
      results: said('results', 'lines', '复核结果', 'Results', (value) =>
        (Array.isArray(value) ? value : []).map(
          (one: { finding: string; conforming: boolean }) =>
            `${one.finding}：${one.conforming ? '已改正' : '未改正'}`,
        ),
      ),
    },
    [
      rows(['被检查人', '{{subject}}'], ['复核时间', '{{recheckedAt}}']),
      h('复核结果'),
      list('results'),
      signed('被检查人（签名、日期）', '复核人员（签名、日期）', '复核人员（签名、日期）'),
    ],
    { testimony: true },
  ),
  notification(
    'soft-measure',
    ['柔性执法告知书', 'Notice of a soft measure'],
    before(outcomes.softMeasure, ...by),
    {
      means: said('means', 'line', '方式', 'Means'),
      findings: said('findings', 'lines', '所涉问题', 'Findings'),
      words: asked('text', '内容', 'What it says'),
    },
    [p('就以下问题，采取的方式：{{means}}。'), list('findings'), p('{{words}}')],
    { title: '{{means}}告知书' },
  ),
  decision(
    'case-filing',
    ['立案（不予立案）决定书', 'Decision on filing a case'],
    before(outcomes.caseFiling, ...by),
    {
      outcome,
      findings: said('findings', 'lines', '所涉问题', 'Findings'),
      caseNo: maybe(said('caseNo', 'line', '案号', 'Case number')),
      reason,
    },
    [
      rows(
        ['被检查人', '{{subject}}'],
        ['决定', '{{outcome}}'],
        ['案号', '{{caseNo}}'],
        ['理由', '{{reason}}'],
      ),
      list('findings'),
    ],
    { to: null },
  ),
  letter(
    'transfer',
    ['案件移送函', 'Letter of transfer'],
    before(outcomes.transfer, ...by),
    {
      matter: said('matter', 'line', '移送事项', 'Matter'),
      addressee: asked('line', '受移送机关', 'To whom it is addressed'),
      facts: asked('text', '案情', 'The facts'),
    },
    [
      p('检查中发现{{subject}}有关{{matter}}的线索，依法移送你机关处理。'),
      p('{{facts}}'),
      p('请将受理情况函告我单位。'),
    ],
    { title: '关于移送{{subject}}有关线索的函' },
  ),
  ...furtherPapers,
];
