/** 事项与依据 The items of the list in force on a day, and what they rest on (TJ84-1, 2, 17/18). */
import { z } from 'zod';
import { findBureau } from '../../db/queries/subjects.ts';
import { itemsOf, versionOn } from '../../db/commitment-registries/service-lists.ts';
import { basisOn } from '../../domain/commitment-case/basis.ts';
import { commitmentTypes, itemId, serviceItem } from '../../domain/commitment-case/registries.ts';
import { day, unitId } from '../../domain/law/shapes.ts';
import { isRefusal } from '../../domain/law/instruments.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { today } from '../registries/terms.ts';

export const TAG = '承诺制事项登记簿 Registries of commitment';

export const itemView = serviceItem.extend({ version: z.int() }).meta({ id: 'ServiceItemView' });
const ofDay = { day: day.optional().meta({ description: '默认今日 Today by default' }) };
export const noList = (): Problem =>
  new Problem('not-found', {
    say: { zh: '该日没有施行的清单', en: 'No list is in force on that day' },
    clause: 'TJ84-3.1',
  });

export function itemRoutes(api: Api): void {
  itemList(api);
  oneItem(api);
}

function itemList(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'get',
      path: '/v1/service-items',
      tag: TAG,
      auth: 'caller',
      summary: '某日的事项 — The items of a day',
      query: z.strictObject({
        ...ofDay,
        unit: unitId.optional(),
        type: z.enum(commitmentTypes).optional(),
      }),
      problems: ['not-found'],
      responses: {
        200: {
          description: '事项 The items',
          schema: z.object({ version: z.int(), items: z.array(itemView) }),
        },
        304: unchanged,
      },
    },
    async ({ query, caller, req }) => {
      const version = await versionOn(deps.sql, caller.bureau, query.day ?? today(deps));
      if (!version) throw noList();
      return tagged(req, {
        body: {
          version: version.version,
          items: await itemsOf(deps.sql, caller.bureau, version.version, query),
        },
      });
    },
  );
}

function oneItem(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'get',
      path: '/v1/service-items/:id',
      tag: TAG,
      auth: 'caller',
      summary: '某日的一个事项 — One item of a day',
      params: z.strictObject({ id: itemId }),
      query: z.strictObject(ofDay),
      problems: ['not-found'],
      responses: { 200: { description: '事项 The item', schema: itemView }, 304: unchanged },
    },
    async ({ params, query, caller, req }) => {
      const version = await versionOn(deps.sql, caller.bureau, query.day ?? today(deps));
      const [item] = version
        ? await itemsOf(deps.sql, caller.bureau, version.version, { id: params.id })
        : [];
      if (!item) throw new Problem('not-found');
      return tagged(req, { body: item });
    },
  );
}

const basisShape = z
  .object({
    instrument: z.string(),
    number: z.string(),
    version: z
      .string()
      .meta({ description: '该文本的施行日期 The day from which this text holds' }),
    force: z.enum(['binding', 'adopted']),
  })
  .meta({ id: 'CaseBasis' });

/** TJ84-1, 12.1, 17/18: before 2021-09-22 the older rules. */
export function basisRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/legal-bases/:day',
      tag: TAG,
      auth: 'caller',
      summary: '某日批准的事项所适用的依据 — The basis of what was approved on a day',
      params: z.strictObject({ day }),
      query: z.strictObject({ basis: z.string().max(16).optional() }),
      problems: ['no-legal-basis', 'unknown-basis', 'wrong-basis'],
      responses: { 200: { description: '依据 The basis', schema: basisShape }, 304: unchanged },
    },
    async ({ params, query, caller, req }) => {
      const basis = basisOn(
        (await findBureau(api.deps.sql, caller.bureau))!,
        params.day,
        query.basis,
      );
      if (isRefusal(basis)) throw Problem.refused(basis);
      return tagged(req, { body: basis });
    },
  );
}
