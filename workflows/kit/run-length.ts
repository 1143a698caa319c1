/**
 * 篇幅 How long a run has become, counted by the file itself from the signals, questions and alarms it has had, so that a replay comes to the same at the
 * same place. The server's own numbers do not serve: heartbeats of a slow question are events, and a replay may see them earlier than the run did.
 *
 * The count is an estimate from above, but for heartbeats, which cannot be counted and are bounded. A question that is answered has taken three
 * tries of ten seconds at most. During them the SDK sends a heartbeat every 2.4 s (four fifths of the task's timeout), which is three events: no
 * more than 40 events a question. A run has a thousand questions at most. So a run that is full by this count has less than 45,000 events of the
 * 51,200 at which the server ends it, a thousand of its 10,000 signals and, at three bytes a character, less than 30 MB of its 50 MB. Only in a
 * worker that is so overloaded that questions wait for their turn are there more: 75 events a minute, so a run bears some hours of that.
 */

/** Events of the history for each of these, together with the workflow tasks that they bring. */
const EVENTS = {
  /** Of a run: its start, what it shows first, the changes of the code. */
  start: 8,
  signal: 4,
  alarm: 4,
  /** One question to the database that is answered: its marker, and a heartbeat where it is slow. */
  question: 4,
  /** One that is not: three tries with all their heartbeats, and the pause. */
  unanswered: 46,
  /** Another alarm in the place of one that is cancelled, and what is shown with it. */
  alarmSet: 3,
};
const BYTES_OF_EVENT = 250;

/** A run of this many events, or of this many characters, is long enough. */
const MOST = { events: 4_000, bytes: 8_000_000 };

export class RunLength {
  #now = { events: EVENTS.start, bytes: 0 };
  /** The length of the run when the file had lived through its past. */
  #past = { events: 0, bytes: 0 };

  constructor(opening: unknown) {
    this.#count(0, opening);
  }

  signalled(act: unknown): void {
    this.#count(EVENTS.signal, act);
  }
  woken(): void {
    this.#count(EVENTS.alarm);
  }
  answered(answer: unknown): void {
    this.#count(EVENTS.question, answer);
  }
  unanswered(): void {
    this.#count(EVENTS.unanswered);
  }
  alarmSet(): void {
    this.#count(EVENTS.alarmSet);
  }
  relived(): void {
    this.#past = { ...this.#now };
  }

  /** Whether it is time for a new run. A long past alone is no reason: the run must also have grown by as much as its past took, or by as much as one run holds. */
  isFull(events = MOST.events): boolean {
    return this.#over('events', events) || this.#over('bytes', MOST.bytes);
  }

  #over(what: 'events' | 'bytes', most: number): boolean {
    const [now, past] = [this.#now[what], this.#past[what]];
    return now >= most && now - past >= Math.min(past, most);
  }

  #count(events: number, what?: unknown): void {
    this.#now.events += events;
    this.#now.bytes += events * BYTES_OF_EVENT + sizeOf(what);
  }
}

/** Roughly the number of characters as JSON. It does without recursion, because a signal may be nested deeper than a stack bears. */
function sizeOf(what: unknown): number {
  let size = 0;
  for (const rest: unknown[] = [what]; rest.length > 0;) {
    const one = rest.pop();
    if (typeof one === 'string') size += one.length + 3;
    else if (typeof one !== 'object' || one === null) size += 8;
    else {
      for (const [key, value] of Object.entries(one)) {
        size += Array.isArray(one) ? 1 : key.length + 4;
        rest.push(value);
      }
      size += 2;
    }
  }
  return size;
}
