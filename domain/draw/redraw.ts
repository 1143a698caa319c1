/** 重新抽取 After recusal, absence or a lost object: only what fell out is replaced, by new lots, chained to the first record (QY-6.2). */
import type { Refusal } from '../law/refusal.ts';
import { canonicalize } from './canonical.ts';
import { pairKey } from './pair.ts';
import {
  canBeDrawn,
  type Candidate,
  type DrawRecord,
  type Follows,
  type Pair,
  type Quota,
  type Statement,
  type Target,
} from './record.ts';
import { redrawUnfounded } from './refusals.ts';
import { refuseOfficers, refusePopulation, type Registries } from './registries.ts';
import { fallOut, standing, type Standing } from './standing.ts';

/** The parts of a redraw that follow from the chain and from what fell out: nobody chooses them. Bars and officers are the registries' of today. */
export type RedrawParts = Pick<Statement, 'count' | 'quotas' | 'objects' | 'targets' | 'officers'>;

export function redrawParts(
  follows: Follows,
  known: Pick<Registries, 'chain' | 'objects' | 'officers'>,
  team: number,
): RedrawParts {
  const before = standing(known.chain);
  const lost = follows.outObjects.flatMap((id) => before.where.get(id) ?? []);
  const cells = [
    ...new Set(lost.map(({ territory, class: name }) => `${territory} ${name}`)),
  ].sort();
  const inCell = (one: Candidate, cell: string): boolean =>
    `${one.territory} ${one.class}` === cell;
  const objects = known.objects
    .filter((one) => !before.ever.has(one.id) && cells.some((cell) => inCell(one, cell)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const quotas = cells.map((cell): Quota => {
    const able = objects.filter((one) => inCell(one, cell) && canBeDrawn(one)).length;
    const many = Math.min(lost.filter((one) => inCell(one, cell)).length, able);
    const [territory, name] = cell.split(' ') as [string, string];
    return { territory, class: name, least: many, most: many };
  });
  fallOut(before, follows);
  const load = loads(before);
  return {
    objects,
    quotas,
    count: quotas.reduce((sum, { least }) => sum + least, 0),
    targets: team === 0 ? [] : incomplete(before, team),
    officers:
      team === 0
        ? []
        : present(follows, known.officers)
            .map((one) => ({
              ...one,
              territories: [...one.territories].sort(),
              load: load(one.id),
            }))
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const incomplete = ({ teams, where }: Standing, team: number): Target[] =>
  [...teams]
    .filter(([, officers]) => officers.length < team)
    .map(([id, keep]) => ({ id, territory: where.get(id)!.territory, keep }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Who is absent is no part of this lot at all; who is recused only stays away from that object. */
function present(follows: Follows, officers: Registries['officers']): Registries['officers'] {
  const away = new Set(
    follows.reason === 'absence' ? follows.outTeams.map(([officer]) => officer) : [],
  );
  return officers.filter(({ id }) => !away.has(id));
}

const loads =
  ({ teams }: Standing) =>
  (id: string): number =>
    [...teams.values()].filter((officers) => officers.includes(id)).length;

export function refuseRedraw(s: Statement, known: Registries): Refusal | undefined {
  const follows = s.follows!;
  const last = known.chain.at(-1);
  if (!last || last.hash !== follows.hash || last.statement.draw !== follows.draw)
    return redrawUnfounded(s, '所接续的不是最后一次记录', 'it does not go on from the last record');
  const before = standing(known.chain);
  const stranger =
    follows.outObjects.find((id) => !before.teams.has(id)) ??
    follows.outTeams
      .find(([officer, object]) => !before.teams.get(object)?.includes(officer))
      ?.join(' ');
  if (stranger)
    return redrawUnfounded(s, `${stranger} 不在抽查结果中`, `${stranger} was not drawn`);
  const wrong = refuseReason(
    s,
    follows,
    [...before.teams.values()].some((officers) => officers.length < s.rule.team),
  );
  if (wrong) return wrong;
  const parts = redrawParts(follows, known, s.rule.team);
  const odd = (['count', 'quotas', 'targets'] as const).find(
    (part) => canonicalize(s[part]) !== canonicalize(parts[part]),
  );
  if (odd)
    return redrawUnfounded(s, `${odd} 与缺出的不一致`, `${odd} do not follow from what fell out`);
  return (
    refusePopulation(s, parts.objects) ??
    refuseOfficers(s, present(follows, known.officers), loads(fallen(known.chain, follows)))
  );
}

function fallen(chain: readonly DrawRecord[], follows: Follows): Standing {
  const after = standing(chain);
  fallOut(after, follows);
  return after;
}

/** Each reason lets fall out what it can concern, and a recusal is kept from then on. */
function refuseReason(
  s: Statement,
  { reason, outObjects, outTeams }: Follows,
  openPlaces: boolean,
): Refusal | undefined {
  const objects = reason === 'object-unavailable';
  if (outObjects.length > 0 !== objects || (outTeams.length > 0 && objects))
    return redrawUnfounded(
      s,
      `理由 ${reason} 与缺出的不相称`,
      `the reason ${reason} does not fit what fell out`,
    );
  if (!objects && outTeams.length === 0 && !openPlaces)
    return redrawUnfounded(s, '没有缺出的对象或者人员', 'nothing fell out');
  const listed = new Set(s.recusals.map(pairKey));
  const kept = reason !== 'recusal' || outTeams.every((pair: Pair) => listed.has(pairKey(pair)));
  return kept ? undefined : redrawUnfounded(s, '回避没有列入', 'the recusal is not listed');
}
