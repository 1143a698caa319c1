/** 检查主体、委托、人员 Who may inspect: bodies and their heads, delegations, the rolls of officers and assistants, recusals. QY-1.1 to 1.5, 6.1, 10.1. */
import { z } from 'zod';
import type { ListFilter, ListOf } from '../../db/inspection-registries/lists.ts';
import { listRegistered } from '../../db/inspection-registries/lists.ts';
import type { Sql } from '../../db/client.ts';
import type { Entered } from '../../db/inspection-registries/store.ts';
import type { Forms } from '../../domain/inspection/registries.ts';
import {
  bodyShape,
  delegationShape,
  entryId,
  headShape,
  officerShape,
  recusalShape,
} from '../../domain/inspection/registries.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { officerId, subjectId, unitId } from '../../domain/law/shapes.ts';
import type { Role } from '../../domain/registry/roles.ts';
import { requireCluesReader } from '../intake/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged } from '../http/etag.ts';
import {
  enterBody,
  enterDelegation,
  enterHead,
  enterOfficer,
  enterRecusal,
  registering,
  type Registering,
} from './entering.ts';
import type { Api, Reply } from '../http/openapi.ts';
import { today } from '../registries/routes.ts';

export const TAG = '行政检查登记簿 Registries of inspections';
export const changedShape = z
  .object({
    changed: z.boolean(),
    seq: z
      .int()
      .optional()
      .meta({ description: '登记变更链中的序号 Its place in the chain of entries' }),
  })
  .meta({ id: 'InspectionRegistration' });
const keyShape = z.strictObject({ after: at.id });
const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};

interface Put<P extends z.ZodObject, B extends z.ZodType> {
  path: string;
  summary: string;
  params: P;
  body: B;
  problems: readonly ProblemCode[];
  answer?: z.ZodType;
}
/** A registration by the registrar; the same again writes nothing. */
export function putRoute<P extends z.ZodObject, B extends z.ZodType, T extends Entered>(
  api: Api,
  { path, summary, params, body, problems, answer = changedShape }: Put<P, B>,
  write: (r: Registering, params: z.output<P>, body: z.output<B>) => Promise<T>,
  method: 'put' | 'post' = 'put',
): void {
  api.route(
    {
      method,
      path,
      tag: TAG,
      auth: ['registrar'],
      summary,
      description:
        '每次变更留一条带理由、经办人和哈希的登记；内容相同则不写入。 Every change is a chained entry with its reason and officer; the same content writes nothing.',
      params,
      body,
      problems: ['no-legal-basis', 'officer-removed', ...problems],
      responses: {
        200: { description: '无变更 Unchanged', schema: answer },
        201: { description: '已登记 Registered', schema: answer },
      },
    },
    async ({ params: of, body: form, caller }) => {
      const done = await registering(api.deps.sql, caller, today(api.deps), (r) =>
        write(r, of, form),
      );
      return { status: done.changed ? 201 : 200, body: done };
    },
  );
}

interface List {
  path: string;
  summary: string;
  list: ListOf;
  view: z.ZodType;
  filters?: Partial<Record<keyof ListFilter, z.ZodType>>;
  auth?: 'caller' | readonly Role[];
  only?: (sql: Sql, caller: Caller) => Promise<void>;
}
export function listRoute(
  api: Api,
  { path, summary, list, view, filters = {}, auth = 'caller', only }: List,
): void {
  api.route(
    {
      method: 'get',
      path,
      tag: TAG,
      auth,
      summary,
      query: z.strictObject({ ...page, ...filters }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(view), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }): Promise<Reply> => {
      await only?.(api.deps.sql, caller as Caller);
      const {
        cursor,
        limit = 100,
        ...filter
      } = query as { cursor?: string; limit?: number } & ListFilter;
      const rows = await listRegistered<{ key: string }>(
        api.deps.sql,
        list,
        (caller as Caller).bureau,
        filter,
        { after: readCursor(cursor, keyShape)?.after ?? '', limit },
      );
      const { items, next } = paged(rows, limit, ({ key }) => ({ after: key }));
      return tagged(req, {
        body: { items: items.map(({ key: _key, ...row }) => row), next },
        headers: linkToNext(req, next),
      });
    },
  );
}

const day = z.string();
const openSpan = z.object({ from: day, until: day.nullable() }).nullable();
const published = z.object({ on: day, url: z.string() }).nullable();

export function inspectionRegistryRoutes(api: Api): void {
  bodyRoutes(api);
  delegationRoutes(api);
  officerRoutes(api);
  recusalRoutes(api);
}

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
  const view = z
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
  listRoute(api, {
    path: '/v1/inspection-bodies',
    summary: '行政检查主体 — Inspecting bodies',
    list: 'bodies',
    view,
    filters: { id: unitId.optional() },
  });
}

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
  const view = z
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
  listRoute(api, {
    path: '/v1/delegations',
    summary: '委托书 — Delegations',
    list: 'delegations',
    view,
    filters: { id: entryId.optional(), unit: unitId.optional() },
  });
}

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
  const view = z
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
  listRoute(api, {
    path: '/v1/inspection-officers',
    summary: '执法、协助执法人员名录 — The rolls',
    list: 'officers',
    view,
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
