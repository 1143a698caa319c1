/** 接收方 Who gets the register by webhook, and which mailboxes and robots of groups are told what is owed: registered by the bureau's administrator, secret write-only. */
import { z } from 'zod';
import {
  findReceiver,
  listReceivers,
  lockReceiver,
  type Receiver,
  type ReceiverWrite,
} from '../../db/queries/receivers.ts';
import type { Sql } from '../../db/client.ts';
import { line, unitId } from '../../domain/law/shapes.ts';
import type { Caller } from '../http/authentication.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import type { AddressPolicy } from './addresses.ts';
import { Problem } from '../http/problems.ts';
import type { Reply } from '../http/route.ts';
import type { Seal } from '../intake/sealing.ts';
import { when } from '../http/when.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import { assertUrl, fingerprint, receiverGround, same } from './receiver-ground.ts';
import { assertKind, freshTarget, receiverKinds, shownUrl } from './receiver-kinds.ts';
import { contextOf, freshSecret, secret } from './receiver-secret.ts';

const tag = '发件 Outbox';
export const receiverId = z.string().regex(/^[a-z0-9-]{1,40}$/, {
  error: '接收方编号：1–40 位小写字母、数字或 - | A receiver id: 1–40 of a–z, 0–9, -',
});
const params = z.strictObject({ id: receiverId });

const bodyShape = z.strictObject({
  kind: z.enum(receiverKinds).default('webhook').meta({
    description:
      'webhook：台账推送；email：单位邮箱；wecom：企业微信群机器人；dingtalk：政务钉钉群机器人。登记后不变 The register by webhook; a mailbox of a unit; the robot of a group in WeCom or DingTalk; it stays what it is',
  }),
  unit: unitId.nullable().default(null).meta({
    description:
      '邮箱、机器人：只收该单位应办的；空为全局 Of a mailbox or a robot: it is told what this unit owes; without one, what all of the bureau do',
  }),
  url: line(2000).meta({
    description:
      '只限名单上的主机，https；邮箱为 mailto: 地址；机器人为含密钥的完整地址，显示时不含 Hosts of the allow-list only, https; of a mailbox mailto: and its address; of a robot the whole address with its key, which is not shown again',
  }),
  secret: secret.optional().meta({
    description:
      '签名密钥，只写；更换后旧密钥继续签名 24 小时；政务钉钉机器人的加签密钥（SEC…） Signing key, write-only; after a rotation the old one signs too for 24 hours; of a robot of DingTalk its signing secret (SEC…)',
    writeOnly: true,
  }),
  events: z
    .array(z.string().regex(/^[a-z-]{1,60}$/))
    .max(100)
    .default([])
    .meta({
      description:
        '所需台账事项；邮箱、机器人为提醒的种类；空为全部 Types of register entries wanted, of mailboxes and robots topics of reminders; empty: all',
    }),
  active: z
    .boolean()
    .default(true)
    .meta({ description: '停用期间的事项不再补发 What is entered while inactive is never sent' }),
  reason: line(500).optional(),
});

const receiverShape = z
  .object({
    id: z.string(),
    bureau: z.string(),
    kind: z.enum(receiverKinds),
    unit: z.string().nullable(),
    url: z.string(),
    events: z.array(z.string()),
    active: z.boolean(),
    previousSecretUntil: z
      .string()
      .nullable()
      .meta({ description: '旧密钥签名至何时 Until when the secret before signs too' }),
  })
  .meta({ id: 'Receiver' });
const shown = ({ previousUntil, id, bureau, kind, unit, url, events, active }: Receiver) => ({
  id,
  bureau,
  kind,
  unit,
  url,
  events,
  active,
  previousSecretUntil: when(previousUntil),
});

export interface ReceiverDeps {
  policy: AddressPolicy;
  seal: Seal | undefined;
}

export function receiverRoutes(deps: ReceiverDeps) {
  return (api: Api): void => {
    receiverList(api);
    oneReceiver(api);
    writing(api, deps);
  };
}

