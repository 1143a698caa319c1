/** 不得 What a penalty case refuses, act by act (TJ51 三、四、十三、十四、十六). Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Acts } from './acts.ts';
import { crimeGuards } from './crime.ts';
import type { CrimeActs } from './crime-acts.ts';
import { decisionGuards, serviceTellsRemedies } from './deciding.ts';
import {
  closureFollowsExecution,
  endIsApproved,
  flagIsComplete,
  instalmentsFit,
  meetingWasHeld,
  paymentFits,
  refuseUnexecuted,
  removalIsApproved,
} from './executing.ts';
import {
  answerIsReasoned,
  discussionIsValid,
  extensionIsLawful,
  hearingIsFair,
  noticeIsFair,
  refuseUnreviewed,
  reportMissing,
  reviewIsIndependent,
  statementFits,
} from './handling.ts';
import {
  bringsSomething,
  collectedByTwo,
  intervalIsNew,
  intervalRuns,
  investigatorsAreFit,
  preservationIsApproved,
  recusalIsDecided,
  reportIsOfTheInvestigators,
} from './inquiry.ts';
import { refundIsWhole, reversalGuards } from './reversing.ts';
import type { State } from './state.ts';

export const guards: Guards<Acts | CrimeActs, State> = {
  ...crimeGuards,
  'further-filing': [bringsSomething],
  'investigator-assignment': [investigatorsAreFit],
  recusal: [recusalIsDecided],
  'evidence-record': [collectedByTwo],
  preservation: [preservationIsApproved],
  'investigation-report': [reportIsOfTheInvestigators],
  'legal-review': [reviewIsIndependent],
  'collective-discussion': [discussionIsValid],
  'facts-notice': [noticeIsFair],
  'party-statement': [statementFits],
  'statement-answer': [answerIsReasoned],
  'hearing-record': [hearingIsFair],
  'interval-start': [intervalIsNew],
  'interval-end': [intervalRuns],
  'period-extension': [extensionIsLawful],
  'penalty-decision': [...decisionGuards],
  'decision-service': [serviceTellsRemedies],
  'instalment-approval': [instalmentsFit],
  'execution-record': [paymentFits],
  'execution-end': [endIsApproved],
  'decision-reversal': [...reversalGuards],
  'refund-record': [refundIsWhole],
  'penalty-closure': [closureFollowsExecution],
  'supervision-flag': [flagIsComplete],
  'supervision-removal': [removalIsApproved],
  'meeting-outcome': [meetingWasHeld],
};

const clauses: Readonly<Record<string, string>> = {
  recusal: 'X-7',
  'collective-discussion': 'TJ51-14.3',
  'supervision-flag': 'TJ51-16.2',
  'supervision-report': 'TJ51-16.2',
  'supervision-removal': 'TJ51-16.2',
  'meeting-outcome': 'TJ51-16.2',
  'crime-report': 'TJ51-16.1',
  'crime-decision': 'TJ51-16.1',
  'crime-transfer': 'TJ51-16.1',
  'police-answer': 'TJ51-16.1',
  'goods-handover': 'TJ51-16.1',
  'police-reconsideration': 'TJ51-16.1',
  'police-return': 'TJ51-16.1',
};
export const clauseOf = (act: string): string => clauses[act] ?? 'TJ51-14.1';

/** 十四 Out of order: which step is lacking, where that is why. */
export const notAwaited =
  (s: State) =>
  (act: Act, possible: Possible): Refusal => {
    const early = outOfOrder(act.type, s);
    if (early) return early;
    const what = possible.nameOf(act.type);
    return notAwaitedNow(
      clauseOf(act.type),
      `现在不能提交${what.zh}：引起它的事实尚未发生，或它已经办理。`,
      `${what.en} cannot be filed now: what triggers it has not happened, or it is done.`,
      possible,
    );
  };

function outOfOrder(type: string, s: State): Refusal | undefined {
  if (type === 'penalty-closure' && s.decision) return refuseUnexecuted(s);
  if (s.decision) return undefined;
  if (type === 'penalty-decision' && s.intervals.size > 0)
    return refuse(
      'interval-running',
      'TJ51-14.1',
      `期间正在扣除：${[...s.intervals.keys()].join('、')}。`,
      `What does not count is still running: ${[...s.intervals.keys()].join(', ')}.`,
      '先登记其结束。',
      'Record its end first.',
    );
  if (type === 'legal-review' && s.report?.facts !== s.facts) return reportMissing;
  return ['collective-discussion', 'facts-notice', 'penalty-decision'].includes(type)
    ? refuseUnreviewed(s)
    : undefined;
}
