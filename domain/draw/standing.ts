/** 现行结果 What a chain of records comes to. No hash in it: workflows may ask it. */
import type { Candidate, DrawRecord, Follows } from './record.ts';
import { pairKey } from './pair.ts';

/** What stands after a chain of records: who is drawn and with whom, and every object that was ever drawn in it. */
export interface Standing { teams: Map<string, string[]>; ever: Set<string>; where: Map<string, Candidate> }

export function standing(chain: readonly DrawRecord[]): Standing {
  const now: Standing = { teams: new Map(), ever: new Set(), where: new Map() };
  for (const { statement, result } of chain) {
    for (const one of statement.objects) now.where.set(one.id, one);
    if (statement.follows) fallOut(now, statement.follows);
    for (const id of result.objects) {
      now.teams.set(id, []);
      now.ever.add(id);
    }
    for (const { object, officers } of result.teams) now.teams.set(object, officers);
  }
  return now;
}

export function fallOut({ teams }: Standing, { outObjects, outTeams }: Follows): void {
  for (const id of outObjects) teams.delete(id);
  const out = new Set(outTeams.map(pairKey));
  for (const [object, officers] of teams) teams.set(object, officers.filter((officer) => !out.has(pairKey([officer, object]))));
}

/** 计划可引用的抽查结果 What a plan for one institution may cite: the chain under its first name, with the team that stands now. */
export function citedBy(chain: readonly [DrawRecord, ...DrawRecord[]], institution: string) {
  const now = standing(chain);
  const { statement: last } = chain.at(-1)!;
  return {
    id: last.draw, revealed: true, objectsOn: chain[0].statement.listsOn.objects, officersOn: last.listsOn.officers,
    institutions: [...now.teams.keys()], officers: now.teams.get(institution) ?? [],
    ...(last.follows && { redraw: { of: last.follows.draw, reasonGiven: last.follows.why.length > 0 } }),
  };
}
