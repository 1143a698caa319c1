/** 抽取 From statement and seed to the result. Pure: the same two give the same result on every machine, in every language (docs/draw.md §4–6). */
import type { Result, Statement, Target } from './record.ts';
import { share } from './share.ts';
import { strataOf } from './strata.ts';
import { pick, streamOf } from './stream.ts';
import { pairTeams } from './teams.ts';

/** The parts of a statement that the outcome depends on, beside the seed. */
export type Drawable = Pick<
  Statement,
  'objects' | 'rule' | 'quotas' | 'count' | 'targets' | 'officers' | 'recusals' | 'repeats'
>;

export function drawn(statement: Drawable, seed: string): Result {
  const fresh = drawObjects(statement, seed);
  const targets = [...statement.targets, ...fresh];
  const { teams, unstaffed } =
    statement.rule.team === 0
      ? { teams: [], unstaffed: [] }
      : pairTeams(statement, targets, streamOf(seed, 'officers'));
  return { objects: fresh.map(({ id }) => id), teams, unstaffed };
}

function drawObjects(statement: Drawable, seed: string): Target[] {
  const territories = strataOf(statement);
  const places = share(statement.count, territories, streamOf(seed, 'territories'));
  return territories.flatMap(({ territory, cells }, t) => {
    const counts = share(places[t]!, cells, streamOf(seed, `classes ${territory}`));
    return cells.flatMap((cell, c) =>
      pick(cell.candidates, counts[c]!, streamOf(seed, `objects ${territory} ${cell.class}`)).map(
        (id): Target => ({ id, territory, keep: [] }),
      ),
    );
  });
}
