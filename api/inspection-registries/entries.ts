/** 登记的链 The chain of every change of the registries of inspections, and the settings that a bureau has in force. */
import { z } from 'zod';
import { brokenEntry, listEntries, type ChainEntry } from '../../db/inspection-registries/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { registries } from '../../domain/inspection/registries.ts';
import { settingsTold } from '../../domain/inspection/settings-told.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { mayReadClues } from './authority.ts';
import { at, linkToNext, paged, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { TAG } from './registry-route.ts';
import { text } from './clues.ts';

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

export function entryRoutes(api: Api): void {
  entryList(api);
  entryCheck(api);
}

function entryList(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-entries',
      tag: TAG,
      auth: 'caller',
      reads: 'none',
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
}

function entryCheck(api: Api): void {
  const { sql } = api.deps;
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
export function settingsRoute(api: Api): void {
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
      reads: 'none',
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
