/** 不得 What a review refuses: what nobody has seen, what is out of its order (QJ-3.3). Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { REVIEWS } from '../work-plan/clauses.ts';
import type { Acts, closing } from './acts.ts';

const refuse = refusing(REVIEWS);
type State = Record<never, never>;

const byPerson: GuardOf<typeof closing, State> = ({ known }) =>
  known?.person === true
    ? undefined
    : refuse(
        'person-required',
        '督查结果由工作人员审定，不由系统审定。',
        'A person closes a review, not a system.',
        '由领导小组办公室的工作人员提交。',
        'Let somebody of the office submit it.',
      );

const inOrder: GuardOf<typeof closing, State> = ({ known }) =>
  known!.earlier === null
    ? undefined
    : refuse(
        'earlier-review-open',
        `前一期（${known!.earlier}）尚未审定，各期依次审定。`,
        `The review of an earlier period (${known!.earlier}) is not closed: they are closed one after the other.`,
        '先审定前一期。',
        'Close the earlier one first.',
      );

const asSeen: GuardOf<typeof closing, State> = ({ facts, known }) =>
  facts.contentHash === known!.hash
    ? undefined
    : refuse(
        'review-content-other',
        '所写的 SHA-256 不是本期内容的。',
        'The SHA-256 is not that of the content of this review.',
        '查看内容，以其 SHA-256 审定。',
        'Read the content and close it by its SHA-256.',
      );

export const guards: Guards<Acts, State> = { 'review-closing': [byPerson, inOrder, asSeen] };

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    REVIEWS,
    '本期督查现在不接收这种文书。',
    'Such an act is not awaited by the review now.',
    possible,
  );
