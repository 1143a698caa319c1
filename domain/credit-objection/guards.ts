/** 不得 What an objection refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { Acts, State, decision } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);
type Deciding = GuardOf<typeof decision, State>;

const afterCheck: Deciding = (_, { checked }) =>
  checked
    ? undefined
    : refuse(
        'objection-unchecked',
        '先核查，后决定。',
        'An objection is checked before it is decided.',
        '先提交异议核查。',
        'Let the section file its check first.',
      );

const reasoned: Deciding = ({ facts }) =>
  facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        '决定没有写明理由。',
        'The decision gives no reason.',
        '写明理由。',
        'State the reason.',
      );

/** X-7 Nobody decides on the own work. */
const independent: Deciding = ({ known }) => {
  if (known?.person !== true)
    return refuse(
      'person-required',
      '异议由工作人员决定，不由系统决定。',
      'A person decides on an objection, not a system.',
      '由工作人员提交。',
      'Let a person file it.',
    );
  return known.involved
    ? refuse(
        'decider-involved',
        '登记、更正该记录，或者办理该评价的人员不得决定异议。',
        'Whoever recorded, corrected or graded does not decide on the objection.',
        '由没有参与登记、评价的人员决定。',
        'Let somebody decide who took no part in either.',
        'X-7',
      )
    : undefined;
};

const itsOwn: Deciding = ({ facts, known }, { target }) => {
  const wrong = known!.others;
  if (wrong.length > 0)
    return refuse(
      'record-not-of-subject',
      `不属于该主体或者已不计的记录：${wrong.join('、')}。`,
      `Not of the subject, or fallen: ${wrong.join(', ')}.`,
      '写明该主体仍计入的记录。',
      'Name records of the subject that count.',
    );
  return facts.falls.length > 0 && (!facts.granted || target === 'record')
    ? refuse(
        'record-not-of-subject',
        '异议针对一条记录的，成立即不计该记录；不成立的，没有记录不计。',
        'An objection to a record concerns that record; one that is not granted lets none fall.',
        '不列记录。',
        'List no records.',
      )
    : undefined;
};

export const guards: Guards<Acts, State> = {
  'objection-decision': [afterCheck, reasoned, independent, itsOwn],
};

export const notAwaited = (act: Act, possible: Possible): Refusal => {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    CLAUSE,
    `现在不能提交${what.zh}。`,
    `${what.en} cannot be filed now.`,
    possible,
  );
};
