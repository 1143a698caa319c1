/** 不得 What is refused of the acts before the door by the file itself; gates, caps and windows are decided in Postgres. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, InspectionState, planChange } from './acts.ts';
import { refuse } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

// 第十条 What the head has approved is not approved twice; a change needs a new approval.
const approvedOnce = (_act: unknown, { approved }: InspectionState): Refusal | undefined =>
  approved
    ? refuse(
        'already-approved',
        'QY-10.1',
        '方案已经批准。',
        'The plan is approved already.',
        '变更方案后重新批准。',
        'A changed plan is approved anew.',
      )
    : undefined;

const reasoned = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        'QY-10.1',
        '没有说明理由。',
        'The reason is missing.',
        '说明理由。',
        'Give the reason.',
      );

// 第十条 Two are two people: nobody is listed twice.
const nobodyTwice: GuardOf<typeof planChange, InspectionState> = ({ facts }) =>
  facts.twice
    ? refuse(
        'same-person-twice',
        'QY-10.6',
        '检查组中有人重复列入。',
        'Somebody is listed twice in the team.',
        '每名人员只列一次。',
        'List everybody once.',
      )
    : undefined;

export const guards: Guards<Acts, InspectionState> = {
  approval: [approvedOnce],
  'plan-change': [reasoned, nobodyTwice],
  cancellation: [reasoned],
};

export function notAwaited(act: Act, possible: Possible): Refusal {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    'QY-10.1',
    `现在不能提交${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
}
