/** 行政检查 POST /v1/inspections files a plan (on hold where only a cap or a window bars it), POST /v1/inspections/assess tries one; what is planned is seen by its team and heads only until the door is opened (QY). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { preparePlan } from '../../db/inspection/store.ts';
import { factsOfAll } from '../../db/inspection/facts.ts';
import { inspection } from '../../domain/inspection/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { timeGates, type Assessment } from '../../domain/inspection/assess.ts';
import { discreet } from '../../domain/inspection/discretion.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import { filed, planOf, planRefused } from '../../domain/inspection/filing.ts';
import { goesThere } from '../../domain/inspection/judging.ts';
import { filingShape, type PlanPayload } from '../../domain/inspection/plan-shape.ts';
import { endOfMonth } from '../../domain/inspection/waits.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { batched } from '../http/batch.ts';
import { reading, tag } from './reading.ts';
import { tried, toldTo, trying, type InspectionDeps } from './trying.ts';

export function inspectionRoutes(acts: ActDeps) {
  const deps: InspectionDeps = {
    ...acts,
    factsOf: batched((asked) => factsOfAll(acts.sql, asked)),
  };
  return (api: Api): void => {
    filing(api, deps);
    trying(api, deps);
    reading(api, deps);
  };
}

// ---- filing ----------------------------------------------------------------------------------------------------------

function filing(api: Api, deps: InspectionDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/inspections',
      tag,
      summary: '提交检查方案 — File a plan of inspection',
      auth: ['handler', 'head'],
      body: filingShape,
      opens: { type: 'plan', clause: 'QY-10.1' },
      description:
        '各关口逐一评估；不能成立的，列出全部结论和最早合法日期。只因频次、窗口不能成立的，可以 hold 提交，待其届满后重新评估（QY-4.1、15.1）。',
      problems: ['no-legal-basis', 'plan-refused', 'unknown-reference', 'receipt-not-yours'],
    },
    (body, caller, key) => file(deps, caller, key, body),
  );
}

function file(
  deps: InspectionDeps,
  caller: Caller,
  key: string,
  { receivedAt, ...payload }: z.output<typeof filingShape>,
): Promise<OpenedReply> {
  const never = (): never => {
    throw new Problem('conflict');
  };
  return openFileFor(deps, caller, {
    payload,
    receivedAt,
    key,
    procedure: inspection,
    ifOpen: never,
    prepare: (context) => prepare(deps, context, payload),
  });
}

async function prepare(
  deps: InspectionDeps,
  { bureau, caller, receivedAt, arrivedAt }: OpeningContext,
  payload: PlanPayload & { hold: boolean },
): ReturnType<Parameters<typeof openFileFor>[2]['prepare']> {
  const id = `pl-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const { plan, known, headUnits, reviewUnit, freed, assessed } = await tried(
    deps,
    payload,
    id,
    caller.unit,
    receivedAt,
  );
  const answer = filed(payload, assessed, payload.hold);
  if ('refusal' in answer) return answer;
  if (answer.barred) {
    const told = await toldTo(deps, caller, plan, known, assessed);
    return { refusal: planRefused(told), says: { findings: told.findings } };
  }
  await preparePlan(deps.sql, {
    plan: planOf(payload, { id, body: caller.unit, filedAt: receivedAt }),
    bureau: bureau.id,
    by: caller.id,
    level: known.body.level,
    onSite: goesThere(plan),
    usesPlace: assessed.usesPlace,
    freed,
    assessment: kept(discreet({ plan, known, stage: 'plan' }, assessed)),
  });
  const { wakesOn } = answer;
  return {
    subject: { kind: 'plan', id },
    idPattern: numbered(inspection.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'plan',
    stated: { facts: { kind: plan.kind, hold: wakesOn !== undefined, items: plan.items.length } },
    opening: {
      subject: { kind: 'plan', id },
      kind: plan.kind,
      onSite: goesThere(plan),
      urgent: plan.urgent !== undefined,
      ...(wakesOn && { wakesOn, heldBy: heldBy(assessed) }),
      expiresOn: endOfMonth(plan.days.until),
      units: unitsIn(plan, reviewUnit),
      approvers: headUnits,
      settings: known.settings,
    } as NewFile['opening'],
  };
}

/** Who may read the file. */
const unitsIn = ({ body, inNameOf }: Plan, reviewing: string | undefined | null) => ({
  inspecting: body,
  head: inNameOf,
  ...(reviewing && { reviewing }),
});

/** The clause of the first gate of time that bars it. */
const heldBy = ({ findings }: Pick<Assessment, 'findings'>): string | undefined =>
  findings.find(({ outcome, gate }) => outcome === 'refused' && timeGates.includes(gate))?.clause;

/** What is kept of an assessment beside the plan. */
const kept = ({ stage, day, lawful, findings, earliest, owed }: Assessment) => ({
  stage,
  day,
  lawful,
  findings,
  earliest,
  owed,
});
