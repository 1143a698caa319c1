/** 不得 The result: told provisionally, the institution heard, a major decision reviewed, then served in writing on the right party (QY-10.10, 11, 12.1, 13.1, 13.2, 14.3, 6.3). */
import type { Act } from '../../law/act.ts';
import type { ActOf, FactsOf, GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf, formatInstant } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import {
  leniencyOf,
  outcomeKinds,
  outcomeLabels,
  refuseSoftMeans,
  refuseUnreviewed,
  type OutcomeKind,
} from '../outcomes.ts';
import type { FoundViolation } from '../terms.ts';
import type {
  legalReview,
  provisionalResult,
  ResultActs,
  resultNotice,
  resultPublication,
} from './acts.ts';
import type { ConductState } from './state.ts';
import type { ToldFinding } from './told.ts';
import { reasonMissing } from './refusing.ts';
import { refuse } from '../../law/refuse.ts';

const ENDED_FIRST = refuse(
  'end-missing',
  'QY-12.1',
  '检查结束还没有记录。',
  'The end of the inspection is not recorded.',
  '先记录检查结束。',
  'Record the end of the inspection first.',
);
const afterEnd = (_act: unknown, s: ConductState): Refusal | undefined =>
  s.end ? undefined : ENDED_FIRST;
const wrongParty = refuse(
  'wrong-party',
  'QY-12.1',
  '告知的对象不是被检查机构。',
  'Served on somebody who is not the inspected institution.',
  '送达被检查机构。',
  'Serve it on the inspected institution.',
);

/** In the order of the outcomes, each once; nothing found: 无问题, unless the whole matter was transferred. */
export const outcomesOf = (findings: readonly ToldFinding[], whole: boolean): OutcomeKind[] =>
  findings.length === 0
    ? [whole ? 'transfer' : 'no-problem']
    : outcomeKinds.filter((kind) => findings.some((f) => f.outcome === kind));
/** What the windows ask of an inspection (QY-15.2). A matter that was only transferred is not decided by us. */
export function foundBy(findings: readonly ToldFinding[], undecided: boolean): FoundViolation {
  if (undecided) return 'unknown';
  if (findings.length === 0) return 'no-violation';
  return findings.every((f) => f.outcome === 'transfer') ? 'unknown' : 'violation';
}

/** QY-11  重大: by the bureau's table of outcomes, or by the amount a finding is about. */
export const isMajor = (
  findings: readonly ToldFinding[],
  { settings }: Pick<ConductState, 'settings'>,
): boolean =>
  findings.some(
    (f) =>
      settings.majorOutcomes.includes(f.outcome) ||
      (settings.majorAmountFen !== null && (f.amountFen ?? 0) >= settings.majorAmountFen),
  );

// 第十条 Told with the right to be heard; soft means and leniency are looked at from the first.
const provisionalHolds: GuardOf<typeof provisionalResult, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (act.servedAt === undefined)
    return refuse(
      'service-missing',
      'QY-10.10',
      '拟作结果须送达当事人。',
      'The provisional result is served on the party.',
      '补充送达证明。',
      'State its service with the proof.',
    );
  if (act.servedAt < s.startedAt)
    return refuse(
      'before-trigger',
      'QY-10.10',
      '拟作结果的送达早于检查开始。',
      'Served before the start.',
      '不得早于检查开始。',
      'No earlier than the start.',
      s.startedAt,
    );
  if (!known?.rightParty) return { ...wrongParty, clause: 'QY-10.10' };
  if (s.result) return alreadyTold(s.result.toldAt);
  return facts.rightsTold
    ? undefined
    : refuse(
        'not-heard',
        'QY-10.10',
        '没有告知陈述申辩的权利。',
        'The right to be heard was not told.',
        '告知拟作结果时一并告知陈述申辩的权利和期限。',
        'Tell the right and its period with the provisional result.',
      );
};
const alreadyTold = (toldAt: Instant): Refusal =>
  refuse(
    'already-told',
    'QY-12.1',
    `检查结果已于 ${formatInstant(toldAt).slice(0, 10)} 书面告知。`,
    'The result has been told in writing.',
    '在原结果下办理。',
    'Go on under the result there is.',
  );

