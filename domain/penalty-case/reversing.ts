/** 撤销、变更、退还 What becomes of a decision: by a review, a court or the body itself, which does not do it alone. Pure. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { refund, reversal } from './acts.ts';
import { discussionNeeded } from './deciding.ts';
import { dayOf, notBefore, reasonMissing } from './inquiry.ts';
import { measuresStand, refuseVeto } from './ladder.ts';
import { harsher } from './measures.ts';
import { refuseApprover, refuseDiscussion } from './people.ts';
import { since, type State } from './state.ts';

const clause = 'TJ51-14.1';
type Reverses = GuardOf<typeof reversal, State>;

/** 复议、诉讼、自行纠正 What is changed says to what; what the body corrects itself has its reason, and is never harsher. */
const reversalIsComplete: GuardOf<typeof reversal, State> = (act, s) => {
  const { by, outcome, measures, again, reasonGiven } = act.facts;
  const early = notBefore(act, s.decision!.at, '决定', 'the decision');
  if (early) return early;
  if ((outcome === 'changed') !== measures.length > 0 || (again && outcome !== 'annulled'))
    return refuse(
      'contradictory-measures',
      clause,
      '变更须列明变更后的措施；撤销可以责令重新作出；维持的不列。',
      'A change lists the measures; an annulment may order a new decision; what is upheld has neither.',
      '按结果填写。',
      'Fill it in as the outcome has it.',
    );
  if (by === 'self' && (!reasonGiven || outcome === 'upheld'))
    return reasonMissing(
      clause,
      '自行撤销、变更须说明理由。',
      'What the body corrects itself has its reason.',
    );
  if (outcome === 'changed' && harsher(s.decision!.measures, measures))
    return refuse(
      'harsher-than-noticed',
      clause,
      '变更不得加重处理处罚。',
      'A change makes nothing harsher.',
      '不重于原决定。',
      'Nothing above the decision.',
    );
  return measuresStand(measures, s);
};

/** What was paid under a decision that has fallen is returned in full. */
export const refundIsWhole: GuardOf<typeof refund, State> = ({ facts }, s) =>
  facts.amountFen === s.refundFen
    ? undefined
    : refuse(
        'instalments-unequal',
        clause,
        `应退还 ${s.refundFen} 分。`,
        `${s.refundFen} fen are to be returned.`,
        '足额退还后记录。',
        'Return all of it, and record it.',
      );

/** 自行纠正 Approved by the head, discussed as far as the decision had to be, and never below what a key violation that was confirmed asks for. */
const selfIsApproved: Reverses = (act, s) =>
  act.facts.by === 'self' ? since(s, 'self-reversal-approved', refuseAlone(act, s)) : undefined;

function refuseAlone(act: Parameters<Reverses>[0], s: State): Refusal | undefined {
  const { approvedBy, participants, outcome, measures } = act.facts;
  const { outcome: decided, measures: before, violations = [] } = s.decision!;
  if (approvedBy === undefined)
    return refuse(
      'approval-missing',
      clause,
      '自行撤销、变更决定须经负责人批准。',
      'What the body corrects itself is approved by its head.',
      '写明批准的负责人。',
      'State the head who approves.',
    );
  const unfit =
    refuseApprover(approvedBy, act.known, dayOf(act), s, clause) ??
    (outcome === 'changed' ? refuseVeto(measures, violations, s) : undefined);
  if (unfit) return unfit;
  if (!discussionNeeded(decided, before, violations, s.settings)) return undefined;
  return participants
    ? refuseDiscussion(participants, act.known, dayOf(act), s)
    : refuse(
        'discussion-missing',
        'TJ51-14.3',
        '原决定经集体讨论的，自行撤销、变更也须经集体讨论。',
        'What was decided by collective discussion is reversed by one.',
        '先集体讨论，写明参加人员和记录。',
        'Discuss it first, and state who took part.',
      );
}

export const reversalGuards: readonly [Reverses, ...Reverses[]] = [
  reversalIsComplete,
  selfIsApproved,
];
