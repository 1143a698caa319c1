/** （五）、三、十、十三 What the final decision may order, and on what it must rest. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { finalDecision, suspensionReview } from './acts.ts';
import { ends, has } from './measures.ts';
import type { State } from './state.ts';
import { stepOf } from './terms.ts';
import { undatedRectification } from './rectification.ts';

type Decides = GuardOf<typeof finalDecision, State>;

/** （五）、十三 The verbs fit the subject: an agreement is terminated, a qualification is cancelled. */
export const verbFitsTheSubject: Decides = ({ facts: { measures: list } }, s) => {
  const clause = stepOf(s, '5b');
  if (s.subject === 'practitioner' && has(list, 'terminate'))
    return refuse(
      'wrong-verb',
      clause,
      '对医师、药师应当取消服务资格，不是终止协议。',
      "A practitioner's qualification is cancelled, not terminated.",
      '改用 cancel（取消医保服务资格）。',
      'Use cancel.',
    );
  if (s.subject === 'institution' && has(list, 'cancel'))
    return refuse(
      'wrong-verb',
      clause,
      '对定点医药机构应当终止协议，不是取消资格。',
      "An institution's agreement is terminated, not cancelled.",
      '改用 terminate（终止服务协议）。',
      'Use terminate.',
    );
  return undefined;
};

/** （五）、十三 Nothing contradicts itself, and every measure is complete. */
export const measuresFit: Decides = ({ facts: { measures: list } }, s) => {
  const clause = stepOf(s, '5b');
  const clashing =
    (has(list, 'restore') && has(list, 'suspend', 'terminate', 'cancel')) ||
    (has(list, 'suspend') && has(list, 'terminate', 'cancel'));
  if (clashing || new Set(list.map((m) => m.measure)).size !== list.length)
    return refuse(
      'contradictory-measures',
      clause,
      '所列措施互相矛盾或者重复。',
      'The measures contradict or repeat each other.',
      '恢复、暂停、终止（取消）三者只能取一。',
      'Choose one of restore, suspend, and terminate or cancel.',
    );
  if (list.some((m) => m.measure === 'recover' && !m.amountFen))
    return refuse(
      'amount-missing',
      clause,
      '追回基金须写明金额。',
      'Recovering funds needs the amount.',
      '写明追回金额。',
      'State the amount.',
    );
  return undatedRectification(list);
};

/**
 * 三、（五）What cannot be undone rests on the opinion: on facts that it finds established, and on what it recommends unless the veto forces the end.
 * 终止 and 取消 say the same of an agreement and of a qualification (part thirteen), so either recommendation carries the verb that fits the subject.
 * A decision that the registries were not asked about was judged before this was.
 */
export const endRestsOnTheOpinion: Decides = (act, s) => {
  if (act.known === undefined || !has(act.facts.measures, ...ends)) return undefined;
  const [zh, en] =
    s.subject === 'institution'
      ? ['终止服务协议', 'Terminating the agreement']
      : ['取消医保服务资格', 'Cancelling the qualification'];
  if (!s.confirmed) {
    return refuse(
      'end-unfounded',
      'TJ51-3.V',
      `意见未查实任何行为，不得${zh}。`,
      `${en} needs facts that are established; the opinion finds none.`,
      '未查实的，可以恢复，或者作出可以撤回的措施并说明理由。',
      'Restore, or decide on a measure that can be undone, with its reasons.',
    );
  }
  // As the file was told of it, or as the opinion on file has it where it came before the file was told.
  const recommended = s.recommended ?? act.known.recommended ?? [];
  if (s.keyViolations.length > 0 || recommended.some((m) => ends.includes(m))) return undefined;
  return refuse(
    'end-not-recommended',
    stepOf(s, '5b'),
    `处理决定依据监督所的意见；意见未建议${zh}，也未查实重点监管清单所列行为。`,
    `${en} must rest on the opinion, which neither recommends it nor confirms a key violation.`,
    '按意见所建议的措施决定，或者恢复、附期限的暂停。',
    'Decide on what the opinion recommends, or restore, or suspend with a date.',
  );
};