const whileHeard = (act: Pick<Act, 'occurredAt'>, s: ConductState): Refusal | undefined => {
  if (!s.provisional)
    return refuse(
      'not-heard',
      'QY-10.10',
      '拟作结果还没有告知。',
      'The provisional result is not told yet.',
      '先告知拟作结果。',
      'Tell it first.',
    );
  return (act.occurredAt ?? 0) < s.provisional.toldAt &&
    s.provisional.toldAt - act.occurredAt! >= 60_000
    ? refuse(
        'before-trigger',
        'QY-10.10',
        '早于拟作结果的告知。',
        'Before the provisional result was told.',
        '不得早于告知。',
        'No earlier than that.',
        s.provisional.toldAt,
      )
    : undefined;
};

// 第十一条 By somebody who is not on the team and has not approved the plan; nor is it filed by one of the team.
const reviewHolds: GuardOf<typeof legalReview, ConductState> = (act) => {
  const { facts, known } = act;
  if (!known?.known)
    return refuse(
      'unknown-reference',
      'QY-11',
      '名册中没有该审核人员，或者没有法制审核的资格。',
      'The reviewer is not registered as one.',
      '由登记的法制审核人员审核。',
      'Let a registered reviewer review it.',
    );
  if (known.team.some((m) => m.officer === act.officer))
    return refuse(
      'reviewer-is-investigator',
      'QY-11',
      '法制审核意见不得由检查组成员提交。',
      'A member of the team does not file the review.',
      '由审核人员提交。',
      'Let the reviewer file it.',
    );
  if (known.approver === facts.reviewer)
    return refuse(
      'same-person',
      'X-7',
      '审核人员是方案的批准人。',
      'The reviewer approved the plan.',
      '由其他人员审核。',
      'Let somebody else review it.',
    );
  return (
    refuseUnreviewed(
      true,
      facts.reviewer,
      known.team.map((m) => m.officer),
    ) ??
    (facts.agreed || facts.reasonGiven
      ? undefined
      : reasonMissing(
          'QY-11',
          '审核不同意的须说明理由。',
          'A review that disagrees gives its reason.',
        ))
  );
};

// 第十、十一、十二、十三条 Written, on the right party, after the institution was heard, reviewed where major, each finding with its right consequence.
const noticeHolds: GuardOf<typeof resultNotice, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!facts.written)
    return refuse(
      'document-missing',
      'QY-12.1',
      '检查结果须书面告知，口头告知不算。',
      'The result is told in writing: oral word does not do.',
      '附书面告知书及文号。',
      'Attach the written notice and its number.',
    );
  if (!known?.rightParty) return wrongParty;
  if (facts.findings.length > 0 && s.end?.abandoned)
    return refuse(
      'contradictory-measures',
      'QY-12.1',
      '检查已经终止，没有可以认定的问题。',
      'The inspection was abandoned: nothing is found.',
      '只告知终止；有问题的另行检查。',
      'Tell the abandonment; what there is takes a new inspection.',
    );
  const ours = s.gone.whole
    ? facts.findings.find((f) => f.outcome !== 'transfer' && f.outcome !== 'crime-transfer')
    : undefined;
  if (ours)
    return refuse(
      'already-transferred',
      'QY-14.1',
      '已经全案移送，不得另行处理。',
      'The whole matter has been transferred: nothing is decided on it here.',
      '只告知移送。',
      'Tell the transfer only.',
    );
  return (
    refuseUnheard(act, facts, s) ??
    refuseUnanswered(facts, s) ??
    refuseUnreviewedResult(facts, known, s) ??
    refuseConsequences(facts, known, act, s) ??
    (facts.findings.length === 0 || facts.remediesGiven
      ? undefined
      : refuse(
          'remedies-missing',
          'QY-12.1',
          '结果没有告知救济途径。',
          'The result does not tell how it can be contested.',
          '写明救济机关和期限。',
          'Name body and period.',
        ))
  );
};

/** QY-10.10  No result before the window has closed or was waived; none on what the institution was never told. */
function refuseUnheard(
  act: Act,
  { findings }: FactsOf<typeof resultNotice>,
  { provisional }: ConductState,
): Refusal | undefined {
  const unheard = findings.find(
    (f) =>
      !provisional?.findings.some(
        (p) => p.id === f.id && (p.outcome === f.outcome || f.outcome === 'soft-means'),
      ),
  );
  if (unheard)
    return refuse(
      'not-heard',
      'QY-10.10',
      `问题 ${unheard.id}（${outcomeLabels[unheard.outcome]}）没有告知当事人并听取陈述申辩。`,
      `${unheard.id} (${unheard.outcome}) was never told provisionally.`,
      '先告知拟作结果。',
      'Tell the provisional result first.',
    );
  if (!provisional || act.servedAt! >= provisional.closesAt) return undefined;
  return refuse(
    'window-still-open',
    'QY-10.10',
    '陈述申辩期限未满，当事人也没有放弃。',
    'The window for the statement is open and not waived.',
    `期限届满（${formatInstant(provisional.closesAt)}）后告知。`,
    `Tell it once the window has closed (${formatInstant(provisional.closesAt)}).`,
    provisional.closesAt,
  );
}

