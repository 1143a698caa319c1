/** 存证 The bureau's log for whoever checks it: signed heads, tiles, proofs, keys. Public but for the texts of the leaves: what is hashed has a salt in it. */
import { z } from 'zod';
import type { Querying, Sql } from '../../db/client.ts';
import * as log from '../../db/queries/log.ts';
import { base64, fromHex } from '../../domain/proof/bytes.ts';
import { type Tile, TILE_WIDTH, tileAt, tileFromPath } from '../../domain/proof/tiles.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { consistencyProof, inclusionProof } from './tree.ts';

export const tag = '存证 Log';
const bureauId = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/);
export const ofBureau = z.strictObject({ bureau: bureauId });
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const hashes = z.array(z.string()).meta({ description: 'base64, 自下而上 from the bottom up' });

export const noteOf = async (sql: Querying, head: log.CheckpointRow): Promise<string> =>
  [head.note, ...(await log.cosignatureLines(sql, head.bureau, head.size))]
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
    .join('');

/** The signed head of that size, or the newest. */
export async function headOr404(sql: Sql, bureau: string, of?: number): Promise<log.CheckpointRow> {
  const head = await log.checkpointOf(sql, bureau, of);
  if (head) return head;
  throw new Problem('not-found', {
    say: {
      zh: '没有这个检查点；省略 size 可取得最新的检查点。',
      en: 'There is no such checkpoint; without size the newest is answered.',
    },
  });
}

export const headRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    heads(api, sql);
    keys(api, sql);
    tiles(api, sql);
    inclusion(api, sql);
    consistency(api, sql);
  };

function heads(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/checkpoint',
      tag,
      summary: '检查点 — The newest signed head of the log, with the cosignatures of witnesses',
      description: 'C2SP tlog-checkpoint (signed note)',
      auth: 'public',
      params: ofBureau,
      query: z.strictObject({ size: size.optional() }),
      responses: { 200: { description: '检查点 Checkpoint', media: 'text/plain' } },
      problems: ['not-found'],
    },
    async ({ params, query, res }) => {
      const head = await headOr404(sql, params.bureau, query.size);
      res
        .type('text/plain')
        .set('Cache-Control', 'no-store')
        .send(await noteOf(sql, head));
    },
  );
}

function keys(api: Api, sql: Sql): void {
  const shape = z.object({
    key: z.string(),
    use: z.enum(['log', 'witness']),
    state: z.enum(['in-use', 'given-up']),
    since: z.string(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/keys',
      tag,
      summary: '签名密钥 — The keys that sign the log, and those of its witnesses',
      description:
        '密钥须另从他处取得核对，不能只凭本局。 Compare them with what you were given elsewhere: the bureau’s word alone is not enough.',
      auth: 'public',
      params: ofBureau,
      responses: { 200: { description: '密钥 Keys', schema: z.object({ items: z.array(shape) }) } },
    },
    async ({ params }) => ({
      body: {
        items: (await log.logKeys(sql, params.bureau)).map(({ at, ...key }) => ({
          ...key,
          since: when(at)!,
        })),
      },
    }),
  );
}

function tiles(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/tile/*place',
      tag,
      summary: '树片 — A tile of the log’s tree',
      description: 'C2SP tlog-tiles: `<level>/<index>[.p/<width>]`',
      auth: 'public',
      params: ofBureau.extend({ place: z.array(z.string()).max(9) }),
      responses: { 200: { description: '树片 Tile', media: 'application/octet-stream' } },
      problems: ['not-found'],
    },
    async ({ params: { bureau, place }, res }) => {
      const tile = tileFromPath(`tile/${place.join('/')}`);
      const head = await log.checkpointOf(sql, bureau);
      if (!tile || !head || !implied(tile, head.size)) throw new Problem('not-found');
      const [found] = await log.hashesIn(sql, bureau, [
        { level: Number(tile.level), from: tile.index * TILE_WIDTH, count: tile.width },
      ]);
      res
        .type('application/octet-stream')
        .set('Cache-Control', 'public, max-age=31536000, immutable')
        .send(Buffer.concat(found!));
    },
  );
}

/** Only what the signed head covers, and no more of it: what is not signed yet is nobody's. */
function implied({ level, index, width }: Tile, of: number): boolean {
  if (level === 'entries') return false;
  const there = tileAt(level, index, of);
  return there !== undefined && width <= there.width;
}

function inclusion(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/proofs/inclusion',
      limit: 'calculator',
      tag,
      summary: '包含证明 — That a leaf stands in the log',
      auth: 'public',
      params: ofBureau,
      query: z.strictObject({
        leaf: z.string().regex(/^[0-9a-f]{64}$/),
        size: size.optional(),
      }),
      responses: {
        200: {
          description: '证明 Proof',
          schema: z.object({ index: z.int(), size: z.int(), hashes, checkpoint: z.string() }),
        },
      },
      problems: ['not-found'],
    },
    async ({ params: { bureau }, query }) => {
      const head = await headOr404(sql, bureau, query.size);
      const index = await log.indexOfLeaf(sql, bureau, fromHex(query.leaf)!);
      if (index === undefined || index >= head.size)
        throw new Problem('not-found', { say: notInTree });
      const proof = await inclusionProof(sql, bureau, index, head.size);
      const checkpoint = await noteOf(sql, head);
      return { body: { index, size: head.size, hashes: proof.map(base64), checkpoint } };
    },
  );
}

export const notInTree = {
  zh: '这个检查点之下没有这片叶。刚写入的内容在下一个检查点之后可以证明。',
  en: 'There is no such leaf under this checkpoint. What has just been written can be proved from the next checkpoint on.',
};

function consistency(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/proofs/consistency',
      limit: 'calculator',
      tag,
      summary: '一致性证明 — That a tree of the log begins with an earlier one',
      auth: 'public',
      params: ofBureau,
      query: z.strictObject({ from: size, to: size }),
      responses: { 200: { description: '证明 Proof', schema: z.object({ hashes }) } },
      problems: ['not-found'],
    },
    async ({ params: { bureau }, query: { from, to } }) => {
      const newest = await headOr404(sql, bureau);
      if (from > to || to > newest.size) throw new Problem('not-found');
      return { body: { hashes: (await consistencyProof(sql, bureau, from, to)).map(base64) } };
    },
  );
}
