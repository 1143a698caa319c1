/** What an entry of the register, or a row of the database, says of a wait, of its due instant and of an act. */
import type { Act, Fact } from '../../domain/law/act.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Due } from '../../domain/time/limit.ts';

export type Body = { [key: string]: Fact | undefined };
export const fact = (value: object): Fact => value as Fact;

export function dutyOf(wait: Wait): Body {
  const { duty } = wait;
  return {
    duty: duty.id,
    ...(wait.item === undefined ? {} : { item: wait.item }),
    action: fact(duty.action),
    owedBy: wait.owedBy,
    owedTo: wait.owedTo,
    instrument: duty.basis.instrument,
    article: duty.basis.article,
    force: wait.force,
    judgedBy: duty.judgedBy,
  };
}

export function dueOf(due: Due): Body {
  const lastDay = due.lastDay === undefined ? {} : { lastDay: due.lastDay };
  const earliest = due.earliest === undefined ? {} : { earliest: formatInstant(due.earliest) };
  return {
    due: formatInstant(due.at),
    inclusive: due.inclusive,
    status: due.status,
    calendarVersions: due.calendarVersions,
    ...lastDay,
    ...earliest,
  };
}

export function actOf(act: Act): Body {
  const occurred =
    act.occurredAt === undefined ? {} : { occurredAt: formatInstant(act.occurredAt) };
  const served = act.servedAt === undefined ? {} : { servedAt: formatInstant(act.servedAt) };
  return {
    id: act.id,
    number: act.number,
    type: act.type,
    unit: act.unit,
    officer: act.officer,
    hash: act.hash,
    receivedAt: formatInstant(act.receivedAt),
    ...occurred,
    ...served,
    facts: act.facts,
  };
}
