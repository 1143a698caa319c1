/**
 * 逐级督办 What stays overdue is told up the named chain: the head of the unit that owes, a coordinator, the leader of the bureau, each after the bureau's thresholds.
 * Where nobody at a place can be told, it goes to the next one above; where nobody can at all, that is kept as undelivered, to be seen.
 */
import type { Sql } from '../../db/client.ts';
import {
  chainOf,
  type ChainMember,
  type DutyNews,
  involvedOf,
  newsKey,
  toEscalate,
} from '../../db/queries/reminder-news.ts';
import { postReminder } from '../../db/queries/reminders.ts';
import { reachedAt } from '../../domain/reminders/hours.ts';
import { ownTopics } from '../../domain/reminders/messages.ts';
import type { Step } from '../../domain/reminders/settings.ts';
import { DAY, HOUR, instant } from '../../domain/time/instant.ts';
import { lineOf, type News, type NewsSource, type Round } from './sources.ts';

export type Reached = Omit<DutyNews, 'recipient'> & { hidden: boolean };
type When = Pick<Round, 'bureau' | 'now' | 'settings' | 'calendar'>;

/** Whatever its threshold: where that is changed, what was told is not told again. Of several that tell the same place, by their order. */
function nameOf(step: Step, steps: readonly Step[]): string {
  const same = steps.filter(({ force, to }) => force === step.force && to === step.to);
  const n = same.indexOf(step);
  return `escalation-${step.force}-${step.to}${n > 0 ? `-${n + 1}` : ''}`;
}

/** Before this nothing has reached the step yet: exact for hours; for days it is judged by the calendar after. */
const latest = (step: Step, { now }: When): number =>
  'hours' in step ? now - step.hours * HOUR : now - (step.days - 1) * DAY;

/** Whom a step tells, the nearest first: each place only where nobody before it can be told. */
function placesOf(step: Step, chain: readonly ChainMember[]): ChainMember[][] {
  const heads = chain.filter(({ head, above }) => head && above !== null);
  const at = (n: number): ChainMember[] => heads.filter(({ above }) => above === n);
  const levels = [...new Set(heads.map(({ above }) => above!))].sort((a, b) => a - b);
  const upwards = levels.map(at);
  if (step.to === 'head') return upwards;
  if (step.to === 'bureau-leader') return upwards.toReversed();
  const coordinators = chain.filter(({ coordinator }) => coordinator);
  const own = coordinators.filter(({ above }) => above !== null);
  const ownLevels = [...new Set(own.map(({ above }) => above!))].sort((a, b) => a - b);
  return [
    ...ownLevels.map((n) => own.filter(({ above }) => above === n)),
    coordinators.filter(({ above }) => above === null),
    ...upwards.toReversed(),
  ];
}

async function told(
  sql: Sql,
  step: Step,
  late: Reached,
  chain: readonly ChainMember[],
): Promise<string[]> {
  const reachable = chain.filter((member) => member.reachable);
  const hidden = late.hidden
    ? await involvedOf(
        sql,
        late.file,
        reachable.map(({ officer }) => officer),
      )
    : [];
  const may = reachable.filter(({ officer }) => !hidden.includes(officer));
  // Whoever is away is told where nobody else can be.
  const places = [
    ...placesOf(
      step,
      may.filter(({ present }) => present),
    ),
    ...placesOf(step, may),
  ];
  return (places.find((place) => place.length > 0) ?? []).map(({ officer }) => officer);
}

/** What is late enough for a step, and has not been told by it. */
export async function reachedBy(sql: Sql, round: When, step: Step): Promise<Reached[]> {
  const { bureau, calendar, now, settings } = round;
  const name = nameOf(step, settings.steps);
  const all = await toEscalate(sql, bureau, step.force, latest(step, round), name);
  return all.filter(({ due }) => reachedAt(step, instant(due), calendar) <= now);
}

/** That a step was told is noted for the bureau, so that it is not looked at again; to nobody, that it reached nobody. */
async function ofStep(sql: Sql, round: Round, step: Step): Promise<News[]> {
  const name = nameOf(step, round.settings.steps);
  const { bureau } = round;
  const chains = new Map<string, Promise<ChainMember[]>>();
  const news: News[] = [];
  for (const late of await reachedBy(sql, round, step)) {
    const chain = chains.get(late.owedBy) ?? chainOf(sql, bureau, late.owedBy);
    chains.set(late.owedBy, chain);
    const line = { ...lineOf('up-the-chain', late), key: newsKey(name, late) };
    const officers = await told(sql, step, late, await chain);
    news.push(...officers.map((officer) => ({ to: `officer:${officer}`, line })));
    if (officers.length === 0) news.push({ to: `bureau:${bureau}`, line, apart: late.hidden });
  }
  return news;
}

export const escalation: NewsSource = {
  topic: 'up-the-chain',
  title: ownTopics['up-the-chain'],
  who: 'always',
  async news(sql, round) {
    // What is told in quiet hours is what can still be done; what is overdue waits for the morning.
    if (round.allowed.within) return [];
    const steps = round.settings.steps.filter(
      ({ force }) => force === 'law' || !round.allowed.lawOnly,
    );
    const news: News[] = [];
    for (const step of steps) news.push(...(await ofStep(sql, round, step)));
    return news;
  },
};

/** Kept once for the bureau, when all have been told whose turn it is not later: who was told stands with them, and what was told to nobody is a dead letter. */
export async function noteEscalated(
  sql: Sql,
  { bureau, now: at }: Round,
  told: readonly News[],
  turns: ReadonlySet<string>,
): Promise<void> {
  const later = new Set(
    told
      .filter(({ to }) => to.startsWith('officer:') && !turns.has(to))
      .map(({ line }) => line.key),
  );
  const nobody = told.filter(({ to }) => to === `bureau:${bureau}`);
  const together = nobody.filter(({ apart }) => !apart).map(({ line }) => line);
  const apart = nobody.filter((one) => one.apart).map(({ line }) => [line]);
  const common = {
    bureau,
    officer: null,
    receiver: null,
    channel: 'none',
    kind: 'news',
    at,
  } as const;
  for (const lines of [together, ...apart])
    if (lines.length > 0)
      await postReminder(sql, { ...common, keys: lines.map(({ key }) => key), body: { lines } });
  const keys = [...new Set(told.map(({ line }) => line.key))].filter((key) => !later.has(key));
  if (keys.length > 0) await postReminder(sql, { ...common, keys });
}
