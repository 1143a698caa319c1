/** 登记簿 Bureaus, units, officers, institutions, their departments, practitioners: read and written one by one. TJ51-9.1, 19; X-11. */
import { z } from 'zod';
import { findRow, lockRows } from '../../db/queries/registry.ts';
import { line } from '../../domain/law/shapes.ts';
import {
  registryNames,
  registryShapes,
  type RegistryName,
  type RegistryRows,
} from '../../domain/registry/shapes.ts';
import { strongTag, tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { proposalReply, proposalShape } from './proposal-shape.ts';
import { enterOrPropose, holdFor } from './row-ground.ts';
import { shown, views } from './views.ts';
import { TAG, labels, ids, warningShape, writeProblems, today } from './terms.ts';
import { listRoute } from './list.ts';
import { historyRoute } from './history.ts';

export function registryRoutes(api: Api): void {
  for (const name of registryNames) {
    listRoute(api, name);
    readRoute(api, name);
    historyRoute(api, name);
    writeRoute(api, name);
  }
}

function readRoute(api: Api, name: RegistryName): void {
  api.route(
    {
      method: 'get',
      path: `/v1/${name}/:id`,
      tag: TAG,
      auth: 'caller',
      summary: `${labels[name]}登记 — Read one of ${name}`,
      params: z.strictObject({ id: ids[name] }),
      problems: ['not-found'],
      responses: {
        200: { description: '登记内容 The registration', schema: views[name] },
        304: unchanged,
      },
    },
    async ({ params, caller, req }) => {
      const found = await findRow(api.deps.sql, name, params.id);
      if (!found) throw new Problem('not-found');
      const body = shown(name, found, caller, today(api.deps));
      return tagged(req, { body }, body, strongTag);
    },
  );
}

const ifMatch = z.looseObject({
  'if-match': z.string().max(1000).optional().meta({
    description:
      '读取时的 ETag（强比较）；已变更则 412。* 表示已有登记即可 The ETag as read (strong comparison), else 412; * for any that stands',
  }),
});
const reason = line(500).optional().meta({ description: '变更理由 Why the row changes' });

function writeRoute(api: Api, name: RegistryName): void {
  const shape = registryShapes[name] as z.ZodObject;
  api.route(
    {
      method: 'put',
      path: `/v1/${name}/:id`,
      tag: TAG,
      auth: ['registrar'],
      summary: `登记${labels[name]} — Register one of ${name}`,
      description:
        '内容相同则不写入。带 If-Match 的，只在读取之后没有变更时写入。医保局的设置和采用、单位的职能和上级、人员的单位和角色，由另一人复核后生效（/v1/proposals）；本局尚无第二名管理员的，一人办理并载明。 The same content writes nothing. With If-Match it is written only on what was read. What a bureau has set and adopted, the offices of units and of people are confirmed by another person; while the bureau has had no second administrator, one does it alone, entered as a bootstrap.',
      headers: ifMatch,
      params: z.strictObject({ id: ids[name] }),
      body: shape.omit({ id: true }).extend({ reason }),
      problems: [...writeProblems, 'precondition-failed', 'proposal-person'],
      responses: {
        200: { description: '已变更或无变更 Changed or unchanged', schema: outcomeShape },
        201: { description: '新登记 Created', schema: outcomeShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params, body, caller, headers }) => {
      const { reason: why = null, ...rest } = body as { reason?: string };
      const row = { ...rest, id: params.id } as RegistryRows[typeof name];
      const by = { caller, today: today(api.deps), reason: why, ifMatch: headers['if-match'] };
      const outcome = await api.deps.sql.begin(async (tx) => {
        await holdFor(tx, name, by);
        const before = (await lockRows(tx, name, [params.id])).get(params.id);
        return enterOrPropose(tx, name, before, row, by, api.deps);
      });
      if ('bootstrap' in outcome) return proposalReply(api.deps.sql, caller, outcome.id);
      return {
        status: outcome.result === 'created' ? 201 : 200,
        body: { id: params.id, ...outcome },
      };
    },
  );
}

const outcomeShape = z
  .object({
    id: z.string(),
    result: z.enum(['created', 'changed', 'unchanged']),
    warnings: z.array(warningShape),
  })
  .meta({ id: 'Registration' });
