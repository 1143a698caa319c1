/** 立案、调查 What filing and the investigation refuse: who may investigate, what counts as collected, what was preserved, when it is over. Pure. */
import type { Act } from '../law/act.ts';
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type {
  evidence,
  furtherFiling,
  intervalEnd,
  intervalStart,
  investigators,
  preservation,
  recusal,
  report,
} from './acts.ts';
import { personOf, personsOf, present, refuseApprover, refuseInvestigator } from './people.ts';
import type { State } from './state.ts';

const clause = 'TJ51-14.1';

export const dayOf = (act: Pick<Act, 'occurredAt' | 'servedAt' | 'receivedAt'>): CivilDate =>
  civilDateOf(act.occurredAt ?? act.servedAt ?? act.receivedAt);

export const reasonMissing = (under: string, zh: string, en: string): Refusal =>
  refuse('reason-missing', under, zh, en, '写明理由。', 'Give the reason.');

/** 十四 In that order: nothing is dated before what it follows. */
export function notBefore(
  act: Pick<Act, 'occurredAt' | 'servedAt'>,
  at: Instant,
  zh: string,
  en: string,
): Refusal | undefined {
  const stated = act.occurredAt ?? act.servedAt;
  return stated === undefined || stated >= at
    ? undefined
    : refuse(
        'before-trigger',
        clause,
        `所写时间早于${zh}（${formatInstant(at)}）。`,
        `It is dated before ${en} (${formatInstant(at)}).`,
        '按立案、调查、法制审核、处理处罚、执行的顺序办理。',
        'Keep the order: filing, investigation, legal review, decision, execution.',
        at,
      );
}
const afterFiling = (act: Pick<Act, 'occurredAt' | 'servedAt'>, s: State): Refusal | undefined =>
  notBefore(act, s.filedAt, '立案', 'the filing');

/** 四（三）从重 needs the earlier demand that was refused or let pass. */
export const demandMissing: Refusal = refuse(
  'demand-missing',
  'TJ51-4.3',
  '拒不改正须有在先的改正要求，并写明当事人拒绝或者逾期未改。',
  'A refusal to correct needs an earlier demand that was refused or let pass.',
  '写明改正要求的日期、文书和结果，或者不填拒不改正。',
  'State the demand with its day, document and outcome, or leave it out.',
);

export const bringsSomething: GuardOf<typeof furtherFiling, State> = ({ facts }, s) => {
  if (facts.demandLacking) return demandMissing;
  return facts.newFacts || facts.demand || facts.origins.some((o) => !s.origins.includes(o.file))
    ? undefined
    : refuse(
        'duplicate',
        clause,
        '同一主体、同一案由已经立案，本次没有新的来源或者事实。',
        'The subject has a case about this matter; nothing here is new.',
        '在现有案卷中办理。',
        'Go on in the open case.',
      );
};

/** 十四、十九 At least two, each fit; whoever replaces somebody says why. */
export const investigatorsAreFit: GuardOf<typeof investigators, State> = (act, s) => {
  const { officers } = act.facts;
  if (personsOf(officers, act.known).length < 2)
    return refuse(
      'too-few-investigators',
      clause,
      '调查人员不得少于两人。',
      'There are two investigators at least.',
      '指定两名以上调查人员。',
      'Assign two or more.',
    );
  for (const officer of officers) {
    const refusal = refuseInvestigator(officer, act.known!, dayOf(act), s);
    if (refusal) return refusal;
  }
  return s.investigated.length === 0 || act.facts.reasonGiven
    ? undefined
    : reasonMissing(
        clause,
        '更换调查人员须说明理由。',
        'A change of investigators needs a reason.',
      );
};

/** X-7 Decided by a head, who is not the one it is about; what is not granted has its reason. */
export const recusalIsDecided: GuardOf<typeof recusal, State> = (act, s) => {
  const { officer, approved, decidedBy, reasonGiven } = act.facts;
  if (!present(personOf(act.known, officer), civilDateOf(s.filedAt)))
    return refuse(
      'officer-unregistered',
      'X-7',
      '所列人员不是本局登记在册的人员。',
      'The officer is not registered with the bureau.',
      '填写在册人员编号。',
      'State a registered officer.',
    );
  if (officer === decidedBy)
    return refuse(
      'same-person',
      'X-7',
      '不得由本人决定自己的回避。',
      'Nobody decides on their own recusal.',
      '由其他负责人决定。',
      'Let another head decide.',
    );
  const unfit = refuseApprover(decidedBy, act.known, dayOf(act), s, 'X-7');
  if (unfit) return unfit;
  return approved || reasonGiven
    ? undefined
    : reasonMissing('X-7', '不予回避须说明理由。', 'Not granting a recusal needs a reason.');
};

const byInvestigators = (officers: readonly string[], s: State): Refusal | undefined => {
  const strangers = officers.filter((officer) => !s.investigators.includes(officer));
  if (strangers.length > 0)
    return refuse(
      'not-an-investigator',
      clause,
      `不是本案现任调查人员：${strangers.join('、')}。`,
      `No investigators of the case now: ${strangers.join(', ')}.`,
      '由现任调查人员办理，或者先变更调查人员。',
      'Let the investigators do it, or change them first.',
    );
  return new Set(officers).size >= 2
    ? undefined
    : refuse(
        'too-few-investigators',
        clause,
        '调查取证须由两名以上调查人员进行。',
        'Two investigators at least collect evidence and report.',
        '由两名以上调查人员办理。',
        'Let two or more do it.',
      );
};
export const collectedByTwo: GuardOf<typeof evidence, State> = (act, s) =>
  byInvestigators(act.facts.collectors, s);

/** 处罚法 56 Approved by the head; each under its own number. */
export const preservationIsApproved: GuardOf<typeof preservation, State> = (act, s) => {
  if (s.preservedEver.has(act.facts.item))
    return refuse(
      'duplicate',
      clause,
      '该编号已经登记保存。',
      'Something is preserved under this number already.',
      '另用编号。',
      'Use another number.',
    );
  return (
    afterFiling(act, s) ?? refuseApprover(act.facts.approvedBy, act.known, dayOf(act), s, clause)
  );
};

export const reportIsOfTheInvestigators: GuardOf<typeof report, State> = (act, s) => {
  if (s.preserved.size > 0)
    return refuse(
      'preservation-open',
      clause,
      `先行登记保存尚未作出处理决定：${[...s.preserved].join('、')}。`,
      `What was preserved is still undecided: ${[...s.preserved].join(', ')}.`,
      '先作出处理决定。',
      'Decide on it first.',
    );
  return afterFiling(act, s) ?? byInvestigators(act.facts.officers, s);
};

/** 不计入期限 One of a kind at a time; it ends after it began. */
export const intervalIsNew: GuardOf<typeof intervalStart, State> = (act, s) =>
  s.intervals.has(act.facts.interval)
    ? refuse(
        'duplicate',
        clause,
        '该事由正在扣除期间。',
        'An interval of this kind is running already.',
        '先登记其结束。',
        'Record its end first.',
      )
    : afterFiling(act, s);
export const intervalRuns: GuardOf<typeof intervalEnd, State> = (act, s) => {
  const since = s.intervals.get(act.facts.interval);
  return since === undefined
    ? refuse(
        'not-awaited',
        clause,
        '没有正在扣除的该类期间。',
        'No interval of this kind is running.',
        '先登记其开始。',
        'Record its beginning first.',
      )
    : notBefore(act, since, '该期间的开始', 'the beginning of the interval');
};
