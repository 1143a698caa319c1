/** 执行、结案、督办 What execution, closure, reversal and supervision refuse. Pure. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type {
  closure,
  execution,
  executionEnd,
  instalments,
  meetingOutcome,
  supervisionFlag,
  supervisionRemoval,
} from './acts.ts';
import { crimeOpen } from './crime.ts';
import { dayOf, reasonMissing } from './inquiry.ts';
import { refuseApprover } from './people.ts';
import { openItems, since, type State } from './state.ts';

const clause = 'TJ51-14.1';

const unknownItem = (s: State): Refusal =>
  refuse(
    'item-not-awaited',
    clause,
    '没有该项待执行的措施。',
    'No such measure is to be carried out.',
    `可选：${openItems(s).join('、') || '无'}。`,
    `One of: ${openItems(s).join(', ') || 'none'}.`,
  );

/** What is owed in money is paid in money, and no more than it. */
export const paymentFits: GuardOf<typeof execution, State> = ({ facts }, s) => {
  const x = s.execution.get(facts.item);
  if (!x || x.done) return unknownItem(s);
  if (x.owedFen === 0) return undefined;
  if (!facts.paidFen)
    return refuse(
      'amount-missing',
      clause,
      '缴纳记录须写明金额。',
      'A payment has its amount.',
      '写明金额。',
      'State the amount.',
    );
  const left = x.owedFen - x.paidFen;
  return facts.paidFen > left
    ? refuse(
        'payment-over',
        clause,
        `所缴超过尚欠数额（${left} 分）。`,
        `More than what is left to pay (${left} fen).`,
        '加处罚款填入 surchargeFen。',
        'What was added for late days goes into surchargeFen.',
      )
    : undefined;
};

/** 分期、延期 All that is left, in parts that lie ahead one after the other; approved by the head, with the reason. */
export const instalmentsFit: GuardOf<typeof instalments, State> = (act, s) => {
  const { item, parts, approvedBy, reasonGiven } = act.facts;
  const x = s.execution.get(item);
  if (!x || x.done || x.owedFen === 0) return unknownItem(s);
  if (!reasonGiven)
    return reasonMissing(clause, '分期、延期须说明理由。', 'Instalments need their reason.');
  const left = x.owedFen - x.paidFen;
  if (parts.reduce((sum, part) => sum + part.amountFen, 0) !== left)
    return refuse(
      'instalments-unequal',
      clause,
      `各期合计须等于尚欠数额（${left} 分）。`,
      `The parts must add up to what is left (${left} fen).`,
      '更正各期金额。',
      'Correct the parts.',
    );
  const on = dayOf(act);
  if (parts.some((part, n) => part.on <= (parts[n - 1]?.on ?? on)))
    return refuse(
      'date-not-later',
      clause,
      '各期日期须在将来并依次递后。',
      'The days of the parts lie ahead, each after the other.',
      '更正日期。',
      'Correct the days.',
    );
  return refuseApprover(approvedBy, act.known, on, s, clause);
};

export const endIsApproved: GuardOf<typeof executionEnd, State> = (act, s) => {
  const { item, reasonGiven, approvedBy } = act.facts;
  if (s.execution.get(item)?.done !== false) return unknownItem(s);
  if (!reasonGiven)
    return reasonMissing(clause, '终结执行须说明理由。', 'Ending the execution needs its reason.');
  return refuseApprover(approvedBy, act.known, dayOf(act), s, clause);
};

/** 十四 Nothing is closed whose execution, or whose refund, is open. */
export function refuseUnexecuted(s: State): Refusal | undefined {
  const open = openItems(s);
  if (open.length === 0 && s.refundFen === 0) return undefined;
  return refuse(
    'execution-open',
    clause,
    s.refundFen > 0 ? '已缴款项尚未退还。' : `尚未执行：${open.join('、')}。`,
    s.refundFen > 0
      ? 'What was paid is still to be returned.'
      : `Still to be carried out: ${open.join(', ')}.`,
    '执行完毕，或者依法终结执行后结案。',
    'Close it when all of it is carried out, or lawfully ended.',
  );
}

