/** 检查的评估 How a plan is asked under the lock of its institution: what is known of it, what is kept, and how it is refused. */
import type { TransactionSql } from 'postgres';
import type { Deciding } from '../db/queries/decisions.ts';
import { keepAssessment, type KeptAssessment, type PlanRow } from '../db/inspection/store.ts';
import { factsOf } from '../db/inspection/facts.ts';
import type { Assessment } from '../domain/inspection/assess.ts';
import { discreet } from '../domain/inspection/discretion.ts';
import { refusalOfPlan } from '../domain/inspection/filing.ts';
import type { GateId } from '../domain/inspection/findings.ts';
import type { Case, Plan } from '../domain/inspection/plan.ts';
import type { StartCheck } from '../domain/inspection/known.ts';
import type { Stage } from '../domain/inspection/terms.ts';
import { codes } from '../domain/codes.ts';
import type { CatalogueEntry, ProblemCode } from '../domain/law/codes.ts';
import type { Refusal } from '../domain/law/refusal.ts';
import { civilDateOf } from '../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../domain/time/instant.ts';
import type { Decided } from './decided.ts';

export const todayOf = (act: Deciding): CivilDate => civilDateOf(instant(act.receivedAt));
const keptOf = ({ stage, day, lawful, findings, earliest, owed }: Assessment): KeptAssessment => ({
  stage,
  day,
  lawful,
  findings,
  ...(earliest && { earliest }),
  owed,
});
/** What is kept is read by whoever may read the plan: it tells nothing of others that have not begun. */
export const kept = (c: Case, a: Assessment): KeptAssessment => keptOf(discreet(c, a));
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

export async function refused(
  tx: TransactionSql,
  row: PlanRow,
  c: Case,
  a: Assessment,
): Promise<Omit<Decided, 'known'>> {
  const assessment = kept(c, a);
  await keepAssessment(tx, row.id, assessment);
  return { refusal: refusalFor(c, a)!, findings: assessment.findings };
}

export async function caseOf(
  tx: TransactionSql,
  plan: Plan,
  today: CivilDate,
  stage: Stage,
  startCheck?: StartCheck,
): Promise<Case> {
  const facts = await factsOf(tx, plan, today);
  return { plan: facts.plan, known: { ...facts.known, ...(startCheck && { startCheck }) }, stage };
}
