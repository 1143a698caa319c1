/** 登记 May it be recorded that this decision fell, or stands again? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { measures as ladder, type Measure } from '../rapid-response/measures.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { clauseFor } from './duties.ts';
import { alreadyFallen, notStanding, withItsCase } from './guards.ts';

/** A decision as the registers have it. `units`: of the response; null where none is behind it. */
export interface DecisionToFall {
  source: 'penalty-case' | 'rapid-response';
  subjectKind: string;
  subject: string;
  state: string;
  measures: readonly Measure[];
  decidedAt: Instant;
  units: Readonly<Record<string, string>> | null;
}

interface ToRecord {
  caller: string;
  /** Undefined: there is none, or not for the caller to know of. */
  decision: DecisionToFall | undefined;
  /** What the registries say of the head who is to confirm; `own`: whoever records it; `decided`: whoever made the decision. */
  approver:
    | { head: boolean; over: boolean; present: boolean; own: boolean; decided: boolean }
    | undefined;
}

export interface FallToRecord extends ToRecord {
  by: 'review' | 'court' | 'self';
  outcome: 'annulled' | 'changed';
  measures: readonly Measure[] | undefined;
  reasonGiven: boolean;
  decidedAt: Instant;
  effectiveAt: Instant;
  receivedAt: Instant;
}

/** 监督所、支付处 The bodies that may record it. */
const bodies = ['supervision-body', 'payment-division'];

const clauseOf = ({ decision }: ToRecord): string => clauseFor(decision?.subjectKind ?? '');

export const refuseFall = (r: FallToRecord): Refusal | undefined =>
  refuseDecision(r) ??
  (['fallen', 'changed'].includes(r.decision!.state)
    ? alreadyFallen(clauseOf(r), '无须再次登记。', 'Nothing is to be recorded again.')
    : undefined) ??
  refuseOutcome(r) ??
  refuseInstants(r) ??
  refuseApprover(r);

/** 恢复成立 Only what was confirmed, and stands as the last word on its decision. */
export const refuseRetraction = (
  r: ToRecord & { reversible: boolean; groundFallen: boolean },
): Refusal | undefined =>
  refuseDecision(r) ??
  (r.groundFallen ? withItsCase(clauseOf(r)) : undefined) ??
  (r.reversible
    ? undefined
    : notStanding(
        clauseOf(r),
        '待确认的登记由登记单位撤回；其后另有登记的，先处理后一登记。',
        'What waits to be confirmed is withdrawn in its file; take back what came later first.',
      )) ??
  refuseApprover(r);

function refuseDecision(r: ToRecord): Refusal | undefined {
  const { decision, caller } = r;
  const clause = clauseOf(r);
  if (!decision)
    return refuse(
      'final-decision-unknown',
      clause,
      '没有该处理决定，或者本单位无权查看。',
      'There is no such final decision, or your unit may not read its file.',
      '核对案卷和决定序号。',
      'Check the file and the number of the decision.',
    );
  if (decision.source === 'penalty-case')
    return refuse(
      'decision-of-a-case',
      clause,
      '处罚决定的撤销、变更在立案查处案卷中办理，依据该案的处理决定随之变化。',
      'A penalty is reversed in its case; what rests on it follows.',
      '在该案卷提交；已结案的，重新立案并写明所取代的案件。',
      'File it there; where the case has ended, file a case that supersedes it.',
    );
  return bodies.some((role) => decision.units?.[role] === caller)
    ? undefined
    : refuse(
        'not-owed-by-you',
        clause,
        '由本案的监督所或者支付处登记。',
        'The supervision body or the payment division of the file records it.',
        '由该单位提交。',
        'Let one of them submit it.',
      );
}

function refuseOutcome(r: FallToRecord): Refusal | undefined {
  const clause = clauseOf(r);
  const left = r.measures ?? [];
  if ((r.outcome === 'changed') !== left.length > 0)
    return refuse(
      'contradictory-measures',
      clause,
      '变更须列明变更后的措施，撤销不列。',
      'A change lists what is left; an annulment leaves nothing.',
      '按结果填写。',
      'Fill it in as the outcome has it.',
    );
  if (r.by === 'self' && !r.reasonGiven)
    return refuse(
      'reason-missing',
      clause,
      '自行纠正须说明理由。',
      'What the body corrects itself has its reason.',
      '写明理由。',
      'State it.',
    );
  const before = r.decision!.measures;
  if (isHarsher(before, left))
    return refuse(
      'harsher-than-noticed',
      clause,
      '变更不得加重处理。',
      'A change makes nothing harsher.',
      '不重于原决定。',
      'Nothing above the decision.',
    );
  return left.length > 0 && same(before, left)
    ? refuse(
        'left-unchanged',
        clause,
        '变更后的措施与原决定相同。',
        'What is left is the whole decision.',
        '没有变更的无须登记。',
        'What was upheld is not recorded here.',
      )
    : undefined;
}

/** Something above the hardest of the decision, more money than it had, or a suspension that lasts longer. */
export function isHarsher(before: readonly Measure[], left: readonly Measure[]): boolean {
  const rank = (list: readonly Measure[]) =>
    Math.max(-1, ...list.map(({ measure }) => ladder.indexOf(measure)));
  const money = (list: readonly Measure[]) =>
    list.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
  const until = (list: readonly Measure[]) => list.find((m) => m.measure === 'suspend')?.endsOn;
  const [old, now] = [until(before), until(left)];
  return (
    rank(left) > rank(before) ||
    money(left) > money(before) ||
    (old !== undefined && now !== undefined && now > old)
  );
}

const same = (before: readonly Measure[], left: readonly Measure[]): boolean => {
  const text = (list: readonly Measure[]) =>
    list
      .map(({ measure, amountFen, by, endsOn, reviewOn }) =>
        [measure, amountFen, by, endsOn, reviewOn].join('/'),
      )
      .toSorted()
      .join();
  return text(before) === text(left);
};

function refuseInstants(r: FallToRecord): Refusal | undefined {
  const clause = clauseOf(r);
  const early = (since: Instant) =>
    refuse(
      'before-trigger',
      clause,
      `所写时间早于前一步（${formatInstant(since)}）。`,
      `It is dated before the step that it follows (${formatInstant(since)}).`,
      '写明实际的时间。',
      'State when it was.',
    );
  if (r.decidedAt < r.decision!.decidedAt) return early(r.decision!.decidedAt);
  if (r.effectiveAt < r.decidedAt) return early(r.decidedAt);
  return r.effectiveAt > r.receivedAt
    ? refuse(
        'in-the-future',
        clause,
        '尚未生效：原决定在此之前仍然成立。',
        'It is not effective yet: until then the decision stands.',
        '生效后登记。',
        'Record it once it is effective.',
      )
    : undefined;
}

function refuseApprover(r: ToRecord): Refusal | undefined {
  const { approver } = r;
  const clause = clauseOf(r);
  if (approver?.own || approver?.decided)
    return refuse(
      'same-person',
      clause,
      approver.own ? '登记人不得确认自己的登记。' : '作出原决定的人不得确认。',
      approver.own
        ? 'Whoever records it does not confirm it.'
        : 'Whoever made the decision does not confirm it.',
      '写明另一名负责人。',
      'Name another head.',
    );
  return approver?.head === true && approver.over && approver.present
    ? undefined
    : refuse(
        'approver-missing',
        clause,
        '确认人须为登记单位或者其上级在任的负责人。',
        'It is confirmed by a registered head in office of the recording unit or of one over it.',
        '写明这样的负责人。',
        'Name such a head.',
      );
}
