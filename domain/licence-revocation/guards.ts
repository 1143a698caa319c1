/** 不得 What art. 11 forbids in a cascade. Pure; what only the list knows comes with the act. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import { refuse } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts, State, confirmation } from './acts.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

// 第三条 One department may be on both sides; then two persons are.
const twoPersons: GuardOf<typeof confirmation, State> = (act, { reporter }) =>
  act.unit === reporter.unit && act.officer === reporter.officer
    ? refuse(
        'same-person',
        'TJ84-3.1',
        '受理与监管为同一部门的，须由两名不同人员办理。',
        'Where one department accepts and supervises, two different persons do so.',
        '由另一名人员确认。',
        'Let another officer confirm.',
      )
    : undefined;

/** A few of them by name. */
const named = (ids: readonly string[]): string =>
  `${ids.slice(0, 3).join('、')}${ids.length > 3 ? '……' : ''}`;

// 第十一条 A person confirms, never a system.
const byPerson: GuardOf<typeof confirmation, State> = ({ known }) =>
  known?.person
    ? undefined
    : refuse(
        'person-required',
        'TJ84-11',
        '撤销须由工作人员逐一确认，不得由系统代为确认。',
        'A person confirms each result; no system does.',
        '由受理部门的工作人员确认。',
        'Let an officer of the accepting department confirm.',
      );

// 第十一条 Each department confirms its own results; what is not on the list is not touched.
const ownResults: GuardOf<typeof confirmation, State> = (act) => {
  const known = act.known!;
  if (known.unlisted.length > 0)
    return refuse(
      'not-on-the-list',
      'TJ84-11',
      `不依据该证照的办理结果不受影响：${named(known.unlisted)}。`,
      `What does not depend on the licence is not touched: ${named(known.unlisted)}.`,
      '只确认清单所列的办理结果。',
      'Confirm results of the list only.',
    );
  if (known.foreign.length > 0)
    return refuse(
      'not-your-result',
      'TJ84-11',
      `由其他部门受理：${named(known.foreign)}。`,
      `Accepted by another department: ${named(known.foreign)}.`,
      '各受理部门确认各自的办理结果。',
      'Each accepting department confirms its own results.',
    );
  return undefined;
};

// 第十一条 Each result is confirmed once, and what does not depend on the licence has its reason.
const notYetConfirmed: GuardOf<typeof confirmation, State> = (act) => {
  const { facts } = act;
  const known = act.known!;
  if (known.revoked.length > 0)
    return refuse(
      'already-revoked',
      'TJ84-11',
      `已经撤销：${named(known.revoked)}。`,
      `Revoked already: ${named(known.revoked)}.`,
      '无需再次撤销。',
      'Nothing to do.',
    );
  if (known.answered.length > 0)
    return refuse(
      'already-confirmed',
      'TJ84-11',
      `已经确认：${named(known.answered)}。`,
      `Confirmed already: ${named(known.answered)}.`,
      '只确认尚未确认的办理结果。',
      'Confirm what is not confirmed yet.',
    );
  if (facts.decision === 'not-dependent' && !facts.reasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-11',
      '认定不依据该证照须说明理由。',
      'That a result does not depend on the licence needs a reason.',
      '写明理由。',
      'State the reason.',
    );
  return undefined;
};

export const guards: Guards<Acts, State> = {
  confirmation: [twoPersons, byPerson, ownResults, notYetConfirmed],
};

export function notAwaited(act: Act, possible: Possible): Refusal {
  const what = possible.nameOf(act.type);
  return notAwaitedNow(
    'TJ84-11',
    `现在不能提交${what.zh}：没有待确认的办理结果。`,
    `${what.en} cannot be filed now: there is nothing left to confirm.`,
    possible,
  );
}
