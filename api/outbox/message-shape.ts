/** What receivers are posted, as the document describes it; `message.ts` and `head-dispatcher.ts` make it. */
import { z } from 'zod';
import { procedures } from '../../domain/procedures.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const entryMessage = z
  .strictObject({
    bureau: z.string(),
    procedure: z.enum(procedures.map(({ id }) => id)),
    file: z.string(),
    seq: z.int().min(1),
    key: z.string(),
    type: z.string().meta({ description: '台账条目的种类 The type of the entry' }),
    clause: z.string(),
    act: z.string().nullable().meta({ description: '所依据的文书 The act it follows from' }),
    body: z.looseObject({}).meta({ description: '编号、代码和时间 Ids, codes and dates' }),
    bodyHash: hash,
    edition: z.int().min(1).max(2),
    salt: z.string().nullable(),
    recordedAt: z.string().meta({ format: 'date-time' }),
    prev: z
      .string()
      .regex(/^(?:[0-9a-f]{64})?$/)
      .meta({
        description: '上一条目的哈希；首条为空 The hash of the entry before; empty in the first',
      }),
    hash,
  })
  .meta({ id: 'RegisterEntryMessage' });

export const checkpointMessage = z
  .strictObject({
    type: z.literal('checkpoint'),
    bureau: z.string(),
    origin: z.string(),
    size: z.int().min(1),
    root: z.string().meta({ description: 'base64' }),
    note: z.string().meta({ description: '签名原文 The signed note, word for word' }),
  })
  .meta({ id: 'CheckpointMessage' });

/** Standard Webhooks: the id is the same at every try. */
const headers = z.object({
  'webhook-id': z.string(),
  'webhook-timestamp': z.string().meta({ description: '秒 Seconds' }),
  'webhook-signature': z
    .string()
    .meta({ description: 'v1,…；换密钥期间有两个 Two while a secret is rotated' }),
});

export const webhooks = [
  {
    path: 'register-entry',
    summary: '台账条目 — An entry of the register',
    message: entryMessage,
  },
  {
    path: 'checkpoint',
    summary: '检查点 — A signed head of the log',
    message: checkpointMessage,
  },
].map(({ path, summary, message }) => ({
  method: 'post' as const,
  path,
  operationId: `webhook_${path.replace('-', '_')}`,
  tags: ['发件 Outbox'],
  summary,
  description: '订阅见 PUT /v1/receivers/{id}；验证方法见 docs/outbox.md。',
  security: [],
  request: {
    headers,
    body: { required: true, content: { 'application/json': { schema: message } } },
  },
  responses: {
    '2XX': { description: '已收到 Received' },
    default: { description: '未收到，将再次发送 Not received: it is sent again' },
  },
}));
