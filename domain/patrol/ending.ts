/** 回头看、结束 How a patrol ends: by the look back, or before a case with a reason (TJ51-4.1, 4.3). Pure. */
import type { GuardOf } from '../law/acts.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse, refusing } from '../law/refuse.ts';
import { isAmong } from '../penalty-case/people.ts';
import type { People } from '../penalty-case/person.ts';
import { demandMissing } from '../penalty-case/inquiry.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { KnownCases, lookBack, patrolEnd } from './acts.ts';
import {
  caseOpen,
  lookBackEarly,
  notBefore,
  reasonMissing,
  refuseOfficers,
  skipReasoned,
} from './shared.ts';
import { failedDemand, openDemands, passed, unmet, type State } from './state.ts';
import { stageNames, type Ending, type Stage } from './terms.ts';

const say = refusing('TJ51-4.1');

/** Corrected is only what was demanded and met. */
const demandOpen = (s: State): Refusal | undefined => {
  const open = unmet(s);
  return open.length === 0
    ? undefined
    : say(
        'demand-open',
        `改正要求 ${open.join('、')} 尚未落实，不能认定已改正。`,
        `Demand ${open.join(', ')} is not met: nothing is corrected yet.`,
        '先登记改正要求的结果；拒不改正的转立案查处。',
        'Record the outcome of the demand first; a refusal to correct leads to a penalty case.',
        'TJ51-4.3',
      );
};

/** 四（三）A demand whose day has passed says first what became of it, so that no refusal to correct is left out. */
export function outcomeOwed(open: readonly string[]): Refusal | undefined {
  return open.length === 0
    ? undefined
    : say(
        'demand-open',
        `改正要求 ${open.join('、')} 的结果尚未登记。`,
        `What became of demand ${open.join(', ')} is not on record.`,
        '先登记改正要求的结果。',
        'Record the outcome of the demand first.',
        'TJ51-4.3',
      );
}

/** A case that names the patrol has not ended, or its end has not reached the patrol yet. */
const caseStands = (known: KnownCases | undefined, s: State): Refusal | undefined =>
  (known?.openCases ?? 0) > 0
    ? caseOpen
    : known?.endedCases?.some((file) => s.cases.get(file)?.closedAt === undefined)
      ? say(
          'case-pending',
          '由本卷立案的案件已经结案，正在转入本卷。',
          'A penalty case that comes from this file has ended: its end is on its way here.',
          '稍后继续；此后须回头看。',
          'Go on in a moment; the look back is owed then.',
        )
      : undefined;

const demandLater = refuse(
  'in-the-future',
  'TJ51-4.3',
  '改正要求的日期晚于回头看。',
  'The demand is dated after the look back.',
  '写明回头看之前的改正要求。',
  'State a demand that was made before the look back.',
);

/** 四（三）A demand that was refused or let pass is a refusal to correct: no other result may leave it out. */
const demandUnfit = refuse(
  'demand-unfit',
  'TJ51-4.3',
  '只有认定拒不改正的，才写明在先的改正要求；当事人拒绝或者逾期未改的，不得认定为已改正或者再犯。',
  'Only a refusal to correct names the demand that was refused or let pass; what was refused is neither corrected nor done again without a demand.',
  '认定拒不改正，或者不填改正要求。',
  'State the refusal to correct, or leave the demand out.',
);

/** After every case that came from here; without one only as the end of a talk that was followed, with the reason why there was no case. */
export const lookBackFits: GuardOf<typeof lookBack, State> = (act, s) => {
  const { officers, outcome, demandLacking, demand } = act.facts;
  const early =
    caseStands(act.known, s) ??
    (s.stage === 'talk'
      ? afterTalk(act, s)
      : outcomeOwed(outcome === 'corrected' ? openDemands(s) : passed(s, act.receivedAt)));
  if (early) return early;
  const unfit =
    refuseOfficers(officers, act.known, civilDateOf(act.occurredAt!)) ??
    refuseSame(officers, act.known, s);
  if (unfit) return unfit;
  if (demand && outcome !== 'refused' && s.changed('demand-fits-result')) return demandUnfit;
  if (demandLacking || (outcome === 'refused' && !demand && !failedDemand(s))) return demandMissing;
  if (demand && demand.on > civilDateOf(act.occurredAt!)) return demandLater;
  return notBefore(act, s.since, s.stage);
};

const afterTalk: GuardOf<typeof lookBack, State> = ({ facts }, s) =>
  facts.outcome === 'corrected'
    ? (skipReasoned(facts.skipReasoned, stageNames.case.zh, stageNames.case.en) ?? demandOpen(s))
    : lookBackEarly;

/** The text is silent: only where the bureau wants others to look back. */
function refuseSame(
  officers: readonly string[],
  known: People | undefined,
  s: State,
): Refusal | undefined {
  return s.settings.lookBackByOthers &&
    officers.some((officer) => isAmong(officer, [...s.handled], known))
    ? say(
        'look-back-same-officers',
        '回头看由没有参加约谈、没有调查本案的人员进行（管理设定）。',
        'Nobody looks back who has held the talk or investigated the case (management setting).',
        '由其他人员进行。',
        'Let others look back.',
      )
    : undefined;
}

const fits: Readonly<Record<Ending, readonly Stage[]>> = {
  'nothing-found': ['monitoring'],
  corrected: ['talk'],
  'subject-ended': ['monitoring', 'talk'],
};

/** With its reason, at the stage where it may end so, and while no case that came from here is open. */
export const endFits: GuardOf<typeof patrolEnd, State> = ({ facts, known }, s) => {
  if (!facts.reasonGiven)
    return reasonMissing(
      'TJ51-4.1',
      '结束巡查须写明理由。',
      'The end of a patrol needs its reason.',
    );
  const stands = caseStands(known, s);
  if (stands) return stands;
  if (!fits[facts.outcome].includes(s.stage))
    return say(
      'end-unfit',
      `${stageNames[s.stage].zh}阶段不能以该结果结束。`,
      `At the stage of ${stageNames[s.stage].en} a patrol does not end so.`,
      '监控跟踪：没有发现问题；约谈之后：已改正；主体已终止的另填。',
      'Nothing found ends the monitoring, a correction ends the talk; a subject that was struck is said as such.',
    );
  if (facts.outcome === 'corrected') return demandOpen(s);
  return facts.outcome === 'subject-ended' && known?.subjectEnded !== true
    ? say(
        'subject-standing',
        '登记中该主体的协议或者资格没有终止。',
        'The registry has the agreement or qualification of the subject as standing.',
        '继续巡查；确已终止的先更新登记。',
        'Go on; update the registry first where it has ended.',
      )
    : undefined;
};
