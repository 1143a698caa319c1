/** 没有随机余地 Where chance has nothing to choose from, the statement says so: a small county draws all the same, and whoever supervises it sees that nothing was left to lots. */
import { canBeDrawn, type NoChoice, type Statement } from './record.ts';
import { eligibleFor } from './teams.ts';

/**
 * `objects`: everything that can be drawn is drawn. `officers`: for at least one object that can be drawn, or for a team to be completed,
 * no more officers may go than are needed.
 */
export function withoutChance(
  s: Pick<Statement, 'objects' | 'count' | 'targets' | 'officers' | 'recusals' | 'rule'>,
): NoChoice[] {
  const able = s.objects.filter(canBeDrawn);
  const eligible = eligibleFor(s);
  const free = (id: string, territory: string, keep: readonly string[]): number =>
    eligible({ id, territory }).filter((officer) => !keep.includes(officer.id)).length;
  const fixed =
    s.targets.some(
      ({ id, territory, keep }) => keep.length + free(id, territory, keep) <= s.rule.team,
    ) ||
    (s.count > 0 && able.some((one) => eligible(one).length <= s.rule.team));
  return [
    ...(s.count > 0 && s.count >= able.length ? ['objects' as const] : []),
    ...(s.rule.team > 0 && fixed ? ['officers' as const] : []),
  ];
}

/** Whether chance has anything to choose from belongs to what is committed. */
export function saying(s: Statement): Statement {
  const noChoice = withoutChance(s);
  return noChoice.length === 0 ? s : { ...s, noChoice };
}
