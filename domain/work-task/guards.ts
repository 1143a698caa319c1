/** 不得 What a task refuses. Pure; each refusal cites the clause of its row and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { GROUP } from '../work-plan/clauses.ts';
import type { Acts, ByPerson, completion, dateConfirmation, decision, State } from './acts.ts';

const byPerson = ({ known }: { known?: ByPerson | undefined }, { clause }: State) =>
  known?.person === true
    ? undefined
    : refuse(
        'person-required',
        clause,
        '由工作人员办理，不由系统办理。',
        'A person does this, not a system.',
        '由工作人员提交。',
        'Let a person submit it.',
      );

const proved: GuardOf<typeof completion, State> = ({ facts }, { clause }) =>
  facts.evidence > 0
    ? undefined
    : refuse(
        'task-evidence-missing',
        clause,
        '没有完成的证明。',
        'Nothing proves that it is done.',
        '附证明。',
        'Attach what proves it.',
      );

/** 责任科室 Whoever proves it does not accept it, nor another account under the same certificate. */
const byAnother: GuardOf<typeof decision, State> = ({ known }, { clause }) =>
  known!.own
    ? refuse(
        'task-evidence-own',
        clause,
        '提交完成情况的人不能自己确认。',
        'Whoever has given the evidence cannot accept it.',
        '由办公室的另一人确认。',
        'Let another person of the office decide.',
      )
    : undefined;

const reasoned: GuardOf<typeof decision, State> = ({ facts }, { clause }) =>
  facts.outcome === 'accepted' || facts.reasonGiven
    ? undefined
    : reasonMissing(clause, '退回须写明理由。', 'It is given back with a reason.');

const reasonMissing = (clause: string, zh: string, en: string): Refusal =>
  refuse('reason-missing', clause, zh, en, '写明理由。', 'State it.');

/** 领导小组 A named person of the group says which date holds. */
const byMember: GuardOf<typeof dateConfirmation, State> = ({ known }) =>
  known!.member
    ? undefined
    : refuse(
        'not-of-the-group',
        GROUP,
        '以哪个完成时限为准，由领导小组的人员确认。',
        'Which date holds is confirmed by somebody who stands in the leading group.',
        '由登记在领导小组中的人员提交。',
        'Let somebody of the group submit it.',
      );

const oneOfBoth: GuardOf<typeof dateConfirmation, State> = ({ facts }, { dates, clause }) => {
  if (!dates.includes(facts.on))
    return refuse(
      'task-date-unknown',
      clause,
      `只能在 ${dates.join(' 和 ')} 之间确认。`,
      `The dates are ${dates.join(' and ')}.`,
      '写明其中之一。',
      'State one of them.',
    );
  return facts.reasonGiven
    ? undefined
    : reasonMissing(clause, '须写明理由。', 'It needs a reason.');
};

export const guards: Guards<Acts, State> = {
  'task-completion': [byPerson, proved],
  'task-acceptance': [byPerson, byAnother, reasoned],
  'task-date-confirmation': [byPerson, byMember, oneOfBoth],
};

export const notAwaited =
  (state: State) =>
  (_act: Act, possible: Possible): Refusal =>
    notAwaitedNow(
      state.clause,
      '本任务现在不接收这种文书。',
      'Such an act is not awaited by the task now.',
      possible,
    );
