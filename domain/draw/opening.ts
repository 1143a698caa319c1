/** 承诺书从何而来 From what the registries say, in one look, to a statement: whoever draws chooses count, quotas and days, and nothing else (QY-6.1, QY-6.2). */
import type { OpenPlan, PastInspection } from '../inspection/known.ts';
import type { Level } from '../inspection/terms.ts';
import type { Pairs } from '../inspection/known.ts';
import { windowOf } from '../inspection/windows.ts';
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import { saying } from './chance.ts';
import { pairKey } from './pair.ts';
import {
  ALGORITHM,
  ANYWHERE,
  type AbandonedRecord,
  type Candidate,
  type DrawRecord,
  type Follows,
  type Pair,
  type Quota,
  type Statement,
} from './record.ts';
import { redrawParts } from './redraw.ts';
import { staleList } from './refusals.ts';
import type { Registries } from './registries.ts';
import { inOrder } from './statement.ts';

/** 检查对象 As registered: its yearly cap and the places taken, and what it has had and will have of the items asked for. */
export interface Registered {
  id: string;
  territory: string;
  class: string;
  perYear: number | null;
  taken: number;
  history: readonly PastInspection[];
  plans: readonly OpenPlan[];
  pairs?: Pairs;
}

/** What one statement of the database says. */
export interface DrawFacts {
  objects: readonly Registered[];
  officers: readonly string[];
  /** 利害关系; for a revisit the case team of each object too. */
  recusals: readonly Pair[];
  /** Who went there last time. */
  repeats: readonly Pair[];
  currency: { objects: CivilDate | null; officers: CivilDate | null };
  items: readonly { id: string; cap: number | null }[];
  level: Level;
}

/** What the drawing body has settled before it looks: who, when, by which rule. */
export type Settled = Pick<
  Statement,
  | 'draw'
  | 'bureau'
  | 'clause'
  | 'body'
  | 'contributor'
  | 'committedAt'
  | 'revealBy'
  | 'rule'
  | 'secretHash'
>;

/** A list that nobody has ever declared current is stale, whatever its age (QY-6.1). */
export function refuseUndeclared(
  draw: Pick<Statement, 'clause'>,
  { currency }: Pick<DrawFacts, 'currency'>,
  team: number,
  staleAfterDays: number,
): Refusal | undefined {
  const never = (team === 0 ? (['objects'] as const) : (['objects', 'officers'] as const)).find(
    (list) => currency[list] === null,
  );
  return never && staleList(draw, never, null, staleAfterDays);
}

/**
 * QY-4.1, 15.1, 15.2, 3.1  Who has no place left, or is barred from any of the items on that day, stays in the list and is never drawn. A revisit is no inspection.
 * where too few officers are left after those who have an interest, so is the object: one recusal must not keep a small county from drawing at all.
 */
export function candidatesOf(
  facts: Pick<DrawFacts, 'objects' | 'items' | 'level' | 'officers' | 'recusals'>,
  clause: Statement['clause'],
  on: CivilDate,
  team: number,
): Candidate[] {
  const { objects, items, level } = facts;
  const caps = new Map(items.map(({ id, cap }) => [id, cap]));
  const free = freeFor(facts);
  return objects.map((one) => {
    const { id, territory, class: name, perYear, taken } = one;
    const unstaffed = facts.officers.length >= team && free(id) < team ? 'X-7' : null;
    if (clause === 'TJ51-18') return { id, territory, class: name, places: 1, barredBy: unstaffed };
    // QY alone has a yearly cap; where it binds, an institution without a registered one cannot be inspected.
    const places = perYear === null ? (clause === 'QY-6.2' ? 0 : 1) : Math.max(0, perYear - taken);
    return {
      id,
      territory,
      class: name,
      places,
      barredBy: places === 0 ? 'QY-4.1' : (barOf(one, caps, on, level) ?? unstaffed),
    };
  });
}

/** How many officers are left for an object. */
function freeFor({
  officers,
  recusals,
}: Pick<DrawFacts, 'officers' | 'recusals'>): (object: string) => number {
  const here = new Set(officers);
  const away = new Map<string, Set<string>>();
  for (const [officer, object] of recusals)
    if (here.has(officer)) away.set(object, (away.get(object) ?? new Set()).add(officer));
  return (object) => officers.length - (away.get(object)?.size ?? 0);
}

