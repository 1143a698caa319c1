/** 处理处罚 What a decision must rest on and what it may order: 三、四（三）、十三、十四. Pure. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { decision, decisionService } from './acts.ts';
import { crimeComesFirst } from './crime.ts';
import { refuseHarsher, refuseUnreviewed, windowClosed } from './handling.ts';
import { dayOf, notBefore, reasonMissing } from './inquiry.ts';
import { measuresStand, refuseVeto } from './ladder.ts';
import { harsher, has, isGrave, type Measure } from './measures.ts';
import { refuseApprover } from './people.ts';
import type { PenaltySettings } from './settings.ts';
import { since, type State } from './state.ts';
import type { Outcome } from './terms.ts';

const clause = 'TJ51-14.1';
type Decides = GuardOf<typeof decision, State>;

/** 十四 Reviewed, reported, and nothing preserved is left undecided. */
const decisionIsInOrder: Decides = (act, s) =>
  refuseUnreviewed(s) ??
  notBefore(act, s.review!.at, '法制审核', 'the legal review') ??
  (s.preserved.size > 0
    ? refuse(
        'preservation-open',
        clause,
        '先行登记保存尚未作出处理决定。',
        'What was preserved is still undecided.',
        '先作出处理决定。',
        'Decide on it first.',
      )
    : undefined);

const measuresFit: Decides = (act, s) => {
  const { outcome, measures, violations } = act.facts;
  if ((outcome === 'penalty') !== measures.length > 0)
    return refuse(
      'contradictory-measures',
      'TJ51-13.2',
      '处罚须列明措施；不予处罚、撤案、移送的不列措施。',
      'A penalty lists its measures; the other outcomes have none.',
      '按处理结果填写。',
      'Fill it in as the outcome has it.',
    );
  if (outcome !== 'penalty' && violations.length > 0) return refuseVeto(measures, violations, s);
  const dayed = measures.find(
    (m) =>
      (m.measure === 'rectify' && m.by !== undefined && m.by <= dayOf(act)) ||
      (m.measure === 'suspend' && !((m.endsOn ?? m.reviewOn ?? '') > dayOf(act))),
  );
  const past =
    dayed &&
    refuse(
      dayed.measure === 'suspend' ? 'endless-suspension' : 'measure-date-past',
      dayed.measure === 'suspend' ? 'X-14' : 'TJ51-13.2',
      '整改期限、暂停的终止或者复核日期须在将来。',
      'A rectification has its date, and a suspension its end or review, in the future.',
      '写明将来的日期。',
      'State a day to come.',
    );
  return measuresStand(measures, s) ?? past ?? refuseVeto(measures, violations, s);
};

/** 处罚法 44、45、63、64 Nothing adverse before the party could be heard, and was answered; nothing above what it was told. */
const partyCouldBeHeard: Decides = (act, s) => {
  if (act.facts.outcome !== 'penalty') return undefined;
  if (!s.notice)
    return refuse(
      'not-heard',
      clause,
      '不利决定之前须告知事实、理由、依据和陈述申辩的权利。',
      'An adverse decision is preceded by the notice of the facts and the offer to be heard.',
      '先送达事先告知。',
      'Serve the notice first.',
    );
  if (!windowClosed(s, dayOf(act)))
    return refuse(
      'window-still-open',
      clause,
      `陈述申辩期限（${s.notice.endsOn}）尚未届满。`,
      `The window for the statement (until ${s.notice.endsOn}) is still open.`,
      '期限届满后，或者当事人已陈述、已放弃后再决定。',
      'Decide when it has closed, or when the party has spoken or waived.',
    );
  if (s.hearing === 'asked')
    return refuse(
      'hearing-open',
      clause,
      '当事人要求听证，尚未举行。',
      'A hearing was asked for and is still to be held.',
      '先举行听证。',
      'Hold it first.',
    );
  if (s.statement?.outcome === 'made' && !s.statement.answered)
    return refuse(
      'statement-unanswered',
      clause,
      '当事人的陈述申辩尚未复核答复。',
      'The statement of the party is not answered.',
      '先提交陈述申辩复核意见及理由。',
      'Answer it with reasons first.',
    );
  return harsher(s.notice.measures, act.facts.measures)
    ? refuse(
        'harsher-than-noticed',
        clause,
        '决定重于事先告知的内容。',
        'The decision is harsher than what was notified.',
        '不重于告知的内容；有新的事实的，审核后重新告知。',
        'Nothing above the notice; on new facts, review them and notify anew.',
      )
    : undefined;
};
/** In that order: a decision is not dated before the notice, the statement, its answer or the hearing. A time to the minute lies anywhere in it. */
const datedLast: Decides = (act, s) => {
  const { occurredAt } = act;
  if (s.heardAt === undefined || occurredAt === undefined) return undefined;
  const precision = occurredAt % 60_000 === 0 ? 60_000 : occurredAt % 1_000 === 0 ? 1_000 : 1;
  return s.heardAt - occurredAt < precision
    ? undefined
    : since(
        s,
        'decision-dated-last',
        notBefore(act, s.heardAt, '告知、陈述申辩、答复或者听证', 'the party was heard'),
      );
};

