/** 不得 Before the result: told provisionally on the right party, the institution heard, a major decision reviewed (QY-10.10, 11). */
import type { Act } from '../../law/act.ts';
import type { GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { formatInstant } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { refuseUnreviewed } from '../outcomes.ts';
import type { legalReview, provisionalResult, HearingActs } from './acts.ts';
import type { ConductState } from './state.ts';
import { reasonMissing } from './refusing.ts';
import { refuse } from '../../law/refuse.ts';

const ENDED_FIRST = refuse(
  'end-missing',
  'QY-12.1',
  '检查结束还没有记录。',
  'The end of the inspection is not recorded.',
  '先记录检查结束。',
  'Record the end of the inspection first.',
);
export const afterEnd = (_act: unknown, s: ConductState): Refusal | undefined =>
  s.end ? undefined : ENDED_FIRST;
export const wrongParty = refuse(
  'wrong-party',
  'QY-12.1',
  '告知的对象不是被检查机构。',
  'Served on somebody who is not the inspected institution.',
  '送达被检查机构。',
  'Serve it on the inspected institution.',
);

// 第十条 Told with the right to be heard; soft means and leniency are looked at from the first.
const provisionalHolds: GuardOf<typeof provisionalResult, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (act.servedAt === undefined)
    return refuse(
      'service-missing',
      'QY-10.10',
      '拟作结果须送达当事人。',
      'The provisional result is served on the party.',
      '补充送达证明。',
      'State its service with the proof.',
    );
  if (act.servedAt < s.startedAt)
    return refuse(
      'before-trigger',
      'QY-10.10',
      '拟作结果的送达早于检查开始。',
      'Served before the start.',
      '不得早于检查开始。',
      'No earlier than the start.',
      s.startedAt,
    );
  if (!known?.rightParty) return { ...wrongParty, clause: 'QY-10.10' };
  if (s.result) return alreadyTold(s.result.toldAt);
  return facts.rightsTold
    ? undefined
    : refuse(
        'not-heard',
        'QY-10.10',
        '没有告知陈述申辩的权利。',
        'The right to be heard was not told.',
        '告知拟作结果时一并告知陈述申辩的权利和期限。',
        'Tell the right and its period with the provisional result.',
      );
};
const alreadyTold = (toldAt: Instant): Refusal =>
  refuse(
    'already-told',
    'QY-12.1',
    `检查结果已于 ${formatInstant(toldAt).slice(0, 10)} 书面告知。`,
    'The result has been told in writing.',
    '在原结果下办理。',
    'Go on under the result there is.',
  );

const whileHeard = (act: Pick<Act, 'occurredAt'>, s: ConductState): Refusal | undefined => {
  if (!s.provisional)
    return refuse(
      'not-heard',
      'QY-10.10',
      '拟作结果还没有告知。',
      'The provisional result is not told yet.',
      '先告知拟作结果。',
      'Tell it first.',
    );
  return (act.occurredAt ?? 0) < s.provisional.toldAt &&
    s.provisional.toldAt - act.occurredAt! >= 60_000
    ? refuse(
        'before-trigger',
        'QY-10.10',
        '早于拟作结果的告知。',
        'Before the provisional result was told.',
        '不得早于告知。',
        'No earlier than that.',
        s.provisional.toldAt,
      )
    : undefined;
};

// 第十一条 By somebody who is not on the team and has not approved the plan; nor is it filed by one of the team.
const reviewHolds: GuardOf<typeof legalReview, ConductState> = (act) => {
  const { facts, known } = act;
  if (!known?.known)
    return refuse(
      'unknown-reference',
      'QY-11',
      '名册中没有该审核人员，或者没有法制审核的资格。',
      'The reviewer is not registered as one.',
      '由登记的法制审核人员审核。',
      'Let a registered reviewer review it.',
    );
  if (known.team.some((m) => m.officer === act.officer))
    return refuse(
      'reviewer-is-investigator',
      'QY-11',
      '法制审核意见不得由检查组成员提交。',
      'A member of the team does not file the review.',
      '由审核人员提交。',
      'Let the reviewer file it.',
    );
  if (known.approver === facts.reviewer)
    return refuse(
      'same-person',
      'X-7',
      '审核人员是方案的批准人。',
      'The reviewer approved the plan.',
      '由其他人员审核。',
      'Let somebody else review it.',
    );
  return (
    refuseUnreviewed(
      true,
      facts.reviewer,
      known.team.map((m) => m.officer),
    ) ??
    (facts.agreed || facts.reasonGiven
      ? undefined
      : reasonMissing(
          'QY-11',
          '审核不同意的须说明理由。',
          'A review that disagrees gives its reason.',
        ))
  );
};

export const hearingGuards: Guards<HearingActs, ConductState> = {
  'provisional-result': [afterEnd, provisionalHolds],
  statement: [whileHeard],
  'statement-waiver': [whileHeard],
  'legal-review': [reviewHolds],
};
