/** 不得 Who may not deal with a complaint about enforcement, and what no answer may leave out (QY-17.1). Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, Independence, State, answer, assignment } from './acts.ts';
import { refusing } from '../law/refuse.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

const CLAUSE = 'QY-17.1';

export const refuse = refusing(CLAUSE);

const notRegistered = refuse(
  'unknown-reference',
  '所写人员没有登记。',
  'The officer named is not registered.',
  '写明本局登记的人员。',
  'Name a registered officer of the bureau.',
);
const notIndependent = refuse(
  'not-independent',
  '与该检查有关的人员、被反映单位的人员不得办理。',
  'Nobody who took part in the inspection, nor of the body complained of, deals with it.',
  '由检查组和被反映单位之外的人员办理。',
  'Let somebody from outside deal with it.',
);

const independent = ({ known }: { known?: Independence }): Refusal | undefined => {
  if (!known!.registered) return notRegistered;
  return known!.tookPart || known!.ofBody ? notIndependent : undefined;
};
const assigned = (_act: unknown, { handler }: State): Refusal | undefined =>
  handler === undefined
    ? refuse(
        'not-awaited',
        '尚未指定承办人。',
        'Nobody has been assigned yet.',
        '先指定承办人。',
        'Assign the handler first.',
      )
    : undefined;
const verified = (_act: unknown, { founded }: State): Refusal | undefined =>
  founded === undefined
    ? refuse(
        'not-awaited',
        '尚未核查，不得答复。',
        'It is not verified yet: no answer.',
        '先提交核查结论。',
        'File the findings first.',
      )
    : undefined;
const byHandler = ({ officer }: { officer: string }, { handler }: State): Refusal | undefined =>
  officer === handler
    ? undefined
    : refuse(
        'not-owed-by-you',
        `由承办人 ${handler} 办理。`,
        `It is for ${handler} to do.`,
        '由承办人提交，或者先改派。',
        'Let the handler submit it, or assign somebody else first.',
      );
/** What is founded has its measure, or the reason why there is none. */
const measured: GuardOf<typeof answer, State> = ({ facts }, { founded }) => {
  const { measures, reasonGiven } = facts;
  if (founded === 'unfounded' || measures.some((m) => m !== 'none') || reasonGiven)
    return undefined;
  return refuse(
    'reason-missing',
    '反映属实而不采取措施的，须说明理由。',
    'Founded and nothing done: the reason is missing.',
    '写明措施，或者填写 reason。',
    'State the measures, or fill in reason.',
  );
};
const another: GuardOf<typeof assignment, State> = ({ facts }, { handler }) =>
  facts.officer === handler
    ? refuse(
        'not-awaited',
        '已由该人员承办。',
        'This officer has it already.',
        '改派其他人员。',
        'Assign somebody else.',
      )
    : undefined;

export const guards: Guards<Acts, State> = {
  'handler-assignment': [another, independent],
  'complaint-findings': [assigned, byHandler, independent],
  'complaint-answer': [assigned, verified, byHandler, independent, measured],
};

export const notAwaited =
  () =>
  (_act: Act, possible: Possible): Refusal => {
    return notAwaitedNow(
      CLAUSE,
      '本件现在不接收这种文书。',
      'Such an act is not awaited now.',
      possible,
    );
  };
