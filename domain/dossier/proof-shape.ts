/**
 * 台账校验 `proof/register.json`: the entries of a file as they are hashed, of either edition (domain/proof/chain.ts). A body that is not shown is null, its salt
 * too, and its hash stands beside it.
 */
import { z } from 'zod';
import { LOG_FORMAT, PROOF_FORMAT } from './shapes.ts';

export const proofShape = z
  .strictObject({
    format: z.literal(PROOF_FORMAT),
    file: z.string(),
    head: z.string(),
    entries: z.array(
      z.strictObject({
        seq: z.int(),
        key: z.string(),
        type: z.string(),
        clause: z.string().nullable(),
        act: z.string().nullable(),
        body: z.record(z.string(), z.unknown()).nullable(),
        bodyHash: z.string(),
        edition: z.int(),
        salt: z.string().nullable(),
        recordedAt: z.int(),
        prev: z.string(),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'DossierProof' });

/**
 * 存证 `proof/log.json`: where the file's entries, acts, verdicts and opening stand in the bureau's log under the signed head of `proof/checkpoint.txt`. A leaf's
 * text holds hashes, ids and instants, no content: it is for every reader of the file.
 */
export const logProofShape = z
  .strictObject({
    format: z.literal(LOG_FORMAT),
    size: z.int(),
    leaves: z.array(
      z.strictObject({
        kind: z.enum(['entry', 'act', 'verdict', 'opening', 'change', 'calendar']),
        ref: z.string(),
        index: z.int(),
        text: z.string(),
        /** Base64, from the bottom up. */
        hashes: z.array(z.string()),
      }),
    ),
    /** What is written and not under this head yet. */
    later: z.array(z.strictObject({ kind: z.string(), ref: z.string() })),
  })
  .meta({ id: 'DossierLog' });

export type DossierLog = z.infer<typeof logProofShape>;
export type DossierProof = z.infer<typeof proofShape>;
