/**
 * 信用评价周期 One cycle of grading: 秦医保〔2022〕23号, 二（四）. It waits for its assessment day, has every subject graded by the rule that was in force when it began,
 * and stays open as long as its grades are in force: what falls meanwhile is looked at again in it. The grading itself is the database's, set by set; nobody has a
 * workflow of his own for having a grade (docs/decisions/0031).
 */
import * as acts from '../domain/credit-cycle/acts.ts';
import {
  assessed,
  gathered,
  objectionGranted,
  recount,
  ruleChanged,
  succeeded,
  type State,
} from '../domain/credit-cycle/acts.ts';
import { CYCLE, cycleEnd, dutiesFor, gathering, TELL } from '../domain/credit-cycle/duties.ts';
import { guards, notAwaited } from '../domain/credit-cycle/guards.ts';
import { assessmentDay } from '../domain/credit-cycle/period.ts';
import type { CreditCycleSettings } from '../domain/credit-cycle/settings.ts';
import type { RecountCause } from '../domain/credit-cycle/terms.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { startOfDay } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Period } from '../domain/time/periods.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CreditCycleOpening extends Opening {
  units: { 'fund-supervision': string };
  period: Period;
  rule: { version: number; sample: boolean } | null;
  /** `sourceDays`: absent in files that were opened before the grading waited. */
  settings: Pick<CreditCycleSettings, 'assessDays' | 'tellDays' | 'againDays'> &
    Partial<Pick<CreditCycleSettings, 'sourceDays'>>;
}

export async function creditCycle(opening: CreditCycleOpening): Promise<Closing> {
  const state: State = { assessed: false, rule: opening.rule?.version ?? null };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([
      assessed.type,
      gathered.type,
      recount.type,
      objectionGranted.type,
      ruleChanged.type,
      succeeded.type,
    ]),
    manages: true,
  });
  return file.run(CYCLE, () => run(file, opening));
}

async function run(file: CaseFile<State>, opening: CreditCycleOpening): Promise<string> {
  const { rule, period, letter } = opening;
  // 二（四）No rule version, no grading: what came into force later governs the next cycle.
  if (!rule) {
    file.warn('周期开始时没有施行的规则版本，本周期不评级（QHD-2.4c）。No rule was in force.');
    return 'no-rule';
  }
  if (rule.sample)
    file.warn('规则为样例，数字为虚构，不是法定标准（QHD-2.4c）。The rule is a sample.');
  file.stage = 'collecting';
  listens(file);
  const next = new Succession(file);
  await file.until(cycleEnd(assessmentDay(period)), letter.receivedAt);
  const from = await recorded(file, opening);
  await told(file, opening, await graded(file, opening, from), next);
  await next.graded;
  return 'succeeded';
}

/** 下一周期 Once the next cycle has been graded its own grades are in force no more. After an outage that may come first. */
class Succession {
  over = false;
  readonly graded: Promise<void>;

  constructor(file: CaseFile<State>) {
    this.graded = new Promise((resolve) => {
      const withdraw = file.allow({ act: succeeded.type, by: ['duban'], clause: CYCLE }, () => {
        withdraw();
        this.over = true;
        if (file.wait(TELL)) file.release(TELL, 'the next cycle has been graded');
        resolve();
      });
    });
  }
}

/** What concerns its grades, or its rule, for as long as it is open. */
function listens(file: CaseFile<State>): void {
  const from = { by: ['duban'], clause: CYCLE };
  file.allow({ act: recount.type, ...from }, (act) => again(file, act, 'record-fell'));
  file.allow({ act: objectionGranted.type, ...from }, (act) => again(file, act, 'objection'));
  file.allow({ act: ruleChanged.type, ...from }, ({ facts }) => {
    file.warn(
      `规则第 ${facts.version} 版自 ${facts.inForceFrom} 起施行，本周期仍按第 ${file.state.rule} 版评价，新版适用于下一周期。Version ${facts.version} binds the next cycle.`,
    );
  });
}

/** 重新评价 The same window, at once, with effect from now; the earlier grading stays in the register. */
function again(
  file: CaseFile<State>,
  act: ActOf<typeof recount> | ActOf<typeof objectionGranted>,
  cause: RecountCause,
): void {
  const { kind, subject, reference, cycle } = act.facts;
  const { before = null, table = null, after = null } = act.known ?? {};
  if (before === null) return;
  file.effect('credit-regraded', { cycle, kind, subject, cause, reference, at: act.receivedAt });
  file.enter({
    key: `credit-regraded:${act.id}`,
    type: 'credit-regraded',
    clause: CYCLE,
    act: act.id,
    body: { cycle, kind, subject, cause, reference, before, table, after },
  });
}

/** 待登记 What files have told by the assessment day is recorded first; what is not within its days is left out. */
async function recorded(
  file: CaseFile<State>,
  { period, settings: { sourceDays } }: CreditCycleOpening,
): Promise<Instant> {
  const end = startOfDay(period.until);
  if (sourceDays === undefined) return end;
  file.stage = 'gathering';
  file.effect('credit-gathering', { at: end });
  file.task('credit-gather', 'credit-gather', {});
  const { act, wait } = await file.until(gathering(sourceDays), end);
  // What is found recorded when nothing waits for it any more, as after an outage, changes nothing.
  file.allow({ act: gathered.type, by: ['duban'], clause: CYCLE }, () => {});
  return act?.receivedAt ?? wait.due.at;
}

/** 评价 From the day after the corresponding day last year up to and including the assessment day. */
async function graded(
  file: CaseFile<State>,
  { settings }: CreditCycleOpening,
  from: Instant,
): Promise<Instant> {
  file.stage = 'assessing';
  file.task('credit-assess', 'credit-assess', {});
  const { act } = await file.performed(dutiesFor(settings).assess, from);
  const { subjects, figures, unpromised, hash, leftOut } = act.facts;
  file.state.assessed = true;
  file.stage = 'graded';
  if (unpromised > 0)
    file.warn(
      `${unpromised} 个主体没有信用承诺（QHD-1.2）。${unpromised} subjects have promised nothing.`,
    );
  if (leftOut)
    file.warn(
      `${leftOut} 个来源评价时尚未登记，没有计入（QHD-2.4b）。${leftOut} sources were not recorded when the subjects were graded.`,
    );
  file.effect('credit-assessed', { at: act.receivedAt });
  file.enter({
    key: 'credit-assessed',
    type: 'credit-assessed',
    clause: CYCLE,
    act: act.id,
    body: { subjects, ...figures, hash, ...(leftOut && { leftOut }) },
  });
  return act.receivedAt;
}

async function told(
  file: CaseFile<State>,
  { settings }: CreditCycleOpening,
  from: Instant,
  next: Succession,
): Promise<void> {
  if (next.over) return;
  const { act } = await file.performed(dutiesFor(settings).tell, from);
  if (!act) return;
  file.stage = 'told';
  file.enter({
    key: 'credit-told',
    type: 'credit-told',
    clause: CYCLE,
    act: act.id,
    body: { at: act.occurredAt! },
  });
}
