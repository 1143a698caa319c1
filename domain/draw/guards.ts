/** 不得 What a draw refuses (QY-6.2, TJ51-14.2): a number of one's own, a weak or used one, a reveal before it, a draw given up without reason. Pure. */
import type { Act } from '../law/act.ts';
import { canBeFiled, type Possible } from '../law/act-names.ts';
import type { Refusal } from '../law/refusal.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Acts, State, abandonment, contribution } from './acts.ts';
import { refuseContribution } from './contribution.ts';
import { tooEarly, unapproved, wrongState } from './refusals.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

const numberCounts: GuardOf<typeof contribution, State> = (act, s) => {
  const {
    facts: { number },
    known,
  } = act;
  const given = { body: act.unit, number, at: formatInstant(act.receivedAt) };
  return refuseContribution(
    { ...s, committedAt: formatInstant(s.committedAt) },
    given,
    new Set(known?.used ? [number] : []),
  );
};

/** With a reason, and by somebody outside the drawing body: the second body, or whoever is set over it. */
const approvedOutside: GuardOf<typeof abandonment, State> = (act, s) =>
  act.unit !== s.body && act.facts.reasonGiven ? undefined : unapproved(s);

export const guards: Guards<Acts, State> = {
  contribution: [numberCounts],
  abandonment: [approvedOutside],
};

/** The life of a draw goes one way. */
export function notAwaited(s: State) {
  return (act: Act, possible: Possible): Refusal => {
    if (act.type === 'reveal' && s.at === 'committed')
      return tooEarly(s, '第二单位尚未给数', 'The second body has not given its number yet');
    if (act.type === 'contribution')
      return wrongState(
        s,
        '本次抽查不再等待第二个数',
        'This draw no longer waits for a second number',
        '按已有的数揭示。',
        'Reveal with the number that was given.',
      );
    const [what, can] = [possible.nameOf(act.type), canBeFiled(possible)];
    return wrongState(
      s,
      `现在不能提交${what.zh}`,
      `${what.en} cannot be filed now`,
      can.zh,
      can.en,
    );
  };
}
