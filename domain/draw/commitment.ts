/** 承诺 May this statement be committed? The registries say; whoever writes the statement chooses nothing (QY-6.1, QY-6.2, TJ51-14.2, TJ51-18). */
import type { Refusal } from '../law/refusal.ts';
import { dayNumber } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { canonicalize } from './canonical.ts';
import { pairKey } from './pair.ts';
import { canBeDrawn, type Statement } from './record.ts';
import { refuseRedraw } from './redraw.ts';
import {
  drawOpen,
  handPickedObject,
  recusalLeftOut,
  redrawUnfounded,
  staleList,
  wrongRule,
} from './refusals.ts';
import { refuseOfficers, refusePopulation, type Registries } from './registries.ts';
import { refuseChance, refuseStatement } from './statement.ts';

export function refuseCommitment(s: Statement, known: Registries): Refusal | undefined {
  return (
    refuseStatement(s) ??
    refuseStale(s, known) ??
    (known.unrevealed[0] === undefined ? undefined : drawOpen(s, known.unrevealed[0])) ??
    (canonicalize(s.rule) === canonicalize(known.rule)
      ? undefined
      : wrongRule(s, s.rule.version)) ??
    refuseRecusals(s, known) ??
    (s.follows === null || s.follows.reason === 'abandonment'
      ? refuseFirst(s, known)
      : refuseRedraw(s, known)) ??
    refuseChance(s)
  );
}

function refuseStale(s: Statement, { today, staleAfterDays }: Registries): Refusal | undefined {
  const age = (on: string): number => dayNumber(today) - dayNumber(on as CivilDate);
  const lists = s.rule.team === 0 ? (['objects'] as const) : (['objects', 'officers'] as const);
  const stale = lists.find(
    (list) => age(s.listsOn[list]) > staleAfterDays || age(s.listsOn[list]) < 0,
  );
  return stale && staleList(s, stale, s.listsOn[stale], staleAfterDays);
}

function refuseRecusals(s: Statement, { recusals, officers }: Registries): Refusal | undefined {
  const listed = new Set(s.recusals.map(pairKey));
  const [concerned, here] = [
    new Set([...s.objects, ...s.targets].map(({ id }) => id)),
    new Set(officers.map(({ id }) => id)),
  ];
  const missing = recusals.find(
    (pair) => here.has(pair[0]) && concerned.has(pair[1]) && !listed.has(pairKey(pair)),
  );
  return missing && recusalLeftOut(s, ...missing);
}

/** The whole registry, as it is, and more of it than is drawn: else somebody has picked. */
function refuseFirst(s: Statement, known: Registries): Refusal | undefined {
  if (
    (s.follows?.hash ?? known.abandoned?.hash) !== known.abandoned?.hash ||
    (known.abandoned && !s.follows) ||
    (s.follows && s.follows.outObjects.length + s.follows.outTeams.length > 0)
  ) {
    return redrawUnfounded(
      s,
      '放弃的抽查须在此写明，不多也不少',
      'it names the abandoned draw that it replaces, and nothing else',
    );
  }
  const target = s.targets[0];
  if (target)
    return handPickedObject(s.clause, target.id, '未经随机抽取而直接指定', 'named, not drawn');
  return (
    refusePopulation(s, known.objects) ?? refuseOfficers(s, known.officers) ?? refuseNoChoice(s)
  );
}

/** Whoever draws all of several, or all of a stratum, has picked them. Where one only can be drawn, nobody has: the statement says that chance had nothing to choose from. */
function refuseNoChoice(s: Statement): Refusal | undefined {
  const able = s.objects.filter(canBeDrawn);
  if (able.length === 1) return undefined;
  if (s.count >= able.length)
    return handPickedObject(
      s.clause,
      s.draw,
      '全部对象都将抽中，没有随机抽取的余地',
      'everything would be drawn, nothing is left to chance',
    );
  const fixed = s.quotas.find(
    (quota) =>
      quota.least > 0 &&
      quota.least >=
        able.filter(
          (one) =>
            one.territory === quota.territory &&
            (quota.class === null || quota.class === one.class),
        ).length,
  );
  return (
    fixed &&
    handPickedObject(
      s.clause,
      `${fixed.territory}${fixed.class ? ` ${fixed.class}` : ''}`,
      '名额等于该层全部对象，没有随机抽取的余地',
      'the quota takes the whole stratum, nothing is left to chance',
    )
  );
}
