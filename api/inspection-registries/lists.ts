/** 检查对象、依据、事项、线索、频次 What may be inspected, why and how often; the currency of the lists; the chain of every change. QY-2, 3.1, 4.1, 4.2, 6.1, 9.2. */
import { z } from 'zod';
import { currencyOf } from '../../db/inspection-registries/store.ts';
import {
  basisShape,
  capShape,
  creditClasses,
  creditShape,
  currencyShape,
  entryId,
  itemShape,
  lists,
  objectShape,
  repealShape,
  type Forms,
} from '../../domain/inspection/registries.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { enterObject } from './entering.ts';
import {
  enterBasis,
  enterCap,
  enterCredit,
  enterCurrency,
  enterItem,
  enterRepeal,
} from './entering-items.ts';
import type { Api } from '../http/openapi.ts';
import { changedShape, listRoute, putRoute, TAG } from './registry-route.ts';
import { clueRoutes, text, ofInstitution } from './clues.ts';
import { entryRoutes, settingsRoute } from './entries.ts';

const published = z.object({ on: text, url: text }).nullable();

export function inspectionListRoutes(api: Api): void {
  objectRoutes(api);
  basisRoutes(api);
  itemRoutes(api);
  clueRoutes(api);
  currencyRoutes(api);
  entryRoutes(api);
  settingsRoute(api);
}

const objectView = z
  .object({
    institution: text,
    area: text,
    ownership: text,
    class: z.enum([...creditClasses, 'unknown']),
    yearlyCap: z.int().nullable(),
  })
  .meta({ id: 'InspectionObject' });

function objectRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/inspection-objects/:institution',
      summary: '检查对象库移出、恢复 — Take an institution off the list of objects, or back',
      params: ofInstitution,
      body: objectShape,
      problems: ['unknown-reference'],
    },
    (r, { institution }, { listed, reason }) => enterObject(r, institution, listed, reason),
  );
  putRoute(
    api,
    {
      path: '/v1/inspection-caps/:institution',
      summary: '登记机构年度频次上限 — Register the yearly cap of an institution',
      params: ofInstitution,
      body: capShape,
      problems: ['unknown-reference'],
    },
    (r, { institution }, form) => enterCap(r, institution, form),
  );
  putRoute(
    api,
    {
      path: '/v1/credit-classes/:institution',
      summary: '登记信用等级 — Register a credit class',
      params: ofInstitution,
      body: creditShape,
      problems: ['unknown-reference', 'in-the-future'],
    },
    (r, { institution }, form) => enterCredit(r, institution, form as Forms['credit']),
  );
  listRoute(api, {
    path: '/v1/inspection-objects',
    summary: '检查对象库 — The list of objects',
    list: 'objects',
    view: objectView,
    filters: { id: subjectId.optional(), class: z.enum([...creditClasses, 'unknown']).optional() },
  });
}

const basisView = z
  .object({ id: text, name: text, article: text, from: text, repealedOn: text.nullable() })
  .meta({ id: 'InspectionBasis' });

function basisRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/inspection-bases/:id',
      summary: '登记检查依据 — Register a legal basis',
      params: z.strictObject({ id: entryId }),
      body: basisShape,
      problems: ['in-the-future', 'conflict'],
    },
    (r, { id }, form) => enterBasis(r, id, form as Forms['basis']),
  );
  putRoute(
    api,
    {
      path: '/v1/inspection-bases/:id/repeal',
      summary: '登记依据废止 — Register the repeal of a basis',
      params: z.strictObject({ id: entryId }),
      body: repealShape,
      problems: ['not-found', 'conflict'],
      answer: changedShape.extend({
        blocked: z.array(text).meta({
          description: '自该日起不得检查的事项 Items that may not be inspected from that day',
        }),
      }),
    },
    (r, { id }, { on, document, reason }) => enterRepeal(r, id, on, document, reason),
    'post',
  );
  listRoute(api, {
    path: '/v1/inspection-bases',
    summary: '检查依据 — Legal bases',
    list: 'bases',
    view: basisView,
    filters: { id: entryId.optional() },
  });
}

const itemView = z
  .object({
    id: text,
    name: text,
    basis: text.nullable(),
    basisRepealedOn: text.nullable(),
    contents: z.array(text),
    methods: z.array(text),
    standards: z.array(text),
    cap: z.object({ perYear: z.int(), exempts: z.array(text) }).nullable(),
    published,
    withdrawnOn: text.nullable(),
  })
  .meta({ id: 'InspectionItem' });

function itemRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/inspection-items/:id',
      summary: '登记检查事项 — Register an inspection item',
      params: z.strictObject({ id: entryId }),
      body: itemShape,
      problems: ['unknown-reference', 'item-without-basis', 'item-basis-repealed', 'in-the-future'],
    },
    (r, { id }, form) => enterItem(r, id, form as Forms['item']),
  );
  listRoute(api, {
    path: '/v1/inspection-items',
    summary: '检查事项清单 — The list of items',
    list: 'items',
    view: itemView,
    filters: { id: entryId.optional(), basis: entryId.optional() },
  });
}

function currencyRoutes(api: Api): void {
  putRoute(
    api,
    {
      path: '/v1/list-currency/:list',
      summary: '声明名录、清单为最新 — Declare a list current',
      params: z.strictObject({ list: z.enum(lists) }),
      body: currencyShape,
      problems: ['in-the-future'],
    },
    (r, { list }, form) => enterCurrency(r, list, form.on as never, form.reason),
  );
  api.route(
    {
      method: 'get',
      path: '/v1/list-currency',
      tag: TAG,
      auth: 'caller',
      summary: '名录、清单的更新日期 — When the lists were last declared current',
      responses: {
        200: {
          description: '四库 The four lists',
          schema: z.object({
            items: z.array(z.object({ list: z.enum(lists), on: text.nullable() })),
          }),
        },
      },
    },
    async ({ caller }) => ({ body: { items: await currencyOf(api.deps.sql, caller.bureau) } }),
  );
}
