/** 不得 The result: served in writing on the right party, after it was heard, each finding with its right consequence; published (QY-12.1, 13.1, 13.2, 14.3, 6.3). */
import type { Act } from '../../law/act.ts';
import type { ActOf, FactsOf, GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf, formatInstant } from '../../time/civil-date.ts';
import { leniencyOf, outcomeLabels, refuseSoftMeans, refuseUnreviewed } from '../outcomes.ts';
import type { ResultActs, resultNotice, resultPublication } from './acts.ts';
import { oursAgain, type ConductState } from './state.ts';
import { reasonMissing } from './refusing.ts';
import { refuse } from '../../law/refuse.ts';
import { isMajor } from './found.ts';
import { afterEnd, wrongParty } from './hearing.ts';

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
    if (f.outcome !== 'crime-transfer' && crime?.findings.includes(f.id) && !oursAgain(crime))
      return refuse(
        'fine-instead-of-transfer',
        'QY-14.3',
        `问题 ${f.id} 涉嫌犯罪，不得以其他处理代替移送。`,
        `${f.id} is a suspected crime: nothing else in its place.`,
        '办理移送；负责人不批准，或者公安机关不予立案、退回的，另行处理。',
        'Transfer it, or deal with it otherwise once the head has not approved, or the police have declined or returned it.',
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
  'result-notice': [afterEnd, noticeHolds],
  'result-publication': [publicationHolds],
};
