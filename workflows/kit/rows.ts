/** The rows of duties and breaches, as a turn writes them. */
import type { BreachRow, DutyRow } from '../../activities/contract.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { dueOf, fact } from './bodies.ts';

export function dutyRow(wait: Wait, doneAt?: Instant): DutyRow {
  const { duty } = wait;
  return {
    key: wait.key,
    duty: duty.id,
    item: wait.item,
    act: duty.act,
    owedBy: wait.owedBy,
    owedTo: wait.owedTo,
    clause: duty.basis.clause,
    force: wait.force,
    from: wait.from,
    due: wait.due.at,
    altDue: wait.alt?.at,
    status: wait.due.status,
    state: wait.state,
    doneAt,
    chases: wait.chases,
    unanswered: wait.unanswered,
    body: {
      action: fact(duty.action),
      instrument: duty.basis.instrument,
      article: duty.basis.article,
      judgedBy: duty.judgedBy,
      kind: wait.kind,
      limit: fact(duty.limit),
      ...dueOf(wait.due),
      explanation: fact(wait.due.explanation),
      ...(wait.alt ? { secondReading: dueOf(wait.alt) } : {}),
      ...(wait.again ? { remindedAgain: wait.again } : {}),
      ...(wait.possiblyOverdue ? { possiblyOverdue: true } : {}),
    },
  };
}

export function breachRow(wait: Wait, state: BreachRow['state'], doneAt?: Instant): BreachRow {
  const { duty } = wait;
  const overrun = doneAt === undefined ? undefined : Math.max(0, doneAt - wait.due.at);
  return {
    key: wait.key,
    duty: duty.id,
    clause: duty.basis.clause,
    owedBy: wait.owedBy,
    owedTo: wait.owedTo,
    due: wait.due.at,
    altDue: wait.alt?.at,
    doneAt,
    overrun,
    state,
  };
}