/** The decision has fallen and is made anew: there is nothing to close yet. */
const refuseUndecided = (s: State): Refusal | undefined =>
  s.decision || s.fallen
    ? undefined
    : refuse(
        'not-awaited',
        clause,
        '案件正在重新调查，尚未作出决定。',
        'The case is being investigated anew and is not decided.',
        '重新作出决定并执行后结案。',
        'Decide it anew and carry it out before it is closed.',
      );

/** 十四 Closing follows the execution; nothing that was begun is left open under it. */
export const closureFollowsExecution: GuardOf<typeof closure, State> = (act, s) => {
  if (s.flag)
    return refuse(
      'supervision-standing',
      'TJ51-16.2',
      '案件仍在挂牌督办，须先解除。',
      'The case is under supervision, which is lifted first.',
      '由挂牌单位或者其上级批准解除挂牌。',
      'Let the unit that set it, or one over it, lift it.',
    );
  const open =
    crimeOpen(s) ?? since(s, 'no-close-undecided', refuseUndecided(s)) ?? refuseUnexecuted(s);
  if (open) return open;
  return refuseApprover(act.facts.approvedBy, act.known, dayOf(act), s, clause);
};

/** 十六（三）Set for a time to come, on a document. */
export const flagIsComplete: GuardOf<typeof supervisionFlag, State> = (act, s) => {
  if (s.flag)
    return refuse(
      'duplicate',
      'TJ51-16.2',
      '案件已经挂牌督办。',
      'The case is under supervision already.',
      '先解除，再另行挂牌。',
      'Lift it before it is set anew.',
    );
  if (!act.facts.documentGiven)
    return refuse(
      'document-missing',
      'TJ51-16.2',
      '挂牌督办须有文书。',
      'Supervision is set by a document.',
      '附文书。',
      'Attach it.',
    );
  return act.facts.until > dayOf(act)
    ? undefined
    : refuse(
        'date-not-later',
        'TJ51-16.2',
        '督办期限须在将来。',
        'Its date lies ahead.',
        '写明将来的日期。',
        'State a day to come.',
      );
};

/** 十六（三）Removed only by an approval, of whoever set it or of somebody over them. */
export const removalIsApproved: GuardOf<typeof supervisionRemoval, State> = (act, s) => {
  const rank = (unit: string): number => s.superiors.indexOf(unit);
  if (rank(act.unit) < rank(s.flag!.unit))
    return refuse(
      'supervision-not-yours',
      'TJ51-16.2',
      '挂牌督办由挂牌单位或者其上级解除。',
      'It is lifted by the unit that set it, or one over it.',
      '报挂牌单位批准。',
      'Ask the unit that set it.',
    );
  if (!act.facts.approvalGiven)
    return refuse(
      'approval-missing',
      'TJ51-16.2',
      '解除挂牌督办须有批准文件。',
      'Supervision is lifted only with an approval.',
      '附批准文件。',
      'Attach the approval.',
    );
  return act.facts.reasonGiven
    ? undefined
    : reasonMissing('TJ51-16.2', '解除须说明理由。', 'Lifting it needs the reason.');
};

/** 十六（二）A meeting of this bureau that was about the case, and has ended with its record. */
export const meetingWasHeld: GuardOf<typeof meetingOutcome, State> = ({ known }) =>
  known!.found && known!.held && known!.about
    ? undefined
    : refuse(
        'meeting-unfit',
        'TJ51-16.2',
        known!.found && known!.about
          ? '该联席会议尚未召开、办结。'
          : '没有以本案为议题的该联席会议。',
        known!.found && known!.about
          ? 'The joint meeting has not ended with its record.'
          : 'There is no such joint meeting about this case.',
        '填写以本案为议题并已办结的联席会议。',
        'Name a joint meeting about this case that was held and closed.',
      );
