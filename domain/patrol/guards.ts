/** 不得 What a patrol refuses of the acts of its stages (TJ51-4). Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse, refusing } from '../law/refuse.ts';
import { refuseCiting } from '../audit-finding/citing.ts';
import type { Acts, caseFiling, dwellingReport, patrolFinding } from './acts.ts';
import { endFits, lookBackFits, outcomeOwed } from './ending.ts';
import { openCases, passed, type State } from './state.ts';
import { demandOutcomeFits, talkStands } from './talking.ts';
import { caseOpen, lookBackEarly, notBefore, reasonMissing, skipReasoned } from './shared.ts';
import { keyOf, stageNames, stages } from './terms.ts';

const say = refusing('TJ51-4.1');

/** Findings about the subject that stand; and something that the file does not have yet. */
const findingIsNew: GuardOf<typeof patrolFinding, State> = ({ facts, known }, s) =>
  refuseCiting(
    s.subject,
    (known?.cited ?? []).map((one) => one ?? undefined),
  ) ??
  (facts.newFacts ||
  facts.origins.some((file) => !s.origins.has(file)) ||
  facts.findings.some((one) => !s.findings.has(keyOf(one)))
    ? undefined
    : refuse(
        'duplicate',
        'TJ51-4.1',
        '同一主体、同一案由正在巡查，本次没有新的发现。',
        'The subject is under patrol in this matter; nothing here is new.',
        '在现有案卷中办理；确有新的事实的写明 newFacts。',
        'Go on in the open file; say newFacts where there is something new.',
      ));

const filingFits: GuardOf<typeof caseFiling, State> = (act, s) =>
  (s.stage === 'monitoring'
    ? skipReasoned(act.facts.skipReasoned, stageNames.talk.zh, stageNames.talk.en)
    : undefined) ??
  outcomeOwed(passed(s, act.receivedAt)) ??
  notBefore(act, s.since, s.stage);

const explained: GuardOf<typeof dwellingReport, State> = ({ facts }) =>
  facts.reasonGiven
    ? undefined
    : reasonMissing(
        'TJ51-4.2',
        '滞留说明须写明原因。',
        'A report says why the stage takes so long.',
      );

export const guards: Guards<Acts, State> = {
  'patrol-finding': [findingIsNew],
  'warning-talk': [talkStands],
  'demand-outcome': [demandOutcomeFits],
  'patrol-case-filing': [filingFits],
  'look-back': [lookBackFits],
  'dwelling-report': [explained],
  'patrol-end': [endFits],
};

const clauses: Readonly<Record<string, string>> = {
  'demand-outcome': 'TJ51-4.3',
  'dwelling-report': 'TJ51-4.2',
};
export const clauseOf = (act: string): string => clauses[act] ?? 'TJ51-4.1';

/** 顺序 Out of order: why, and what would be lawful. */
export const notAwaited =
  (s: State) =>
  (act: Act, possible: Possible): Refusal => {
    const why = outOfOrder(act.type, s);
    if (why) return why;
    const what = possible.nameOf(act.type);
    return notAwaitedNow(
      clauseOf(act.type),
      `现在不能提交${what.zh}。`,
      `${what.en} cannot be filed now.`,
      possible,
    );
  };

const forward = ['warning-talk', 'talk-absence', 'patrol-case-filing', 'look-back', 'patrol-end'];

function outOfOrder(type: string, s: State): Refusal | undefined {
  if (!forward.includes(type)) return undefined;
  if (s.filing)
    return say(
      'case-pending',
      '立案正在办理，等待其结果。',
      'The case is being filed: its result is awaited.',
      '立案之后继续；未能立案的可以重新提交。',
      'Go on once it is filed; where it is refused, file it again.',
    );
  if (type === 'look-back')
    return s.stage === 'look-back' && openCases(s).length > 0 ? caseOpen : lookBackEarly;
  if (type === 'patrol-end') return s.stage === 'look-back' ? lookBackOwed : caseOpen;
  const reached = type === 'patrol-case-filing' ? 'case' : 'talk';
  return stages.indexOf(s.stage) >= stages.indexOf(reached) && s.stage !== 'talk'
    ? say(
        'stage-backward',
        `案卷已在${stageNames[s.stage].zh}阶段，不得退回。`,
        `The file is at the stage of ${stageNames[s.stage].en}: there is no way back.`,
        '新的发现在本卷提交巡查发现；回头看发现再犯的另行立卷。',
        'File what is found as a finding; a relapse found by the look back has a patrol of its own.',
      )
    : undefined;
}

const lookBackOwed = say(
  'look-back-owed',
  '立案查处办结之后必须回头看，不得直接结束。',
  'After a penalty case the look back is owed and never left out.',
  '提交回头看。',
  'File the look back.',
);
