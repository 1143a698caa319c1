/** 登记簿 Bureaus, units, officers, institutions, their departments, practitioners: read, written one by one, with their history. TJ51-9.1, 19; X-11. */
import { z } from 'zod';
import {
  findRow,
  listChanges,
  listRows,
  lockRegistry,
  lockRows,
  type RowFilter,
} from '../../db/queries/registry.ts';
import { areaCode, bureauId, line, officerId, subjectId, unitId } from '../../domain/law/shapes.ts';
import { officerRoles, unitRoles } from '../../domain/registry/roles.ts';
import {
  registryNames,
  registryShapes,
  type RegistryName,
  type RegistryRows,
} from '../../domain/registry/shapes.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Deps } from '../http/deps.ts';
import { strongTag, tagged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { enterRow } from './registration.ts';
import { shown, tables, views } from './views.ts';

const TAG = '登记簿 Registries';
const labels: Record<RegistryName, string> = {
  bureaus: '医保局',
  units: '单位',
  officers: '人员',
  institutions: '医药机构',
  departments: '科室',
  practitioners: '医师、药师',
};
const ids = {
  bureaus: bureauId,
  units: unitId,
  officers: officerId,
  institutions: subjectId,
  departments: subjectId,
  practitioners: subjectId,
} as const;
const keyShape = z.strictObject({ after: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });

const filters = {
  bureaus: { area: areaCode.optional() },
  units: { bureau: bureauId.optional(), role: z.enum(unitRoles).optional() },
  officers: {
    bureau: bureauId.optional(),
    unit: unitId.optional(),
    role: z.enum(officerRoles).optional(),
  },
  institutions: {
    bureau: bureauId.optional(),
    area: areaCode.optional(),
    code: z
      .string()
      .regex(/^[0-9A-Z]{12,18}$/)
      .optional(),
    status: registryShapes.institutions.shape.status.optional(),
    ownership: registryShapes.institutions.shape.ownership.optional(),
  },
  departments: {
    bureau: bureauId.optional(),
    institution: subjectId.optional(),
    code: registryShapes.departments.shape.code.optional(),
    status: registryShapes.departments.shape.status.optional(),
  },
  practitioners: {
    bureau: bureauId.optional(),
    institution: subjectId.optional(),
    code: z
      .string()
      .regex(/^[0-9A-Z]{12,18}$/)
      .optional(),
    status: registryShapes.practitioners.shape.status.optional(),
  },
} as const;

export const warningShape = z.object({
  code: z.string(),
  clause: z.string(),
  field: z.string(),
  zh: z.string(),
  en: z.string(),
});
export const writeProblems = [
  'other-bureau',
  'duplicate',
  'unknown-reference',
  'role-not-for-kind',
  'removal-is-final',
  'invalid-status-change',
  'reason-missing',
  'agreement-required',
  'new-agreement-required',
  'face-recognition-missing',
  'superior-cycle',
  'own-record',
  'officer-removed',
] as const;

export const today = (deps: Deps): CivilDate => civilDateOf(deps.clock.now());

export function registryRoutes(api: Api): void {
  for (const name of registryNames) {
    listRoute(api, name);
    readRoute(api, name);
    historyRoute(api, name);
    writeRoute(api, name);
  }
}

function listRoute(api: Api, name: RegistryName): void {
  api.route(
    {
      method: 'get',
      path: `/v1/${name}`,
      tag: TAG,
      auth: 'caller',
      summary: `${labels[name]}列表 — List ${name}`,
      query: z.strictObject({ ...pageQuery, ...filters[name] }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          csv: true,
          schema: z.object({ items: z.array(views[name]), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, keyShape)?.after ?? '';
      const rows = await listRows(api.deps.sql, name, filter as RowFilter, { after, limit });
      const { items, next } = paged(rows, limit, ({ row }) => ({ after: row.id }));
      const body = { items: items.map((one) => shown(name, one, caller, today(api.deps))), next };
      const headers = { ...linkToNext(req, next), Vary: 'Accept' };
      if (!wantsCsv(req, format)) return tagged(req, { body, headers });
      sendCsv(res, name, csv(tables[name], body.items), headers);
      return undefined;
    },
  );
}

function readRoute(api: Api, name: RegistryName): void {
  api.route(
    {
      method: 'get',
      path: `/v1/${name}/:id`,
      tag: TAG,
      auth: 'caller',
      summary: `${labels[name]}登记 — Read one of ${name}`,
      params: z.strictObject({ id: ids[name] }),
      problems: ['not-found'],
      responses: { 200: { description: '登记内容 The registration', schema: views[name] } },
    },
    async ({ params, caller, req }) => {
      const found = await findRow(api.deps.sql, name, params.id);
      if (!found) throw new Problem('not-found');
      const body = shown(name, found, caller, today(api.deps));
      return tagged(req, { body }, body, strongTag);
    },
  );
}

const changeShape = z
  .object({
    id: z.int(),
    by: z.string(),
    at: z.string(),
    reason: z.string().nullable(),
    before: z.looseObject({}).nullable(),
    after: z.looseObject({}),
  })
  .meta({ id: 'RegistryChange' });
const changeKey = z.strictObject({ before: at.number });

/** TJ51-9.1 动态管理: who changed what, when and why. */
function historyRoute(api: Api, name: RegistryName): void {
  api.route(
    {
      method: 'get',
      path: `/v1/${name}/:id/changes`,
      tag: TAG,
      auth: ['registrar', 'regulator'],
      summary: `${labels[name]}变更历史 — History of one of ${name}`,
      params: z.strictObject({ id: ids[name] }),
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      problems: ['not-found', 'other-bureau', 'bad-cursor', 'officer-removed'],
      responses: {
        200: {
          description: '一页，最近的在前 A page, the latest first',
          schema: z.object({ items: z.array(changeShape), next: z.string().nullable() }),
        },
      },
    },
    async ({ params, query, caller, req }) => {
      const found = await findRow(api.deps.sql, name, params.id);
      if (!found) throw new Problem('not-found');
      if (found.owner !== caller.bureau) throw new Problem('other-bureau');
      const { limit = 50 } = query;
      const before = readCursor(query.cursor, changeKey)?.before ?? Number.MAX_SAFE_INTEGER;
      const { items, next } = paged(
        await listChanges(api.deps.sql, name, params.id, { before, limit }),
        limit,
        ({ id }) => ({ before: id }),
      );
      return {
        body: {
          items: items.map((change) => ({ ...change, at: formatInstant(instant(change.at)) })),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}

const ifMatch = z.looseObject({
  'if-match': z.string().max(1000).optional().meta({
    description:
      '读取时的 ETag（强比较）；已变更则 412。* 表示已有登记即可 The ETag as read (strong comparison), else 412; * for any that stands',
  }),
});
const reason = line(500).optional().meta({ description: '变更理由 Why the row changes' });

function writeRoute(api: Api, name: RegistryName): void {
  const shape = registryShapes[name] as z.ZodObject;
  api.route(
    {
      method: 'put',
      path: `/v1/${name}/:id`,
      tag: TAG,
      auth: ['registrar'],
      summary: `登记${labels[name]} — Register one of ${name}`,
      description:
        '内容相同则不写入。带 If-Match 的，只在读取之后没有变更时写入。 The same content writes nothing. With If-Match it is written only on what was read.',
      headers: ifMatch,
      params: z.strictObject({ id: ids[name] }),
      body: shape.omit({ id: true }).extend({ reason }),
      problems: [...writeProblems, 'precondition-failed'],
      responses: {
        200: { description: '已变更或无变更 Changed or unchanged', schema: outcomeShape },
        201: { description: '新登记 Created', schema: outcomeShape },
      },
    },
    async ({ params, body, caller, headers }) => {
      const { reason: why = null, ...rest } = body as { reason?: string };
      const row = { ...rest, id: params.id } as RegistryRows[typeof name];
      const outcome = await api.deps.sql.begin(async (tx) => {
        await lockRegistry(tx, name);
        const before = (await lockRows(tx, name, [params.id])).get(params.id);
        return enterRow(tx, name, before, row, {
          caller,
          today: today(api.deps),
          reason: why,
          ifMatch: headers['if-match'],
        });
      });
      return {
        status: outcome.result === 'created' ? 201 : 200,
        body: { id: params.id, ...outcome },
      };
    },
  );
}

const outcomeShape = z
  .object({
    id: z.string(),
    result: z.enum(['created', 'changed', 'unchanged']),
    warnings: z.array(warningShape),
  })
  .meta({ id: 'Registration' });
