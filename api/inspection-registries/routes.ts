/** 检查主体、委托、人员 Who may inspect: bodies and their heads, delegations, the rolls of officers and assistants, recusals. QY-1.1 to 1.5, 6.1, 10.1. */
import { z } from 'zod';
import type { Forms } from '../../domain/inspection/registries.ts';
import {
  bodyShape,
  delegationShape,
  entryId,
  headShape,
  officerShape,
  recusalShape,
} from '../../domain/inspection/registries.ts';
import { officerId, subjectId, unitId } from '../../domain/law/shapes.ts';
import { requireCluesReader } from './authority.ts';
import { enterBody, enterDelegation, enterHead, enterOfficer, enterRecusal } from './entering.ts';
import type { Api } from '../http/openapi.ts';
import { putRoute, listRoute } from './registry-route.ts';

const day = z.string();
const openSpan = z.object({ from: day, until: day.nullable() }).nullable();
const published = z.object({ on: day, url: z.string() }).nullable();

export function inspectionRegistryRoutes(api: Api): void {
  bodyRoutes(api);
  delegationRoutes(api);
  officerRoutes(api);
  recusalRoutes(api);
}

const bodyView = z
  .object({
    unit: z.string(),
    name: z.string(),
    level: z.string(),
    area: z.string(),
    qualification: z
      .object({
        basis: z.string(),
        from: day,
        until: day.nullable(),
        suspended: openSpan,
        published,
      })
      .nullable(),
    heads: z.array(
      z.object({ officer: z.string(), post: z.string(), from: day, until: day.nullable() }),
    ),
  })
  .meta({ id: 'InspectionBody' });

function bodyRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/inspection-bodies/:unit',
      summary: '登记行政检查主体 — Register an inspecting body',
      params: z.strictObject({ unit: unitId }),
      body: bodyShape,
      problems: [
        'unknown-reference',
        'third-party-inspects',
        'body-unqualified',
        'outside-territory',
        'in-the-future',
      ],
    },
    (r, { unit }, form) => enterBody(r, unit, form as Forms['body']),
  );
  putRoute(
    api,
    {
      path: '/v1/inspection-bodies/:unit/heads/:officer',
      summary: '登记主体负责人 — Register a head of a body',
      params: z.strictObject({ unit: unitId, officer: officerId }),
      body: headShape,
      problems: ['unknown-reference', 'not-eligible', 'own-record'],
    },
    (r, { unit, officer }, form) => enterHead(r, unit, officer, form as Forms['head']),
  );
  listRoute(api, {
    path: '/v1/inspection-bodies',
    summary: '行政检查主体 — Inspecting bodies',
    list: 'bodies',
    view: bodyView,
    filters: { id: unitId.optional() },
  });
}

const delegationView = z
  .object({
    id: z.string(),
    delegator: z.string(),
    delegate: z.string(),
    document: z.object({ id: z.string(), sha256: z.string(), where: z.string() }),
    items: z.array(z.string()),
    from: day,
    until: day,
    publishedByDelegatorOn: day.nullable(),
    publishedByDelegateOn: day.nullable(),
    filedWithJusticeOn: day.nullable(),
    filedWithSuperiorOn: day.nullable(),
  })
  .meta({ id: 'Delegation' });

function delegationRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/delegations/:id',
      summary: '登记委托书 — Register a delegation',
      params: z.strictObject({ id: entryId }),
      body: delegationShape,
      problems: [
        'unknown-reference',
        'third-party-inspects',
        'body-unqualified',
        'item-unknown',
        'in-the-future',
      ],
    },
    (r, { id }, form) => enterDelegation(r, id, form as Forms['delegation']),
  );
  listRoute(api, {
    path: '/v1/delegations',
    summary: '委托书 — Delegations',
    list: 'delegations',
    view: delegationView,
    filters: { id: entryId.optional(), unit: unitId.optional() },
  });
}

const officerView = z
  .object({
    officer: z.string(),
    unit: z.string(),
    roll: z.string(),
    listed: z.boolean(),
    certificate: z
      .object({
        number: z.string(),
        kind: z.string(),
        holder: z.string(),
        from: day,
        until: day,
        suspended: openSpan,
      })
      .nullable(),
  })
  .meta({ id: 'InspectionOfficer' });

function officerRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/inspection-officers/:officer',
      summary: '登记执法、协助执法人员 — Register an officer or assistant on the rolls',
      params: z.strictObject({ officer: officerId }),
      body: officerShape,
      problems: [
        'unknown-reference',
        'not-eligible',
        'third-party-inspects',
        'certificate-missing',
        'certificate-not-own',
        'certificate-kind',
        'own-record',
      ],
    },
    (r, { officer }, form) => enterOfficer(r, officer, form as Forms['officer']),
  );
  listRoute(api, {
    path: '/v1/inspection-officers',
    summary: '执法、协助执法人员名录 — The rolls',
    list: 'officers',
    view: officerView,
    filters: {
      id: officerId.optional(),
      unit: unitId.optional(),
      roll: z.enum(['enforcement', 'assistance']).optional(),
    },
  });
}

/** Who has an interest where is for those who see to it that they stand back. */
function recusalRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/recusals/:officer/:institution',
      summary: '登记回避 — Register a recusal',
      params: z.strictObject({ officer: officerId, institution: subjectId }),
      body: recusalShape,
      problems: ['unknown-reference'],
    },
    (r, { officer, institution }, { recused, reason }) =>
      enterRecusal(r, officer, institution, recused, reason),
  );
  listRoute(api, {
    path: '/v1/recusals',
    summary: '回避 — Recusals',
    list: 'recusals',
    view: z.object({ officer: z.string(), institution: z.string() }),
    auth: ['registrar', 'regulator', 'head'],
    only: requireCluesReader,
    filters: { officer: officerId.optional(), institution: subjectId.optional() },
  });
}
