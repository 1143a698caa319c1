/** 密钥、见证 Which keys count, and the cosignatures that witnesses bring. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import * as log from '../../db/queries/log.ts';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { cosignatureVerifier, cosignedAt } from '../../domain/proof/cosignature.ts';
import { keyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, signatureLine, verified } from '../../domain/proof/note.ts';
import { line } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import { badInput } from '../http/fields.ts';
import { Problem } from '../http/problems.ts';
import { headOr404, ofBureau, tag } from './routes.ts';

export const logKeyRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    changing(api, sql);
    cosigning(api, sql);
  };

const keyShape = z.strictObject({
  key: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  use: z.enum(['log', 'witness']),
  state: z.enum(['in-use', 'given-up']),
});
type KeyChange = z.output<typeof keyShape>;

export const keyGround: Ground<KeyChange> = {
  what: 'log-key',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ key }) => key,
  async before(tx, bureau, { key: asked }) {
    const found = (await log.logKeys(tx, bureau)).find(({ key }) => key === asked);
    return found ? { key: found.key, use: found.use, state: found.state } : null;
  },
  async apply(tx, after, { caller: { bureau, id: by }, reason }) {
    const key = keyFromText(after.key);
    if (!key || (key.type === 'cosignature') !== (after.use === 'witness'))
      throw badInput([
        {
          in: 'body',
          path: '/key',
          zh: '不是这种用途的公钥（C2SP signed-note 的 vkey）',
          en: 'No public key of this use (a vkey of C2SP signed-note)',
        },
      ]);
    await log.changeLogKey(tx, { ...after, bureau, by, reason: reason! });
  },
};

function changing(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'post',
      path: '/v1/log/keys',
      tag,
      summary:
        '提出启用或停用签名、见证密钥 — Propose to take a key of the log or of a witness into use, or to give it up',
      description:
        '由另一名管理员复核后生效（/v1/proposals）；本局尚无第二名管理员的，一人办理并载明。变更本身进入存证。 Another administrator confirms it; while the bureau has had no second one, it takes effect at once and is entered as a bootstrap. Give up no key of the log before the new one has signed beside it.',
      auth: ['administrator'],
      body: keyShape.extend({ reason: line(500) }),
      responses: {
        202: { description: '待复核 To be confirmed', schema: proposalShape },
        204: { description: '已登记（首次设立） On record (bootstrap)' },
      },
      problems: ['proposal-person', 'officer-removed'],
    },
    async ({ body: { reason, ...after }, caller }) =>
      proposing(sql, keyGround, after, { caller, reason }, () => ({ status: 204 })),
  );
}

function cosigning(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'post',
      path: '/v1/log/:bureau/cosignatures',
      tag,
      summary: '见证签名 — A witness brings its cosignature of a checkpoint',
      description:
        '正文为附有见证签名的检查点。 The body is the checkpoint with the cosignature below it.',
      auth: 'public',
      limit: 'calculator',
      params: ofBureau,
      body: z.string().max(20_000),
      bodyIsText: true,
      responses: { 204: { description: '已收到 Kept' } },
      problems: ['not-found', 'not-authorised'],
    },
    async ({ params: { bureau }, body }) => {
      const note = noteFromText(body);
      const size = note && checkpointFromText(note.text)?.size;
      const head = await headOr404(sql, bureau, size ?? -1);
      // Of another text than ours nothing is kept: it would be no cosignature of this log.
      if (!note || noteFromText(head.note)?.text !== note.text) throw new Problem('not-found');
      const verifiers = (await log.logKeys(sql, bureau))
        .filter(({ use, state }) => use === 'witness' && state === 'in-use')
        .flatMap(({ key }) => keyFromText(key) ?? [])
        .map(cosignatureVerifier);
      const verdict = verified(note, verifiers);
      if (!verdict.verified) throw new Problem('not-authorised');
      for (const one of verdict.by)
        await log.addCosignature(sql, {
          bureau,
          size: head.size,
          name: one.name,
          id: one.id,
          line: signatureLine(one),
          at: cosignedAt(one)!,
        });
      return { status: 204 };
    },
  );
}
