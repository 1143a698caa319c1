/** The entries of the register, a function for each kind. Keys come from the act or the wait, so that a repeated write finds the entry that is stored. */
import type { Entry } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Timing, Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Due } from '../../domain/time/limit.ts';
import { actOf, dueOf, dutyOf, fact } from './bodies.ts';

export function armed(wait: Wait): Entry {
  const alt = wait.alt ? { secondReading: dueOf(wait.alt) } : {};
  return {
    key: `armed:${wait.key}`,
    type: wait.kind === 'within' ? 'duty-armed' : 'window-opened',
    clause: wait.duty.basis.clause,
    body: {
      ...dutyOf(wait),
      from: formatInstant(wait.from),
      ...dueOf(wait.due),
      explanation: fact(wait.due.explanation),
      ...alt,
    },
  };
}

export function reminded(wait: Wait, at: Instant): Entry {
  return {
    key: `reminded:${wait.key}:${at}`,
    type: 'duty-reminded',
    clause: wait.duty.basis.clause,
    body: {
      ...dutyOf(wait),
      at: formatInstant(at),
      due: formatInstant(wait.due.at),
      reminder: 'management',
    },
  };
}

/** A breach of law, or the end of a management period, which is no breach. */
export function overdue(wait: Wait): Entry {
  const type = wait.force === 'management' ? 'management-overdue' : 'duty-breached';
  const disputed =
    wait.alt && wait.alt.at > wait.due.at
      ? { disputedUntil: formatInstant(wait.alt.at), secondReading: dueOf(wait.alt) }
      : {};
  return {
    key: `overdue:${wait.key}`,
    type,
    clause: wait.duty.basis.clause,
    body: { ...dutyOf(wait), ...dueOf(wait.due), ...disputed },
  };
}

/** TJ84-15.4: the duty is still not performed and is reminded of again. */
export function overdueAgain(wait: Wait, at: Instant): Entry {
  return {
    key: `overdue-again:${wait.key}:${wait.again}`,
    type: 'management-overdue-again',
    clause: wait.duty.basis.clause,
    body: {
      ...dutyOf(wait),
      due: formatInstant(wait.due.at),
      at: formatInstant(at),
      count: wait.again,
    },
  };
}

export function overdueOnBothReadings(wait: Wait): Entry {
  return {
    key: `overdue-both:${wait.key}`,
    type: 'breach-beyond-second-reading',
    clause: wait.duty.basis.clause,
    body: {
      ...dutyOf(wait),
      due: formatInstant(wait.due.at),
      secondReading: formatInstant(wait.alt!.at),
    },
  };
}

/** 可能逾期（日历未定）: the expected instant has passed, but the arrangement of that year is not published, so it is no breach. */
export function possiblyOverdue(wait: Wait): Entry {
  return {
    key: `possibly-overdue:${wait.key}`,
    type: 'possibly-overdue',
    clause: wait.duty.basis.clause,
    body: { ...dutyOf(wait), ...dueOf(wait.due) },
  };
}

export function lapsed(wait: Wait): Entry {
  return {
    key: `lapsed:${wait.key}`,
    type: 'window-lapsed',
    clause: wait.duty.basis.clause,
    body: { ...dutyOf(wait), ...dueOf(wait.due) },
  };
}

export function released(wait: Wait, why: string): Entry {
  return {
    key: `released:${wait.key}`,
    type: 'duty-released',
    clause: wait.duty.basis.clause,
    body: { ...dutyOf(wait), why },
  };
}

export function accepted(
  act: Act,
  clause: string,
  performs?: { wait: Wait; timing: Timing; date: Instant },
): Entry {
  const duty = performs
    ? {
        performs: {
          ...dutyOf(performs.wait),
          due: formatInstant(performs.wait.due.at),
          date: formatInstant(performs.date),
          timing: performs.timing,
        },
      }
    : {};
  return {
    key: `act:${act.id}`,
    type: 'act-accepted',
    clause,
    act: act.id,
    body: { act: actOf(act), ...duty },
  };
}

/** The act performs a duty beside the one that it was filed for: in direction B the opening letter is the reply. */
export function metByAct(wait: Wait, act: Act, timing: Timing, date: Instant): Entry {
  return {
    key: `met:${wait.key}`,
    type: 'duty-performed',
    clause: wait.duty.basis.clause,
    act: act.id,
    body: { ...dutyOf(wait), due: formatInstant(wait.due.at), date: formatInstant(date), timing },
  };
}

export function refused(act: Act, refusal: Refusal): Entry {
  const earliest =
    refusal.earliest === undefined ? {} : { earliest: formatInstant(refusal.earliest) };
  return {
    key: `act:${act.id}`,
    type: 'act-refused',
    clause: refusal.clause,
    act: act.id,
    body: {
      act: actOf(act),
      code: refusal.code,
      say: fact(refusal.say),
      lawful: fact(refusal.lawful),
      ...earliest,
    },
  };
}

/** A message without a row in the inbox, or with another content than its row. It may hold anything, so only what has the form of a code is repeated. */
export function forged(claimed: unknown, clause: string): Entry {
  const { id, number, type, hash } = (claimed ?? {}) as Partial<Act>;
  const code = (v: unknown, form: RegExp) =>
    typeof v === 'string' && v.length <= 64 && form.test(v) ? v : '?';
  const said = {
    id: code(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    number: Number.isSafeInteger(number) ? String(number) : '?',
    type: code(type, /^[a-z][a-z-]{0,40}$/),
    hash: code(hash, /^[0-9a-f]{64}$/),
  };
  return {
    key: `forged:${said.number}:${said.hash}:${said.id}`,
    type: 'forged-message',
    clause,
    body: { claimed: said },
  };
}

export function reversed(wait: Wait, by: Act, reason: string): Entry {
  return {
    key: `reversed:${wait.key}`,
    type: 'breach-reversed',
    clause: wait.duty.basis.clause,
    act: by.id,
    body: { ...dutyOf(wait), due: formatInstant(wait.due.at), reason },
  };
}

export function revised(wait: Wait, before: Due, after: Due, by: Act, passed: boolean): Entry {
  return {
    key: `revised:${wait.key}:${by.id}`,
    type: passed ? 'revision-left-to-a-person' : 'duty-revised',
    clause: wait.duty.basis.clause,
    act: by.id,
    body: {
      ...dutyOf(wait),
      before: dueOf(before),
      after: { ...dueOf(after), explanation: fact(after.explanation) },
      ...(wait.alt && !passed ? { secondReading: dueOf(wait.alt) } : {}),
      why: {
        notice: by.facts['notice'] ?? null,
        year: by.facts['year'] ?? null,
        version: by.facts['version'] ?? null,
      },
    },
  };
}
