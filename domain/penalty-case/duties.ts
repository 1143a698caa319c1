/**
 * 立案查处 Who owes what. TJ51-14.1 sets the order and gives no number. The periods of 局令4号 and of the law on administrative penalties are readings
 * where the bureau has decided to follow them (`adopted`), and management otherwise; everything else is management.
 */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { Sentence } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import {
  closure,
  decision,
  decisionService,
  execution,
  hearingRecord,
  intervalEnd,
  investigators,
  partyStatement,
  preservationDecision,
  refund,
  report,
  review,
  supervisionReport,
} from './acts.ts';
import { afterPolice, crimeDuties } from '../crime-transfer/duties.ts';
import { crimeDecision } from './crime-acts.ts';
import { defaultPenaltySettings, type PenaltySettings } from './settings.ts';

type Party = 'supervision-body' | 'reviewing' | 'head' | 'supervising' | 'subject' | 'police';

const workingDays = (count: number): TimeLimit => ({ unit: 'working-days', count });
export const calendarDays = (count: number): TimeLimit => ({ unit: 'calendar-days', count });
const say = (zh: string, en: string): Sentence => ({ zh, en });

/** 处罚法 60 The period for the decision, and what it may be extended to. */
export const DECISION_DAYS = 90;

/** Whether the periods of 局令4号 bind a case that was filed on that day. */
export const adopts = ({ order4AdoptedOn }: PenaltySettings, filedOn: CivilDate): boolean =>
  order4AdoptedOn !== null && order4AdoptedOn <= filedOn;

