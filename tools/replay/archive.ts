/** 卷宗 Reads the members of a dossier that a replay needs, out of its archive. */
import { readFile } from 'node:fs/promises';
import { lifeShape, type Life } from '../../domain/dossier/life-shape.ts';
import { proofShape, type DossierProof } from '../../domain/dossier/proof-shape.ts';
import { dossierShape, type Dossier } from '../../domain/dossier/shapes.ts';
import { membersOf } from '../verify/archive.ts';

export interface History {
  run: string | null;
  state: Dossier['histories'][number]['state'];
  /** The workers that drove it, each by the hash of its bundle. */
  builds: readonly string[];
  history: { events: readonly unknown[] } | undefined;
}

export interface Archive {
  dossier: Dossier;
  proof: DossierProof;
  life: Life | undefined;
  histories: readonly History[];
}

/** Throws where it is no dossier. */
export async function readArchive(path: string): Promise<Archive> {
  const members = membersOf(await readFile(path));
  const member = (name: string): unknown => {
    const bytes = members.get(name);
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown);
  };
  const dossier = dossierShape.parse(member('dossier.json'));
  const life = member('proof/life.json');
  return {
    dossier,
    proof: proofShape.parse(member('proof/register.json')),
    life: life === undefined ? undefined : lifeShape.parse(life),
    histories: dossier.histories.map(({ run, state, builds, member: name }) => ({
      run,
      state,
      builds,
      history: name === null ? undefined : (member(name) as History['history']),
    })),
  };
}
