/** Who reads a result or a credit record in full, and who in outline only. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import type { ResultFilter } from '../../db/commitment-registries/results.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged } from '../http/etag.ts';
import type { Reply } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';

export const resultId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const recordId = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);

const keyShape = z.strictObject({ after: recordId });

export const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};

export const withheld = z
  .array(z.string())
  .meta({ description: '协调员不显示的字段 Fields not shown to a coordinator' });

/** Units read in full, and whether the office of coordinator shows the rest in outline. */
export interface Reader {
  units: readonly string[] | undefined;
  outline: boolean;
}

const readerOf = async (sql: Sql, caller: Caller): Promise<Reader> => ({
  units: await unitsReadInFull(sql, caller),
  outline: holds(caller, 'coordinator'),
});

export const sees = ({ units }: Reader, ...of: readonly string[]): boolean =>
  units === undefined || of.some((unit) => units.includes(unit));

const notYours = (): Problem =>
  new Problem('not-authorised', {
    clause: 'X-4',
    say: {
      zh: '本单位不是受理或监管部门，也不是其上级。',
      en: 'Your unit neither accepts nor supervises here, nor is it a superior.',
    },
  });

/** A page: in outline of the whole bureau, but what is searched by its party or licence only of the units that are read in full. */
export async function pageRead<R extends { id: string }>(
  { sql, caller, req }: { sql: Sql; caller: Caller; req: Request },
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number | undefined },
  bySecret: boolean,
  list: (of: Pick<ResultFilter, 'bureau' | 'units' | 'after' | 'limit'>) => Promise<R[]>,
  shown: (reader: Reader, row: R) => unknown,
): Promise<Reply> {
  const reader = await readerOf(sql, caller);
  const rows = await list({
    bureau: caller.bureau,
    units: reader.outline && !bySecret ? undefined : reader.units,
    after: readCursor(cursor, keyShape)?.after ?? '',
    limit,
  });
  const { items, next } = paged(rows, limit, ({ id }) => ({ after: id }));
  return tagged(req, {
    body: { items: items.map((row) => shown(reader, row)), next },
    headers: linkToNext(req, next),
  });
}

/** One of them, for its units, those over them and coordinators. */
export async function mayRead<R extends { bureau: string }>(
  sql: Sql,
  caller: Caller,
  row: R | undefined,
  unitsOf: (row: R) => readonly string[],
): Promise<{ row: R; reader: Reader }> {
  if (!row) throw new Problem('not-found');
  if (row.bureau !== caller.bureau) throw new Problem('other-bureau');
  const reader = await readerOf(sql, caller);
  if (!reader.outline && !sees(reader, ...unitsOf(row))) throw notYours();
  return { row, reader };
}
