/** 不得 What a record refuses: whoever recorded it or decided confirms nothing, nor what stands otherwise meanwhile. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { Acts, State, confirmation } from './acts.ts';

type Confirms = GuardOf<typeof confirmation, State>;

const reasonMissing = (clause: string): Refusal =>
  refuse('reason-missing', clause, '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

/** 二人 A head in office, and neither who recorded it nor who decided. */
const byAnotherHead: Confirms = ({ known }, { clause }) => {
  if (known!.own || known!.decided)
    return refuse(
      'same-person',
      clause,
      known!.own ? '登记人不得确认自己的登记。' : '作出原决定的人不得确认。',
      known!.own
        ? 'Whoever recorded it does not confirm it.'
        : 'Whoever made the decision does not confirm it.',
      '由另一名负责人确认。',
      'Let another head confirm it.',
    );
  if (known!.head && !known!.barred) return undefined;
  return refuse(
    'approver-missing',
    clause,
    known!.head ? '该负责人是本案调查人员或者已经回避。' : '由登记单位或者其上级在任的负责人确认。',
    known!.head
      ? 'That head investigated the case or was recused from it.'
      : 'A head in office of the recording unit or of one over it confirms it.',
    '由另一名负责人确认。',
    'Let another head confirm it.',
  );
};

/** What is confirmed is still to be had: the decision stands, or what is taken back is its last fall. Rejected it may be at any time, with a reason. */
const stillSo: Confirms = ({ facts, known }, { clause, kind }) => {
  if (facts.outcome === 'rejected') return facts.reasonGiven ? undefined : reasonMissing(clause);
  const stands = known!.state === 'served' || known!.state === 'decided';
  if (kind === 'fall')
    return stands ? undefined : alreadyFallen(clause, '不予确认。', 'Reject the record.');
  if (known!.groundFallen) return withItsCase(clause);
  return known!.reversible && !stands
    ? undefined
    : notStanding(clause, '不予确认。', 'Reject the record.');
};

export const alreadyFallen = (clause: string, zh: string, en: string): Refusal =>
  refuse(
    'already-fallen',
    clause,
    '该决定已被撤销或者变更。',
    'The decision was annulled or changed already.',
    zh,
    en,
  );

export const notStanding = (clause: string, zh: string, en: string): Refusal =>
  refuse(
    'fall-not-standing',
    clause,
    '所写登记没有确认、已经撤回，或者其后另有变化。',
    'The record was not confirmed, was taken back, or something else came after it.',
    zh,
    en,
  );

/** 随案撤销 No mistake, as long as the penalty under it is annulled. */
export const withItsCase = (clause: string): Refusal =>
  refuse(
    'ground-annulled',
    clause,
    '该决定随所依据的处罚决定撤销，处罚决定仍被撤销，不得恢复成立。',
    'It fell with the penalty on which it rests, and that is annulled still: it cannot stand again.',
    '需要处理的，另行作出决定。',
    'Where something is to be decided, make another decision.',
  );

export const guards: Guards<Acts, State> = {
  'fall-confirmation': [byAnotherHead, stillSo],
  'fall-withdrawal': [
    ({ facts }, { clause }) => (facts.reasonGiven ? undefined : reasonMissing(clause)),
  ],
};

export const notAwaited =
  (clause: string) =>
  (act: Act, possible: Possible): Refusal => {
    const what = possible.nameOf(act.type);
    return notAwaitedNow(
      clause,
      `现在不能提交${what.zh}。`,
      `${what.en} cannot be filed now.`,
      possible,
    );
  };
