/** 存证 Proofs about one file's entries and acts: the text of the leaf and its place in the signed tree, for whoever may read the file. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { entryRows } from '../../db/queries/leaf-rows.ts';
import * as log from '../../db/queries/log.ts';
import { leafText } from '../../domain/proof/leaves.ts';
import { leafProofText } from '../../domain/proof/proof-text.ts';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import { leafRows, textOf } from './leaf-texts.ts';
import { entryLeaf } from './leaves.ts';
import { headOr404, noteOf, notInTree, tag } from './routes.ts';
import { inclusionProof } from './tree.ts';

const proved = z
  .object({
    leaf: z
      .string()
      .meta({ description: '叶的文本，其哈希为 SHA-256(0x00 ‖ 文本) The text of the leaf' }),
    proof: z.string().meta({ description: 'C2SP tlog-proof' }),
  })
  .meta({ id: 'LeafProof' });

type Kind = Parameters<typeof log.leafOf>[2];

async function provedLeaf(
  sql: Sql,
  bureau: string,
  kind: Kind,
  ref: string,
  textWith: (hash: Uint8Array) => string,
) {
  const head = await headOr404(sql, bureau);
  const place = await log.leafOf(sql, bureau, kind, ref);
  if (!place || place.index >= head.size) throw new Problem('not-found', { say: notInTree });
  const hashes = await inclusionProof(sql, bureau, place.index, head.size);
  const checkpoint = await noteOf(sql, head);
  const leaf = textWith(place.hash);
  return { leaf, proof: leafProofText({ index: place.index, hashes, checkpoint }) };
}

export const fileProofRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    ofEntry(api, sql);
    ofAct(api, sql);
  };

function ofEntry(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/register/:seq/proof',
      tag,
      summary: '条目的存证 — That an entry of the register stands in the signed log',
      auth: 'caller',
      params: z.strictObject({
        id: fileId,
        seq: z.coerce
          .number()
          .int()
          .min(1)
          .max(2 ** 31 - 1),
      }),
      responses: { 200: { description: '存证 Proof', schema: proved } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params: { id, seq }, caller }) => {
      const file = await fileOr404(sql, id);
      await scopeOf(sql, caller, file);
      const [row] = await entryRows(sql, [{ file: id, seq }]);
      if (!row || row.edition === 1) throw new Problem('not-found', { say: notInTree });
      const leaf = leafText('entry', entryLeaf(row));
      return { body: await provedLeaf(sql, file.bureau, 'entry', `${id}/${seq}`, () => leaf) };
    },
  );
}

function ofAct(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/acts/:act/proof',
      tag,
      summary:
        '文书的存证 — That an act as it was taken in, and its verdict, stand in the signed log',
      auth: 'caller',
      params: z.strictObject({ id: fileId, act: z.string().max(80) }),
      responses: {
        200: {
          description: '存证 Proof',
          schema: z.object({ act: proved, verdict: proved.nullable() }),
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params: { id, act }, caller }) => {
      const file = await fileOr404(sql, id);
      const scope = await scopeOf(sql, caller, file);
      const rows = await leafRows(sql, [{ kind: 'act', ref: act }]);
      const row = rows.acts.get(act);
      if (!row || row.file !== id || scope === 'withheld') throw new Problem('not-found');
      const { bureau } = file;
      const proof = (kind: 'act' | 'verdict') =>
        provedLeaf(
          sql,
          bureau,
          kind,
          act,
          (hash) => textOf({ kind, ref: act, hash }, rows, () => null) ?? '',
        );
      return {
        body: { act: await proof('act'), verdict: row.verdict ? await proof('verdict') : null },
      };
    },
  );
}