const nothingAbove: Decides = (act, s) =>
  act.facts.outcome === 'penalty' ? refuseHarsher(act.facts.measures, s) : undefined;

export const discussionNeeded = (
  outcome: Outcome,
  measures: readonly Measure[],
  violations: readonly unknown[],
  settings: PenaltySettings,
): boolean =>
  (settings.discussionFor === 'all' && (outcome === 'penalty' || outcome === 'no-penalty')) ||
  isGrave(measures, violations, settings);

/** 十四（三）Discretion rests on 集体讨论: grave decisions always; which others is the bureau's. */
const discussedFirst: Decides = (act, s) => {
  const { outcome, measures, violations } = act.facts;
  if (!discussionNeeded(outcome, measures, violations, s.settings)) return undefined;
  if (s.discussion?.facts === s.facts)
    return notBefore(act, s.discussion.at, '集体讨论', 'the collective discussion');
  return refuse(
    'discussion-missing',
    'TJ51-14.3',
    '行使裁量权作出决定之前须经集体讨论，并覆盖全部事实。',
    'Before discretion is used there is a collective discussion that covers every fact.',
    '先集体讨论并提交记录。',
    'Discuss it and file the minutes first.',
  );
};

/** 四（三）Below the normal only with a written reason; where 从重 was carried in, at the normal too. */
const discretionIsReasoned: Decides = ({ facts }, s) => {
  const { outcome, discretion, discretionReasoned } = facts;
  if (outcome === 'transferred') return undefined;
  if (outcome === 'penalty' && discretion === undefined)
    return refuse(
      'discretion-reason-missing',
      'TJ51-14.3',
      '处罚决定须写明裁量档次。',
      'A penalty states how the discretion was used.',
      '写明减轻、从轻、一般或者从重。',
      'State reduced, lenient, normal or severe.',
    );
  if (discretionReasoned) return undefined;
  const below = outcome !== 'penalty' || discretion === 'reduced' || discretion === 'lenient';
  if (s.demand && (below || discretion === 'normal'))
    return refuse(
      'discretion-reason-missing',
      'TJ51-4.3',
      '当事人拒不改正，应当从重；不从重的须书面说明理由。',
      'The party refused to correct: the penalty is severe, or a written reason says why not.',
      '从重处罚，或者写明理由。',
      'Decide above the normal, or give the reason in writing.',
    );
  return below
    ? refuse(
        'discretion-reason-missing',
        'TJ51-4.3',
        '低于一般档次、不予处罚、撤案的须书面说明理由。',
        'Below the normal, no penalty and withdrawal need a written reason.',
        '写明裁量理由。',
        'Give the reason in writing.',
      )
    : undefined;
};

const decisionIsReasoned: Decides = (act, s) => {
  const { reasonsGiven, basisGiven, approvedBy } = act.facts;
  if (!reasonsGiven)
    return reasonMissing(clause, '决定须说明理由。', 'A decision gives its reasons.');
  if (!basisGiven)
    return refuse(
      'basis-missing',
      clause,
      '决定须写明法律依据。',
      'A decision states its legal basis.',
      '写明依据。',
      'State it.',
    );
  return refuseApprover(approvedBy, act.known, dayOf(act), s, clause);
};

/** 十六（一）Suspected crime is transferred; a fine does not take its place, and nothing is closed over it. */
const noFineInstead: Decides = ({ facts }, s) =>
  s.crime !== undefined && has(facts.measures, 'fine')
    ? refuse(
        'fine-instead-of-transfer',
        'TJ51-16.1',
        '涉嫌犯罪的案件已经报告移送，不得以罚代移。',
        'A suspected crime is under transfer: no fine instead.',
        '等待移送的结果；公安机关不予立案的，继续处理。',
        'Wait for the transfer; where the police decline, the case goes on.',
      )
    : undefined;

export const decisionGuards: readonly [Decides, ...Decides[]] = [
  decisionIsInOrder,
  measuresFit,
  noFineInstead,
  crimeComesFirst,
  datedLast,
  nothingAbove,
  partyCouldBeHeard,
  discussedFirst,
  discretionIsReasoned,
  decisionIsReasoned,
];

/** 处罚法 59 Served with the remedies: which body, within which period. */
export const serviceTellsRemedies: GuardOf<typeof decisionService, State> = ({ facts }) =>
  facts.remediesGiven
    ? undefined
    : refuse(
        'remedies-missing',
        clause,
        '送达的决定须载明救济途径和期限。',
        'The decision is served with the remedies: the body and the period.',
        '写明复议、诉讼的机关和期限。',
        'State both.',
      );
