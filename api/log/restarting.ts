/**
 * 重新起算 A restore that lost something that was signed cannot be hidden, and must not be stuck (docs/decisions/0016, §5):
 *  1. Whoever proposes it brings a checkpoint that was kept elsewhere, signed by a key of this log, which the tree does not contain. Where the tree agrees with it there is nothing to restart.
 *  2. Another administrator confirms it. Both persons, the reason and that checkpoint stand in the tree from then on.
 *  3. The tree goes on as it was restored, under a new name `…/2`: nobody's signature under the old one says anything of what follows, and whoever has kept an old one sees that.
 */
import { z } from 'zod';
import type { Querying, Sql } from '../../db/client.ts';
import * as log from '../../db/queries/log.ts';
import { checkpointFromText, type Checkpoint } from '../../domain/proof/checkpoint.ts';
import { rootOf } from '../../domain/proof/frontier.ts';
import { keyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { continues } from '../../domain/proof/proof-checks.ts';
import { line } from '../../domain/law/shapes.ts';
import { badInput } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import { ofBureau, tag } from './routes.ts';
import { consistencyProof } from './tree.ts';

interface Restart {
  note: string;
}

/** Under which name the log is signed now; undefined while nothing was signed. */
async function originNow(sql: Querying, bureau: string): Promise<string | undefined> {
  const restarted = (await log.restartsOf(sql, bureau)).at(-1)?.origin;
  return restarted ?? (await log.checkpointOf(sql, bureau))?.origin;
}

/** `…/v1/log/tj`, then `…/v1/log/tj/2`, `…/3`. */
const originAfter = (origin: string, generations: number): string =>
  generations === 1 ? `${origin}/2` : origin.replace(/\/\d+$/, `/${generations + 1}`);

export const restartGround: Ground<Restart> = {
  what: 'log-restart',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ note }) => checkpointFromText(noteFromText(note)?.text ?? '')?.origin ?? '',
  async before(tx, bureau) {
    return { origin: (await originNow(tx, bureau)) ?? null };
  },
  async apply(tx, { note }, { caller: { bureau, id: by }, reason }) {
    const origin = await originNow(tx, bureau);
    const signed = await signedHead(tx, bureau, note, origin);
    const edge = await log.logEdge(tx, bureau);
    if (!edge || origin === undefined || (await agrees(tx, bureau, signed, edge)))
      throw new Problem('restart-not-needed');
    const generations = 1 + (await log.restartsOf(tx, bureau)).length;
    await log.restartLog(tx, {
      bureau,
      note,
      reason: reason!,
      by,
      origin: originAfter(origin, generations),
    });
  },
};

/** The head that the note says, which a key of this log has signed under its name. */
async function signedHead(
  sql: Querying,
  bureau: string,
  text: string,
  origin: string | undefined,
): Promise<Checkpoint> {
  const note = noteFromText(text);
  const head = note && checkpointFromText(note.text);
  const keys = (await log.logKeys(sql, bureau)).filter(({ use }) => use === 'log');
  const verifiers = keys
    .flatMap(({ key }) => keyFromText(key) ?? [])
    .filter(({ name }) => name === origin)
    .map(noteVerifier);
  if (head && head.origin === origin && verified(note, verifiers).verified) return head;
  throw badInput([
    {
      in: 'body',
      path: '/note',
      zh: '不是以本局存证在案密钥签署的、现用名称的检查点',
      en: 'No checkpoint of this log under its present name, signed by a key of it that is on record',
    },
  ]);
}

async function agrees(
  sql: Querying,
  bureau: string,
  signed: Checkpoint,
  edge: log.LogEdge,
): Promise<boolean> {
  if (signed.size > edge.size) return false;
  const proof = await consistencyProof(sql, bureau, signed.size, edge.size);
  return continues(signed, { size: edge.size, root: rootOf(edge) }, proof);
}

export const restartRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    restarting(api, sql);
    restarts(api, sql);
  };

function restarting(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'post',
      path: '/v1/log/restarts',
      tag,
      summary:
        '提出存证重新起算 — Propose that the log goes on under a new name, after a restore that lost what was signed',
      description:
        '提交恢复之前签署、由签署方、见证方或者接收方保存的检查点；由另一名管理员复核后生效（/v1/proposals）。 Brings a checkpoint signed before the restore and kept by signer, witness or a receiver; another administrator confirms it.',
      auth: ['administrator'],
      body: z.strictObject({
        note: z.string().regex(/^[\x20-\x7e\n\u2014]{1,20000}$/),
        reason: line(500),
      }),
      responses: {
        202: { description: '待复核 To be confirmed', schema: proposalShape },
        204: { description: '已登记（首次设立） On record (bootstrap)' },
      },
      problems: ['proposal-person', 'officer-removed', 'restart-not-needed'],
    },
    async ({ body: { note, reason }, caller }) =>
      proposing(sql, restartGround, { note }, { caller, reason }, () => ({ status: 204 })),
  );
}

function restarts(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/log/:bureau/restarts',
      tag,
      summary:
        '重新起算 — Under which names the log has gone on, and what was lost of the one before',
      auth: 'public',
      params: ofBureau,
      responses: {
        200: {
          description: '先后各次 Each time, the first one first',
          schema: z.object({
            items: z.array(
              z.object({
                generation: z.int(),
                origin: z.string(),
                note: z.string().meta({
                  description:
                    '前一名称下签署而树中没有的检查点 What was signed under the name before, and is not in the tree',
                }),
                size: z.int().meta({ description: '其时的叶数 Leaves at that time' }),
                at: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async ({ params: { bureau } }) => ({
      body: {
        items: (await log.restartsOf(sql, bureau)).map((one) => ({ ...one, at: when(one.at)! })),
      },
    }),
  );
}
