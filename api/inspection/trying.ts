/** 试评估 Every gate on what the registries say now: for a plan that is filed, and for one that is only tried (QY-0 to 15). */
import { z } from 'zod';
import { plansKnownTo } from '../../db/inspection/insiders.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { bureauOf } from '../../db/inspection/store.ts';
import { type AskedPlan, type PlanFacts } from '../../db/inspection/facts.ts';
import { assess, type Assessment } from '../../domain/inspection/assess.ts';
import { discreet, unbegun } from '../../domain/inspection/discretion.ts';
import { filed, planOf } from '../../domain/inspection/filing.ts';
import { findingShape, findingsOf } from '../../domain/inspection/finding-form.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import type { Known } from '../../domain/inspection/known.ts';
import { assessShape, type PlanPayload } from '../../domain/inspection/plan-shape.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import { requireNotice } from '../inspection-registries/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { tag } from './reading.ts';

export interface InspectionDeps extends ActDeps {
  factsOf(asked: AskedPlan): Promise<PlanFacts>;
}

/** QY-0 … 15: every gate, on what the registries say now. */
export async function tried(
  deps: InspectionDeps,
  payload: PlanPayload,
  id: string,
  body: string,
  filedAt: Instant,
): Promise<{
  plan: Plan;
  known: Known;
  headUnits: readonly string[];
  reviewUnit: string | null;
  freed: number;
  assessed: Assessment;
}> {
  const facts = await deps.factsOf({
    plan: planOf(payload, { id, body, filedAt }),
    today: civilDateOf(filedAt),
  });
  if (!facts.institutionRegistered)
    throw new Problem('unknown-reference', {
      clause: 'QY-0',
      say: { zh: '登记中没有该机构。', en: 'The institution is not registered.' },
      lawful: {
        zh: '核对机构编号，或先登记该机构。',
        en: 'Check the id, or register the institution first.',
      },
    });
  return {
    plan: facts.plan,
    known: facts.known,
    headUnits: facts.headUnits,
    reviewUnit: facts.reviewUnit,
    freed: facts.freed,
    assessed: assess({ plan: facts.plan, known: facts.known, stage: 'plan' }),
  };
}

/** What may be told of an assessment to whoever asks: what rests on plans that have not begun only to those who may know them. */
export async function toldTo(
  { sql }: InspectionDeps,
  caller: Caller,
  plan: Plan,
  known: Known,
  assessed: Assessment,
): Promise<Assessment> {
  return discreet(
    { plan, known, stage: assessed.stage },
    assessed,
    await plansKnownTo(sql, unbegun(known), caller.id, databaseToday()),
  );
}

// ---- the dry run -----------------------------------------------------------------------------------------------------

const assessment = z
  .object({
    lawful: z.boolean(),
    judged: z.boolean().meta({
      description: '通知施行之前的日期不受其约束 Days before the notice are not judged by it',
    }),
    day: z.string(),
    earliest: z.string().nullable().meta({ description: '最早合法日期 The earliest lawful day' }),
    mayFile: z.boolean().meta({
      description:
        '现在可以提交；报请负责人突破的，由其在批准时决定 It may be filed now; what the head is asked to override, the head decides',
    }),
    mayHold: z.boolean().meta({ description: '可以待其届满 It may be filed on hold' }),
    wakesOn: z.string().nullable(),
    usesPlace: z.boolean(),
    owed: z.array(z.string()),
    findings: z.array(findingShape),
  })
  .meta({ id: 'PlanAssessment' });

export function trying(api: Api, deps: InspectionDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/inspections/assess',
      tag,
      summary: '试评估 — Would this plan be lawful, and if not, when?',
      auth: ['handler', 'head', 'regulator'],
      body: assessShape,
      description: '只评估，不留存。 Every gate answers; nothing is stored.',
      responses: {
        200: { description: '各关口的结论 What each gate answers', schema: assessment },
      },
      problems: ['no-legal-basis', 'override-not-allowed', 'unknown-reference', 'not-authorised'],
    },
    async ({ body: { body, ...payload }, caller }) => {
      if (body !== undefined && !(await unitsUnder(deps.sql, caller.unit)).includes(body))
        throw notOfTheCaller();
      const now = databaseNow();
      const unit = body ?? caller.unit;
      await requireNotice(
        deps.sql,
        (await bureauOf(deps.sql, unit)) ?? caller.bureau,
        civilDateOf(now),
      );
      // Filed at this instant it would come after whatever is filed.
      const { plan, known, assessed } = await tried(deps, payload, 'pl-x-dry-run', unit, now);
      const answer = filed(payload, assessed, false);
      if ('refusal' in answer) throw Problem.refused(answer.refusal);
      const mayFile = answer.barred === undefined;
      const { lawful, judged, day, earliest, mayHold, wakesOn, usesPlace, owed, findings } =
        await toldTo(deps, caller, plan, known, assessed);
      return {
        body: {
          lawful,
          judged,
          day,
          earliest: earliest ?? null,
          mayFile,
          mayHold,
          wakesOn: wakesOn ?? null,
          usesPlace,
          owed,
          findings: findingsOf(findings),
        },
      };
    },
  );
}

/** QY-10.3  Asked for another body, the answers would tell whom that body is about to visit. */
const notOfTheCaller = (): Problem =>
  new Problem('not-authorised', {
    clause: 'QY-10.3',
    say: {
      zh: '只能为本单位及下级单位试评估。',
      en: 'A plan is tried for the own body, or one under it.',
    },
    lawful: {
      zh: '由该检查主体或者其上级试评估。',
      en: 'Let that body, or a superior of it, try it.',
    },
  });
