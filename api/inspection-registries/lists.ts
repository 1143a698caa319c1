/** 检查对象、依据、事项、线索、频次 What may be inspected, why and how often; the currency of the lists; the chain of every change. QY-2, 3.1, 4.1, 4.2, 6.1, 9.2. */
import { z } from 'zod';
import {
  brokenEntry,
  currencyOf,
  listEntries,
  type ChainEntry,
} from '../../db/inspection-registries/store.ts';
import { listRegistered } from '../../db/inspection-registries/lists.ts';
import { findBureau } from '../../db/queries/files.ts';
import {
  basisShape,
  capShape,
  clueId,
  clueShape,
  creditClasses,
  creditShape,
  currencyShape,
  entryId,
  itemShape,
  lists,
  objectShape,
  registries,
  repealShape,
  type Forms,
} from '../../domain/inspection/registries.ts';
import { settingsTold } from '../../domain/inspection/settings-told.ts';
import { refuseOffice } from '../../domain/law/authority.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { inspectionSettingsOf } from '../../domain/registry/settings.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { keyOf, keyHeader } from '../intake/submit-act.ts';
import { mayReadClues } from '../intake/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, readCursor } from '../http/cursor.ts';
import {
  enterBasis,
  enterCap,
  enterClue,
  enterCredit,
  enterCurrency,
  enterItem,
  enterObject,
  enterRepeal,
  registering,
} from './entering.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { changedShape, listRoute, putRoute, TAG } from './routes.ts';
import { today } from '../registries/routes.ts';

const text = z.string();
const ofInstitution = z.strictObject({ institution: subjectId });
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
  const view = z
    .object({
      institution: text,
      area: text,
      ownership: text,
      class: z.enum([...creditClasses, 'unknown']),
      yearlyCap: z.int().nullable(),
    })
    .meta({ id: 'InspectionObject' });
  listRoute(api, {
    path: '/v1/inspection-objects',
    summary: '检查对象库 — The list of objects',
    list: 'objects',
    view,
    filters: { id: subjectId.optional(), class: z.enum([...creditClasses, 'unknown']).optional() },
  });
}

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
  const view = z
    .object({ id: text, name: text, article: text, from: text, repealedOn: text.nullable() })
    .meta({ id: 'InspectionBasis' });
  listRoute(api, {
    path: '/v1/inspection-bases',
    summary: '检查依据 — Legal bases',
    list: 'bases',
    view,
    filters: { id: entryId.optional() },
  });
}

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
  const view = z
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
  listRoute(api, {
    path: '/v1/inspection-items',
    summary: '检查事项清单 — The list of items',
    list: 'items',
    view,
    filters: { id: entryId.optional(), basis: entryId.optional() },
  });
}

/** To everybody who may not read it a clue is a clue (线索): neither its kind nor whom it is about. Whoever registered it, as long as they are in office. */
const mayKnow = (caller: Caller): boolean => refuseOffice(caller) === undefined;
interface KnownClue {
  key: string;
  id: string;
  kind: string;
  institution: string;
  by: string;
  at: number;
}
const toldClue = ({ key: _key, ...clue }: KnownClue) => ({
  ...clue,
  label: '线索',
  at: formatInstant(instant(clue.at)),
});

function clueRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/clues',
      tag: TAG,
      auth: ['registrar', 'regulator', 'head', 'handler'],
      summary: '登记线索 — Register a clue',
      description:
        '登记后不得更改；不登记举报人。 Stands as registered; who brought it is not registered.',
      headers: keyHeader,
      body: clueShape,
      problems: [
        'no-legal-basis',
        'officer-removed',
        'unknown-reference',
        'item-unknown',
        'clue-unproved',
        'recheck-unfounded',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
      responses: {
        200: { description: '已有 Known', schema: changedShape.extend({ id: text }) },
        201: { description: '已登记 Registered', schema: changedShape.extend({ id: text }) },
      },
    },
    async ({ body, headers, caller }) => {
      const done = await registering(deps.sql, caller, today(deps), (r) =>
        enterClue(r, keyOf(headers), body as Forms['clue'], formatInstant(deps.clock.now())),
      );
      return { status: done.changed ? 201 : 200, body: done };
    },
  );
  const whole = {
    kind: text.optional(),
    institution: text.optional(),
    items: z.array(text).nullable().optional(),
    evidence: z.object({ id: text, sha256: text, where: text }).nullable().optional(),
    orderedBy: text.nullable().optional(),
    by: text.optional(),
    transferredBy: text.nullable().optional(),
    hit: text.nullable().optional(),
    signature: z.object({ id: text, sha256: text, where: text }).nullable().optional(),
    rechecks: text.nullable().optional(),
  };
  const view = z.object({ id: text, label: text, at: text, ...whole }).meta({ id: 'Clue' });
  api.route(
    {
      method: 'get',
      path: '/v1/clues/:id',
      tag: TAG,
      auth: 'caller',
      summary: '线索 — A clue',
      params: z.strictObject({ id: clueId }),
      problems: ['not-found'],
      responses: {
        200: {
          description: '无权者只见编号 Only its id for those who may not read it',
          schema: view,
        },
      },
    },
    async ({ params, caller }) => {
      const [clue] = await listRegistered<KnownClue>(
        deps.sql,
        'clues',
        caller.bureau,
        { id: params.id },
        { after: '', limit: 1 },
      );
      if (!clue) throw new Problem('not-found');
      const told = toldClue(clue);
      return {
        body:
          (clue.by === caller.id && mayKnow(caller)) || (await mayReadClues(deps.sql, caller))
            ? told
            : { id: told.id, label: told.label, at: told.at },
      };
    },
  );
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

