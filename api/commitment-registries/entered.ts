/** 登记的回执 How an entry of a post is answered, and how the lists of posts are paged. */
import { z } from 'zod';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Reply } from '../http/route.ts';
import { type Entered } from './posts.ts';
import type { Request } from 'express';
import { warningShape } from '../registries/terms.ts';

const enteredShape = z
  .object({ id: z.int(), warnings: z.array(warningShape) })
  .meta({ id: 'CommitmentRegistration' });
/** The same again writes nothing. */
export const entered = {
  200: { description: '内容相同，未写入 The same stands already', schema: enteredShape },
  201: { description: '已登记 Registered', schema: enteredShape },
};
export const answered = ({ created, ...body }: Entered): Reply => ({
  status: created ? 201 : 200,
  body,
});
export const kept = { id: z.int(), by: z.string(), at: z.string() };
export const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};
const placeShape = z.strictObject({ before: at.number });
export const problems = [
  'unknown-reference',
  'not-eligible',
  'not-accepting-department',
  'not-supervising-department',
  'own-record',
  'officer-removed',
  'conflict',
] as const;

interface Page {
  cursor?: string | undefined;
  limit?: number | undefined;
}
export const placeOf = ({ cursor, limit = 100 }: Page) => ({
  before: readCursor(cursor, placeShape)?.before ?? Number.MAX_SAFE_INTEGER,
  limit,
});

export function pageOf<T extends { id: number; at: number }>(
  req: Request,
  rows: readonly T[],
  limit: number,
): Reply {
  const { items, next } = paged(rows, limit, ({ id }) => ({ before: id }));
  return {
    body: { items: items.map((row) => ({ ...row, at: formatInstant(instant(row.at)) })), next },
    headers: linkToNext(req, next),
  };
}

export const standing = {
  standing: z.boolean().meta({ description: '未作废且未被更正 Neither void nor replaced' }),
};
