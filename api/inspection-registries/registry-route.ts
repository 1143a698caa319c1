/** 登记簿的路由 How a registry around inspections is written and listed: one frame for all of them. */
import { z } from 'zod';
import { listRegistered, type ListOf } from '../../db/inspection-registries/lists.ts';
import type { ListFilter } from '../../db/inspection-registries/pages.ts';
import type { Sql } from '../../db/client.ts';
import type { Entered } from '../../db/inspection-registries/store.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged, unchanged } from '../http/etag.ts';
import { registering, type Registering } from './entering.ts';
import type { Api } from '../http/openapi.ts';
import type { Reply } from '../http/route.ts';
import { today } from '../registries/terms.ts';

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
        304: unchanged,
      },
    },
    async ({ query, caller, req }): Promise<Reply> => {
      await only?.(api.deps.sql, caller as Caller);
      const {
        cursor,
        limit = 100,
        ...filter
      } = query as { cursor?: string; limit?: number } & ListFilter;
      const rows = await listRegistered(api.deps.sql, list, (caller as Caller).bureau, filter, {
        after: readCursor(cursor, keyShape)?.after ?? '',
        limit,
      });
      const { items, next } = paged(rows, limit, ({ key }) => ({ after: key }));
      return tagged(req, {
        body: { items: items.map(({ key: _key, ...row }) => row), next },
        headers: linkToNext(req, next),
      });
    },
  );
}
