/** 十三、三 The ladder of measures, the verb that fits the subject, and the one-vote veto. Pure. */
import { undatedRectification } from '../rapid-response/rectification.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { has, ladder, measureKinds, paid, type Measure } from './measures.ts';
import type { State } from './state.ts';

/** 十三 Of the ladder or the regulation on the funds; each complete and once. */
export const measuresStand = (list: readonly Measure[], s: State): Refusal | undefined => {
  const unknown = list.find((m) => !measureKinds.includes(m.measure));
  if (unknown)
    return refuse(
      'measure-not-in-ladder',
      'TJ51-13.2',
      `${unknown.measure} 不在限期整改、暂停支付、暂停协议（资格）、终止协议（资格）及法定处罚之列。`,
      `${unknown.measure} is no step of the ladder and no penalty of the regulation.`,
      `可选：${measureKinds.join('、')}。`,
      `One of: ${measureKinds.join(', ')}.`,
    );
  const wrong = s.subject === 'institution' ? 'cancel' : 'terminate';
  if (has(list, wrong))
    return refuse(
      'wrong-verb',
      'TJ51-13.2',
      '对定点医药机构终止协议，对医师、药师取消资格。',
      "An institution's agreement is terminated; a practitioner's qualification is cancelled.",
      s.subject === 'institution' ? '改用 terminate。' : '改用 cancel。',
      s.subject === 'institution' ? 'Use terminate.' : 'Use cancel.',
    );
  return incomplete(list);
};

function incomplete(list: readonly Measure[]): Refusal | undefined {
  const twice = new Set(list.map((m) => m.measure)).size !== list.length;
  if (twice || (has(list, 'suspend') && has(list, 'terminate', 'cancel')))
    return refuse(
      'contradictory-measures',
      'TJ51-13.2',
      '所列措施互相矛盾或者重复。',
      'The measures contradict or repeat each other.',
      '暂停与终止（取消）只能取一，每项只列一次。',
      'Choose one of suspend and terminate or cancel; list each once.',
    );
  const undated = undatedRectification(list);
  if (undated) return undated;
  if (list.some((m) => paid.includes(m.measure) && !m.amountFen))
    return refuse(
      'amount-missing',
      'TJ51-13.2',
      '罚款、退回基金须写明金额。',
      'A fine, or what is recovered, needs its amount.',
      '写明金额。',
      'State the amount.',
    );
  return undefined;
}

/** 三 One-vote veto on confirmed facts: 终止, or 取消; money may be added, nothing else takes its place. */
export function refuseVeto(
  list: readonly Measure[],
  violations: readonly unknown[],
  s: State,
): Refusal | undefined {
  if (violations.length === 0) return undefined;
  const end = s.subject === 'institution' ? 'terminate' : 'cancel';
  const instead = list.some((m) => m.measure !== end && ladder[m.measure] !== undefined);
  return has(list, end) && !instead
    ? undefined
    : refuse(
        'veto',
        'TJ51-3.V',
        '已查实重点监管清单所列行为，实行一票否决。',
        'A key violation is confirmed: the one-vote veto applies.',
        `必须${s.subject === 'institution' ? '终止服务协议 terminate' : '取消医保服务资格 cancel'}（可以同时处罚、追回基金）。`,
        `It must be ${end}; a penalty or recovery may be added.`,
      );
}
