/** The registries in pages, by filters of their own, and as tables. */
import { z } from 'zod';
import { listRows } from '../../db/queries/registry.ts';
import type { RowFilter } from '../../db/queries/registry-filters.ts';
import { areaCode, bureauId, subjectId, unitId } from '../../domain/law/shapes.ts';
import { officerRoles, unitRoles } from '../../domain/registry/roles.ts';
import { registryShapes, type RegistryName } from '../../domain/registry/shapes.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { shown, tables, views } from './views.ts';
import { TAG, labels, today } from './terms.ts';

const keyShape = z.strictObject({ after: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });

const ids = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}(?:,[A-Za-z0-9._-]{1,64}){0,99}$/)
  .optional()
  .meta({ description: '只列这些编号，以逗号分隔，至多 100 个 Only these ids, divided by commas' });

const filters = {
  bureaus: { area: areaCode.optional() },
  units: { bureau: bureauId.optional(), role: z.enum(unitRoles).optional(), ids },
  officers: {
    bureau: bureauId.optional(),
    unit: unitId.optional(),
    role: z.enum(officerRoles).optional(),
    ids,
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
    ids,
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
    ids,
  },
} as const;

export function listRoute(api: Api, name: RegistryName): void {
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
        304: unchanged,
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
