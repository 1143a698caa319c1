/** 不得 What a circuit breaker refuses (TJ51-6.3): a trip without a delivered warning, a reset while the subject is still cut off, a decision without a reason. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { ActOf, Guard, GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { refusing } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { trip, type Acts, type State, type SubjectStands } from './acts.ts';

const CLAUSE = 'TJ51-6.3';
const refuse = refusing(CLAUSE);

const reasonGiven = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

/** 六 提前警示 A trip rests on a warning of the same indicator and version that was delivered before its touches; once a subject. */
const warnedBefore: GuardOf<typeof trip, State> = ({ facts: { item, first } }, s) => {
  const deliveredAt = s.warnings.get(item)?.deliveredAt;
  if (deliveredAt === undefined || first <= deliveredAt)
    return refuse(
      'warning-undelivered',
      '同一指标没有先行送达的警示，系统不得熔断。',
      'No warning of this indicator was delivered before: the system does not trip.',
      '先送达警示；只有送达之后的触碰计入。',
      'Deliver the warning first; only touches after it count.',
    );
  return ['warned', 'half-open'].includes(s.position)
    ? undefined
    : refuse(
        'second-suspension',
        '同一主体只熔断一次。',
        'One trip a subject.',
        '待本次熔断处理完毕。',
        'Wait until this one is settled.',
      );
};

type Decision = { known?: SubjectStands };

/** A filed case first comes to its opinion. */
const noOpinionAwaited = ({ known }: Decision): Refusal | undefined =>
  known?.awaitsOpinion
    ? refuse(
        'opinion-awaited',
        '已立案件尚未送达处理意见，不得半开或者复位。',
        'A filed case awaits its opinion: no half-open, no reset.',
        '待监督所通报处理意见、支付处作出处理决定之后。',
        'Wait for the opinion and for the final decision.',
      )
    : undefined;

/** What was cut is restored first, in the file that leads back; a reset lifts nothing. */
const notCutOff = (_act: unknown, { position }: State): Refusal | undefined =>
  ['tripped', 'open', 'ended'].includes(position)
    ? refuse(
        'breaker-suspended',
        '熔断所作的暂停尚未解除：半开、复位不解除暂停。',
        'The suspension by the breaker still stands; half-open and reset lift nothing.',
        '先在快速反应案卷中恢复。',
        'Restore the subject in the rapid response first.',
      )
    : undefined;

const acknowledged = (_act: unknown, { unacknowledged }: State): Refusal | undefined =>
  unacknowledged.size > 0
    ? refuse(
        'acknowledgement-missing',
        `结算系统尚未回执：${[...unacknowledged].join('、')}。`,
        `The settlement system has not acknowledged: ${[...unacknowledged].join(', ')}.`,
        '由结算系统回执，或者由经办单位附证明补录回执。',
        'Let it acknowledge, or let the handling body file the acknowledgement with its proof.',
      )
    : undefined;

const own: Guards<Acts, State> = {
  'attention-decision': [reasonGiven],
  'half-open': [reasonGiven, noOpinionAwaited, notCutOff, acknowledged],
  reset: [reasonGiven, noOpinionAwaited, notCutOff, acknowledged],
};
export const guards: { readonly [type: string]: readonly Guard<State>[] } = {
  ...(own as { readonly [type: string]: readonly Guard<State>[] }),
  [trip.type]: [(act, s) => warnedBefore(act as ActOf<typeof trip>, s)],
};

export const notAwaited = (act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    act.type === 'warning-service' ? 'TJ51-6.2' : CLAUSE,
    '本件现在不接收这种文书。',
    'The breaker does not await such an act now.',
    possible,
  );
