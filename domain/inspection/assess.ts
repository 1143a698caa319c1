/**
 * 检查方案的评估 May we, and if not, when? Every gate is asked, none stops the others; asked at plan, at approval and again at the door.
 * Pure: what the registries, the history and the other plans say comes in.
 */
import { instruments } from '../law/instruments.ts';
import { addDays, dayNumber } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { asksOverride, settle } from './exceptions.ts';
import { gateIds, type Finding, type GateId } from './findings.ts';
import { combination, levels, teamSize } from './gates/combination.ts';
import { onSiteReason, purpose } from './gates/purpose.ts';
import { certificatesShown, notice, recusal, twoOfficers } from './gates/presence.ts';
import { approval, approvedDays } from './gates/approval.ts';
import { draw, lists, onTheLists } from './gates/draw.ts';
import { clues, reasonableFrequency, yearlyCap } from './gates/frequency.ts';
import { alreadyKnown, repeat, superiorClean } from './gates/repetition.ts';
import {
  itemBasis,
  itemCap,
  itemContent,
  itemMethod,
  itemPublished,
  itemStandard,
  territory,
} from './gates/items.ts';
import { specialNumber, specialPapers } from './gates/special.ts';
import { qualification, qualificationPublished, scope } from './gates/subject.ts';
import { certificates, thirdParties } from './gates/officers.ts';
import { delegation } from './gates/delegation.ts';
import { dayOf } from './judging.ts';
import { usesPlace } from './places.ts';
import type { Case } from './plan.ts';
import type { Stage } from './terms.ts';

const gates: Readonly<Record<GateId, (c: Case) => Finding[]>> = {
  scope,
  qualification,
  'qualification-published': qualificationPublished,
  delegation,
  'third-parties': thirdParties,
  certificates,
  'item-basis': itemBasis,
  'item-published': itemPublished,
  'item-content': itemContent,
  'item-method': itemMethod,
  'item-standard': itemStandard,
  'item-cap': itemCap,
  territory,
  'yearly-cap': yearlyCap,
  clues,
  'reasonable-frequency': reasonableFrequency,
  combination,
  levels,
  'team-size': teamSize,
  lists,
  'on-the-lists': onTheLists,
  draw,
  'special-papers': specialPapers,
  'special-number': specialNumber,
  'on-site-reason': onSiteReason,
  purpose,
  approval,
  'approved-days': approvedDays,
  notice,
  'certificates-shown': certificatesShown,
  'two-officers': twoOfficers,
  recusal,
  repeat,
  'superior-clean': superiorClean,
  'already-known': alreadyKnown,
};

/** What may be waited for (on hold): a window or a cap that time opens again. */
export const timeGates: readonly GateId[] = ['item-cap', 'yearly-cap', 'repeat', 'superior-clean'];

export interface Assessment {
  stage: Stage;
  day: CivilDate;
  /** Plans for days before the notice are not judged by it (QY-15.1). */
  judged: boolean;
  lawful: boolean;
  findings: Finding[];
  /** What bars it at this stage: before the head is asked, not what the head is asked to override. Filing, waking, approval and start go by this and by nothing else. */
  bars: Finding[];
  /** The first day on which nothing would bar the plan, all else being equal: the asked day where nothing does; none where something is missing that no time brings. */
  earliest?: CivilDate;
  /** Refused only by windows and caps, what the head is asked to override aside, and time brings them: it may be filed on hold. */
  mayHold: boolean;
  /** With `mayHold`: the first day on which no window and no cap bars; waking opens no door, every gate is asked anew. */
  wakesOn?: CivilDate;
  /** Whether approval reserves and the start consumes a place under the yearly cap. */
  usesPlace: boolean;
  /** For the QY-19 report. */
  overridden: Finding[];
  /** What must follow although it may start (QY-7.3, 10.2). */
  owed: string[];
}

export function assess(c: Case): Assessment {
  const day = dayOf(c);
  const judged = day >= instruments.QY.inForceFrom;
  const findings = judged ? ask(c, gateIds) : [];
  const refusals = findings.filter((f) => f.outcome === 'refused');
  const bars = barsIn(c, findings);
  const earliest =
    bars.length === 0
      ? day
      : firstDay(c, [
          ...new Set([...bars.map((f) => f.gate), ...timeGates, 'combination' as const]),
        ]);
  const onlyTime =
    bars.length > 0 && c.stage !== 'start' && bars.every((f) => timeGates.includes(f.gate));
  const wakesOn = onlyTime ? firstFree(c) : undefined;
  return {
    stage: c.stage,
    day,
    judged,
    lawful: refusals.length === 0,
    findings,
    bars,
    ...(earliest && { earliest }),
    mayHold: wakesOn !== undefined,
    ...(wakesOn && { wakesOn }),
    usesPlace: judged && usesPlace(c),
    overridden: findings.filter((f) => f.outcome === 'overridden'),
    owed: [...new Set(findings.flatMap((f) => f.owed ?? []))],
  };
}

/** The first day on which no cap and no window bars but what the head is asked to override, whatever else is wrong; none where time alone does not bring it. */
export const firstFree = (c: Case): CivilDate | undefined => firstDay(c, timeGates);

/** Of what the gates answer, what bars the plan at this stage. */
export const barsIn = (c: Case, findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => f.outcome === 'refused' && counts(c, f));
/** Before the head is asked, what the head is asked to override bars nothing. */
const counts = ({ plan, stage }: Case, f: Finding): boolean =>
  stage !== 'plan' || !asksOverride(plan, f);

const ask = (c: Case, which: readonly GateId[]): Finding[] =>
  which.flatMap((id) => gates[id](c)).map((finding) => settle(c, finding));

/**
 * Looks on from the day that every refusal allows until none is left: a free window may meet a full year. Asks the gates that refuse now and those that other days change;
 * who is sent is settled on the day, so certificates are not asked of a team that is drawn or named anew.
 */
function firstDay(c: Case, which: readonly GateId[]): CivilDate | undefined {
  let at = c;
  for (let n = 0; n < 100; n++) {
    const left = barsIn(c, ask(at, which));
    if (left.some((f) => f.earliest === undefined)) return undefined;
    const to = left.reduce((last, f) => (f.earliest! > last ? f.earliest! : last), dayOf(at));
    if (to === dayOf(at)) return to;
    at = moved(at, to);
  }
  return undefined;
}

/** The same plan on a later day, as long as before. */
function moved(c: Case, to: CivilDate): Case {
  if (c.stage === 'start') return { ...c, known: { ...c.known, today: to } };
  const { from, until } = c.plan.days;
  return {
    ...c,
    plan: { ...c.plan, days: { from: to, until: addDays(to, dayNumber(until) - dayNumber(from)) } },
  };
}
