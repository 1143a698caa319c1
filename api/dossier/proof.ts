/** 台账校验 What of the register an archive carries so that it can be checked without us. What proves more (leaves, inclusion, checkpoints) is added here and nowhere else. */
import type { DossierProof } from '../../domain/dossier/proof-shape.ts';
import { PROOF_FORMAT } from '../../domain/dossier/shapes.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { EDITION_CHANGED } from '../../domain/proof/chain.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import type { Gathered } from './gather.ts';

/** The members of `proof/`, by name; the first one is the register. */
export function proofOf({
  file,
  entries,
  made,
  life,
  log,
}: Gathered): { name: string; text: string }[] {
  const hidden = made.scope === 'withheld';
  const proof: DossierProof = {
    format: PROOF_FORMAT,
    file: file.id,
    head: entries.at(-1)?.hash ?? '',
    entries: entries.map(({ body, salt, ...entry }) => ({
      seq: entry.seq,
      key: entry.key,
      type: entry.type,
      clause: entry.clause,
      act: entry.act,
      // Without what its hash is made with: else the content could be found by trying. What fixes the first edition says nothing else.
      body: hidden && entry.type !== EDITION_CHANGED ? null : body,
      bodyHash: entry.bodyHash,
      edition: entry.edition,
      salt: (hidden && entry.type !== EDITION_CHANGED) || salt === null ? null : hex(salt),
      recordedAt: entry.recordedAt,
      prev: entry.prev,
      hash: entry.hash,
    })),
  };
  return [
    { name: 'proof/register.json', text: canonicalJson(proof) },
    { name: 'proof/life.json', text: canonicalJson(life) },
    ...(log
      ? [
          { name: 'proof/log.json', text: canonicalJson(log.log) },
          { name: 'proof/checkpoint.txt', text: log.checkpoint },
        ]
      : []),
  ];
}
