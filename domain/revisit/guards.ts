/** 不得 What a round refuses (TJ51-18): whoever was not drawn, whoever had a hand in the case, a revisit without answers, a replacement by choice. Pure. */
import { guards as drawGuards, notAwaited as drawNotAwaited } from '../draw/guards.ts';
import { handPickedObject } from '../draw/refusals.ts';
import type { Act } from '../law/act.ts';
import type { ActOf, GuardOf, Guards } from '../law/acts.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { Acts, State, above, closure, revisitors, unreachable, visit } from './acts.ts';
import * as no from './refusals.ts';

const { CLAUSE } = no;
type NamingGuard = GuardOf<typeof revisitors | typeof above, State>;

/** 在册、参加单位的人员、非办案人员 Each of those named; the first reason against any of them. */
const fit: NamingGuard = ({ facts, known, receivedAt }, s) => {
  const people = known?.people ?? [];
  const today = civilDateOf(receivedAt);
  for (const id of facts.officers) {
    const person = people.find(({ officer }) => officer === id);
    if (!person?.registered || (person.removedOn !== null && person.removedOn <= today))
      return no.unregistered(id);
    if (person.unit === null || !s.units.includes(person.unit)) return no.ofNoUnit(id);
    if (person.onTeam) return no.onCaseTeam(id);
    if (person.steered) return no.steered(id);
  }
  return undefined;
};

const enough: NamingGuard = ({ facts }, { settings }) =>
  new Set(facts.officers).size < settings.revisitors
    ? no.tooFew(settings.revisitors)
    : new Set(facts.officers).size < facts.officers.length
      ? no.twice()
      : undefined;

/** Those named read what is answered: not more of them than the revisit needs. */
const notMany: NamingGuard = ({ facts }, { settings }) =>
  facts.officers.length > 2 * settings.revisitors ? no.tooMany(2 * settings.revisitors) : undefined;

/** 已有答复的不得更换 Once it was answered others are named only where nobody can file the record; they do not read (db/revisit revisit_reader). */
const notOnceAnswered: NamingGuard = ({ facts, known }, { places }) => {
  const lead = places.get(facts.item)?.lead;
  return known?.answered && lead !== undefined && known.able?.includes(lead)
    ? no.answeredAlready()
    : undefined;
};

const changedWithReason: NamingGuard = ({ facts }, { places }) =>
  (places.get(facts.item)?.named ?? 0) > 0 && !facts.reasonGiven ? no.withoutReason() : undefined;

/** 不得指定对象 Of the sample as it was drawn, and not over yet. */
function drawn(
  item: string,
  { places }: State,
  inPopulation: boolean | undefined,
): Refusal | undefined {
  const place = places.get(item);
  if (!place)
    return inPopulation === false
      ? no.outsidePopulation()
      : handPickedObject(CLAUSE, item, '未经抽中', 'was not drawn');
  return place.state === 'drawn' ? undefined : no.over();
}

const toRevisit: NamingGuard = ({ facts, known }, s) => drawn(facts.item, s, known?.inPopulation);

/** 由指定的回访人员 By somebody who was named for it and has had no hand in the case since. */
function byRevisitor(
  { facts, known, officer }: ActOf<typeof visit> | ActOf<typeof unreachable>,
  s: State,
): Refusal | undefined {
  const wrong = drawn(facts.item, s, undefined);
  if (wrong) return wrong;
  if (!s.places.get(facts.item)!.officers.includes(officer)) return no.notNamed();
  return known?.onTeam ? no.onCaseTeam(officer) : undefined;
}

/** 名录、监察机构 What the registry says needs no revisitor; that nobody is left to revisit is found by the second body. */
const byWhom: GuardOf<typeof unreachable, State> = (act, s) => {
  const { item, why } = act.facts;
  if (why === 'struck') return drawn(item, s, undefined);
  if (why !== 'no-revisitors') return byRevisitor(act, s);
  if (act.unit !== s.contributor) return no.byDiscipline();
  return drawn(item, s, undefined) ?? (act.known?.onTeam ? no.onCaseTeam(act.officer) : undefined);
};

