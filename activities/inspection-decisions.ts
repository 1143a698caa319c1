/** 检查的批准、开始、唤醒 Gates, caps and windows decided under the lock of the institution: what is counted is what is taken. The rules are domain/inspection. */
import type { Deciding } from '../db/queries/decisions.ts';
import {
  approvePlan,
  givePlaceBack,
  lockedPlan,
  noticeServed,
  startPlan,
} from '../db/inspection/store.ts';
import { assess } from '../domain/inspection/assess.ts';
import { discreet } from '../domain/inspection/discretion.ts';
import { refuseOverride } from '../domain/inspection/exceptions.ts';
import { refusalOfPlan } from '../domain/inspection/filing.ts';
import { clauseOf, gatesNamed } from '../domain/inspection/findings.ts';
import { exemptingClue } from '../domain/inspection/gates/items.ts';
import { listed, plansOfVisit, yearOf } from '../domain/inspection/judging.ts';
import { isRecheck } from '../domain/inspection/places.ts';
import type { approval, historyCorrected, onSiteStart, waking } from '../domain/inspection/acts.ts';
import { forms, given } from '../domain/inspection/forms.ts';
import type { Case, Override, Plan } from '../domain/inspection/plan.ts';
import type { StartCheck } from '../domain/inspection/known.ts';
import { refuse } from '../domain/law/refuse.ts';
import type { Decide, Decisions } from './decided.ts';
import { todayOf, kept, refused, caseOf } from './inspection-asking.ts';
import { decideWaking, decideCorrection } from './inspection-waking.ts';

// 第十条 The head approves: every gate is asked anew, and the place is reserved in the year of the planned start.
const asking = forms.approval.shape.pick({ overrides: true }).strip();
/** By gate: a clause may name several. */
const askedOf = (act: Deciding) =>
  asking
    .parse(act.payload)
    .overrides.flatMap((o) =>
      gatesNamed(o).map((gate) => ({ gate, item: o.item, reason: o.reason })),
    );
const refuseOverrides = ({ code, zh, en }: NonNullable<ReturnType<typeof refuseOverride>>) =>
  refuse(
    code,
    'X-3',
    zh,
    en,
    '只有 QY-5.1、15.1、15.2 可由主体负责人说明理由突破；其余不得突破。',
    'The head may override QY-5.1, 15.1 and 15.2, with a reason; nothing else.',
  );
const decideApproval: Decide<typeof approval> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const asked = askedOf(act);
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
  if (wrong) return { findings, refusal: refuseOverrides(wrong) };
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

// 第四、十条 The door: every gate is asked for the third time, by today; the place is consumed in the year of the start, or given back where no later day of the approval is left.
const standing = forms['on-site-start'].shape
  .pick({ present: true, shown: true, noticeServed: true })
  .strip();
const decideStart: Decide<typeof onSiteStart> = async (tx, act) => {
  const row = await lockedPlan(tx, act.file);
  const said = standing.parse(act.payload);
  const startCheck: StartCheck = {
    ...said,
    noticeServed: said.noticeServed || (await noticeServed(tx, act.file)),
  };
  const today = todayOf(act);
  const c = await caseOf(tx, row.plan, today, 'start', startCheck);
  const a = assess(c);
  if (a.bars.length > 0) {
    if (today >= c.plan.days.until) await givePlaceBack(tx, row.id);
    return refused(tx, row, c, a);
  }
  await startPlan(tx, {
    plan: row.id,
    with: plansOfVisit(c),
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

export const inspectionDecisions: Decisions<
  'inspection',
  typeof approval | typeof onSiteStart | typeof waking | typeof historyCorrected
> = {
  'inspection:approval': decideApproval,
  'inspection:on-site-start': decideStart,
  'inspection:waking': decideWaking,
  'inspection:history-corrected': decideCorrection,
};
