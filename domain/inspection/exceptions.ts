/**
 * 例外与突破 What lifts which gate. An exception is the text's own and is named in the plan, with evidence; an override is the head's, with a reason,
 * and only three gates know one. Neither is ever taken for the other.
 */
import type { Finding, GateId } from './findings.ts';
import { headStandsBehind, isHead } from './judging.ts';
import type { Case, Override, Plan } from './plan.ts';
import type { Clue } from './known.ts';
import type { ClueKind } from './terms.ts';
import { type Wrong, clueProblem } from './clue-problems.ts';

/** `with-reason`: it rests on 等 or 原则上, so the plan gives a reason and the head stands behind it. */
export type Cell = 'lifts' | 'with-reason' | 'no';

/**
 * Clue kind × gate; what is not written is `no`. QY-4.2: the yearly cap. QY-6.2: the draw, by name only clear complaints and superior's orders; a vague complaint cannot come in by 等 what the text shut out.
 * QY-15.1: 原则上 only; the institution's own request lifts neither one-year bar; a re-check is no repeat. QY-15.2: complaints and big data by name.
 */
export const matrix: Readonly<Record<ClueKind, Readonly<Partial<Record<GateId, Cell>>>>> = {
  'specific-complaint': {
    'yearly-cap': 'lifts',
    draw: 'lifts',
    repeat: 'with-reason',
    'superior-clean': 'lifts',
  },
  complaint: { 'yearly-cap': 'lifts', repeat: 'with-reason', 'superior-clean': 'lifts' },
  'superior-order': {
    'yearly-cap': 'lifts',
    draw: 'lifts',
    repeat: 'with-reason',
    'superior-clean': 'with-reason',
  },
  transferred: {
    'yearly-cap': 'lifts',
    draw: 'with-reason',
    repeat: 'with-reason',
    'superior-clean': 'with-reason',
  },
  'data-monitoring': {
    'yearly-cap': 'lifts',
    draw: 'with-reason',
    repeat: 'with-reason',
    'superior-clean': 'lifts',
  },
  'own-request': { 'yearly-cap': 'lifts', draw: 'with-reason' },
  're-check': {
    'yearly-cap': 'with-reason',
    draw: 'with-reason',
    repeat: 'lifts',
    'superior-clean': 'lifts',
  },
  other: {
    'yearly-cap': 'with-reason',
    draw: 'with-reason',
    repeat: 'with-reason',
    'superior-clean': 'with-reason',
  },
};
export const cell = (kind: ClueKind, gate: GateId): Cell => matrix[kind][gate] ?? 'no';

/** with the head's approval and a reason, and nothing else. */
export const overridable: readonly GateId[] = ['combination', 'repeat', 'superior-clean'];
/** QY-0: what only warns where the institution is public. */
const softForPublic: readonly GateId[] = [
  'yearly-cap',
  'combination',
  'on-site-reason',
  'repeat',
  'superior-clean',
];

/** Gates about one item: the clue must point at the item, or have been unable to name any (QY-15.1). */
const aboutAnItem: readonly GateId[] = ['repeat', 'superior-clean'];

const pointsAt = (clue: Clue, item: string): boolean =>
  clue.items === null ? clue.kind !== 're-check' : clue.items.includes(item);
/** 有明确线索指向: a complaint that could name no item points at nothing clearly. */
const kindOf = ({ kind, items }: Clue): ClueKind =>
  kind === 'specific-complaint' && items === null ? 'complaint' : kind;

/** The clues of the plan that can be relied on, and lift a gate. */
function liftingClues(c: Case, gate: GateId): Clue[] {
  return c.known.clues.filter((clue) => {
    const says = cell(kindOf(clue), gate);
    if (
      says === 'no' ||
      (says === 'with-reason' && !(c.plan.reasons.includes(gate) && headStandsBehind(c)))
    )
      return false;
    return c.plan.clues.includes(clue.id) && !clueProblem(c, clue.id);
  });
}