/** 先抽取、再指定、后回访 A time stated to the minute may lie in the minute of the naming. */
const MINUTE = 60_000;
const visitedAfterNaming: GuardOf<typeof visit, State> = ({ facts, occurredAt }, { places }) =>
  occurredAt !== undefined && occurredAt + MINUTE <= places.get(facts.item)!.namedAt!
    ? no.beforeNaming()
    : undefined;

const answered: GuardOf<typeof visit, State> = ({ known }) =>
  known?.mark === null ? no.unanswered() : undefined;

/** 有答复即已回访 What was answered is not made undone by choosing somebody else. */
const notAnswered: GuardOf<typeof unreachable, State> = ({ known }) =>
  known && known.mark !== null ? no.answered() : undefined;

/** Enough may revisit, and somebody may name them: of the unit that started the round, or else of the one over it. */
const peopleLeft = (
  { revisitors = 0, namers = 0, over = 0 }: { revisitors?: number; namers?: number; over?: number },
  { settings }: State,
): boolean => revisitors >= settings.revisitors && namers + over > 0;

const hindered: GuardOf<typeof unreachable, State> = ({ facts, known, receivedAt }, s) => {
  if (facts.why === 'struck') return known?.struck === false ? no.notStruck() : undefined;
  if (facts.why === 'no-revisitors') {
    if (known && peopleLeft(known, s)) return no.revisitorsLeft();
    return facts.reasonGiven ? undefined : no.withoutReason();
  }
  const { namedAt = 0 } = s.places.get(facts.item)!;
  if (facts.tries.some((at) => at > receivedAt)) return no.inTheFuture();
  if (facts.tries.some((at) => at + MINUTE <= namedAt)) return no.beforeNaming();
  if (new Set(facts.tries.map(civilDateOf)).size < s.settings.tries)
    return no.tooFewTries(s.settings.tries);
  return facts.reasonGiven ? undefined : no.withoutReason();
};

/** 办案人员不得指定 Whoever has had a hand in the case does not choose who asks about it. */
const byOutsider: NamingGuard = ({ known, officer }) =>
  known?.byTeam ? no.onCaseTeam(officer) : undefined;

/** 上级单位指定 The unit over it names only where nobody of the unit itself may. */
const bySuperior: NamingGuard = ({ known }) =>
  (known?.namers ?? 0) > 0 ? no.bodyNames() : undefined;

/** 负责人了结 A head outside the case, as long as there is one; what was answered counts as it is. */
const byHead: GuardOf<typeof closure, State> = ({ facts, known, officer }, s) => {
  const wrong = drawn(facts.item, s, undefined);
  if (wrong || !known) return wrong;
  if (!known.head) return no.byAHead();
  return known.onTeam && known.heads > 0 ? no.onCaseTeam(officer) : undefined;
};

const unrecordable: GuardOf<typeof closure, State> = ({ facts, known }, s) => {
  if (!known) return undefined;
  if (known.mark === null) return no.unanswered();
  const lead = s.places.get(facts.item)?.lead;
  return (lead !== undefined && known.able.includes(lead)) || peopleLeft(known, s)
    ? no.recordable()
    : undefined;
};

const naming: readonly [NamingGuard, ...NamingGuard[]] = [
  toRevisit,
  byOutsider,
  notOnceAnswered,
  changedWithReason,
  enough,
  notMany,
  fit,
];

export const guards: Guards<Acts, State> = {
  ...drawGuards,
  revisitors: naming,
  'superior-revisitors': [bySuperior, ...naming],
  'revisit-record': [byRevisitor, answered, visitedAfterNaming],
  'revisit-unreachable': [byWhom, notAnswered, hindered],
  'revisit-closure': [byHead, unrecordable],
};

/** Until the draw is over its own sentences are said. */
export function notAwaited(s: State) {
  const ofDraw = drawNotAwaited(s);
  return (act: Act, possible: Possible): Refusal =>
    ['contribution', 'reveal', 'abandonment'].includes(act.type)
      ? ofDraw(act, possible)
      : notAwaitedNow(
          CLAUSE,
          '本轮回访现在不接收这种文书。',
          'The round does not await such an act now.',
          possible,
        );
}
