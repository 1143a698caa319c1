/**
 * 不预告 What may be said of an assessment to somebody who may not know every plan that it rests on (QY-10.3): that something stands in the way, under which rule,
 * and nothing of what, whose, or until when. Found by asking the gates again without those plans, so that no gate has to think of it. Pure.
 */
import { assess, barsIn, type Assessment } from './assess.ts';
import { overridable } from './exceptions.ts';
import { gateIds, outcomes, type Finding, type GateId, type GateOutcome } from './findings.ts';
import type { Case } from './plan.ts';
import type { Known, OpenPlan, Place } from './known.ts';

/** What has begun is no secret any more: neither is the place that it has consumed. */
export const begunOr =
  (knows: ReadonlySet<string>) =>
  (place: Place): boolean =>
    place.state === 'consumed' || knows.has(place.plan);

/** Plans of others whose reservations or days an assessment may rest on. */
export const unbegun = ({ plans, places }: Pick<Known, 'plans' | 'places'>): string[] => [
  ...new Set([
    ...plans.map(({ id }: OpenPlan) => id),
    ...places.filter((p) => p.state === 'reserved').map(({ plan }) => plan),
  ]),
];

/** `knows`: the plans, not begun yet, that the reader may know. */
export function discreet(
  c: Case,
  a: Assessment,
  knows: ReadonlySet<string> = new Set(),
): Assessment {
  const { plans, places } = c.known;
  const told = {
    plans: plans.filter((p) => knows.has(p.id)),
    places: places.filter((p) => p.plan === c.plan.id || begunOr(knows)(p)),
  };
  if (told.plans.length === plans.length && told.places.length === places.length) return a;
  const open = assess({ ...c, known: { ...c.known, ...told } });
  const findings = gateIds.flatMap((gate) => shownOf(gate, of(a, gate), of(open, gate)));
  const { earliest, wakesOn, ...rest } = a;
  return {
    ...rest,
    findings: once(findings),
    bars: barsIn(c, once(findings)),
    ...(earliest && (a.lawful || earliest === open.earliest) && { earliest }),
    ...(wakesOn && wakesOn === open.wakesOn && { wakesOn }),
  };
}

const of = ({ findings }: Assessment, gate: GateId): Finding[] =>
  findings.filter((f) => f.gate === gate);

/** The answer of a gate, where it is the same without the plans; else what it would say without them, and that there is something more. */
function shownOf(gate: GateId, all: readonly Finding[], open: readonly Finding[]): Finding[] {
  if (JSON.stringify(all) === JSON.stringify(open)) return [...all];
  const worst = outcomes
    .filter((o) => o !== 'passed')
    .toSorted((x, y) => gravity(x) - gravity(y))
    .find((o) => all.some((f) => f.outcome === o));
  const left = open.filter((f) => f.outcome !== 'passed');
  return worst ? [...left, inTheWay(gate, all[0]!.clause, worst)] : left;
}

const inOrder: readonly GateOutcome[] = [
  'refused',
  'pending',
  'overridden',
  'warned',
  'excepted',
  'passed',
];
const gravity = (outcome: GateOutcome): number => inOrder.indexOf(outcome);

/** Only where the head may override does it matter under which gate. */
function inTheWay(gate: GateId, clause: string, outcome: GateOutcome): Finding {
  const named = overridable.includes(gate)
    ? { gate, clause }
    : { gate: 'combination' as const, clause: 'QY-5.1' };
  return {
    ...named,
    outcome,
    code: 'plan-in-the-way',
    say: {
      zh: '另有尚未开始的安排与本方案冲突。',
      en: 'Something that has not begun stands in the way.',
    },
    lawful: {
      zh: '由检查主体负责人或者上级统筹。',
      en: 'Let the head of the body, or the superior, settle it.',
    },
  };
}

const once = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (f, n) =>
      f.code !== 'plan-in-the-way' ||
      findings.findIndex(
        (o) => o.code === f.code && o.gate === f.gate && o.outcome === f.outcome,
      ) === n,
  );
