/** 不得 What a programme refuses: announced while levels overlap, settled where nothing overlaps (QY-5.2, 5.3). Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, State, amendment, announcement, settlement } from './acts.ts';
import { endOfQuarter, quarters } from './duties.ts';
import { refuse } from '../law/refuse.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

/** 5.2  One level acts, or both together: the superior says so before either announces. */
const levelsAreSettled: GuardOf<typeof announcement, State> = ({ known }) => {
  const { unsettled } = known!;
  return unsettled.length === 0
    ? undefined
    : refuse(
        'programme-unsettled',
        'QY-5.2',
        `不同层级的计划含有同一事项，尚未统筹：${unsettled.join('、')}。`,
        `Programmes of two levels have the same items, not settled: ${unsettled.join(', ')}.`,
        '由上级在其计划中统筹，确定一级实施或者联合检查。',
        'Let the superior settle it in its own programme.',
      );
};
const overlaps: GuardOf<typeof settlement, State> = ({ facts: { items }, known }) => {
  const none = items.filter((item) => !known!.overlapping.includes(item));
  return none.length === 0
    ? undefined
    : refuse(
        'nothing-to-settle',
        'QY-5.2',
        `与该下级计划没有重复的事项：${none.join('、')}。`,
        `No overlap with that programme of a lower level: ${none.join(', ')}.`,
        '由上级对确有重复的事项统筹。',
        'The superior settles what does overlap.',
      );
};

/** 5.3, 7.3  A plan may be amended, with its reason, and made known again; what is over stays as it was planned. */
const pastStands: GuardOf<typeof amendment, State> = (act, { year, planned }) => {
  const amended = act.facts.planned;
  const over = quarters.filter(
    (q) => endOfQuarter(year, q) < act.receivedAt && amended[q - 1] !== planned[q - 1],
  );
  return over.length === 0
    ? undefined
    : refuse(
        'programme-past-quarter',
        'QY-5.3',
        `第${over.join('、')}季度已经结束，不得修改。`,
        `Over already: ${over.map((q) => `Q${q}`).join(', ')}.`,
        '只修改尚未结束的季度。',
        'Amend quarters that are not over.',
      );
};

export const guards: Guards<Acts, State> = {
  'programme-announcement': [levelsAreSettled],
  'level-settlement': [overlaps],
  'programme-amendment': [pastStands],
};

export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    if (act.type === 'programme-announcement' && state.announced)
      return refuse(
        'not-awaited',
        'QY-5.3',
        '计划已经公布。',
        'It is announced.',
        '无须再次公布。',
        'Nothing more is needed.',
      );
    return notAwaitedNow(
      'QY-5.3',
      '本件现在不接收这种文书。',
      'Such an act is not awaited now.',
      possible,
    );
  };
}
