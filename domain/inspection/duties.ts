/**
 * 行政检查 Who owes what to whom under QY. Data only. The written result within 20 working days is law, and so are the days and hours of 国令310;
 * every other period is the bureau's setting, because the notice says 及时 or nothing.
 */
import type { Duty } from '../law/duty.ts';
import { approval, urgentReport } from './acts.ts';
import {
  inspectionEnd,
  legalReview,
  provisionalResult,
  resultNotice,
  resultPublication,
  sealingRelease,
} from './conduct/acts.ts';
import {
  caseFiling,
  crimeDecision,
  jurisdictionDecision,
  jurisdictionDispute,
  recheck,
  rectificationOrder,
  softMeasure,
  transfer,
  transferAcceptance,
} from './conduct/acts-outcomes.ts';
import { afterPolice, crimeDuties } from '../crime-transfer/duties.ts';
import type { InspectionSettings } from './settings.ts';
import { management, say, text, workingDays, RESULT_DAYS } from './basis.ts';

/** `inspecting`: the body. `institution`: the inspected. `receiving`: who competently receives a transfer. */
type Party = 'inspecting' | 'institution' | 'head' | 'receiving' | 'reviewing' | 'public';

/** QY-13.3: 条例 27(5). */
const SEALING_DAYS = 30;

export function dutiesFor(s: InspectionSettings) {
  const mine = { owedBy: 'inspecting', owedTo: 'institution' } as const;
  return {
    // 第十条 An urgent start on the spot; the statement and defence; the result told promptly.
    reportUrgent: {
      ...mine,
      id: 'reportUrgent',
      act: urgentReport.type,
      owedTo: 'head',
      judgedBy: 'receipt',
      limit: { unit: 'hours', count: s.urgentHours },
      basis: management('QY-10.2', '第十条'),
      action: say('报告主体负责人并补办手续', 'Report to the head and complete the formalities'),
    },
    approveUrgent: {
      ...mine,
      id: 'approveUrgent',
      act: approval.type,
      owedBy: 'head',
      owedTo: 'inspecting',
      judgedBy: 'receipt',
      limit: { unit: 'hours', count: s.urgentHours },
      basis: management('QY-10.2', '第十条'),
      action: say('补办主体负责人批准', 'Approve afterwards'),
    },
    offerStatement: {
      ...mine,
      id: 'offerStatement',
      act: provisionalResult.type,
      judgedBy: 'service',
      limit: workingDays(s.statementDays),
      basis: management('QY-10.10', '第十条'),
      action: say(
        '告知拟作结果并听取陈述申辩',
        'Tell the provisional result and hear the institution',
      ),
    },
    recordEnd: {
      ...mine,
      id: 'recordEnd',
      act: inspectionEnd.type,
      judgedBy: 'receipt',
      limit: workingDays(s.silenceDays),
      basis: management('QY-12.1', '第十二条'),
      action: say('记录检查结束', 'Record the end of the inspection'),
    },
    review: {
      ...mine,
      id: 'review',
      act: legalReview.type,
      owedBy: 'reviewing',
      owedTo: 'inspecting',
      judgedBy: 'occurrence',
      limit: workingDays(s.legalReviewDays),
      basis: management('QY-11', '第十一条'),
      action: say('对重大执法决定进行法制审核', 'Review the major decision'),
    },
    // 第十二条 Served and not only drafted, within 20 working days of the end; the re-check; the filing of a case.
    tellResult: {
      ...mine,
      id: 'tellResult',
      act: resultNotice.type,
      judgedBy: 'service',
      limit: workingDays(RESULT_DAYS),
      basis: text('QY-12.1', '第十二条'),
      action: say('书面告知检查结果', 'Tell the institution the result in writing'),
    },
    orderRectification: {
      ...mine,
      id: 'orderRectification',
      act: rectificationOrder.type,
      judgedBy: 'service',
      limit: workingDays(s.measureDays),
      basis: management('QY-12.3', '第十二条'),
      action: say('责令改正，一次告知', 'Order the rectification, all of it at once'),
    },
    recheck: {
      ...mine,
      id: 'recheck',
      act: recheck.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.recheckDays),
      basis: management('QY-12.3', '第十二条'),
      action: say('复核整改情况', 'Re-check what was rectified'),
    },
    decideCase: {
      ...mine,
      id: 'decideCase',
      act: caseFiling.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.verifyDays),
      basis: management('QY-12.4', '第十二条'),
      action: say('审核并决定是否立案', 'Check strictly, and decide on filing a case'),
    },
    useSoftMeans: {
      ...mine,
      id: 'useSoftMeans',
      act: softMeasure.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.measureDays),
      basis: management('QY-13.1', '第十三条'),
      action: say('采用柔性执法方式', 'Use the soft means'),
    },
    // 第十三条 Released on time, never later because of a holiday.
    releaseSealed: {
      ...mine,
      id: 'releaseSealed',
      act: sealingRelease.type,
      judgedBy: 'occurrence',
      limit: { unit: 'calendar-days', count: SEALING_DAYS, roll: false },
      basis: text('QY-13.3', '第十三条（条例第二十七条第五项）'),
      action: say('解除封存或者依法处理', 'Release what was sealed'),
    },
    // 第十四条 Transfers; of suspected crimes the head decides in 3 days, then 24 hours (国令310 arts. 5 and 8).
    transfer: {
      ...mine,
      id: 'transfer',
      act: transfer.type,
      owedTo: 'receiving',
      judgedBy: 'receipt',
      limit: workingDays(s.transferDays),
      basis: management('QY-14.1', '第十四条'),
      action: say('移送有管辖权的部门', 'Transfer it to the competent department'),
    },
    acceptTransfer: {
      ...mine,
      id: 'acceptTransfer',
      act: transferAcceptance.type,
      owedBy: 'receiving',
      owedTo: 'inspecting',
      judgedBy: 'receipt',
      limit: workingDays(s.acceptDays),
      basis: management('QY-14.2', '第十四条'),
      action: say('接收移送并核查处理', 'Accept the transfer and verify it'),
    },
    disputeTransfer: {
      ...mine,
      id: 'disputeTransfer',
      act: jurisdictionDispute.type,
      owedTo: 'receiving',
      judgedBy: 'receipt',
      limit: workingDays(s.acceptDays),
      basis: management('QY-14.2', '第十四条'),
      action: say(
        '管辖争议报共同上级',
        'Submit the dispute on jurisdiction to the common superior',
      ),
    },
    decideDispute: {
      ...mine,
      id: 'decideDispute',
      act: jurisdictionDecision.type,
      owedTo: 'receiving',
      judgedBy: 'receipt',
      limit: workingDays(s.acceptDays),
      basis: management('QY-14.2', '第十四条'),
      action: say('指定管辖', 'Decide on the jurisdiction'),
    },
    ...crimeDuties({
      decision: crimeDecision.type,
      ours: 'inspecting',
      to: 'receiving',
      text: (article) => text('QY-14.3', `第十四条（${article}）`),
      management: (article) => management('QY-14.3', `第十四条（${article}）`),
      answer: workingDays(s.acceptDays),
    }),
    ...afterPolice({
      ours: 'inspecting',
      to: 'receiving',
      text: (article) => text('QY-14.3', `第十四条（${article}）`),
    }),
    // 第六条 What follows.
    publishResult: {
      ...mine,
      id: 'publishResult',
      act: resultPublication.type,
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: workingDays(s.publishDays),
      basis: management('QY-6.3', '第六条'),
      action: say('公开检查结果', 'Publish the result, masked'),
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;
