/** 办理结果 Results: read by their departments in full, by coordinators without the party; nobody else. TJ84-10.3, 11; X-4. */
import { z } from 'zod';
import { findResult, listResults, type ResultRow } from '../../db/commitment-registries/results.ts';
import { commitmentTypes, itemId } from '../../domain/commitment-case/registries.ts';
import { line, unitId } from '../../domain/law/shapes.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { TAG } from './item-routes.ts';
import { resultId, page, withheld, type Reader, sees, pageRead, mayRead } from './reader.ts';
import { creditRoutes } from './credit-records.ts';

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

function shownResult(reader: Reader, row: ResultRow): z.infer<typeof resultView> {
  const full = sees(reader, row.acceptingUnit, row.supervisingUnit);
  return {
    ...row,
    partyCode: full ? row.partyCode : null,
    licences: full ? row.licences : null,
    stoppedAt: when(row.stoppedAt),
    revokedAt: when(row.revokedAt),
    withheld: full ? [] : ['partyCode', 'licences'],
  };
}

export function resultRoutes(api: Api): void {
  resultList(api);
  oneResult(api);
  creditRoutes(api);
}

function resultList(api: Api): void {
  const { sql } = api.deps;
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
        304: unchanged,
      },
    },
    async ({ query, caller, req }) => {
      const { cursor, limit, ...filter } = query;
      return pageRead(
        { sql, caller, req },
        { cursor, limit },
        filter.party !== undefined || filter.licence !== undefined,
        (of) => listResults(sql, { ...filter, ...of }),
        shownResult,
      );
    },
  );
}

function oneResult(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/results/:id',
      tag: TAG,
      auth: 'caller',
      summary: '一个办理结果 — One result',
      params: z.strictObject({ id: resultId }),
      problems: ['not-found', 'other-bureau', 'not-authorised'],
      responses: {
        200: { description: '办理结果 The result', schema: resultView },
        304: unchanged,
      },
    },
    async ({ params, caller, req }) => {
      const { row, reader } = await mayRead(
        sql,
        caller,
        await findResult(sql, params.id),
        (found) => [found.acceptingUnit, found.supervisingUnit],
      );
      return tagged(req, { body: shownResult(reader, row) });
    },
  );
}
