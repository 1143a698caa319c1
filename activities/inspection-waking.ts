/** 检查的唤醒与历史更正 A plan is asked anew: on hold, when its time has come or something is free; waiting, when the history has been corrected. */
import {
  claimsBefore,
  keepAssessment,
  lockedPlan,
  wakePlan,
  type Claim,
} from '../db/inspection/store.ts';
import { assess, firstFree, timeGates } from '../domain/inspection/assess.ts';
import { yearOf } from '../domain/inspection/judging.ts';
import type { historyCorrected, waking } from '../domain/inspection/acts.ts';
import type { Case } from '../domain/inspection/plan.ts';
import type { Known } from '../domain/inspection/known.ts';
import { endOfMonth } from '../domain/inspection/waits.ts';
import { addDays, dayNumber } from '../domain/time/civil-date.ts';
import type { Decide } from './decided.ts';
import { todayOf, kept, caseOf } from './inspection-asking.ts';

/**
 * 第四、十五条 A plan on hold is asked anew. Waking opens no door: it becomes a plan that its team, its draw and the head have still to make one.
 *
 * Our reading of 依次: an earlier-filed plan that has woken and waits for the head, or that is about to wake at the same instant (its day has come, or something was freed and it has not been
 * asked yet), is counted as if it were approved. So where many wake for fewer places, and in whatever order the engine wakes them, the earliest-filed come first. It is counted here only: a plan
 * that nobody held needs no turn, and on hold or woken nothing is reserved. One that stays on hold although it stood first requests that those behind it be asked.
 */
export const decideWaking: Decide<typeof waking> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const today = todayOf(act);
  const { from, until } = row.plan.days;
  const moved =
    from >= today
      ? row.plan.days
      : { from: today, until: addDays(today, dayNumber(until) - dayNumber(from)) };
  const { plan, known, stage } = await caseOf(tx, { ...row.plan, days: moved }, today, 'plan');
  const c: Case = { plan, known: behind(known, await claimsBefore(tx, row.id, today)), stage };
  const barred = assess(c).bars.filter((f) => timeGates.includes(f.gate));
  const later = barred.length === 0 ? undefined : firstFree(c);
  // What its team sees of it from now on: woken, it is asked as it stands; still on hold, with what stands before it.
  const now: Case = barred.length === 0 ? { plan: { ...plan, wokenOn: today }, known, stage } : c;
  const a = assess(now);
  await wakePlan(tx, {
    plan: row.id,
    woke: barred.length === 0,
    today,
    wakesOn: later,
    days: moved,
    usesPlace: a.usesPlace,
    assessment: kept(now, a),
    act: act.act,
  });
  const clause = barred[0]?.clause ?? 'QY-4.1';
  return {
    known: {
      woke: barred.length === 0,
      clause,
      ...(barred[0]?.code && { code: barred[0].code }),
      ...(later && { wakesOn: later }),
      ...(barred.length === 0 && { expiresOn: endOfMonth(moved.until) }),
    },
  };
};

/** 第四、十五条 The history that the plan rests on has been corrected: how it stands by what is known now, as far as caps and windows go. */
export const decideCorrection: Decide<typeof historyCorrected> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const c = await caseOf(tx, row.plan, todayOf(act), row.plan.approval ? 'approval' : 'plan');
  const a = assess(c);
  await keepAssessment(tx, row.id, kept(c, a));
  const bar = a.bars.find((f) => timeGates.includes(f.gate));
  return {
    known: {
      barred: bar !== undefined,
      clause: bar?.clause ?? 'QY-15.1',
      ...(bar?.code && { code: bar.code }),
    },
  };
};

function behind(known: Known, claims: readonly Claim[]): Known {
  const ids = claims.map((c) => c.id);
  return {
    ...known,
    plans: known.plans.map((p) =>
      ids.includes(p.id)
        ? {
            ...p,
            state: 'approved' as const,
            days: { ...p.days, from: claims.find((c) => c.id === p.id)!.from },
          }
        : p,
    ),
    places: [
      ...known.places,
      ...claims
        .filter((c) => c.usesPlace)
        .map((c) => ({ plan: c.id, year: yearOf(c.from), state: 'reserved' as const })),
    ],
  };
}
