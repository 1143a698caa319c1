/** 承诺书 A statement in its one order, and what makes a statement impossible to draw from, whoever wrote it. */
import type { Refusal } from '../law/refusal.ts';
import { withoutChance } from './chance.ts';
import { pairKey } from './pair.ts';
import { canBeDrawn, UNKNOWN, type Statement } from './record.ts';
import { impossible, unsound } from './refusals.ts';
import { strataOf } from './strata.ts';
import { eligibleFor } from './teams.ts';

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const quotaKey = (quota: Statement['quotas'][number]): string =>
  `${quota.territory} ${quota.class ?? ''}`;

/** Every list of the statement with the key that orders it. Codes are ASCII, so code units, code points and bytes sort alike. */
const keysOf = (s: Statement): [name: string, keys: string[]][] => [
  ['objects', s.objects.map(({ id }) => id)],
  ['targets', s.targets.map(({ id }) => id)],
  ['officers', s.officers.map(({ id }) => id)],
  ['quotas', s.quotas.map(quotaKey)],
  ['recusals', s.recusals.map(pairKey)],
  ['repeats', s.repeats.map(pairKey)],
  ...s.officers.map(({ id, territories }): [string, string[]] => [
    `officers.${id}.territories`,
    territories,
  ]),
];

/** Puts every list into its order. The order in which somebody typed things decides nothing. */
export function inOrder(s: Statement): Statement {
  const by = <T>(list: readonly T[], key: (one: T) => string): T[] =>
    [...list].sort((a, b) => ascending(key(a), key(b)));
  return {
    ...s,
    objects: by(s.objects, ({ id }) => id),
    targets: by(s.targets, ({ id }) => id),
    quotas: by(s.quotas, quotaKey),
    officers: by(s.officers, ({ id }) => id).map((one) => ({
      ...one,
      territories: by(one.territories, (code) => code),
    })),
    recusals: by(s.recusals, pairKey),
    repeats: by(s.repeats, pairKey),
  };
}

/** What the published statement alone shows to be wrong. */
export function refuseStatement(s: Statement): Refusal | undefined {
  for (const [name, keys] of keysOf(s)) {
    if (keys.some((key, i) => i > 0 && keys[i - 1]! >= key))
      return unsound(s, `${name} 未按顺序或者重复`, `${name} are out of order or twice`);
  }
  if (s.contributor === s.body)
    return unsound(
      s,
      '第二个数须由另一单位给出',
      'the second number must come from another body',
      'contribution-same-body',
    );
  if (s.revealBy <= s.committedAt)
    return unsound(s, '揭示期限不晚于承诺时刻', 'the reveal is due before the commitment');
  if (UNKNOWN in s.rule.weights)
    return unsound(
      s,
      '等级不详的权重恒为中性',
      'the weight of an unknown class is always the neutral one',
    );
  const odd = s.objects.find(
    (one) => one.class !== UNKNOWN && !Object.hasOwn(s.rule.weights, one.class),
  );
  if (odd) return unsound(s, `${odd.id} 的等级没有权重`, `the class of ${odd.id} has no weight`);
  const listed = new Set(s.objects.map(({ id }) => id));
  const twice = s.targets.find(({ id }) => listed.has(id));
  if (twice)
    return unsound(
      s,
      `${twice.id} 已经抽中，不得再列入总体`,
      `${twice.id} is drawn already and no part of the population`,
    );
  return (
    refuseCounts(s) ?? refuseTeams(s) ?? (s.noChoice === undefined ? undefined : refuseChance(s))
  );
}

/** What it says of chance is so. */
export function refuseChance(s: Statement): Refusal | undefined {
  return (s.noChoice ?? []).join() === withoutChance(s).join()
    ? undefined
    : unsound(s, '有无随机余地的说明不实', 'what it says of what is left to chance is not so');
}

function refuseCounts(s: Statement): Refusal | undefined {
  const strata = strataOf(s);
  for (const { territory, class: name, least, most } of s.quotas) {
    const stratum = strata.find((one) => one.territory === territory);
    const cells = (stratum?.cells ?? []).filter((cell) => name === null || cell.class === name);
    const able = cells.reduce(
      (sum, cell) => sum + (name === null ? cell.most : cell.candidates.length),
      0,
    );
    if (least > most || least > able)
      return impossible(
        s,
        `${territory}${name ?? ''} 的名额 ${least}–${most} 无法满足，可抽 ${able} 个`,
        `the quota ${least}–${most} of ${territory} ${name ?? ''} cannot be met: ${able} can be drawn`,
      );
  }
  const crossed = strata.find((one) => one.least > one.most);
  if (crossed)
    return impossible(
      s,
      `${crossed.territory} 的名额互相矛盾`,
      `the quotas of ${crossed.territory} contradict each other`,
    );
  const [least, most] = [
    strata.reduce((sum, one) => sum + one.least, 0),
    strata.reduce((sum, one) => sum + one.most, 0),
  ];
  return s.count < least || s.count > most
    ? impossible(
        s,
        `须抽 ${s.count} 个，依名额和上限只能抽 ${least}–${most} 个`,
        `${s.count} to be drawn, but caps and quotas allow ${least} to ${most}`,
      )
    : undefined;
}

function refuseTeams(s: Statement): Refusal | undefined {
  if (s.rule.team === 0)
    return s.officers.length > 0 || s.targets.length > 0
      ? unsound(s, '不抽人员时不得列出人员', 'no officers are listed where none are drawn')
      : undefined;
  const bad = s.targets.find(
    ({ keep }) => new Set(keep).size !== keep.length || keep.length >= s.rule.team,
  );
  if (bad)
    return unsound(s, `${bad.id} 保留的人员有误`, `the officers kept for ${bad.id} are wrong`);
  const eligible = eligibleFor(s);
  const kept = s.targets.find(
    ({ id, territory, keep }) =>
      keep.length +
        eligible({ id, territory }).filter((officer) => !keep.includes(officer.id)).length <
      s.rule.team,
  );
  const alone =
    kept ?? s.objects.find((one) => canBeDrawn(one) && eligible(one).length < s.rule.team);
  return alone
    ? impossible(
        s,
        `${alone.id} 除回避外不足 ${s.rule.team} 名人员`,
        `after recusals fewer than ${s.rule.team} officers are left for ${alone.id}`,
        'team-impossible',
      )
    : undefined;
}
