/** 提交的方案 A plan as it was submitted, and as the gates read it. Pure. */
import type { CivilDate, Instant } from '../time/instant.ts';
import { overridable } from './exceptions.ts';
import { gatesNamed, refusalOf } from './findings.ts';
import type { Assessment } from './assess.ts';
import type { Refusal } from '../law/refusal.ts';
import { startOfDay } from '../time/civil-date.ts';
import type { Plan } from './plan.ts';
import { given } from './forms.ts';
import { type PlanPayload } from './plan-shape.ts';

/** Reasons stay in the inbox: the gates ask only whether there is one. Draw and special papers are looked up by their ids. */
export function planOf(
  p: PlanPayload,
  { id, body, filedAt }: { id: string; body: string; filedAt: Instant },
): Plan {
  return {
    id,
    kind: p.kind,
    institution: p.institution,
    body,
    inNameOf: p.inNameOf ?? body,
    filedAt,
    days: p.days,
    items: p.items,
    purpose: p.purpose,
    ...(given(p.purposeBasis) && { purposeBasis: p.purposeBasis }),
    onSiteReasonGiven: given(p.onSiteReason),
    team: p.team,
    clues: p.clues,
    reasons: [...new Set(p.exceptions.filter((e) => given(e.reason)).flatMap(gatesNamed))],
    overrides: [],
    jointWith: p.jointWith,
    ...(p.overrides.length > 0 && {
      asked: p.overrides.flatMap((o) =>
        gatesNamed(o).map((gate) => ({ gate, ...(o.item !== undefined && { item: o.item }) })),
      ),
    }),
    ...(p.designation && {
      designation: { by: p.designation.by, document: p.designation.document.id },
    }),
    ...(p.special && { special: p.special }),
    ...(p.draw && { draw: { id: p.draw } as never }),
    ...(p.urgent && { urgent: { reasonGiven: given(p.urgent.reason) } }),
  };
}

/** X-3  Only three gates know an override, and it gives its reason. */
function refuseAsking({ overrides }: Pick<PlanPayload, 'overrides'>): Refusal | undefined {
  if (overrides.some((o) => !gatesNamed(o).every((gate) => overridable.includes(gate))))
    return onlyThree;
  if (overrides.every((o) => given(o.reason))) return undefined;
  return {
    code: 'reason-missing',
    clause: 'X-3',
    say: { zh: '报请突破须说明理由。', en: 'An override gives its reason.' },
    lawful: { zh: '写明理由，或者不报请突破。', en: 'Give the reason, or ask for no override.' },
  };
}
const onlyThree: Refusal = {
  code: 'override-not-allowed',
  clause: 'X-3',
  say: { zh: '该关口不得突破。', en: 'This gate has no override.' },
  lawful: {
    zh: '只有 QY-5.1、15.1、15.2 可由主体负责人说明理由突破。',
    en: 'The head may override QY-5.1, 15.1 and 15.2, with a reason.',
  },
};

/** 提交 What becomes of a plan that is filed; the dry run answers by the same. `hold`: it would rather wait than be refused. */
export type Filed =
  | { refusal: Refusal }
  | { barred: true }
  | { barred?: undefined; wakesOn?: CivilDate };
export function filed(
  payload: Pick<PlanPayload, 'overrides'>,
  a: Assessment,
  hold: boolean,
): Filed {
  const asking = refuseAsking(payload);
  if (asking) return { refusal: asking };
  if (a.bars.length === 0) return {};
  return hold && a.wakesOn ? { wakesOn: a.wakesOn } : { barred: true };
}

/** What whoever files is told of a plan that is barred, as far as they may know it. */
export const planRefused = (told: Assessment): Refusal => ({
  ...refusalOfPlan(told)!,
  code: 'plan-refused',
});

/** One refusal for all of them: the first in the order of the notice speaks, and the earliest day is that of the whole plan. */
export function refusalOfPlan({
  findings,
  bars,
  earliest,
}: Pick<Assessment, 'findings' | 'bars' | 'earliest'>): Refusal | undefined {
  const first = bars[0] ?? findings.find((f) => f.outcome === 'refused');
  if (!first) return undefined;
  const { earliest: _own, ...refusal } = refusalOf(first);
  return { ...refusal, ...(earliest && { earliest: startOfDay(earliest) }) };
}
