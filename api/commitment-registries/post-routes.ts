/** 岗位的登记 How a post of a department is entered and listed: one frame for appointments, rosters, absences and records. */
import type { Request } from 'express';
import { z } from 'zod';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import type { Reply, AnySpec } from '../http/route.ts';
import { proposalShape } from '../registries/proposal-shape.ts';
import { warningShape } from '../registries/terms.ts';
import { TAG } from './item-routes.ts';
import type { Entered } from './posts.ts';

export const kept = { id: z.int(), by: z.string(), at: z.string() };
export const standing = {
  standing: z.boolean().meta({ description: '未作废且未被更正 Neither void nor replaced' }),
};

const enteredShape = z
  .object({ id: z.int(), warnings: z.array(warningShape) })
  .meta({ id: 'CommitmentRegistration' });
const entryProblems = [
  'unknown-reference',
  'not-eligible',
  'not-accepting-department',
  'not-supervising-department',
  'own-record',
  'officer-removed',
  'conflict',
] as const;

const responses = {
  200: { description: '内容相同，未写入 The same stands already', schema: enteredShape },
  201: { description: '已登记 Registered', schema: enteredShape },
};
const waiting = { 202: { description: '待复核 To be confirmed', schema: proposalShape } };

interface Entry<B extends z.ZodType> {
  path: string;
  summary: string;
  description?: string;
  body: B;
  /** Beside those of every entry. */
  problems?: readonly ProblemCode[];
  /** 双人复核 Whether another person confirms it. */
  proposed?: true;
}
/** An entry by the registrar or a head; the same again writes nothing. */
export function entryRoute<B extends z.ZodType>(
  api: Api,
  { problems = [], proposed, ...route }: Entry<B>,
  enter: (body: z.output<B>, caller: Caller) => Promise<Entered | Reply>,
): void {
  api.route(
    {
      ...route,
      method: 'post',
      tag: TAG,
      auth: ['registrar', 'head'],
      problems: [...entryProblems, ...problems],
      responses: proposed ? { ...responses, ...waiting } : responses,
    },
    async ({ body, caller }) => {
      const entered = await enter(body, caller);
      if (!('created' in entered)) return entered;
      const { created, ...answer } = entered;
      return { status: created ? 201 : 200, body: answer };
    },
  );
}

/** Where a page begins: before the number that the page before has ended with. */
interface Place {
  before: number;
  limit: number;
}
const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};
const placeShape = z.strictObject({ before: at.number });
interface Page {
  cursor?: string | undefined;
  limit?: number | undefined;
}
const placeOf = ({ cursor, limit = 100 }: Page): Place => ({
  before: readCursor(cursor, placeShape)?.before ?? Number.MAX_SAFE_INTEGER,
  limit,
});

interface List<F extends z.ZodRawShape> {
  path: string;
  summary: string;
  view: z.ZodType;
  filters: F;
  reads?: AnySpec['reads'];
}
/** What was entered, the latest first. */
export function listRoute<F extends z.ZodRawShape>(
  api: Api,
  { path, summary, view, filters, reads }: List<F>,
  rowsOf: (
    filter: z.output<z.ZodObject<F>>,
    place: Place,
    caller: Caller,
  ) => Promise<readonly { id: number; at: number }[]>,
): void {
  const asked: z.ZodObject = z.strictObject({ ...page, ...filters });
  api.route(
    {
      method: 'get',
      path,
      tag: TAG,
      auth: 'caller',
      ...(reads && { reads }),
      summary,
      problems: ['bad-cursor'],
      query: asked,
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(view), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const { cursor, limit, ...filter } = query as Page;
      const place = placeOf({ cursor, limit });
      const rows = await rowsOf(filter as z.output<z.ZodObject<F>>, place, caller);
      return pageOf(req, rows, place.limit);
    },
  );
}

function pageOf(req: Request, rows: readonly { id: number; at: number }[], limit: number): Reply {
  const { items, next } = paged(rows, limit, ({ id }) => ({ before: id }));
  return {
    body: { items: items.map((row) => ({ ...row, at: formatInstant(instant(row.at)) })), next },
    headers: linkToNext(req, next),
  };
}
