/** 存证 All that proves a file's rows: where each stands in the log, under the newest signed head. */
import type { Querying } from '../../db/client.ts';
import { checkpointOf } from '../../db/queries/log.ts';
import { leavesOfFile, openingHashes, placesOf } from '../../db/queries/log-audit.ts';
import type { DossierLog } from '../../domain/dossier/proof-shape.ts';
import { LOG_FORMAT } from '../../domain/dossier/shapes.ts';
import { base64 } from '../../domain/proof/bytes.ts';
import { leafRows, missingText, textOf } from './leaf-texts.ts';
import { noteOf } from './routes.ts';
import { inclusionProofs } from './tree.ts';

export interface FileInLog {
  log: DossierLog;
  checkpoint: string;
}

/** Up to its entry `upto`, and of the calendars and settings in `ground`. Nothing while the bureau's log is not signed. */
export async function fileInLog(
  tx: Querying,
  file: { id: string; bureau: string },
  upto: number,
  known: (kind: 'act' | 'verdict', act: string) => boolean,
  ground: readonly { kind: 'change' | 'calendar'; ref: string }[],
): Promise<FileInLog | undefined> {
  const head = await checkpointOf(tx, file.bureau);
  if (!head) return undefined;
  const own = (await leavesOfFile(tx, file)).filter(({ kind, ref }) =>
    kind === 'entry'
      ? Number(ref.slice(file.id.length + 1)) <= upto
      : kind === 'opening' || known(kind, ref),
  );
  const rows = [...own, ...(await placesOf(tx, file.bureau, ground))];
  const leaves = rows.flatMap(({ index, hash, ...row }) =>
    index !== null && hash && index < head.size ? [{ ...row, index, hash }] : [],
  );
  const of = await leafRows(tx, leaves);
  const before = await openingHashes(tx, file.bureau, [file.id]);
  const proofs = await inclusionProofs(
    tx,
    file.bureau,
    leaves.map(({ index }) => index),
    head.size,
  );
  const log: DossierLog = {
    format: LOG_FORMAT,
    size: head.size,
    leaves: leaves.map(({ hash, ...leaf }, i) => ({
      ...leaf,
      text: textOf({ ...leaf, hash }, of, ({ id }) => before.get(id) ?? null) || missingText(leaf),
      hashes: proofs[i]!.map(base64),
    })),
    later: rows
      .filter(({ index }) => index === null || index >= head.size)
      .map(({ kind, ref }) => ({ kind, ref })),
  };
  return { log, checkpoint: await noteOf(tx, head) };
}
