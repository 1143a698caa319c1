/**
 * 办结与违期 What comes of a wait: it is performed in time or late, is overdue, lapses, or is released. It keeps this part of the file's contract:
 *
 *  7. A breach discharges nothing: the late act is still awaited, accepted and recorded. Lateness under a provisional calendar is no breach.
 */
import type { BreachRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { dateOf, timingOf, type Timing, type Wait } from '../../domain/law/wait.ts';
import { inTime } from '../../domain/time/due.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { TurnDraft } from './draft.ts';
import * as entries from './entries.ts';
import { breachRow } from './rows.ts';
import type { Pending, Performed, Waits, Which } from './waits.ts';

export class Settlement {
  #breaches = new Map<string, BreachRow>();
  #waits: Waits;
  #draft: TurnDraft;

  constructor(waits: Waits, draft: TurnDraft) {
    this.#waits = waits;
    this.#draft = draft;
  }

  /** An act performs what was awaited, or a part of it. */
  discharge(pending: Pending, act: Act): Verdict {
    const { wait } = pending;
    const { clause } = wait.duty.basis;
    if (pending.takes?.(act) === false) {
      this.#draft.enter(entries.accepted(act, clause));
      return { accepted: true, duty: wait.key };
    }
    const judged = dateOf(wait, act);
    const date = typeof judged === 'number' ? judged : act.receivedAt;
    const timing = this.#settle(wait, act, date);
    this.#draft.enter(entries.accepted(act, clause, { wait, timing, date }));
    const performed: Performed = { wait, act, timing };
    pending.verdict?.(performed);
    pending.performed?.(performed);
    return { accepted: true, timing, force: wait.force, duty: wait.key };
  }

  /** The act performs this duty beside the one that it was filed for; the duty begins and ends with it. */
  metBy(act: Act, duty: Duty, from: Instant, which: Which): Timing {
    const { wait } = this.#waits.arm('within', duty, from, which);
    const date = dateOf(wait, act);
    if (typeof date !== 'number') throw new Error(`${duty.id} cannot be performed by this act`);
    const timing = this.#settle(wait, act, date);
    this.#draft.enter(entries.metByAct(wait, act, timing, date));
    return timing;
  }

  /**
   * The act performs this open duty beside the one that it was filed for. Nothing happens where the duty is not open. Where the act is dated
   * before what triggers the duty, the duty stays owed.
   */
  meet(key: string, act: Act): void {
    const pending = this.#waits.pending(key);
    const date = pending && dateOf(pending.wait, act);
    if (!pending || typeof date !== 'number') return;
    const { wait } = pending;
    const timing = this.#settle(wait, act, date);
    this.#draft.enter(entries.metByAct(wait, act, timing, date));
    pending.verdict?.({ wait, act, timing });
    pending.performed?.({ wait, act, timing });
  }

  /** The duty is not owed any more, because a later act has made it pointless; `by`: an act after which it was never late, performed or not. */
  release(key: string, why: string, by?: Act): void {
    if (by) this.#unsay(key, why, by);
    const pending = this.#waits.pending(key);
    if (!pending) return;
    const { wait } = pending;
    this.#waits.drop(wait);
    wait.state = 'void';
    this.#draft.touch(wait);
    this.#draft.enter(entries.released(wait, why));
    pending.verdict?.({ wait });
    pending.performed?.({ wait } as Performed);
  }

  /** A duty that was performed under a provisional calendar is judged now that the calendar is published. */
  determine(wait: Wait): void {
    const date = wait.undetermined;
    if (date === undefined || wait.due.status === 'provisional') return;
    wait.undetermined = undefined;
    if (inTime(date, wait.due) || wait.force === 'management') return;
    this.#enterBreach(wait);
    this.breach(breachRow(wait, 'standing', date));
  }

  /** The due instant has passed: the breach, the end of the management period, or the end of the window is entered. */
  enterOver(wait: Wait): void {
    this.#draft.touch(wait);
    if (wait.kind === 'until') {
      this.#draft.enter(entries.lapsed(wait));
      wait.state = 'lapsed';
      return;
    }
    wait.state = 'overdue';
    if (wait.force === 'management') this.#draft.enter(entries.overdue(wait));
    else this.#enterBreach(wait);
  }

  breach(row: BreachRow): void {
    this.#breaches.set(row.key, row);
    this.#draft.breach(row);
  }
  /** How the breach of a duty stands, if there has been one. */
  breached(key: string): BreachRow | undefined {
    return this.#breaches.get(key);
  }

  /** Ends the wait with the act that performs it: in time, late with a breach, or claimed to be in time. */
  #settle(wait: Wait, act: Act, date: Instant): Timing {
    const timing = timingOf(wait, act, date);
    const late = timing === 'late' || timing === 'claimed-in-time';
    if (late && wait.force !== 'management' && wait.kind === 'within' && !wait.breached)
      this.#enterBreach(wait);
    if (timing === 'undetermined') wait.undetermined = date;
    if (wait.breached) this.#settleBreach(wait, act, date, timing);
    wait.state = 'done';
    wait.possiblyOverdue = false;
    this.#waits.settle(wait);
    this.#draft.touch(wait, date);
    return timing;
  }

  /** The breach stands, is reversed, or stands until the evidence of a late entry is confirmed. */
  #settleBreach(wait: Wait, act: Act, date: Instant, timing: Timing): void {
    const claims = timing === 'claimed-in-time';
    const state = timing === 'late' ? 'standing' : claims ? 'claimed-in-time' : 'reversed';
    // As long as the evidence is not confirmed, the act counts as done when it was entered.
    this.breach(breachRow(wait, state, claims ? act.receivedAt : date));
    if (state === 'reversed')
      this.#draft.enter(
        entries.reversed(
          wait,
          act,
          wait.duty.judgedBy === 'receipt'
            ? 'received-in-time-by-the-designated-system'
            : 'dated-in-time-within-the-tolerance',
        ),
      );
    if (claims) wait.claimed = { act, date, otherwise: act.receivedAt };
  }

  #unsay(key: string, why: string, by: Act): void {
    const wait = this.#waits.pending(key)?.wait ?? this.#waits.settledWait(key);
    if (!wait?.breached) return;
    wait.breached = false;
    wait.claimed = undefined;
    this.breach(breachRow(wait, 'reversed'));
    this.#draft.enter(entries.reversed(wait, by, why));
  }

  #enterBreach(wait: Wait): void {
    wait.breached = true;
    this.#draft.enter(entries.overdue(wait));
    this.breach(breachRow(wait, 'standing'));
  }
}
