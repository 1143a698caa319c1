/** A dossier made for one reader: the value, what proves it, and the histories that are added when their turn comes. */
import * as queries from '../../db/queries/dossier.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { dossierOf } from '../../domain/dossier/model.ts';
import { paperOf, type Paper } from '../../domain/dossier/paper.ts';
import type { Dossier } from '../../domain/dossier/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { gather, type Asked } from './gather.ts';
import { historiesOf, type HistoryMember } from './histories.ts';
import { proofOf } from './proof.ts';

export interface Made {
  dossier: Dossier;
  /** The member, and what its readers see in both documents, which are made of it as anybody reads it. */
  json: string;
  paper: () => Paper;
  proof: { name: string; text: string }[];
  histories: HistoryMember[];
}

export async function madeFor(deps: ActDeps, asked: Asked): Promise<Made> {
  const gathered = await queries.snapshot(deps.sql, (tx) => gather(tx, asked));
  const { items, members } = await historiesOf({
    deps,
    scope: asked.scope,
    file: asked.file,
    entries: gathered.entries,
    until: gathered.cut?.at,
  });
  const proof = proofOf(gathered);
  const sources = { ...gathered, histories: items };
  const dossier = dossierOf(sources, {
    sha256: sha256(proof[0]!.text),
    life: sha256(proof[1]!.text),
  });
  const json = canonicalJson(dossier);
  return {
    dossier,
    json,
    paper: () => paperOf(JSON.parse(json) as Dossier, sha256(json)),
    proof,
    histories: members,
  };
}