/** The clue that lifts a gate for this plan, or for this item of it, if one does. A gate about the whole plan is lifted only where every item is led by a clue: none comes in by the clue of another. */
export function lifting(c: Case, gate: GateId, item?: string): Clue | undefined {
  const lifts = liftingClues(c, gate);
  const leading = (one: string): Clue | undefined => lifts.find((clue) => pointsAt(clue, one));
  if (aboutAnItem.includes(gate)) return item === undefined ? undefined : leading(item);
  const led = c.plan.items.map((i) => leading(i.item));
  return led.every((clue) => clue !== undefined) ? led[0] : undefined;
}

/** QY-4.2: an inspection led by a clue is led by it in every item, and by a clue that may lead somebody there at all. */
export const unled = (c: Case): string[] =>
  c.plan.items
    .map((i) => i.item)
    .filter(
      (item) =>
        !isRecheckOf(c, item) &&
        !liftingClues(c, 'yearly-cap').some((clue) => pointsAt(clue, item)),
    );

/** QY-3.1: a clue of a kind that the list itself exempts from the item's cap, and that names the item. */
export const exemptedBy = (c: Case, item: string, kinds: readonly ClueKind[]): Clue | undefined =>
  liftingClues(c, 'yearly-cap').find((clue) => kinds.includes(clue.kind) && pointsAt(clue, item));

/** 整改复查 of this item: no repeat, no place, no year of its own (QY-12.3, 15.1). */
export const isRecheckOf = (c: Case, item: string): boolean =>
  c.known.clues.some(
    (clue) =>
      clue.kind === 're-check' &&
      c.plan.clues.includes(clue.id) &&
      clue.items?.includes(item) === true &&
      !clueProblem(c, clue.id),
  );

/** Why an override is none; nothing when it stands. */
export function refuseOverride(c: Case, { gate, by, reasonGiven }: Override): Wrong | undefined {
  if (!overridable.includes(gate))
    return {
      code: 'override-not-allowed',
      zh: '该关口不得突破。',
      en: 'This gate has no override.',
    };
  if (!isHead(c, by, c.plan.approval?.on ?? c.known.today))
    return {
      code: 'approver-not-head',
      zh: '只有主体负责人可以突破。',
      en: 'Only the head of the body may override.',
    };
  if (c.plan.team.some((m) => m.officer === by))
    return {
      code: 'approver-on-team',
      zh: '突破人参与检查。',
      en: 'Who overrides is on the team.',
    };
  return reasonGiven
    ? undefined
    : { code: 'reason-missing', zh: '突破须说明理由。', en: 'An override gives its reason.' };
}

/** the head is asked to override it, and may. */
export const asksOverride = ({ asked = [] }: Pick<Plan, 'asked'>, f: Finding): boolean =>
  overridable.includes(f.gate) &&
  asked.some((o) => o.gate === f.gate && (o.item === undefined || o.item === f.item));

const overriding = (c: Case, gate: GateId, item?: string): Override | undefined =>
  c.plan.overrides.find(
    (o) => o.gate === gate && (o.item === undefined || o.item === item) && !refuseOverride(c, o),
  );

/** What becomes of a gate's answer: lifted by a clue, softened for a public institution, overridden by the head, or as it was. */
export function settle(c: Case, finding: Finding): Finding {
  if (finding.outcome !== 'refused') return finding;
  const clue = lifting(c, finding.gate, finding.item);
  if (clue) return { ...finding, outcome: 'excepted', by: clue.id };
  if (c.known.institution.ownership === 'public' && softForPublic.includes(finding.gate))
    return { ...finding, outcome: 'warned' };
  const override = overriding(c, finding.gate, finding.item);
  return override ? { ...finding, outcome: 'overridden', by: override.by } : finding;
}

/** Whether the draw binds: daily inspections only, unless a clue lifts it (QY-6.2). */
export const drawBinds = (c: Case): boolean => c.plan.kind === 'daily' && !lifting(c, 'draw');
