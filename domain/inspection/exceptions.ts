/**
 * 例外与突破 What lifts which gate. An exception is the text's own and is named in the plan, with evidence; an override is the head's, with a reason,
 * and only three gates know one. Neither is ever taken for the other.
 */
import type { ProblemCode } from '../law/codes.ts';
import type { Finding, GateId } from './findings.ts';
import { headStandsBehind, isHead } from './judging.ts';
import type { Case, Clue, Override, Plan } from './plan.ts';
import type { ClueKind } from './terms.ts';

/** `with-reason`: it rests on 等 or 原则上, so the plan gives a reason and the head stands behind it. */
export type Cell = 'lifts' | 'with-reason' | 'no';

/**
 * Clue kind × gate; what is not written is `no`. QY-4.2: the yearly cap. QY-6.2: the draw, by name only clear complaints and superior's orders; a vague complaint cannot come in by 等 what the text shut out.
 * QY-15.1: 原则上 only; the institution's own request lifts neither one-year bar; a re-check is no repeat. QY-15.2: complaints and big data by name.
 */
export const matrix: Readonly<Record<ClueKind, Readonly<Partial<Record<GateId, Cell>>>>> = {
  'specific-complaint': { 'yearly-cap': 'lifts', draw: 'lifts', repeat: 'with-reason', 'superior-clean': 'lifts' },
  complaint: { 'yearly-cap': 'lifts', repeat: 'with-reason', 'superior-clean': 'lifts' },
  'superior-order': { 'yearly-cap': 'lifts', draw: 'lifts', repeat: 'with-reason', 'superior-clean': 'with-reason' },
  transferred: { 'yearly-cap': 'lifts', draw: 'with-reason', repeat: 'with-reason', 'superior-clean': 'with-reason' },
  'data-monitoring': { 'yearly-cap': 'lifts', draw: 'with-reason', repeat: 'with-reason', 'superior-clean': 'lifts' },
  'own-request': { 'yearly-cap': 'lifts', draw: 'with-reason' },
  're-check': { 'yearly-cap': 'with-reason', draw: 'with-reason', repeat: 'lifts', 'superior-clean': 'lifts' },
  other: { 'yearly-cap': 'with-reason', draw: 'with-reason', repeat: 'with-reason', 'superior-clean': 'with-reason' },
};
export const cell = (kind: ClueKind, gate: GateId): Cell => matrix[kind][gate] ?? 'no';

/** with the head's approval and a reason, and nothing else. */
export const overridable: readonly GateId[] = ['combination', 'repeat', 'superior-clean'];
/** QY-0: what only warns where the institution is public. */
export const softForPublic: readonly GateId[] = ['yearly-cap', 'combination', 'on-site-reason', 'repeat', 'superior-clean'];

/** Gates about one item: the clue must point at the item, or have been unable to name any (QY-15.1). */
const aboutAnItem: readonly GateId[] = ['repeat', 'superior-clean'];

/** What is wrong with a clue that a plan names; nothing when it can be relied on (QY-4.2). */
export function clueProblem(c: Case, id: string): { code: ProblemCode; zh: string; en: string } | undefined {
  const clue = c.known.clues.find((k) => k.id === id);
  if (!clue) return { code: 'clue-unknown', zh: `线索 ${id} 没有登记。`, en: `The clue ${id} is not registered.` };
  if (clue.institution !== c.plan.institution) return { code: 'clue-of-another', zh: `线索 ${id} 没有指向该机构。`, en: `The clue ${id} does not name this institution.` };
  if (clue.registeredAt >= c.plan.filedAt) return { code: 'clue-not-earlier', zh: `线索 ${id} 的登记不早于方案。`, en: `The clue ${id} was not registered before the plan.` };
  if (!clue.evidence) return { code: 'clue-unproved', zh: `线索 ${id} 没有证据材料。`, en: `The clue ${id} has no evidence.` };
  if (clue.kind === 'superior-order' && !c.known.body.superiors.includes(clue.orderedBy ?? '')) return { code: 'order-not-superior', zh: `线索 ${id} 不是本单位上级交办。`, en: `The clue ${id} is no order of a superior of this body.` };
  return undefined;
}

const pointsAt = (clue: Clue, item: string): boolean => (clue.items === null ? clue.kind !== 're-check' : clue.items.includes(item));

/** The clue that lifts a gate for this plan, if one does. */
export function lifting(c: Case, gate: GateId, item?: string): Clue | undefined {
  return c.known.clues.find((clue) => {
    if (!c.plan.clues.includes(clue.id) || clueProblem(c, clue.id)) return false;
    if (aboutAnItem.includes(gate) && (item === undefined || !pointsAt(clue, item))) return false;
    const says = cell(clue.kind, gate);
    return says === 'lifts' || (says === 'with-reason' && c.plan.reasons.includes(gate) && headStandsBehind(c));
  });
}

/** 整改复查 of this item: no repeat, no place, no year of its own (QY-12.3, 15.1). */
export const isRecheckOf = (c: Case, item: string): boolean =>
  c.known.clues.some((clue) => clue.kind === 're-check' && c.plan.clues.includes(clue.id) && clue.items?.includes(item) === true && !clueProblem(c, clue.id));

/** Why an override is none; nothing when it stands. */
export function refuseOverride(c: Case, { gate, by, reasonGiven }: Override): { code: ProblemCode; zh: string; en: string } | undefined {
  if (!overridable.includes(gate)) return { code: 'override-not-allowed', zh: '该关口不得突破。', en: 'This gate has no override.' };
  if (!isHead(c, by, c.plan.approval?.on ?? c.known.today)) return { code: 'approver-not-head', zh: '只有主体负责人可以突破。', en: 'Only the head of the body may override.' };
  if (c.plan.team.some((m) => m.officer === by)) return { code: 'approver-on-team', zh: '突破人参与检查。', en: 'Who overrides is on the team.' };
  return reasonGiven ? undefined : { code: 'reason-missing', zh: '突破须说明理由。', en: 'An override gives its reason.' };
}

/** the head is asked to override it, and may. */
export const asksOverride = ({ asked = [] }: Pick<Plan, 'asked'>, f: Finding): boolean => overridable.includes(f.gate) && asked.some((o) => o.gate === f.gate && (o.item === undefined || o.item === f.item));

const overriding = (c: Case, gate: GateId, item?: string): Override | undefined =>
  c.plan.overrides.find((o) => o.gate === gate && (o.item === undefined || o.item === item) && !refuseOverride(c, o));

/** What becomes of a gate's answer: lifted by a clue, softened for a public institution, overridden by the head, or as it was. */
export function settle(c: Case, finding: Finding): Finding {
  if (finding.outcome !== 'refused') return finding;
  const clue = lifting(c, finding.gate, finding.item);
  if (clue) return { ...finding, outcome: 'excepted', by: clue.id };
  if (c.known.institution.ownership === 'public' && softForPublic.includes(finding.gate)) return { ...finding, outcome: 'warned' };
  const override = overriding(c, finding.gate, finding.item);
  return override ? { ...finding, outcome: 'overridden', by: override.by } : finding;
}

/** Whether the draw binds: daily inspections only, unless a clue lifts it (QY-6.2). */
export const drawBinds = (c: Case): boolean => c.plan.kind === 'daily' && !lifting(c, 'draw');
