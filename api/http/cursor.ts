/** Keyset pages: an opaque cursor says after which row the next page begins (RFC 8288 Link). */
import type { Request } from 'express';
import { z } from 'zod';
import { day } from '../../domain/law/shapes.ts';
import { Problem } from './problems.ts';

/** The query parameters of every list. */
export const pageQuery = {
  cursor: z
    .string()
    .max(1024)
    .optional()
    .meta({ description: '上一页 Link 中的游标 The cursor from the Link of the page before' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(5000)
    .optional()
    .meta({ description: '每页行数，默认 100 Rows a page, 100 by default' }),
  format: z
    .enum(['json', 'csv'])
    .optional()
    .meta({ description: '或用 Accept: text/csv Or by Accept: text/csv' }),
};

/** Of lists that have a first and a newest. */
export const orderQuery = {
  order: z.enum(['oldest', 'newest']).optional().meta({
    description: '默认最早的在前 The oldest first, unless the newest are asked for',
  }),
};

/** The pieces that places are made of, each within what its column can hold: a serial number, a number of its own, an instant, a civil date, an id or a key. */
export const at = {
  serial: z.int().min(0).max(2_147_483_647),
  number: z.int().min(0),
  instant: z.int().min(0).max(8_640_000_000_000_000),
  day,
  id: z
    .string()
    .max(512)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u),
} as const;

/** Writes where a page ended. */
export const writeCursor = (place: unknown): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads a cursor of ours; anything else is a 400, also one that belongs to another list. */
export function readCursor<S extends z.ZodType>(
  cursor: string | undefined,
  shape: S,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const read = shape.safeParse(parsed(cursor));
  if (read.success) return read.data;
  const field = {
    in: 'query' as const,
    path: '/cursor',
    zh: '游标无效',
    en: 'The cursor is not valid',
  };
  throw new Problem('bad-cursor', { fields: [field] });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The page and the place where the next one begins: `rows` holds one more than asked for when there is a next page. */
export function paged<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (row: T) => unknown,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  };
}

/** `Link: <…>; rel="next"` with the same filters. */
export function linkToNext(req: Request, next: string | null): Record<string, string> {
  if (next === null) return {};
  const url = new URL(req.originalUrl, 'http://localhost');
  url.searchParams.set('cursor', next);
  return { Link: `<${url.pathname}${url.search}>; rel="next"` };
}
