/** 不得 What a cycle refuses. Pure. Whoever tells the grades does so when there are some: before that nothing is awaited. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, State } from './acts.ts';
import { CYCLE } from './duties.ts';

export const guards: Guards<Acts, State> = { 'credit-results': [] };

export const notAwaited =
  ({ assessed, rule }: State) =>
  (_act: Act, possible: Possible): Refusal =>
    rule === null
      ? notAwaitedNow(
          CYCLE,
          '周期开始时没有施行的规则，本周期不评级。',
          'No rule was in force when the cycle began: nobody is graded in it.',
          possible,
        )
      : notAwaitedNow(
          CYCLE,
          assessed ? '评价结果已经告知。' : '周期未满，尚未评价。',
          assessed ? 'The grades have been told.' : 'The cycle is not over: nobody is graded yet.',
          possible,
        );