/** 三 One-vote veto: on a confirmed key violation nothing less than termination or cancellation. */
export const vetoHolds: Decides = (act, s) => {
  if (!s.confirmed || s.keyViolations.length === 0) return undefined;
  if (has(act.facts.measures, 'terminate', 'cancel')) return undefined;
  const verb = s.subject === 'institution' ? '终止服务协议 terminate' : '取消医保服务资格 cancel';
  return refuse(
    'veto',
    'TJ51-3.V',
    '已查实重点监管清单所列行为，实行一票否决。',
    'A key violation is confirmed: the one-vote veto applies.',
    `必须包括：${verb}（可以同时追回基金）。`,
    `The decision must include: ${verb} (recovery may be added).`,
  );
};

/** （五）The decision says what becomes of the suspension. */
export const suspensionIsSettled: Decides = (act, s) => {
  const list = act.facts.measures;
  const clause = stepOf(s, '5b');
  if (s.suspended && !has(list, 'restore', 'suspend', 'terminate', 'cancel'))
    return refuse(
      'suspension-left-hanging',
      clause,
      '处理决定没有说明原暂停如何处理。',
      'The decision does not say what becomes of the suspension.',
      '增加恢复、附期限的暂停、终止或者取消之一。',
      'Add restore, suspend with a date, terminate or cancel.',
    );
  const decidedOn = civilDateOf(act.occurredAt ?? act.receivedAt);
  if (list.some((m) => m.measure === 'suspend' && !((m.endsOn ?? m.reviewOn ?? '') > decidedOn)))
    return refuse(
      'endless-suspension',
      'X-14',
      '暂停须有将来的终止日期或者复核日期。',
      'A suspension needs an end or a review date in the future.',
      '写明 endsOn 或 reviewOn。',
      'State endsOn or reviewOn.',
    );
  return undefined;
};

/** 六 What a breaker has cut is settled with the suspension: it flows again or stays cut, and never against what becomes of the subject. */
export const cutIsSettled: Decides = ({ facts: { measures: list, cut } }, s) => {
  if (s.cut === undefined)
    return cut === undefined
      ? undefined
      : refuse(
          'cut-unfounded',
          'TJ51-6.3',
          '本件没有熔断切断的事项。',
          'No breaker has cut anything in this file.',
          '不填 cut。',
          'Leave cut out.',
        );
  const name = cutNames[s.cut];
  if (cut === undefined)
    return refuse(
      'cut-left-hanging',
      'TJ51-6.3',
      `处理决定没有说明系统熔断所切断的${name.zh}如何处理。`,
      `The decision does not say what becomes of ${name.en}, which the breaker has cut.`,
      '填写 cut：resume（恢复）或者 keep（维持）。',
      'State cut: resume or keep.',
    );
  const against = cut === 'keep' ? has(list, 'restore') : has(list, ...ends);
  return against
    ? refuse(
        'contradictory-measures',
        'TJ51-6.3',
        `所列措施与${name.zh}的处理互相矛盾。`,
        `The measures contradict what is decided on ${name.en}.`,
        '恢复的同时恢复所切断的；终止、取消的，维持切断。',
        'Restoring resumes what was cut; terminating or cancelling keeps it cut.',
      )
    : undefined;
};
const cutNames = {
  settlement: { zh: '联网结算', en: 'the online settlement' },
  qualification: { zh: '服务资格', en: 'the qualification to serve' },
} as const;

/** 十 A restored institution needs face recognition, where the bureau's setting says so. */
const facesAreReady = (ready: boolean, s: State): Refusal | undefined =>
  s.subject !== 'institution' || s.settings.faceGate !== 'block' || ready
    ? undefined
    : refuse(
        'face-recognition-missing',
        'TJ51-10',
        '恢复协议须先具备人脸识别条件（管理设定：阻止）。',
        'Restoring an agreement needs face recognition first (management setting: block).',
        '完成人脸识别并登记后再恢复。',
        'Register face recognition as ready, then restore.',
      );
export const restoredWithFaces: Decides = ({ facts }, s) =>
  has(facts.measures, 'restore') ? facesAreReady(facts.faceRecognitionReady, s) : undefined;
export const liftedWithFaces: GuardOf<typeof suspensionReview, State> = ({ facts }, s) =>
  facts.outcome === 'lift' ? facesAreReady(facts.faceRecognitionReady, s) : undefined;
