/** Who reads a result or a credit record in full, and who in outline only. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { pageQuery } from '../http/cursor.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';

export const resultId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const recordId = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);

export const keyShape = z.strictObject({ after: recordId });

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

export const readerOf = async (sql: Sql, caller: Caller): Promise<Reader> => ({
  units: await unitsReadInFull(sql, caller),
  outline: holds(caller, 'coordinator'),
});

export const sees = ({ units }: Reader, ...of: readonly string[]): boolean =>
  units === undefined || of.some((unit) => units.includes(unit));

export const notYours = (): Problem =>
  new Problem('not-authorised', {
    clause: 'X-4',
    say: {
      zh: '本单位不是受理或监管部门，也不是其上级。',
      en: 'Your unit neither accepts nor supervises here, nor is it a superior.',
    },
  });
