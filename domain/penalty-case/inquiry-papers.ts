/** 公文 The papers of a case until its investigation is reported, reviewed and discussed (TJ51-14.1; 行政处罚法). */
import {
  after,
  before,
  notification,
  decision,
  record,
  numberOf,
  words,
} from '../law/paper-parts.ts';
import {
  asked,
  earlier,
  h,
  list,
  maybe,
  onlyOf,
  opened,
  p,
  rows,
  said,
  signed,
  type Paper,
} from '../law/papers.ts';
import {
  discussion,
  evidence,
  investigators,
  preservation,
  preservationDecision,
  recusal,
  report,
  review,
} from './acts.ts';
import { by, caseNo, matter, party } from './paper-fields.ts';

export const inquiryPapers: readonly Paper[] = [
  record(
    'filing',
    ['立案审批表', 'Approval of the filing'],
    after('penalty-filing', ...by),
    {
      caseNo,
      matter,
      filedAt: opened('filedAt', 'instant', '立案时间', 'Filed at'),
      facts: opened('facts', 'text', '案情摘要', 'The facts'),
      basis: maybe(opened('basis', 'lines', '立案依据', 'Legal basis')),
    },
    [
      rows(
        ...party,
        ['立案时间', '{{filedAt}}'],
        ['案情摘要', '{{facts}}'],
        ['立案依据', '{{basis}}'],
      ),
      signed('承办人（签名、日期）', '承办机构负责人（签名、日期）', '负责人（签名、日期）'),
    ],
  ),
  notification(
    'investigators',
    ['调查人员告知书', 'Notice of the investigators'],
    after(investigators, ...by),
    {
      caseNo,
      matter,
      officers: said('investigators', 'lines', '调查人员', 'Investigators'),
    },
    [
      p('案件 {{caseNo}}（{{matter}}）由以下人员调查：'),
      list('officers'),
      p('认为调查人员与案件有利害关系的，可以申请回避。'),
    ],
  ),
  decision(
    'recusal',
    ['回避决定书', 'Decision on a recusal'],
    after(recusal, ...by, 'head'),
    {
      caseNo,
      officer: said('officer', 'line', '所涉人员', 'Who it is about'),
      approved: said('approved', 'line', '是否回避', 'Whether recused'),
      decidedBy: said('decidedBy', 'line', '决定人', 'Who decided'),
    },
    // Whoever has asked for it: an officer's own reason is none of the party's business.
    [
      p('就案件 {{caseNo}} 中 {{officer}} 的回避，经审查，是否回避：{{approved}}。'),
      p('决定人：{{decidedBy}}。'),
    ],
    { to: null },
  ),
  record(
    'evidence',
    ['证据登记表', 'Record of evidence'],
    after(evidence, ...by),
    {
      caseNo,
      sort: said('kind', 'line', '证据种类', 'Kind'),
      // Not the description of the act, which may name a witness or who reported it.
      description: words(
        '证据名称（证人、举报人不写姓名）',
        'What it is called; no name of a witness or of who reported it',
        'line',
      ),
      collectedAt: said('collectedAt', 'instant', '取得时间', 'Collected at'),
      collectors: said('collectors', 'lines', '取证人员', 'Collectors'),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['证据种类', '{{sort}}'],
        ['证据名称', '{{description}}'],
        ['取得时间', '{{collectedAt}}'],
        ['取证人员', '{{collectors}}'],
      ),
      signed('证据提供人（签名、日期）', '取证人员（签名、日期）'),
    ],
    { testimony: true },
  ),
  notification(
    'preservation',
    ['先行登记保存证据通知书', 'Notice of preservation'],
    before(preservation, ...by),
    {
      caseNo,
      goods: said('goods', 'text', '登记保存的物品', 'The goods'),
      preservedAt: said('preservedAt', 'instant', '保存时间', 'Preserved at'),
      keptAt: asked('line', '保存地点', 'Where they are kept'),
    },
    [
      p('因案件 {{caseNo}} 调查需要，对以下物品先行登记保存：'),
      p('{{goods}}'),
      p(
        '保存时间：{{preservedAt}}；保存地点：{{keptAt}}。保存期间，当事人或者有关人员不得销毁或者转移。',
      ),
      // 行政处罚法 56.
      p('自{{preservedAt}}起七日内作出处理决定。'),
      signed('当事人（签名、日期）', '执法人员（签名、日期）'),
    ],
  ),
  decision(
    'preservation-decision',
    ['先行登记保存物品处理决定书', 'Decision on what was preserved'],
    before(preservationDecision, ...by),
    {
      caseNo,
      goods: onlyOf(earlier(preservation.type, 'goods', 'text', '登记保存的物品', 'The goods')),
      preservedNo: onlyOf(numberOf(preservation, '通知书文号', 'Number of the notice')),
      outcome: said('decision', 'line', '处理', 'Decision'),
    },
    [
      p('对 {{preservedNo}} 登记保存的以下物品，决定：{{outcome}}。'),
      p('{{goods}}'),
      signed('当事人（签名、日期）'),
    ],
  ),
  record(
    'investigation-report',
    ['调查终结报告', 'Report of the investigation'],
    after(report, ...by),
    {
      caseNo,
      matter,
      findings: said('findings', 'text', '查明的事实', 'Findings'),
      proposal: said('proposal', 'text', '处理建议', 'Proposal'),
    },
    [
      rows(...party),
      h('一、查明的事实'),
      p('{{findings}}'),
      h('二、处理建议'),
      p('{{proposal}}'),
      signed('调查人员（签名、日期）', '调查人员（签名、日期）'),
    ],
  ),
  record(
    'legal-review',
    ['法制审核意见书', 'Opinion of the legal review'],
    after(review, 'reviewing'),
    {
      caseNo,
      outcome: said('outcome', 'line', '审核结论', 'Outcome'),
      opinion: maybe(said('opinion', 'text', '审核意见', 'Opinion')),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['审核结论', '{{outcome}}'],
        ['审核意见', '{{opinion}}'],
      ),
      signed('审核人（签名、日期）'),
    ],
  ),
  record(
    'discussion',
    ['集体讨论记录', 'Record of the discussion'],
    after(discussion, ...by, 'head'),
    {
      caseNo,
      heldAt: said('heldAt', 'instant', '讨论时间', 'Held at'),
      participants: said('participants', 'lines', '参加人员', 'Participants'),
      conclusion: said('conclusion', 'text', '结论', 'Conclusion'),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['讨论时间', '{{heldAt}}'],
        ['参加人员', '{{participants}}'],
        ['结论', '{{conclusion}}'],
      ),
      signed('主持人（签名、日期）', '记录人（签名、日期）'),
    ],
    { title: '重大案件集体讨论记录' },
  ),
];
