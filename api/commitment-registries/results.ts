/** 办理结果, 政务服务信用记录 Read by their departments in full, by coordinators without the party; nobody else. TJ84-10.3, 11; X-4. */
import { z } from 'zod';
import {
  findCreditRecord,
  findResult,
  listCreditRecords,
  listResults,
  type CreditRow,
  type ResultRow,
} from '../../db/commitment-registries/results.ts';
import { commitmentTypes, itemId } from '../../domain/commitment-case/registries.ts';
import { line, unitId } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import { TAG } from './item-routes.ts';

const resultId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const recordId = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);
const keyShape = z.strictObject({ after: recordId });
const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};
const withheld = z
  .array(z.string())
  .meta({ description: '协调员不显示的字段 Fields not shown to a coordinator' });

const resultView = z
  .object({
    id: z.string(),
    bureau: z.string(),
    item: z.string(),
    listVersion: z.int(),
    type: z.enum(commitmentTypes),
    partyCode: z.string().nullable(),
    licences: z.array(z.string()).nullable(),
    acceptingUnit: z.string(),
    supervisingUnit: z.string(),
    approvedOn: z.string(),
    state: z.enum(['live', 'stopped', 'revoked']),
    file: z.string().nullable(),
    stoppedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
    revokedByFile: z.string().nullable(),
    revokedByAct: z.string().nullable(),
    withheld,
  })
  .meta({ id: 'Result' });

const creditView = z
  .object({
    id: z.string(),
    bureau: z.string(),
    partyCode: z.string().nullable(),
    file: z.string(),
    basis: z.looseObject({}).nullable(),
    recordedBy: z.string(),
    unit: z.string(),
    at: z.string(),
    objections: z.array(z.looseObject({})).nullable(),
    withheld,
  })
  .meta({ id: 'CreditRecord' });

/** Units read in full, and whether the office of coordinator shows the rest in outline. */
interface Reader {
  units: readonly string[] | undefined;
  outline: boolean;
}
const sees = ({ units }: Reader, ...of: readonly string[]): boolean =>
  units === undefined || of.some((unit) => units.includes(unit));

const time = (at: number | null): string | null =>
  at === null ? null : formatInstant(instant(at));

function shownResult(reader: Reader, row: ResultRow): z.infer<typeof resultView> {
  const full = sees(reader, row.acceptingUnit, row.supervisingUnit);
  return {
    ...row,
    partyCode: full ? row.partyCode : null,
    licences: full ? row.licences : null,
    stoppedAt: time(row.stoppedAt),
    revokedAt: time(row.revokedAt),
    withheld: full ? [] : ['partyCode', 'licences'],
  };
}

function shownCredit(reader: Reader, row: CreditRow): z.infer<typeof creditView> {
  const full = sees(reader, row.unit);
  return {
    ...row,
    at: formatInstant(instant(row.at)),
    partyCode: full ? row.partyCode : null,
    basis: full ? row.basis : null,
    objections: full ? row.objections : null,
    withheld: full ? [] : ['partyCode', 'basis', 'objections'],
  };
}

const notYours = (): Problem =>
  new Problem('not-authorised', {
    clause: 'X-4',
    say: {
      zh: '本单位不是受理或监管部门，也不是其上级。',
      en: 'Your unit neither accepts nor supervises here, nor is it a superior.',
    },
  });

export function resultRoutes(api: Api): void {
  const { sql } = api.deps;
  const readerOf = async (caller: Caller): Promise<Reader> => ({
    units: await unitsReadInFull(sql, caller),
    outline: holds(caller, 'coordinator'),
  });

  api.route(
    {
      method: 'get',
      path: '/v1/results',
      tag: TAG,
      auth: 'caller',
      summary: '办理结果 — Results',
      description:
        '按当事人代码或许可证号查询的，只列本单位（及下级单位）受理或监管的结果。 A search by party or licence lists what the own unit or those under it accept or supervise.',
      query: z.strictObject({
        ...page,
        party: line(64).optional(),
        licence: line(64).optional(),
        item: itemId.optional(),
        unit: unitId.optional(),
        state: z.enum(['live', 'stopped', 'revoked']).optional(),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(resultView), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const reader = await readerOf(caller);
      const { cursor, limit = 100, ...filter } = query;
      const bySecret = filter.party !== undefined || filter.licence !== undefined;
      const rows = await listResults(sql, {
        ...filter,
        bureau: caller.bureau,
        units: reader.outline && !bySecret ? undefined : reader.units,
        after: readCursor(cursor, keyShape)?.after ?? '',
        limit,
      });
      const { items, next } = paged(rows, limit, ({ id }) => ({ after: id }));
      return tagged(req, {
        body: { items: items.map((row) => shownResult(reader, row)), next },
        headers: linkToNext(req, next),
      });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/results/:id',
      tag: TAG,
      auth: 'caller',
      summary: '一个办理结果 — One result',
      params: z.strictObject({ id: resultId }),
      problems: ['not-found', 'other-bureau', 'not-authorised'],
      responses: { 200: { description: '办理结果 The result', schema: resultView } },
    },
    async ({ params, caller, req }) => {
      const row = await findResult(sql, params.id);
      if (!row) throw new Problem('not-found');
      if (row.bureau !== caller.bureau) throw new Problem('other-bureau');
      const reader = await readerOf(caller);
      if (!reader.outline && !sees(reader, row.acceptingUnit, row.supervisingUnit))
        throw notYours();
      return tagged(req, { body: shownResult(reader, row) });
    },
  );

  creditRoutes(api, readerOf);
}

function creditRoutes(api: Api, readerOf: (caller: Caller) => Promise<Reader>): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/credit-records',
      tag: TAG,
      auth: 'caller',
      summary: '政务服务信用记录 — Credit records',
      query: z.strictObject({
        ...page,
        party: line(64).optional(),
        file: recordId.optional(),
        unit: unitId.optional(),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(creditView), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const reader = await readerOf(caller);
      const { cursor, limit = 100, ...filter } = query;
      const rows = await listCreditRecords(sql, {
        ...filter,
        bureau: caller.bureau,
        units: reader.outline && filter.party === undefined ? undefined : reader.units,
        after: readCursor(cursor, keyShape)?.after ?? '',
        limit,
      });
      const { items, next } = paged(rows, limit, ({ id }) => ({ after: id }));
      return tagged(req, {
        body: { items: items.map((row) => shownCredit(reader, row)), next },
        headers: linkToNext(req, next),
      });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/credit-records/:id',
      tag: TAG,
      auth: 'caller',
      summary: '一条信用记录 — One credit record',
      params: z.strictObject({ id: recordId }),
      problems: ['not-found', 'other-bureau', 'not-authorised'],
      responses: { 200: { description: '信用记录 The record', schema: creditView } },
    },
    async ({ params, caller, req }) => {
      const row = await findCreditRecord(sql, params.id);
      if (!row) throw new Problem('not-found');
      if (row.bureau !== caller.bureau) throw new Problem('other-bureau');
      const reader = await readerOf(caller);
      if (!reader.outline && !sees(reader, row.unit)) throw notYours();
      return tagged(req, { body: shownCredit(reader, row) });
    },
  );
}
