/** 政务服务事项清单 Which item is done on commitment, who accepts it, who supervises it. TJ84-2, 3.1, 5.1; TJ84-1, 17/18 for the basis. */
import { z } from 'zod';
import { findBureau } from '../../db/queries/subjects.ts';
import type { Querying } from '../../db/client.ts';
import {
  itemsOf,
  listVersions,
  lockLists,
  versionOn,
  type ListVersion,
} from '../../db/commitment-registries/service-lists.ts';
import { basisOn } from '../../domain/commitment-case/basis.ts';
import { serviceListBody } from '../../domain/commitment-case/registries.ts';
import { day, document } from '../../domain/law/shapes.ts';
import { isRefusal } from '../../domain/law/instruments.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import type { Reply } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { assertLater, enterList, judgeList, type RefusedItem } from './service-lists.ts';
import { refusedRowShape, warningShape } from '../registries/terms.ts';
import { itemRoutes, basisRoute, TAG, itemView, noList } from './item-routes.ts';

const versionShape = z
  .object({
    bureau: z.string(),
    version: z.int(),
    effectiveFrom: z.string(),
    document,
    reason: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'ServiceListVersion' });
const shown = (version: ListVersion): z.infer<typeof versionShape> => ({
  ...version,
  at: formatInstant(instant(version.at)),
});

const reportShape = z
  .object({
    result: z.enum(['dry-run', 'created', 'unchanged']),
    version: z.int().nullable(),
    effectiveFrom: z.string(),
    accepted: z.int(),
    refused: z.array(refusedRowShape),
    warnings: z.array(warningShape.extend({ index: z.int(), id: z.string() })),
  })
  .meta({ id: 'ServiceListReport' });

export function serviceListRoutes(api: Api): void {
  writeRoute(api);
  readRoutes(api);
  itemRoutes(api);
  basisRoute(api);
}

function writeRoute(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'put',
      path: '/v1/service-lists/:day',
      tag: TAG,
      auth: ['registrar'],
      summary: '登记政务服务事项清单 — Register a service list',
      description:
        '整份清单，自所填日期起施行；逐行校验，有一行不合规则即不登记。dryRun=true 只列出结果。同一内容重复提交不产生变化。 A whole list from the day named; one row that breaks a rule and nothing is registered. dryRun=true only reports.',
      params: z.strictObject({ day }),
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
      body: serviceListBody,
      bodyLimit: '2mb',
      problems: ['list-rows-refused', 'list-not-later', 'no-legal-basis', 'officer-removed'],
      responses: {
        200: { description: '试算或无变化 Dry run or unchanged', schema: reportShape },
        201: { description: '已登记 Registered', schema: reportShape },
      },
    },
    async ({ params, query, body, caller }) => {
      const basis = basisOn((await findBureau(deps.sql, caller.bureau))!, params.day);
      if (isRefusal(basis)) throw Problem.refused(basis);
      return deps.sql.begin((tx) =>
        register(tx, caller, params.day, body, query.dryRun === 'true'),
      );
    },
  );
}

type Body = z.output<typeof serviceListBody>;

async function register(
  tx: Querying,
  caller: Caller,
  from: string,
  body: Body,
  dryRun: boolean,
): Promise<Reply> {
  await lockLists(tx, caller.bureau);
  const { items, refused, warnings } = await judgeList(tx, caller.bureau, from, body.items);
  const report = {
    effectiveFrom: from,
    accepted: body.items.length - refused.length,
    refused,
    warnings,
  };
  if (dryRun) {
    await assertLater(tx, caller.bureau, from);
    return { body: { ...report, result: 'dry-run', version: null } };
  }
  if (refused.length > 0) throw rowsRefused(refused);
  const entered = await enterList(
    tx,
    caller.bureau,
    { effectiveFrom: from, document: body.document, reason: body.reason, items },
    caller.id,
  );
  return { status: entered.result === 'created' ? 201 : 200, body: { ...report, ...entered } };
}

/** The first row's reason stands for the whole; every row is named. */
function rowsRefused(refused: readonly RefusedItem[]): Problem {
  const { clause = 'TJ84-3.1', zh, en } = refused[0]!;
  const fields = refused.flatMap((row) =>
    row.fields.length > 0
      ? row.fields
      : [{ in: 'body' as const, path: `/items/${row.index}/id`, zh: row.zh, en: row.en }],
  );
  return new Problem('list-rows-refused', {
    clause,
    say: { zh, en },
    lawful: {
      zh: '更正所列各行后整份重新提交',
      en: 'Correct the rows named and submit the whole list again',
    },
    fields: fields.slice(0, 50),
  });
}

function readRoutes(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/service-lists',
      tag: TAG,
      auth: 'caller',
      summary: '清单的各个版本 — The versions of the list',
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(versionShape) }),
        },
        304: unchanged,
      },
    },
    async ({ caller, req }) =>
      tagged(req, { body: { items: (await listVersions(sql, caller.bureau)).map(shown) } }),
  );

  api.route(
    {
      method: 'get',
      path: '/v1/service-lists/:day',
      tag: TAG,
      auth: 'caller',
      summary: '某日施行的清单 — The list in force on a day',
      params: z.strictObject({ day }),
      problems: ['not-found'],
      responses: {
        200: {
          description: '清单及其事项 The list with its items',
          schema: versionShape.extend({ items: z.array(itemView) }),
        },
        304: unchanged,
      },
    },
    async ({ params, caller, req }) => {
      const version = await versionOn(sql, caller.bureau, params.day);
      if (!version) throw noList();
      return tagged(req, {
        body: { ...shown(version), items: await itemsOf(sql, caller.bureau, version.version) },
      });
    },
  );
}