function refuseUnanswered(
  { answered, answerReasoned }: FactsOf<typeof resultNotice>,
  { statements }: ConductState,
): Refusal | undefined {
  if (statements === 0) return undefined;
  if (!answered)
    return refuse(
      'statement-unanswered',
      'QY-10.10',
      '没有答复当事人的陈述申辩。',
      'The statement is not answered.',
      '写明是否采纳及理由。',
      'Say what is adopted, and why.',
    );
  return answerReasoned
    ? undefined
    : reasonMissing(
        'QY-10.10',
        '答复陈述申辩须说明理由。',
        'The answer to the statement needs its reasons.',
      );
}

function refuseUnreviewedResult(
  { findings }: FactsOf<typeof resultNotice>,
  known: NonNullable<ActOf<typeof resultNotice>['known']>,
  s: ConductState,
): Refusal | undefined {
  const major = isMajor(findings, s);
  if (major && s.review && !s.review.agreed)
    return refuse(
      'review-against',
      'QY-11',
      '法制审核不同意该决定。',
      'The legal review disagrees.',
      '按审核意见修改后重新告知、审核。',
      'Amend it, tell it and have it reviewed anew.',
    );
  return refuseUnreviewed(
    major,
    s.review?.reviewer,
    known.team.map((m) => m.officer),
  );
}

/** QY-13.1, 13.2, 14.3 */
function refuseConsequences(
  { findings }: FactsOf<typeof resultNotice>,
  { leniency }: NonNullable<ActOf<typeof resultNotice>['known']>,
  act: Act,
  { crime }: ConductState,
): Refusal | undefined {
  for (const f of findings) {
    const soft = refuseSoftMeans(f.outcome, f, f.reasonGiven);
    if (soft) return soft;
    const entry =
      f.leniency === undefined
        ? undefined
        : leniencyOf(f.leniency, leniency, civilDateOf(act.servedAt!));
    if (entry && 'clause' in entry) return entry;
    if (f.outcome === 'crime-transfer' && !crime?.findings.includes(f.id))
      return refuse(
        'crime-report-missing',
        'QY-14.3',
        `问题 ${f.id} 涉嫌犯罪，没有移送报告。`,
        `${f.id} is a suspected crime without its report.`,
        '先由专案组提交涉嫌犯罪移送报告。',
        'Let the group file the report of a suspected crime first.',
      );
    if (
      f.outcome !== 'crime-transfer' &&
      crime?.findings.includes(f.id) &&
      crime.decided !== 'not-approved'
    )
      return refuse(
        'fine-instead-of-transfer',
        'QY-14.3',
        `问题 ${f.id} 涉嫌犯罪，不得以其他处理代替移送。`,
        `${f.id} is a suspected crime: nothing else in its place.`,
        '办理移送；负责人不批准的，另行处理。',
        'Transfer it, or deal with it otherwise once the head has not approved.',
      );
  }
  return undefined;
}

const publicationHolds: GuardOf<typeof resultPublication, ConductState> = (act) => {
  const { facts } = act;
  if (facts.withheld)
    return facts.reasonGiven
      ? undefined
      : reasonMissing('QY-6.3', '不予公开须说明理由。', 'Withholding the result needs its reason.');
  return facts.published
    ? undefined
    : refuse(
        'document-missing',
        'QY-6.3',
        '没有公开的地址。',
        'The address of the publication is missing.',
        '填写公开地址。',
        'State where it is published.',
      );
};

export const resultGuards: Guards<ResultActs, ConductState> = {
  'provisional-result': [afterEnd, provisionalHolds],
  statement: [whileHeard],
  'statement-waiver': [whileHeard],
  'legal-review': [reviewHolds],
  'result-notice': [afterEnd, noticeHolds],
  'result-publication': [publicationHolds],
};
