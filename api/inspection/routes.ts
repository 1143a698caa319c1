/** 行政检查 POST /v1/inspections files a plan (on hold where only a cap or a window bars it), POST /v1/inspections/assess tries one; what is planned is seen by its team and heads only until the door is opened (QY). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { plansKnownTo } from '../../db/queries/authority.ts';
import { unitsUnder } from '../../db/queries/files.ts';
import {
  bureauOf,
  factsOfAll,
  findInspection,
  listInspections,
  preparePlan,
  type AskedPlan,
  type InspectionRow,
  type PlanFacts,
} from '../../db/inspection/store.ts';
import { inspection } from '../../domain/inspection/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { assess, timeGates, type Assessment } from '../../domain/inspection/assess.ts';
import { discreet, unbegun } from '../../domain/inspection/discretion.ts';
import { filed, planOf, planRefused } from '../../domain/inspection/filing.ts';
import { findingShape, findingsOf } from '../../domain/inspection/finding-form.ts';
import { goesThere } from '../../domain/inspection/judging.ts';
import type { Known, Plan } from '../../domain/inspection/plan.ts';
import { assessShape, filingShape, type PlanPayload } from '../../domain/inspection/forms.ts';
import { inspectionKinds } from '../../domain/inspection/terms.ts';
import { endOfMonth } from '../../domain/inspection/waits.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { fileOr404, keyHeader, keyOf, type ActDeps } from '../intake/submit-act.ts';
import { partiesOf, requireNotice, scopeOf } from '../intake/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import {
  openedShape,
  openFileFor,
  type NewFile,
  type Occasion,
  type OpenedReply,
} from '../intake/open-file.ts';
import { Problem } from '../http/problems.ts';
import { batched } from '../http/batch.ts';
import { fileId, when } from '../files/routes.ts';

const tag = '行政检查 Inspections';

interface InspectionDeps extends ActDeps {
  factsOf(asked: AskedPlan): Promise<PlanFacts>;
}

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
  api.route(
    {
      method: 'post',
      path: '/v1/inspections',
      tag,
      summary: '提交检查方案 — File a plan of inspection',
      auth: ['handler', 'head'],
      headers: keyHeader,
      body: filingShape,
      opens: { type: 'plan', clause: 'QY-10.1' },
      description:
        '各关口逐一评估；不能成立的，列出全部结论和最早合法日期。只因频次、窗口不能成立的，可以 hold 提交，待其届满后重新评估（QY-4.1、15.1）。',
      responses: {
        200: { description: '重复提交 Sent again', schema: openedShape },
        201: { description: '已立卷 Opened', schema: openedShape },
        202: { description: '已收到，待处理 Received', schema: openedShape },
      },
      problems: [
        'no-legal-basis',
        'plan-refused',
        'unknown-reference',
        'receipt-not-yours',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ body, caller, headers }) => file(deps, caller, keyOf(headers), body),
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
    prepare: (occasion) => prepare(deps, occasion, payload),
  });
}

async function prepare(
  deps: InspectionDeps,
  { bureau, caller, receivedAt, arrivedAt }: Occasion,
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
    return { refusal: planRefused(told), findings: told.findings };
  }
  const { wakesOn } = answer;
  const heldBy = assessed.findings.find(
    ({ outcome, gate }) => outcome === 'refused' && timeGates.includes(gate),
  )?.clause;
  const { stage, day, lawful, findings, earliest, owed } = discreet(
    { plan, known, stage: 'plan' },
    assessed,
  );
  await preparePlan(deps.sql, {
    plan: planOf(payload, { id, body: caller.unit, filedAt: receivedAt }),
    bureau: bureau.id,
    by: caller.id,
    level: known.body.level,
    onSite: goesThere(plan),
    usesPlace: assessed.usesPlace,
    freed,
    assessment: { stage, day, lawful, findings, earliest, owed },
  });
  return {
    subject: { kind: 'plan', id },
    idPattern: numbered(inspection.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'plan',
    told: { facts: { kind: plan.kind, hold: wakesOn !== undefined, items: plan.items.length } },
    opening: {
      subject: { kind: 'plan', id },
      kind: plan.kind,
      onSite: goesThere(plan),
      urgent: plan.urgent !== undefined,
      ...(wakesOn && { wakesOn, heldBy }),
      expiresOn: endOfMonth(plan.days.until),
      units: {
        inspecting: plan.body,
        head: plan.inNameOf,
        ...(reviewUnit && { reviewing: reviewUnit }),
      },
      approvers: headUnits,
      settings: known.settings,
    } as NewFile['opening'],
  };
}

/** QY-0 … 15: every gate, on what the registries say now. */
async function tried(
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
async function toldTo(
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

function trying(api: Api, deps: InspectionDeps): void {
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

// ---- reading ---------------------------------------------------------------------------------------------------------

const text = z.string().nullable();
const days = z.object({ from: z.string(), until: z.string() }).nullable();
const member = z.object({ officer: z.string(), role: z.string(), from: z.string() });
const row = z
  .object({
    file: z.string(),
    plan: text,
    bureau: z.string(),
    kind: z.enum(inspectionKinds),
    state: z.string(),
    body: z.string(),
    inNameOf: z.string(),
    level: z.string(),
    onSite: z.boolean(),
    filedAt: text,
    withheld: z.boolean().meta({
      description:
        '检查开始前，只有检查组、批准人和负责人可见对象、日期和人员 Target, days and team are withheld until the door is opened',
    }),
    institution: text,
    days,
    items: z.array(z.string()).nullable(),
    wakesOn: text,
    wokenOn: text,
    approvedBy: text,
    approvedOn: text,
    startedOn: text,
    lastOnSiteOn: text,
    endedOn: text,
    abandoned: z.boolean(),
    found: z.string(),
    recheck: z.boolean(),
    place: z.object({ year: z.int(), state: z.string() }).nullable(),
    window: text.meta({ description: '窗口案卷 The file of its window (QY-15.1)' }),
  })
  .meta({ id: 'Inspection' });
const whole = row.extend({
  team: z.array(member).nullable(),
  clues: z.array(z.string()).nullable(),
  jointWith: z.array(z.string()).nullable(),
  draw: text,
  campaign: text,
  assessment: z
    .object({
      stage: z.string(),
      day: z.string(),
      lawful: z.boolean(),
      earliest: text,
      owed: z.array(z.string()),
      findings: z.array(findingShape),
    })
    .nullable(),
});

function shown(r: InspectionRow): z.infer<typeof row> {
  const open = r.known;
  const {
    file,
    plan,
    bureau,
    kind,
    state,
    body,
    inNameOf,
    level,
    onSite,
    wokenOn,
    approvedBy,
    approvedOn,
    startedOn,
    lastOnSiteOn,
    endedOn,
    abandoned,
    found,
    recheck,
    window,
  } = r;
  return {
    file,
    plan: open ? plan : null,
    bureau,
    kind,
    state,
    body,
    inNameOf,
    level,
    onSite,
    filedAt: when(r.filedAt),
    withheld: !open,
    institution: open ? r.institution : null,
    days: open ? { from: r.daysFrom, until: r.daysUntil } : null,
    items: open ? r.document.items.map((i) => i.item) : null,
    wakesOn: open ? r.wakesOn : null,
    wokenOn,
    approvedBy,
    approvedOn,
    startedOn,
    lastOnSiteOn,
    endedOn,
    abandoned,
    found,
    recheck,
    place: open ? r.place : null,
    window,
  };
}

function shownWhole(r: InspectionRow): z.infer<typeof whole> {
  const open = r.known;
  const { team, clues, jointWith, draw, special } = r.document;
  const a = open ? r.assessment : null;
  return {
    ...shown(r),
    team: open ? [...team] : null,
    clues: open ? [...clues] : null,
    jointWith: open ? [...jointWith] : null,
    draw: open ? (draw?.id ?? null) : null,
    campaign: open ? (special?.campaign ?? null) : null,
    assessment: a && {
      stage: a.stage,
      day: a.day,
      lawful: a.lawful,
      earliest: a.earliest ?? null,
      owed: [...a.owed],
      findings: findingsOf(a.findings),
    },
  };
}

const readerOf = (caller: Caller) => ({ officer: caller.id, day: databaseToday() });

function reading(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  const place = z.tuple([at.instant, at.id]);
  api.route(
    {
      method: 'get',
      path: '/v1/inspections',
      tag,
      summary: '检查列表 — Inspections, newest first',
      auth: 'caller',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        kind: z.enum(inspectionKinds).optional(),
        state: z.string().max(20).optional(),
        body: unitId.optional(),
      }),
      responses: {
        200: { description: '列表 List', schema: z.object({ items: z.array(row), next: text }) },
      },
      problems: ['bad-cursor'],
    },
    async ({ query, caller, req }) => {
      const { cursor, limit = 100, ...filter } = query;
      const parties = await partiesOf(sql, caller);
      const { items, next } = paged(
        await listInspections(
          sql,
          { ...filter, bureau: caller.bureau, parties },
          readerOf(caller),
          readCursor(cursor, place),
          limit + 1,
        ),
        limit,
        (r) => [r.filedAt, r.plan],
      );
      return { body: { items: items.map((r) => shown(r)), next }, headers: linkToNext(req, next) };
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/inspections/:id',
      tag,
      summary: '一次检查 — An inspection: plan, place, last assessment',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '检查 Inspection', schema: whole } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const found = await findInspection(sql, params.id, readerOf(caller));
      if (!found) throw new Problem('not-found');
      await scopeOf(sql, caller, await fileOr404(sql, params.id));
      return { body: shownWhole(found) };
    },
  );
}
