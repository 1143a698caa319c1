/** 警示约谈 What a talk and its demand need, and what is said of the outcome of a demand (TJ51-4.1, 4.3). Pure. */
import type { GuardOf } from '../law/acts.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse, refusing } from '../law/refuse.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { demandOutcome, warningTalk } from './acts.ts';
import { notBefore, refuseOfficers } from './shared.ts';
import type { State } from './state.ts';
import type { TalkDemand } from './terms.ts';

const say = refusing('TJ51-4.1');

/** Minutes, two officers of the body, somebody for the party; a demand has a day that lies after the talk. */
export const talkStands: GuardOf<typeof warningTalk, State> = (act, s) => {
  const { officers, minutesGiven, party, authorised, demandBy } = act.facts;
  const on = civilDateOf(act.occurredAt!);
  if (!minutesGiven)
    return say(
      'talk-minutes-missing',
      '约谈须有记录。',
      'A talk has its minutes.',
      '附约谈记录（minutes）。',
      'Bring the minutes.',
    );
  const unfit = refuseOfficers(officers, act.known, on);
  if (unfit) return unfit;
  if (party === null || !authorised)
    return say(
      'party-missing',
      party === null ? '当事人一方没有人到场，不构成约谈。' : '受托人没有出示授权文书。',
      party === null
        ? 'Nobody came for the party: that is no talk.'
        : 'Whoever was entrusted has shown no authorisation.',
      '写明到场人员的身份，受托的附授权文书；没有到场的，提交约谈未到。',
      'State the office of whoever came, with the authorisation of whoever was entrusted; file an absence where nobody came.',
    );
  if (demandBy !== undefined && demandBy <= on)
    return refuse(
      'date-not-later',
      'TJ51-4.3',
      '限期改正的期限须在约谈之后。',
      'The day of a demand lies after the talk.',
      '给予改正的时间。',
      'Leave time for the correction.',
    );
  return notBefore(act, s.since, s.stage);
};

/** Of a demand that is open, or, of one that was refused or let pass, that it was met after all; on a day that has come. */
export const demandOutcomeFits: GuardOf<typeof demandOutcome, State> = (act, s) => {
  const { item, outcome, on } = act.facts;
  const demand = s.demands.get(item);
  if (!demand || !mayBecome(demand, outcome)) return notOpen(s);
  if (on > civilDateOf(act.receivedAt))
    return refuse(
      'in-the-future',
      'TJ51-4.3',
      '所写日期晚于今日。',
      'The day has not come yet.',
      '写明实际的日期。',
      'State the day on which it was.',
    );
  if (on < demand.on)
    return refuse(
      'before-trigger',
      'TJ51-4.3',
      '所写日期早于约谈。',
      'The day lies before the talk.',
      `不得早于 ${demand.on}。`,
      `No earlier than ${demand.on}.`,
    );
  return outcome === 'let-pass' && on <= demand.by
    ? refuse(
        'demand-day-open',
        'TJ51-4.3',
        `改正期限至 ${demand.by}，尚未届满。`,
        `The demand may be met until ${demand.by}.`,
        '期满之后核实；当事人明确拒绝的，填写 refused。',
        'Record it after that day; where the party has refused, say refused.',
      )
    : undefined;
};

const mayBecome = ({ state }: TalkDemand, outcome: string): boolean =>
  state === 'open' || (outcome === 'met' && (state === 'refused' || state === 'let-pass'));

function notOpen(s: State): Refusal {
  const open = [...s.demands].filter(([, d]) => mayBecome(d, 'met')).map(([no]) => no);
  return refuse(
    'item-not-awaited',
    'TJ51-4.3',
    '没有这项改正要求，或者它已有结果。',
    'There is no such demand, or its outcome is on record.',
    open.length > 0 ? `可以填写：${open.join('、')}。` : '没有待落实的改正要求。',
    open.length > 0 ? `Open are: ${open.join(', ')}.` : 'None is open.',
  );
}

/** 逾期改正 Met on a day after the one that was set, or after it was found refused or let pass. */
export const becomes = (
  demand: TalkDemand,
  outcome: 'met' | 'refused' | 'let-pass',
  on: string,
): TalkDemand['state'] =>
  outcome === 'met' && (demand.state !== 'open' || on > demand.by) ? 'met-late' : outcome;
