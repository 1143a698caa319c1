/** 叶文 The texts of a log's leaves, 256 at a time, for a registered mirror: they name officers and files, so nobody else may page through them. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import * as log from '../../db/queries/log.ts';
import { leavesBetween, openingHashes } from '../../db/queries/log-audit.ts';
import { bundleOf } from '../../domain/proof/bundles.ts';
import { utf8 } from '../../domain/proof/bytes.ts';
import { TILE_WIDTH, tileAt, tileFromPath } from '../../domain/proof/tiles.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { leafRows, missingText, textOf } from './leaf-texts.ts';
import { ofBureau, tag } from './routes.ts';

export const bundleRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    api.route(
      {
        method: 'get',
        path: '/v1/log/:bureau/tile/entries/*place',
        tag,
        summary: '叶文 — The texts of the leaves, for a registered mirror',
        description:
          'C2SP tlog-tiles: `entries/<index>[.p/<width>]`。只供登记为镜像（角色 mirror）的系统，即监管机构自己的机器。 Only for a system registered as a mirror (role mirror): a machine of a regulator’s own.',
        auth: ['mirror'],
        // Ids, codes and hashes; no words.
        reads: 'none',
        params: ofBureau.extend({ place: z.array(z.string()).max(9) }),
        responses: { 200: { description: '叶文 Texts', media: 'application/octet-stream' } },
        problems: ['not-found', 'other-bureau'],
      },
      async ({ params: { bureau, place }, caller, res }) => {
        // A person reads files one by one, under the rules of each.
        if (caller.kind !== 'system') throw new Problem('not-authorised');
        if (caller.bureau !== bureau) throw new Problem('other-bureau');
        const tile = tileFromPath(`tile/entries/${place.join('/')}`);
        const head = await log.checkpointOf(sql, bureau);
        // As wide as the leaves below the signed head: what is not signed yet is nobody's.
        const there = tile && head && tileAt(0, tile.index, head.size);
        if (!tile || !there || tile.width > there.width) throw new Problem('not-found');
        const from = tile.index * TILE_WIDTH;
        const texts = await textsOf(sql, bureau, from, from + tile.width);
        res
          .type('application/octet-stream')
          .set('Cache-Control', 'private, no-store')
          .send(Buffer.from(bundleOf(texts.map(utf8))));
      },
    );
  };

/** Of a row that is gone the text that says so: whoever mirrors sees that it is not what was signed. */
async function textsOf(sql: Sql, bureau: string, from: number, to: number): Promise<string[]> {
  const leaves = await leavesBetween(sql, bureau, from, to);
  const rows = await leafRows(sql, leaves);
  const before = await openingHashes(sql, bureau, [...rows.openings.keys()]);
  return leaves.map(
    (leaf) => textOf(leaf, rows, ({ id }) => before.get(id) ?? null) || missingText(leaf),
  );
}
