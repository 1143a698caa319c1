/** 提交的方案 A plan as it was submitted, and as the gates read it. Pure. */
import type { Instant } from '../time/instant.ts';
import type { Finding } from './findings.ts';
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
    ...(p.designation && { designation: { by: p.designation.by, document: p.designation.document.id } }), ...(p.special && { special: p.special }), ...(p.draw && { draw: { id: p.draw } as never }),
    ...(p.urgent && { urgent: { reasonGiven: true } }),
  };
}

/** What the gates refuse. */
export const refusalsIn = (findings: readonly Finding[]): Finding[] => findings.filter((f) => f.outcome === 'refused');

/** One refusal for all of them: the first in the order of the notice speaks, and the earliest day is that of the whole plan. */
export function refusalOfPlan({ findings, earliest }: Assessment): Refusal | undefined {
  const first = refusalsIn(findings)[0];
  if (!first) return undefined;
  const { earliest: _own, ...refusal } = refusalOf(first);
  return { ...refusal, ...(earliest && { earliest: startOfDay(earliest) }) };
}
