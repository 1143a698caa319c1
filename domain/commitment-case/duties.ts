/**
 * 承诺制事项一案 Who owes what to whom under TJ84. Data only.
 * TJ84 gives no number for any of it: every period is the bureau's management setting, unless the item's implementing rule (实施细则) sets one;
 * that one binds, and is cited to the rule, its section and version.
 */
import type { LegalBasis } from '../law/basis.ts';
import { dueOn, type Duty } from '../law/duty.ts';
import { afterBusinessTime, businessDayOf, type OfficeHours } from '../time/business.ts';
import type { Instant } from '../time/instant.ts';
import type { TimeLimit, WorkCalendar } from '../time/limit.ts';
import { citedUnder } from './basis.ts';
import type { CommitmentSettings } from './settings.ts';
import type { CommitmentType } from './terms.ts';
import {
  archive,
  checkRecord,
  conductLink,
  creditEntry,
  distribution,
  feedbackReceipt,
  push,
  revocation,
  revocationSuggestion,
  stopOrder,
  supervisionResult,
  supplement,
} from './acts.ts';
import { type RulePeriod, type ImplementingRule, citation } from './rule-periods.ts';

type Party = 'accepting' | 'supervising' | 'party';

/** What the duties of one case rest on. `instrument`: TJ84, or the older rule for what was approved before it (TJ84-17/18). */
export interface DutyContext {
  type: CommitmentType;
  instrument: LegalBasis['instrument'];
  settings: CommitmentSettings;
  rule?: ImplementingRule;
}

const workingDays = (count: number): TimeLimit => ({ unit: 'working-days', count });

export function dutiesFor({ type, instrument, settings, rule }: DutyContext) {
  const management = (clause: string, article: string): LegalBasis => ({
    ...citedUnder(instrument, clause, article),
    instrument,
    force: 'management',
  });
  const ruled = (
    period: RulePeriod | undefined,
    days: number,
  ): { limit: TimeLimit; basis: LegalBasis } =>
    period && rule
      ? { limit: period.limit, basis: citation(rule, period) }
      : { limit: workingDays(days), basis: management('TJ84-7', '第七条') };
  const stop =
    type === 'certification'
      ? management('TJ84-8', '第八条')
      : management('TJ84-9.2', '第九条第二款');
  return {
    archive: {
      id: 'archive',
      act: archive.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(settings.archiveDays),
      basis: management('TJ84-5.2', '第五条'),
      action: {
        zh: '受理部门归档申请材料、承诺书和办理结果',
        en: 'The accepting department archives application, commitment and result',
      },
    },
    push: {
      id: 'push',
      act: push.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(settings.pushDays),
      basis: management('TJ84-5.2', '第五条'),
      action: {
        zh: '受理部门向监管部门推送办件档案',
        en: 'The accepting department pushes the archive to the supervising one',
      },
    },
    distribute: {
      id: 'distribute',
      act: distribution.type,
      owedBy: 'supervising',
      owedTo: 'accepting',
      judgedBy: 'receipt',
      limit: workingDays(settings.distributeDays),
      basis: management('TJ84-6', '第六条'),
      action: {
        zh: '监管部门专人分发至监管人员',
        en: 'The designated person hands the file to the officer who supervises the item',
      },
    },
    check: {
      id: 'check',
      act: checkRecord.type,
      owedBy: 'supervising',
      owedTo: 'accepting',
      judgedBy: 'occurrence',
      ...ruled(rule?.check, settings.checkDays),
      action: { zh: '监管人员检查并记录', en: 'The assigned officer checks and records it' },
    },
    feedBack: {
      id: 'feedBack',
      act: supervisionResult.type,
      owedBy: 'supervising',
      owedTo: 'accepting',
      judgedBy: 'receipt',
      ...ruled(rule?.feedback, settings.feedbackDays),
      action: {
        zh: '监管部门向受理部门反馈监管结果',
        en: 'The supervising department feeds its result back',
      },
    },
    orderStop: {
      id: 'orderStop',
      act: stopOrder.type,
      owedBy: 'supervising',
      owedTo: 'party',
      judgedBy: 'service',
      mayPrecede: true,
      limit: workingDays(settings.stopDays),
      basis: stop,
      action: {
        zh: '责令停止从事准予的相关活动并送达',
        en: 'Order the party to stop what was granted, and serve the order',
      },
    },
    supplement: {
      id: 'supplement',
      act: supplement.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(1),
      basis: management('TJ84-9.2', '第九条第二款'),
      action: { zh: '行政相对人补齐承诺材料', en: 'The party completes the materials it promised' },
    },
    suggestRevocation: {
      id: 'suggestRevocation',
      act: revocationSuggestion.type,
      owedBy: 'supervising',
      owedTo: 'accepting',
      judgedBy: 'receipt',
      limit: workingDays(settings.feedbackDays),
      basis: management('TJ84-10.1', '第十条第一款'),
      action: {
        zh: '监管部门书面建议撤销办理结果',
        en: 'The supervising department suggests the revocation in writing',
      },
    },
    revoke: {
      id: 'revoke',
      act: revocation.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'occurrence',
      limit: workingDays(1),
      basis: management('TJ84-10.1', '第十条第一款'),
      action: {
        zh: '受理部门立即撤销办理结果',
        en: 'The accepting department revokes the result at once',
      },
    },
    linkConduct: {
      id: 'linkConduct',
      act: conductLink.type,
      owedBy: 'supervising',
      owedTo: 'accepting',
      judgedBy: 'receipt',
      limit: workingDays(settings.acknowledgeDays),
      basis: management('TJ84-10.2', '第十条第一款'),
      action: {
        zh: '违法违规违约行为转入快速反应或者立案',
        en: 'Unlawful conduct goes to a rapid response or a case',
      },
    },
    enterCredit: {
      id: 'enterCredit',
      act: creditEntry.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(settings.acknowledgeDays),
      basis: management('TJ84-10.3', '第十条第二款'),
      action: {
        zh: '受理部门将失信行为录入政务服务信用记录',
        en: 'The accepting department enters the dishonest conduct in the credit record',
      },
    },
    revokeUnderLicence: {
      id: 'revokeUnderLicence',
      act: revocation.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'occurrence',
      limit: workingDays(1),
      basis: management('TJ84-11', '第十一条'),
      action: {
        zh: '许可证或者营业执照被依法吊销，受理部门立即撤销相关办理结果',
        en: 'The licence is revoked: the accepting department revokes the result at once',
      },
    },
    receiveFeedback: {
      id: 'receiveFeedback',
      act: feedbackReceipt.type,
      owedBy: 'accepting',
      owedTo: 'supervising',
      judgedBy: 'receipt',
      limit: workingDays(settings.acknowledgeDays),
      again: workingDays(settings.acknowledgeAgainDays),
      basis: management('TJ84-15.4', '第十五条（四）'),
      action: { zh: '受理部门处理反馈信息', en: 'The accepting department handles the feedback' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

export const minutes = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** 立即 (TJ84-10.1, 11): the task is there at once; an alert after an hour of business time, overdue with the end of the same working day, and chased every working day. */
export function atOnce<D extends Duty>(
  duty: D,
  from: Instant,
  { officeHours, revokeAlertHours }: CommitmentSettings,
  calendar: WorkCalendar,
): Duty & Pick<D, 'act'> {
  const hours: OfficeHours = [[minutes(officeHours.opens), minutes(officeHours.closes)]];
  return {
    ...dueOn(duty, businessDayOf(from, calendar, hours)),
    remindAt: [afterBusinessTime(from, revokeAlertHours * 60, calendar, hours)],
    again: workingDays(1),
  };
}