export function dutiesFor(s: PenaltySettings, adopted: boolean) {
  const by = (
    clause: string,
    article: string,
    force: LegalBasis['force'] = 'management',
  ): LegalBasis => ({ clause, instrument: 'TJ51', article, force });
  const order4 = (article: string): LegalBasis =>
    by('TJ51-14.1', `（十四）；${article}`, adopted ? 'reading' : 'management');
  const mine = {
    owedBy: 'supervision-body',
    owedTo: 'subject',
    basis: by('TJ51-14.1', '（十四）'),
    again: workingDays(s.againDays),
  } as const;
  return {
    ...filingDuties(mine, order4, s),
    ...handlingDuties(mine, order4, s),
    ...executionDuties(mine, s),
    ...crimeDutiesOf(by, s),
    // 十六（三）Its own day, set by whoever has put the case under supervision.
    supervised: {
      ...mine,
      id: 'supervised',
      act: supervisionReport.type,
      owedBy: 'supervision-body',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(1),
      basis: by('TJ51-16.2', '（十六）'),
      action: say('按挂牌督办的期限报告办理结果', 'Report to the supervising unit by its day'),
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

type Mine = Pick<Duty, 'basis' | 'again'> & {
  owedBy: 'supervision-body';
  owedTo: 'subject';
};
type Order4 = (article: string) => LegalBasis;

function filingDuties(mine: Mine, order4: Order4, s: PenaltySettings) {
  return {
    // 局令4号 14: the clue is verified before the case is filed; the filing performs it.
    verifyClue: {
      ...mine,
      id: 'verifyClue',
      act: 'penalty-filing',
      judgedBy: 'occurrence',
      limit: workingDays(15),
      basis: order4('局令4号第十四条'),
      action: say('核查线索并决定是否立案', 'Verify the clue and decide on filing'),
    },
    assign: {
      ...mine,
      id: 'assignInvestigators',
      act: investigators.type,
      judgedBy: 'receipt',
      limit: workingDays(s.assignDays),
      action: say('指定两名以上调查人员', 'Assign two investigators at least'),
    },
    reportOn: {
      ...mine,
      id: 'reportInvestigation',
      act: report.type,
      owedTo: 'reviewing',
      judgedBy: 'occurrence',
      limit: calendarDays(s.reportDays),
      action: say('调查终结并提交报告', 'Finish the investigation and report'),
    },
    decidePreserved: {
      ...mine,
      id: 'decidePreserved',
      act: preservationDecision.type,
      judgedBy: 'occurrence',
      limit: workingDays(7),
      basis: order4('行政处罚法第五十六条、局令4号'),
      action: say('对先行登记保存的证据作出处理决定', 'Decide on what was preserved'),
    },
  } as const satisfies Record<string, Duty<Party>>;
}

function handlingDuties(mine: Mine, order4: Order4, s: PenaltySettings) {
  return {
    reviewCase: {
      ...mine,
      id: 'reviewCase',
      act: review.type,
      owedBy: 'reviewing',
      owedTo: 'supervision-body',
      judgedBy: 'occurrence',
      limit: workingDays(10),
      basis: order4('局令4号第三十七条'),
      action: say('法制审核', 'Review the case'),
    },
    // Earlier than its beginning is as it may be: several intervals may run, and one may have begun before this one.
    endInterval: {
      ...mine,
      id: 'endInterval',
      act: intervalEnd.type,
      judgedBy: 'occurrence',
      mayPrecede: true,
      limit: calendarDays(s.intervalDays ?? defaultPenaltySettings.intervalDays),
      action: say('登记期间扣除的结束', 'Record that what does not count has ended'),
    },
    decide: {
      ...mine,
      id: 'decide',
      act: decision.type,
      judgedBy: 'occurrence',
      limit: calendarDays(DECISION_DAYS),
      basis: order4('行政处罚法第六十条、局令4号'),
      action: say('作出处理处罚决定', 'Decide the case'),
    },
    hear: {
      ...mine,
      id: 'statement',
      act: partyStatement.type,
      judgedBy: 'receipt',
      limit: workingDays(s.statementDays),
      action: say('记录当事人的陈述申辩', 'Record what the party says'),
    },
    holdHearing: {
      ...mine,
      id: 'holdHearing',
      act: hearingRecord.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.hearingDays),
      action: say('举行听证', 'Hold the hearing'),
    },
    serve: {
      ...mine,
      id: 'serveDecision',
      act: decisionService.type,
      judgedBy: 'service',
      limit: workingDays(7),
      basis: order4('行政处罚法第六十一条、局令4号'),
      action: say('送达处理处罚决定', 'Serve the decision'),
    },
  } as const satisfies Record<string, Duty<Party>>;
}

function executionDuties(mine: Mine, s: PenaltySettings) {
  return {
    // Money by its day, or by the days of its parts; 限期整改 by the day of the decision.
    collect: {
      ...mine,
      id: 'collect',
      act: execution.type,
      judgedBy: 'occurrence',
      limit: calendarDays(s.payDays),
      action: say('收缴款项', 'Collect what is due'),
    },
    carryOut: {
      ...mine,
      id: 'carryOut',
      act: execution.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.carryOutDays),
      action: say('落实处理措施并记录', 'See the measure carried out'),
    },
    refundPaid: {
      ...mine,
      id: 'refund',
      act: refund.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.closeDays),
      action: say('退还已缴款项', 'Return what was paid'),
    },
    close: {
      ...mine,
      id: 'closeCase',
      act: closure.type,
      judgedBy: 'occurrence',
      limit: workingDays(s.closeDays),
      action: say('结案', 'Close the case'),
    },
  } as const satisfies Record<string, Duty<Party>>;
}

/** 十六（一）Of 国令310号 as law; until the answer of the police is recorded as management. */
function crimeDutiesOf(
  by: (clause: string, article: string, force?: LegalBasis['force']) => LegalBasis,
  s: PenaltySettings,
) {
  const parties = {
    ours: 'supervision-body',
    to: 'police',
    text: (article: string) => by('TJ51-16.1', `（十六）；${article}`, 'text'),
  } as const;
  return {
    ...crimeDuties({
      ...parties,
      decision: crimeDecision.type,
      management: (article) => by('TJ51-16.1', `（十六）；${article}`),
      // Cases that were opened before this was a setting have none.
      answer: workingDays(s.policeDays ?? defaultPenaltySettings.policeDays),
    }),
    ...afterPolice(parties),
  };
}

/** By this day. */
export const onDay = <D extends Duty>(duty: D, on: CivilDate) => ({
  ...duty,
  limit: { unit: 'fixed', on } as const,
});
