/** 检查的批准、开始、唤醒 Gates, caps and windows decided under the lock of the institution: what is counted is what is taken. The rules are domain/inspection. */
import type { TransactionSql } from 'postgres';
import type { Deciding } from '../db/queries/decisions.ts';
import {
  approvePlan,
  claimsBefore,
  factsOf,
  givePlaceBack,
  keepAssessment,
  lockedPlan,
  noticeServed,
  startPlan,
  wakePlan,
  type Claim,
  type KeptAssessment,
  type PlanRow,
} from '../db/inspection/store.ts';
import { assess, firstFree, timeGates, type Assessment } from '../domain/inspection/assess.ts';
import { discreet } from '../domain/inspection/discretion.ts';
import { refuseOverride } from '../domain/inspection/exceptions.ts';
import { refusalOfPlan } from '../domain/inspection/filing.ts';
import { clauseOf, gatesNamed, type GateId } from '../domain/inspection/findings.ts';
import { exemptingClue } from '../domain/inspection/gates/items.ts';
import { listed, together, yearOf } from '../domain/inspection/judging.ts';
import { isRecheck } from '../domain/inspection/places.ts';
import type { approval, historyCorrected, onSiteStart, waking } from '../domain/inspection/acts.ts';
import { forms, given } from '../domain/inspection/forms.ts';
import type { Case, Door, Known, Override, Plan } from '../domain/inspection/plan.ts';
import type { Stage } from '../domain/inspection/terms.ts';
import { endOfMonth } from '../domain/inspection/waits.ts';
import { codes, type CatalogueEntry, type ProblemCode } from '../domain/law/codes.ts';
import type { Refusal } from '../domain/law/refusal.ts';
import { addDays, civilDateOf, dayNumber } from '../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../domain/time/instant.ts';
import type { Decide, Decided, Decisions } from './decided.ts';

const todayOf = (act: Deciding): CivilDate => civilDateOf(instant(act.receivedAt));
const keptOf = ({ stage, day, lawful, findings, earliest, owed }: Assessment): KeptAssessment => ({
  stage,
  day,
  lawful,
  findings,
  ...(earliest && { earliest }),
  owed,
});
/** What is kept is read by whoever may read the plan: it tells nothing of others that have not begun. */
const kept = (c: Case, a: Assessment): KeptAssessment => keptOf(discreet(c, a));
/** What the history and the register are told: of gates that speak of days and places, only what the matter is. */
const terse: readonly GateId[] = ['combination', 'levels', 'approved-days', 'territory', 'recusal'];

/** QY-10.3  What rests on a plan that has not begun is told by its code alone: many read the register, whoever may know that plan. */
function refusalFor(c: Case, a: Assessment): Refusal | undefined {
  const refusal = refusalOfPlan(a);
  const [first] = a.bars;
  if (!refusal || !first) return undefined;
  const told = discreet(c, a);
  const { earliest, ...rest } = refusal;
  const dated = {
    ...rest,
    ...(earliest !== undefined && told.earliest === a.earliest && { earliest }),
  };
  const { title, lawful }: CatalogueEntry = codes[refusal.code as ProblemCode];
  if (!told.findings.includes(first)) return { ...dated, say: title, lawful: lawful ?? settled };
  return terse.includes(first.gate) ? { ...dated, say: title } : dated;
}
const settled = {
  zh: '由检查主体负责人或者上级统筹。',
  en: 'Let the head of the body, or the superior, settle it.',
};

