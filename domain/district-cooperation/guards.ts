/** 不得 What a record of cooperation refuses (TJ51-8.2): one side alone, agreement by whoever recorded it, a dispute without a reason. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, State, answer } from './acts.ts';

const CLAUSE = 'TJ51-8.2';
const refuse = refusing(CLAUSE);

const reasonGiven = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

/** Two sides are two people: somebody who has changed units does not agree to a record of their own. */
const byAnother: GuardOf<typeof answer, State> = ({ officer }, { recordedBy }) =>
  officer === recordedBy
    ? refuse(
        'same-person',
        '协同记录不得由提交记录的人员自己确认。',
        'Whoever filed the record does not agree to it.',
        '由该方的其他人员确认。',
        'Let another officer of that side do it.',
      )
    : undefined;

/** 双方 A side that agrees was there: with at least one of its own people. */
const tookPart: GuardOf<typeof answer, State> = ({ facts, known }) =>
  facts.agrees && known?.registered === 0
    ? refuse(
        'attendee-unknown',
        '所列参加人员中没有本方在册人员。',
        'Nobody named is registered with this side.',
        '填写本方名册中的人员编号；没有参加的，提交异议。',
        'Name officers of this side; dispute the record where nobody took part.',
      )
    : undefined;

const disputedWithReason: GuardOf<typeof answer, State> = (act) =>
  act.facts.agrees ? undefined : reasonGiven(act);

export const guards: Guards<Acts, State> = {
  'cooperation-answer': [byAnother, tookPart, disputedWithReason],
  'cooperation-correction': [reasonGiven],
  'cooperation-withdrawal': [reasonGiven],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    CLAUSE,
    '本件现在不接收这种文书。',
    'The record does not await such an act now.',
    possible,
  );
