/** 提交的方案 A plan as it was submitted, and as the gates read it. Pure. */
import type { Instant } from '../time/instant.ts';
import type { Finding } from './findings.ts';
import { asksOverride, overridable } from './exceptions.ts';
import { refusalOf } from './findings.ts';
import type { Assessment } from './assess.ts';
import type { Refusal } from '../law/refusal.ts';
import { startOfDay } from '../time/civil-date.ts';
import type { Plan } from './plan.ts';
import type { PlanPayload } from './shapes.ts';

/** Reasons stay in the inbox: the gates ask only whether there is one. Draw and special papers are looked up by their ids. */
export function planOf(p: PlanPayload, { id, body, filedAt }: { id: string; body: string; filedAt: Instant }): Plan {
  return {
    id, kind: p.kind, institution: p.institution, body, inNameOf: p.inNameOf ?? body, filedAt, days: p.days, items: p.items, purpose: p.purpose, ...(p.purposeBasis && { purposeBasis: p.purposeBasis }),
    onSiteReasonGiven: p.onSiteReason !== undefined, team: p.team, clues: p.clues, reasons: [...new Set(p.exceptions.map((e) => e.gate))], overrides: [], jointWith: p.jointWith,
    ...(p.overrides.length > 0 && { asked: p.overrides.map(({ gate, item }) => ({ gate, ...(item !== undefined && { item }) })) }),
    ...(p.designation && { designation: { by: p.designation.by, document: p.designation.document.id } }), ...(p.special && { special: p.special }), ...(p.draw && { draw: { id: p.draw } as never }),
    ...(p.urgent && { urgent: { reasonGiven: true } }),
  };
}

/** What the gates refuse. */
export const refusalsIn = (findings: readonly Finding[]): Finding[] => findings.filter((f) => f.outcome === 'refused');

/** QY-5.1, X-3  What bars the filing itself: not what the head is asked to override, and not another plan whose side has yet to confirm that both are one; the approval asks for both. */
export function barsFiling(findings: readonly Finding[], plan: Pick<Plan, 'asked' | 'jointWith'>): Finding[] {
  const joint = (f: Finding) => (f.gate === 'combination' || f.gate === 'levels') && f.by !== undefined && plan.jointWith.includes(f.by);
  return refusalsIn(findings).filter((f) => !asksOverride(plan, f) && !joint(f));
}

/** X-3  Only three gates know an override. */
export function refuseAsking({ overrides }: Pick<PlanPayload, 'overrides'>): Refusal | undefined {
  if (overrides.every((o) => overridable.includes(o.gate))) return undefined;
  return { code: 'override-not-allowed', clause: 'X-3', say: { zh: '该关口不得突破。', en: 'This gate has no override.' }, lawful: { zh: '只有 QY-5.1、15.1、15.2 可由主体负责人说明理由突破。', en: 'The head may override QY-5.1, 15.1 and 15.2, with a reason.' } };
}

/** One refusal for all of them: the first in the order of the notice speaks, and the earliest day is that of the whole plan. */
export function refusalOfPlan({ findings, earliest }: Assessment): Refusal | undefined {
  const first = refusalsIn(findings)[0];
  if (!first) return undefined;
  const { earliest: _own, ...refusal } = refusalOf(first);
  return { ...refusal, ...(earliest && { earliest: startOfDay(earliest) }) };
}
