/** 人员抽取与配对 Who goes where: officers by lot, never one who must stay away, rarely the one who went last time (docs/draw.md §6). */
import { ANYWHERE, type Officer, type Statement, type Target, type Team } from './record.ts';
import { pairKey } from './pair.ts';
import type { Stream } from './stream.ts';

/** Who may go to a target: at home in its territory, and not recused from it. In order of the officers' ids. */
export function eligibleFor({
  officers,
  recusals,
}: Pick<Statement, 'officers' | 'recusals'>): (
  target: Pick<Target, 'id' | 'territory'>,
) => readonly Officer[] {
  const atHome = new Map<string, readonly Officer[]>();
  const recused = new Map<string, Set<string>>();
  for (const [officer, object] of recusals)
    recused.set(object, (recused.get(object) ?? new Set()).add(officer));
  return ({ id, territory }) => {
    const here =
      atHome.get(territory) ??
      officers.filter(
        ({ territories }) => territories.includes(ANYWHERE) || territories.includes(territory),
      );
    atHome.set(territory, here);
    const away = recused.get(id);
    return away ? here.filter((officer) => !away.has(officer.id)) : here;
  };
}

/** The targets with the fewest officers to choose from come first, so that others do not use those up. */
export function pairTeams(
  statement: Pick<Statement, 'officers' | 'rule' | 'recusals' | 'repeats'>,
  targets: readonly Target[],
  below: Stream,
): { teams: Team[]; unstaffed: string[] } {
  const { rule } = statement;
  const repeats = new Set(statement.repeats.map(pairKey));
  const eligible = eligibleFor(statement);
  const load = new Map(statement.officers.map(({ id, load }) => [id, load]));
  const staffed = new Map<string, string[]>();
  const choices = targets.map((target) => ({ target, eligible: eligible(target) }));
  for (const { target, eligible } of choices.sort(
    (a, b) => a.eligible.length - b.eligible.length,
  )) {
    const team = [...target.keep];
    while (team.length < rule.team) {
      const free = eligible.filter(({ id }) => !team.includes(id) && load.get(id)! < rule.most);
      if (free.length === 0) break;
      const best = foremost(
        free.map(({ id }) => id),
        (id) => (repeats.has(pairKey([id, target.id])) ? rule.most : 0) + load.get(id)!,
      );
      team.push(best[below(best.length)]!);
    }
    if (team.length < rule.team) continue;
    for (const id of team) if (!target.keep.includes(id)) load.set(id, load.get(id)! + 1);
    staffed.set(target.id, team);
  }
  return {
    teams: targets.flatMap(({ id }) =>
      staffed.has(id) ? [{ object: id, officers: staffed.get(id)! }] : [],
    ),
    unstaffed: targets.flatMap(({ id }) => (staffed.has(id) ? [] : [id])),
  };
}

/** Those with the lowest rank: not there last time before there last time, then fewest teams. */
function foremost(ids: readonly string[], rank: (id: string) => number): string[] {
  const ranks = ids.map(rank);
  const lowest = Math.min(...ranks);
  return ids.filter((_, i) => ranks[i] === lowest);
}
