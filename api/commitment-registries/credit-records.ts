/** 政务服务信用记录 Credit records (TJ84-11). */
import { z } from 'zod';
import {
  findCreditRecord,
  listCreditRecords,
  type CreditRow,
} from '../../db/commitment-registries/results.ts';
import { line, unitId } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { TAG } from './item-routes.ts';
import { recordId, page, withheld, type Reader, sees, pageRead, mayRead } from './reader.ts';

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

export function creditRoutes(api: Api): void {
  creditList(api);
  oneRecord(api);
}

function creditList(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/credit-records',
      tag: TAG,
      auth: 'caller',
      reads: 'narrative',
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
        304: unchanged,
      },
    },
    async ({ query, caller, req }) => {
      const { cursor, limit, ...filter } = query;
      return pageRead(
        { sql, caller, req },
        { cursor, limit },
        filter.party !== undefined,
        (of) => listCreditRecords(sql, { ...filter, ...of }),
        shownCredit,
      );
    },
  );
}

function oneRecord(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/credit-records/:id',
      tag: TAG,
      auth: 'caller',
      reads: 'narrative',
      summary: '一条信用记录 — One credit record',
      params: z.strictObject({ id: recordId }),
      problems: ['not-found', 'other-bureau', 'not-authorised'],
      responses: {
        200: { description: '信用记录 The record', schema: creditView },
        304: unchanged,
      },
    },
    async ({ params, caller, req }) => {
      const { row, reader } = await mayRead(
        sql,
        caller,
        await findCreditRecord(sql, params.id),
        (found) => [found.unit],
      );
      return tagged(req, { body: shownCredit(reader, row) });
    },
  );
}
