/** 台账校验 What of the register an archive carries so that it can be checked without us. What proves more (leaves, inclusion, checkpoints) is added here and nowhere else. */
import type { DossierProof } from '../../domain/dossier/proof-shape.ts';
import { PROOF_FORMAT } from '../../domain/dossier/shapes.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import type { Gathered } from './gather.ts';

/** The members of `proof/`, by name; the first one is the register. */
export function proofOf({ file, entries, made }: Gathered): { name: string; text: string }[] {
  const hidden = made.scope === 'withheld';
  const proof: DossierProof = {
    format: PROOF_FORMAT,
    file: file.id,
    edition: 1,
    head: entries.at(-1)?.hash ?? '',
    entries: entries.map(
      ({ seq, key, type, clause, act, body, bodyHash, recordedAt, prev, hash }) => ({
        seq,
        key,
        type,
        clause,
        act,
        body: hidden ? null : body,
        bodyHash,
        recordedAt,
        prev,
        hash,
      }),
    ),
  };
  return [{ name: 'proof/register.json', text: canonicalJson(proof) }];
}
