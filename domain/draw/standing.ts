/** 现行结果 What a chain of records comes to. No hash in it: workflows may ask it. */
import type { Candidate, DrawRecord, Follows } from './record.ts';
import { pairKey } from './pair.ts';

/** What stands after a chain of records: who is drawn and with whom, and every object that was ever drawn in it. */
export interface Standing {
  teams: Map<string, string[]>;
  ever: Set<string>;
  where: Map<string, Candidate>;
}

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
  for (const [object, officers] of teams)
    teams.set(
      object,
      officers.filter((officer) => !out.has(pairKey([officer, object]))),
    );
}

/** 计划可引用的抽查结果 What a plan may cite after a chain of records: each object that stands drawn, its team, and since when each of the two was drawn (the day of the commitment). */
export interface Pick {
  institution: string;
  officers: string[];
  objectOn: string;
  officersOn: string;
}

export function picksOf(chain: readonly DrawRecord[]): Pick[] {
  const on = new Map<string, { object: string; officers: string }>();
  for (const {
    statement: { committedAt },
    result,
  } of chain) {
    const day = committedAt.slice(0, 10);
    for (const id of result.objects) on.set(id, { object: day, officers: day });
    for (const { object } of result.teams)
      on.set(object, { object: on.get(object)?.object ?? day, officers: day });
  }
  return [...standing(chain).teams].map(([institution, officers]) => ({
    institution,
    officers,
    objectOn: on.get(institution)!.object,
    officersOn: on.get(institution)!.officers,
  }));
}