function receiverList(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/receivers',
      tag,
      auth: ['administrator'],
      summary: '接收方列表 — List the receivers of the bureau',
      query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
      problems: ['bad-cursor', 'officer-removed'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(receiverShape), next: z.string().nullable() }),
        },
      },
    },
    async ({ query: { cursor, limit = 100 }, caller, req }) => {
      const rows = await listReceivers(
        api.deps.sql,
        caller.bureau,
        readCursor(cursor, receiverId) ?? '',
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ id }) => id);
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

function oneReceiver(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/receivers/:id',
      tag,
      auth: ['administrator'],
      summary: '接收方 — Read a receiver, without its secret',
      params,
      problems: ['not-found', 'other-bureau', 'officer-removed'],
      responses: {
        200: { description: '接收方 The receiver', schema: receiverShape },
        304: unchanged,
      },
    },
    async ({ params: { id }, caller, req }) => {
      const receiver = await findReceiver(api.deps.sql, id);
      if (!receiver) throw new Problem('not-found');
      if (receiver.bureau !== caller.bureau) throw new Problem('other-bureau');
      return tagged(req, { body: shown(receiver) });
    },
  );
}

function writing(api: Api, { policy, seal }: ReceiverDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/receivers/:id',
      tag,
      auth: ['administrator'],
      summary: '登记接收方 — Register or change a receiver',
      description:
        '内容相同则不写入。由另一名管理员复核后生效（/v1/proposals）；本局尚无第二名管理员的，一人办理并载明。只发送登记之后的事项。 The same content writes nothing. Another administrator confirms it; while the bureau has had no second one, it takes effect at once and is entered as a bootstrap. Only what is entered after the registration is sent.',
      params,
      body: bodyShape,
      problems: [
        'other-bureau',
        'receiver-url-refused',
        'sealing-key-missing',
        'officer-removed',
        'proposal-person',
      ],
      responses: {
        200: { description: '已变更或无变更 Changed or unchanged', schema: receiverShape },
        201: { description: '新登记 Created', schema: receiverShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: { id }, body, caller }) => {
      assertUrl(policy, body);
      if (!seal)
        throw new Problem('sealing-key-missing', {
          say: {
            zh: '没有设置 DUBAN_SEALING_KEY，不能保存密钥。',
            en: 'Without DUBAN_SEALING_KEY no secret can be kept.',
          },
        });
      return written(api.deps.sql, { policy, seal }, caller, id, body);
    },
  );
}

/** The same content writes nothing. */
async function written(
  sql: Sql,
  { policy, seal }: { policy: AddressPolicy; seal: Seal },
  caller: Caller,
  id: string,
  body: z.output<typeof bodyShape>,
): Promise<Reply> {
  const before = await sql.begin((tx) => lockReceiver(tx, id));
  if (before && before.bureau !== caller.bureau) throw new Problem('other-bureau');
  assertKind(body, before);
  const row = rowOf(id, caller, body);
  const fresh =
    body.kind === 'webhook'
      ? freshSecret(seal, before, body.secret)
      : freshTarget(seal, before, { url: row.whole, secret: body.secret });
  if (before && fresh === undefined && same(before, row.write)) return { body: shown(before) };
  const sealed = fresh === undefined ? null : seal.seal(fresh, contextOf(id));
  return proposing(
    sql,
    receiverGround(policy),
    { ...row.write, secret: sealed && fingerprint(sealed) },
    { caller, reason: body.reason ?? null, sealed },
    ({ created, receiver }) => ({ status: created ? 201 : 200, body: shown(receiver) }),
  );
}

/** The whole address of a robot holds its key, and is sealed. */
function rowOf(
  id: string,
  { bureau }: Caller,
  { kind, unit, url, events, active }: z.output<typeof bodyShape>,
): { whole: string; write: ReceiverWrite } {
  const whole = new URL(url).href;
  const wanted = [...new Set(events)].sort();
  const write = { id, bureau, kind, unit, url: shownUrl(kind, whole), events: wanted, active };
  return { whole, write };
}
