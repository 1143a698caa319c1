/**
 * 台账校验 `proof/register.json`: the entries of a file as they are hashed, of either edition (domain/proof/chain.ts). A body that is not shown is null, its salt
 * too, and its hash stands beside it.
 */
import { z } from 'zod';
import { PROOF_FORMAT } from './shapes.ts';

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

export type DossierProof = z.infer<typeof proofShape>;
