/** 公文 The papers of a penalty case: from the filing to the receipt, the demand and the end (TJ51-14.1, 14.3; 行政处罚法). */
import {
  after,
  before,
  notification,
  record,
  receiptFor,
  reasons,
  method,
} from '../law/paper-parts.ts';
import {
  asked,
  h,
  list,
  maybe,
  measureLines,
  p,
  rows,
  said,
  signed,
  where,
  type Paper,
} from '../law/papers.ts';
import { factsNotice, hearingRecord, partyStatement, statementAnswer } from './acts.ts';
import { executionPapers } from './execution-papers.ts';
import { furtherPapers } from './further-papers.ts';
import { inquiryPapers } from './inquiry-papers.ts';
import { outcomePapers } from './outcome-papers.ts';
import { by, caseNo, signer } from './paper-fields.ts';

export const papers: readonly Paper[] = [
  ...inquiryPapers,
  notification(
    'facts-notice',
    ['行政处罚事先告知书', 'Notice before the penalty'],
    before(factsNotice, ...by),
    {
      caseNo,
      facts: asked('text', '违法事实', 'The facts'),
      reasons,
      basis: said('basis', 'lines', '依据', 'Legal basis'),
      measures: said('measures', 'lines', '拟作处罚', 'Measures', measureLines),
      windowEndsOn: said('windowEndsOn', 'day', '陈述申辩截止日', 'Statements until'),
    },
    [
      h('一、违法事实'),
      p('{{facts}}'),
      h('二、理由和依据'),
      p('{{reasons}}'),
      list('basis'),
      h('三、拟作处罚'),
      list('measures'),
      h('四、陈述和申辩'),
      p('可以在{{windowEndsOn}}（含当日）以前向{{unit}}陈述、申辩。'),
    ],
    { signer },
  ),
  receiptFor(
    'facts-notice-receipt',
    ['行政处罚事先告知书', 'notice before the penalty'],
    after(factsNotice, ...by),
    method,
  ),
  notification(
    'hearing-notice',
    ['行政处罚听证告知书', 'Notice of the right to a hearing'],
    before(factsNotice, ...by),
    {
      caseNo,
      facts: asked('text', '违法事实', 'The facts'),
      reasons,
      basis: said('basis', 'lines', '依据', 'Legal basis'),
      measures: said('measures', 'lines', '拟作处罚', 'Measures', measureLines),
      until: said(
        'windowEndsOn',
        'day',
        '要求听证截止日（告知后五日以上）',
        'A hearing is asked for until',
      ),
    },
    [
      p('案件 {{caseNo}} 查明：{{facts}}'),
      p('理由和依据：{{reasons}}'),
      list('basis'),
      p('拟作以下处罚：'),
      list('measures'),
      p('你单位（人）有要求举行听证的权利。要求听证的，在{{until}}（含当日）以前向{{unit}}提出。'),
    ],
    { accompanies: [factsNotice.type], signer, fits: [where('hearingOffered', true)] },
  ),
  notification(
    'hearing-call',
    ['行政处罚听证通知书', 'Call to the hearing'],
    after(partyStatement, ...by),
    {
      caseNo,
      heldAt: asked('instant', '听证时间（通知七日以后）', 'Held at: seven days on or later'),
      place: asked('line', '听证地点', 'Where'),
      chair: asked('line', '主持人', 'Chair'),
    },
    [
      p('就案件 {{caseNo}} 举行听证，通知如下。'),
      rows(['时间', '{{heldAt}}'], ['地点', '{{place}}'], ['主持人', '{{chair}}']),
      p('认为主持人与案件有直接利害关系的，可以申请回避；可以委托一至二人代理。'),
    ],
    { fits: [where('hearing', true)] },
  ),
  record(
    'hearing-record',
    ['听证笔录', 'Record of the hearing'],
    before(hearingRecord, ...by),
    {
      caseNo,
      heldAt: said('heldAt', 'instant', '听证时间', 'Held at'),
      chair: said('chair', 'line', '主持人', 'Chair'),
      words: asked('text', '听证情况', 'What was said'),
    },
    [
      rows(
        ['案号', '{{caseNo}}'],
        ['当事人', '{{subject}}'],
        ['时间', '{{heldAt}}'],
        ['主持人', '{{chair}}'],
      ),
      p('{{words}}'),
      signed(
        '当事人（签名、日期）',
        '调查人员（签名、日期）',
        '主持人（签名、日期）',
        '记录人（签名、日期）',
      ),
    ],
    { testimony: true },
  ),
  notification(
    'statement-answer',
    ['陈述申辩复核意见书', 'Answer to the statement'],
    after(statementAnswer, ...by),
    {
      caseNo,
      adopted: said('adopted', 'line', '是否采纳', 'Adopted'),
      reasons: maybe(reasons),
    },
    [
      p('对案件 {{caseNo}} 的陈述、申辩已经复核，采纳情况：{{adopted}}。'),
      p('理由：{{reasons}}', 'reasons'),
    ],
  ),
  ...outcomePapers,
  ...executionPapers,
  ...furtherPapers,
];