function barOf(
  { history, plans, pairs }: Registered,
  caps: ReadonlyMap<string, number | null>,
  on: CivilDate,
  level: Level,
): string | null {
  if (history.length === 0 && plans.length === 0) return null;
  const facts = {
    on,
    level,
    history,
    plans,
    ...(pairs && { pairs }),
    itemCap: (item: string) => caps.get(item) ?? null,
  };
  for (const item of caps.keys()) {
    const { open, bars } = windowOf(item, facts);
    if (!open) return bars[0]!.clause;
  }
  return null;
}

export function firstStatement(
  settled: Settled,
  { count, quotas }: { count: number; quotas: Quota[] },
  facts: DrawFacts,
  objects: Candidate[],
  abandoned: AbandonedRecord | undefined,
): Statement {
  const officers =
    settled.rule.team === 0
      ? []
      : facts.officers.map((id) => ({ id, territories: [ANYWHERE], load: 0 }));
  const statement = {
    ...common(settled, facts),
    count,
    quotas,
    objects,
    targets: [],
    officers,
    follows: abandoned ? afterAbandoned(abandoned) : null,
  };
  return saying(inOrder({ ...statement, ...pairs(statement, facts) }));
}

export function redrawStatement(
  settled: Settled,
  follows: Follows,
  facts: DrawFacts,
  objects: Candidate[],
  chain: readonly DrawRecord[],
): Statement {
  const officers = facts.officers.map((id) => ({ id, territories: [ANYWHERE] }));
  const statement = {
    ...common(settled, facts),
    ...redrawParts(follows, { chain, objects, officers }, settled.rule.team),
    follows,
  };
  // A recusal is kept from then on, whether or not it has been registered yet.
  const recused = [
    ...(follows.reason === 'recusal' ? follows.outTeams : []),
    ...chain.flatMap(({ statement: s }) =>
      s.follows?.reason === 'recusal' ? s.follows.outTeams : [],
    ),
  ];
  return saying(
    inOrder({
      ...statement,
      ...pairs(statement, { ...facts, recusals: [...facts.recusals, ...recused] }),
    }),
  );
}

const common = (settled: Settled, { currency }: DrawFacts) =>
  ({
    algorithm: ALGORITHM,
    ...settled,
    listsOn: { objects: currency.objects!, officers: currency.officers ?? currency.objects! },
  }) as const;

/** The abandoned draw that the next one of the same body must name. */
export const afterAbandoned = ({ statement, hash, abandonment }: AbandonedRecord): Follows => ({
  draw: statement.draw,
  hash,
  reason: 'abandonment',
  why: abandonment.why,
  evidence: hash,
  outObjects: [],
  outTeams: [],
});

/** Recusals and repeats that concern this draw, each once. */
function pairs(
  s: Pick<Statement, 'objects' | 'targets' | 'officers'>,
  { recusals, repeats }: Pick<DrawFacts, 'recusals' | 'repeats'>,
): Pick<Statement, 'recusals' | 'repeats'> {
  const [here, there] = [
    new Set(s.officers.map(({ id }) => id)),
    new Set([...s.objects, ...s.targets].map(({ id }) => id)),
  ];
  const concerned = (list: readonly Pair[]): Pair[] => [
    ...new Map(
      list
        .filter(([officer, object]) => here.has(officer) && there.has(object))
        .map((pair) => [pairKey(pair), pair]),
    ).values(),
  ];
  return { recusals: concerned(recusals), repeats: concerned(repeats) };
}

/** The registries as refuseCommitment asks them: the same look that the statement was made from. */
export function registriesOf(
  s: Pick<Statement, 'rule'>,
  facts: DrawFacts,
  objects: readonly Candidate[],
  rest: Pick<Registries, 'today' | 'staleAfterDays' | 'unrevealed' | 'chain' | 'abandoned'>,
): Registries {
  // Where no officers are drawn, nobody is recused from anything.
  const officers =
    s.rule.team === 0 ? [] : facts.officers.map((id) => ({ id, territories: [ANYWHERE] }));
  return {
    ...rest,
    rule: s.rule,
    objects,
    officers,
    recusals: officers.length === 0 ? [] : facts.recusals,
  };
}
