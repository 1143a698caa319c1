/** 公文 More papers of an inspection: urgent starts, reviews, jurisdiction, and suspected crimes (QY-10.2, QY-11, QY-14). */
import { crimePapers } from '../crime-transfer/papers.ts';
import {
  addressee,
  because,
  before,
  decision,
  letter,
  reason,
  reasons,
  record,
} from '../law/paper-parts.ts';
import { maybe, p, rows, said, signed, whereLast, type Paper } from '../law/papers.ts';
import { urgentReport } from './acts.ts';
import * as conduct from './conduct/acts.ts';
import * as outcomes from './conduct/acts-outcomes.ts';

const by = 'inspecting';

export const furtherPapers: readonly Paper[] = [
  record(
    'urgent-report',
    ['当场检查报告和补办手续', 'Report on an urgent start'],
    before(urgentReport, by),
    { formalities: said('formalities', 'text', '补办的手续', 'Formalities') },
    [
      rows(['被检查人', '{{subject}}'], ['补办的手续', '{{formalities}}']),
      signed('检查人员（签名、日期）', '检查人员（签名、日期）', '主体负责人（签名、日期）'),
    ],
  ),
  record(
    'legal-review',
    ['法制审核意见书', 'Legal review'],
    before(conduct.legalReview, by, 'reviewing'),
    {
      reviewedAt: said('reviewedAt', 'instant', '审核时间', 'Reviewed at'),
      agreed: said('agreed', 'line', '是否同意', 'Whether agreed'),
      opinion: maybe(said('opinion', 'text', '审核意见', 'Opinion')),
    },
    [
      rows(
        ['被检查人', '{{subject}}'],
        ['审核时间', '{{reviewedAt}}'],
        ['是否同意', '{{agreed}}'],
        ['审核意见', '{{opinion}}'],
      ),
      signed('审核人（签名、日期）'),
    ],
  ),
  decision(
    'abandonment',
    ['终止检查决定书', 'Decision to abandon'],
    before(conduct.abandonment, by),
    { reason },
    [p('对你单位的检查予以终止。'), because],
  ),
  // By whoever received it, and nobody else.
  letter(
    'transfer-acceptance',
    ['接收移送回函', 'Answer to a transfer'],
    before(outcomes.transferAcceptance),
    { addressee, accepted: said('accepted', 'line', '是否接收', 'Whether accepted'), reason },
    [p('移送的{{subject}}有关线索收悉，是否接收：{{accepted}}。'), because],
  ),
  letter(
    'jurisdiction-dispute',
    ['管辖争议报请函', 'Dispute on jurisdiction'],
    before(outcomes.jurisdictionDispute, by),
    { addressee: { ...addressee, label: { zh: '共同上级', en: 'The common superior' } }, reasons },
    [p('就{{subject}}有关线索的管辖发生争议，依照{{article}}报请指定。'), p('理由：{{reasons}}')],
  ),
  decision(
    'jurisdiction-decision',
    ['指定管辖决定书', 'Decision on jurisdiction'],
    before(outcomes.jurisdictionDecision),
    { addressee, decided: said('decision', 'line', '决定', 'Decision') },
    [p('就{{subject}}有关线索的管辖争议，依照{{article}}决定：{{decided}}。')],
    // A superior that is no unit here writes it itself, and a party to the dispute never does.
    { fits: [whereLast(outcomes.jurisdictionDispute, 'to')] },
  ),
  ...crimePapers({ report: outcomes.crimeReport, decision: outcomes.crimeDecision }, by),
];
