/** 第七条 Who checks and feeds back, what a check can find, and when its record may be corrected. */
import type { Act } from '../law/act.ts';
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { CheckFinding, checkRecord } from './acts.ts';
import type { State } from './state.ts';
import { demandsStop, stopClause } from './stopping.ts';

// 第七条 Who was assigned checks and feeds back, to the department that accepted.
export const byTheAssignee = ({ officer }: Pick<Act, 'officer'>, s: State): Refusal | undefined =>
  officer === s.assignee
    ? undefined
    : refuse(
        'not-the-assignee',
        'TJ84-7',
        '检查和反馈由被分发的监管人员办理。',
        'The officer to whom the file was distributed checks it and feeds back.',
        '由该监管人员办理，或先改派。',
        'Let the assigned officer act, or reassign the file first.',
      );

/** What neither a check nor a feedback can find: art. 8 knows no supplementing, art. 9 no supplementing of what cannot be completed. */
export function refuseFinding(
  { type }: State,
  { result, canSupplement }: CheckFinding,
): Refusal | undefined {
  if (result !== 'to-supplement') return undefined;
  if (type === 'certification')
    return refuse(
      'result-not-for-type',
      'TJ84-8',
      '证明事项告知承诺制没有待补齐：与承诺不符即应责令停止。',
      'Certification on commitment knows no supplementing: what differs from the commitment is stopped.',
      '填写相符或者不符。',
      'Conforming or not conforming.',
    );
  return canSupplement === false
    ? refuse(
        'contradictory-judgement',
        'TJ84-9.2',
        '无法补齐的不是待补齐。',
        'What cannot be completed is not to be supplemented.',
        '结果填写不符。',
        'The result is not-conforming.',
      )
    : undefined;
}

export const findingFitsType: GuardOf<typeof checkRecord, State> = ({ facts }, s) => {
  const { result, canSupplement } = facts;
  return result === undefined
    ? undefined
    : refuseFinding(s, { result, ...(canSupplement !== undefined && { canSupplement }) });
};

// 第七条 Before the feedback a record may be corrected, with its reason; a stop that has been served is not corrected away.
export const correctionIsFounded: GuardOf<typeof checkRecord, State> = ({ facts }, s) => {
  if (!s.checked) return undefined;
  const { result, canSupplement, correctionReasonGiven } = facts;
  if (!correctionReasonGiven)
    return refuse(
      'reason-missing',
      'TJ84-7',
      '已有检查记录；更正须说明理由。',
      'There is a check record already; a correction needs its reason.',
      '填写 correctionReason，或者按检查记录反馈。',
      'Give correctionReason, or feed back what was found.',
    );
  if (
    !s.stopped ||
    (result !== undefined &&
      demandsStop(s.type, { result, ...(canSupplement !== undefined && { canSupplement }) }))
  )
    return undefined;
  return refuse(
    'stop-order-served',
    stopClause(s.type),
    '责令停止已经送达，不能以更正检查记录使其失去依据。',
    'The stop order has been served: correcting the record does not take its ground away.',
    '按检查记录反馈；责令停止通过其救济途径撤销。',
    'Feed back what was found; the order is undone by its own remedies.',
  );
};