// 第十条 The head approves: every gate is asked anew, and the place is reserved in the year of the planned start.
const asking = forms.approval.shape.pick({ overrides: true }).strip();
const decideApproval: Decide<typeof approval> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const asked = asking
    .parse(act.payload)
    .overrides.flatMap((o) =>
      gatesNamed(o).map((gate) => ({ gate, item: o.item, reason: o.reason })),
    );
  const overrides: Override[] = asked.map(({ gate, item, reason }) => ({
    gate,
    ...(item && { item }),
    by: act.officer,
    reasonGiven: given(reason),
  }));
  const approved: Plan = {
    ...row.plan,
    approval: { by: act.officer, on: todayOf(act) },
    overrides,
  };
  const c = await caseOf(tx, approved, todayOf(act), 'approval');
  const wrong = overrides.map((o) => refuseOverride(c, o)).find((w) => w !== undefined);
  const a = assess(c);
  const { findings } = discreet(c, a);
  if (wrong)
    return {
      findings,
      refusal: {
        code: wrong.code,
        clause: 'X-3',
        say: { zh: wrong.zh, en: wrong.en },
        lawful: {
          zh: '只有 QY-5.1、15.1、15.2 可由主体负责人说明理由突破；其余不得突破。',
          en: 'The head may override QY-5.1, 15.1 and 15.2, with a reason; nothing else.',
        },
      },
    };
  // QY-10.2: after an urgent start only who approves is asked: the start has been judged.
  if (row.state === 'started') {
    const who = a.findings.find((f) => f.gate === 'approval' && f.outcome === 'refused');
    if (who) return { findings, refusal: refusalOfPlan({ ...a, bars: [who] })! };
  } else if (a.bars.length > 0) return refused(tx, row, c, a);
  const needed = (o: Override) =>
    a.overridden.some((f) => f.gate === o.gate && (o.item === undefined || f.item === o.item));
  await approvePlan(tx, {
    plan: row.id,
    by: act.officer,
    on: todayOf(act),
    usesPlace: a.usesPlace,
    year: yearOf(row.plan.days.from),
    approved,
    assessment: kept(c, a),
    act: act.act,
    overrides: asked.map((o, n) => ({ ...o, needed: needed(overrides[n]!) })),
  });
  return {
    known: { usesPlace: a.usesPlace, overridden: a.overridden.map((f) => clauseOf[f.gate]) },
  };
};

async function refused(
  tx: TransactionSql,
  row: PlanRow,
  c: Case,
  a: Assessment,
): Promise<Omit<Decided, 'known'>> {
  const assessment = kept(c, a);
  await keepAssessment(tx, row.id, assessment);
  return { refusal: refusalFor(c, a)!, findings: assessment.findings };
}

async function caseOf(
  tx: TransactionSql,
  plan: Plan,
  today: CivilDate,
  stage: Stage,
  door?: Door,
): Promise<Case> {
  const facts = await factsOf(tx, plan, today);
  return { plan: facts.plan, known: { ...facts.known, ...(door && { door }) }, stage };
}

// 第四、十条 The door: every gate is asked for the third time, by today; the place is consumed in the year of the start, or given back where no later day of the approval is left.
const standing = forms['on-site-start'].shape
  .pick({ present: true, shown: true, noticeServed: true })
  .strip();
const decideStart: Decide<typeof onSiteStart> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const said = standing.parse(act.payload);
  const door: Door = {
    ...said,
    noticeServed: said.noticeServed || (await noticeServed(tx, act.file)),
  };
  const today = todayOf(act);
  const c = await caseOf(tx, row.plan, today, 'start', door);
  const a = assess(c);
  if (a.bars.length > 0) {
    if (today >= c.plan.days.until) await givePlaceBack(tx, row.id);
    return refused(tx, row, c, a);
  }
  await startPlan(tx, {
    plan: row.id,
    with: together(c),
    on: today,
    at: act.receivedAt,
    usesPlace: a.usesPlace,
    recheck: isRecheck(c),
    itemCapExempt: exemptFromItemCaps(c),
    assessment: kept(c, a),
    act: act.act,
  });
  return { known: { startedOn: today, owed: a.owed, approved: row.plan.approval !== undefined } };
};

/** QY-3.1: where the list exempts the clue from the cap of every item that has one, it is not counted there. */
function exemptFromItemCaps(c: Case): boolean {
  const capped = c.plan.items.map((i) => listed(c, i)).filter((i) => i?.cap != null);
  return capped.length > 0 && capped.every((i) => exemptingClue(c, i!) !== undefined);
}

/**
 * 第四、十五条 A plan on hold is asked anew. Waking opens no door: it becomes a plan that its team, its draw and the head have still to make one.
 *
 * Our reading of 依次: an earlier-filed plan that has woken and waits for the head, or that is about to wake at the same instant (its day has come, or something was freed and it has not been
 * asked yet), is counted as if it were approved. So where many wake for fewer places, and in whatever order the engine wakes them, the earliest-filed come first. It is counted here only: a plan
 * that nobody held needs no turn, and on hold or woken nothing is reserved. One that stays on hold although it stood first rings those behind it.
 */
const decideWaking: Decide<typeof waking> = async (tx, act) => {
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
const decideCorrection: Decide<typeof historyCorrected> = async (tx, act) => {
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

export const inspectionDecisions: Decisions<
  'inspection',
  typeof approval | typeof onSiteStart | typeof waking | typeof historyCorrected
> = {
  'inspection:approval': decideApproval,
  'inspection:on-site-start': decideStart,
  'inspection:waking': decideWaking,
  'inspection:history-corrected': decideCorrection,
};
