/** 不得 What a plan of work refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { personRequired } from './person.ts';
import type { Acts, closing, State } from './acts.ts';
import { bySecond, fits, newPaper } from './amendments.ts';
import { ANNEX, REVIEWS } from './clauses.ts';

const byPerson: GuardOf<typeof closing, State> = ({ known }) =>
  known?.person === true ? undefined : personRequired;

/** Lateness discharges nothing: what has a date is done, or taken out by a new document, before the plan is closed. */
const allDone: GuardOf<typeof closing, State> = ({ known }) =>
  known!.open.length === 0
    ? undefined
    : refuse(
        'plan-tasks-open',
        ANNEX,
        `还没有完成的任务：${known!.open.join('、')}。`,
        `Tasks that are not done: ${known!.open.join(', ')}.`,
        '先完成并由办公室确认，或者以新的文件取消。',
        'Have them done and accepted by the office first, or taken out by a new document.',
      );

export const guards: Guards<Acts, State> = {
  'plan-closing': [byPerson, allDone],
  'plan-amendment': [newPaper, fits],
  'plan-amendment-decision': [bySecond],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    REVIEWS,
    '工作方案现在不接收这种文书。',
    'Such an act is not awaited by the plan now.',
    possible,
  );
