/** 不得 What a coordination issue refuses: reporting it to nobody, and ending it unsolved (TJ84-15.6). Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, State, escalation } from './acts.ts';
import { refusing } from '../law/refuse.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

const CLAUSE = 'TJ84-15.6';

const refuse = refusing(CLAUSE);

const byCoordinator = ({ known }: { known?: { coordinator: boolean } }): Refusal | undefined =>
  known?.coordinator === true
    ? undefined
    : refuse(
        'not-coordinator',
        '该事项由审管联动协调员办理。',
        'This is for a coordinator to do.',
        '由登记在册、当日在岗的协调员（或其代理人）提交。',
        'Let a registered coordinator who is present, or the substitute, submit it.',
        'TJ84-15.0',
      );

/** Both bodies are told, and both by name. */
const targetsAreNamed: GuardOf<typeof escalation, State> = ({ facts, known }) => {
  if (!facts.approvingBody || !facts.supervisingBody)
    return refuse(
      'target-missing',
      '报告须同时写明审批机关和监管机关。',
      'An escalation names the approving body and the supervising body.',
      '填写 approvingBody 和 supervisingBody。',
      'Fill in approvingBody and supervisingBody.',
    );
  if (known?.approving !== true || known?.supervising !== true)
    return refuse(
      'target-unknown',
      '所写机关不在本局登记的单位中。',
      'A body named is not registered with this bureau.',
      '写明本局登记的单位编号。',
      'Name units that are registered with the bureau.',
    );
  return undefined;
};

export const guards: Guards<Acts, State> = {
  escalation: [byCoordinator, targetsAreNamed],
  resolution: [byCoordinator],
  'resolution-note': [byCoordinator],
  closure: [byCoordinator],
};

/** An act that nobody awaits: a closure before its time says what is missing. */
export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    if (act.type === 'closure' && !state.resolved)
      return refuse(
        'resolution-missing',
        '问题没有解决，不得销号；须跟踪至解决为止。',
        'An issue cannot be closed without a resolution: it is tracked until it is solved.',
        '先提交解决结果。',
        'File the resolution first.',
      );
    if (act.type === 'closure')
      return refuse(
        'resolution-not-noted',
        '受理、监管双方尚未都知悉解决结果。',
        'The two sides have not both taken note of the resolution.',
        '先由双方各自确认知悉解决结果。',
        'Let each side file the note of the resolution first.',
      );
    return notAwaitedNow(
      CLAUSE,
      '本件现在不接收这种文书。',
      'The issue does not await such an act now.',
      possible,
    );
  };
}