const entryShape = z
  .object({
    seq: z.int(),
    registry: z.enum(registries),
    entity: text,
    before: z.looseObject({}).nullable(),
    body: z.looseObject({}).nullable(),
    masked: z.boolean(),
    bodyHash: text,
    reason: text,
    by: text,
    at: text,
    previous: text,
    hash: text,
  })
  .meta({ id: 'InspectionEntry' });
/** What a clue or a recusal says stays with those who may read it; its hash stands for it in the chain. */
const toldEntry = (entry: ChainEntry, readsClues: boolean): z.infer<typeof entryShape> => {
  const masked = ['clue', 'recusal'].includes(entry.registry) && !readsClues;
  return {
    ...entry,
    at: formatInstant(instant(entry.at)),
    masked,
    ...(masked && {
      before: null,
      body: null,
      reason: '—',
      ...(entry.registry === 'recusal' && { entity: '—' }),
    }),
  } as z.infer<typeof entryShape>;
};
const placeShape = z.strictObject({ before: at.serial });

function entryRoutes(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-entries',
      tag: TAG,
      auth: 'caller',
      summary: '登记变更链 — The chain of changes',
      problems: ['bad-cursor'],
      query: z.strictObject({
        cursor: z.string().max(1024).optional(),
        limit: z.coerce.number().int().min(1).max(1000).optional(),
        registry: z.enum(registries).optional(),
        entity: z.string().max(128).optional(),
      }),
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(entryShape), next: text.nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const { cursor, limit = 100, registry, entity } = query;
      const rows = await listEntries(sql, caller.bureau, {
        registry,
        entity,
        before: readCursor(cursor, placeShape)?.before ?? 2 ** 31 - 1,
        limit,
      });
      const { items, next } = paged(rows, limit, ({ seq }) => ({ before: seq }));
      const readsClues = await mayReadClues(sql, caller);
      return {
        body: { items: items.map((entry) => toldEntry(entry, readsClues)), next },
        headers: linkToNext(req, next),
      };
    },
  );
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-entries/check',
      tag: TAG,
      auth: 'caller',
      summary: '核对登记变更链 — Check the chain of changes',
      responses: {
        200: {
          description: '逐条重算哈希 Every hash computed anew',
          schema: z.object({ entries: z.int(), broken: z.int().nullable(), intact: z.boolean() }),
        },
      },
    },
    async ({ caller }) => {
      const found = await brokenEntry(sql, caller.bureau);
      return { body: { ...found, intact: found.broken === null } };
    },
  );
}

/** Management, not law: shown with the clause whose silence each fills. */
function settingsRoute(api: Api): void {
  const row = z.object({
    name: text,
    value: z.unknown(),
    default: z.unknown(),
    clause: text,
    force: z.enum(['management', 'reading']),
    zh: text,
    en: text,
  });
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-settings',
      tag: TAG,
      auth: 'caller',
      summary: '行政检查管理设置 — Management settings of inspections',
      responses: {
        200: {
          description: '原文没有数字之处 Where the text gives no number',
          schema: z.object({ items: z.array(row) }),
        },
      },
    },
    async ({ caller }) => ({
      body: {
        items: settingsTold(
          inspectionSettingsOf((await findBureau(api.deps.sql, caller.bureau))!.settings),
        ),
      },
    }),
  );
}
