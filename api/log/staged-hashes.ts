/** The leaf hashes of what is staged, in its order. */
import type { Querying } from '../../db/client.ts';
import type { Staged } from '../../db/queries/log.ts';
import { hex, utf8 } from '../../domain/proof/bytes.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { leafRows, missingText, textOf } from './leaf-texts.ts';

/** How far the openings of a procedure are in the log. */
export type Series = Map<string, { logged: number; head: string | null }>;

/** Also lets `series` go on by the openings among them. `missing`: of which nothing can be said but that they are missing. */
export async function stagedHashes(
  tx: Querying,
  staged: readonly Staged[],
  series: Series,
): Promise<{ hashes: string[]; missing: Staged[] }> {
  const missing: Staged[] = [];
  const rows = await leafRows(tx, staged);
  const hashes = staged.map((one) => {
    // An entry was hashed when it was chained; whether its text gives that hash is asked by the reconciliation.
    const chained = one.kind === 'entry' && rows.entries.get(one.ref)?.hash;
    if (chained && /^[0-9a-f]{64}$/.test(chained)) return chained;
    const text = textOf(one, rows, ({ procedure }) => series.get(procedure)?.head ?? null);
    if (!text) missing.push(one);
    const hash = hex(leafHash(utf8(text || missingText(one))));
    const opening = one.kind === 'opening' && rows.openings.get(one.ref);
    if (opening) series.set(opening.procedure, { logged: opening.place ?? 0, head: hash });
    return hash;
  });
  return { hashes, missing };
}
