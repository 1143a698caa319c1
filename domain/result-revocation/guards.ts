/** 不得 What may not be done in the file that revokes a result. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import { refuse } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { refuseRevocation } from '../commitment-case/revocation.ts';
import type { Refusal } from '../law/refusal.ts';
import type { revocation } from '../commitment-case/acts.ts';
import type { Acts, State, notDependent } from './acts.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

// 第三条 Where one department accepts and supervises, who asked for the revocation does not make it.
const twoPersons = ({ officer }: { officer: string }, s: State): Refusal | undefined =>
  officer === s.askedBy
    ? refuse(
        'same-person',
        'TJ84-3.1',
        '受理与监管为同一部门的，须由两名不同人员办理。',
        'Where one department accepts and supervises, two different persons do so.',
        '由另一名人员办理。',
        'Let another officer act.',
      )
    : undefined;

// 第十条 As in the case itself.
const revocationIsComplete: GuardOf<typeof revocation, State> = (act, s) =>
  refuseRevocation(act, s.clause);

// 第十一条 Where nobody could confirm beforehand, a person may still find that the result does not depend on the licence.
const findingHolds: GuardOf<typeof notDependent, State> = ({ facts, known }) => {
  if (!known?.person)
    return refuse(
      'person-required',
      'TJ84-11',
      '须由工作人员认定，不得由系统认定。',
      'A person finds this; no system does.',
      '由受理部门的工作人员认定。',
      'Let an officer of the accepting department find it.',
    );
  return facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        'TJ84-11',
        '认定不依据该证照须说明理由。',
        'That the result does not depend on the licence needs a reason.',
        '写明理由。',
        'State the reason.',
      );
};

export const guards: Guards<Acts, State> = {
  revocation: [twoPersons, revocationIsComplete],
  'not-dependent': [twoPersons, findingHolds],
};

export function notAwaited(act: Act, possible: Possible): Refusal {
  const what = possible.nameOf(act.type);
  const clause = act.type === 'not-dependent' ? 'TJ84-11' : 'TJ84-10.1';
  return notAwaitedNow(
    clause,
    `本卷只办理撤销，现在不能提交${what.zh}。`,
    `This file is about the revocation only: ${what.en} cannot be filed.`,
    possible,
  );
}
