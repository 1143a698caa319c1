/** （二）（四）The case of 监督所: whether one is filed, how that is answered, and its closure. */
import { caseClosure } from '../../domain/rapid-response/acts.ts';
import type { Duties } from '../../domain/rapid-response/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ResponseContext } from './context.ts';

export type Closed = ActOf<typeof caseClosure>;
/** Who may close the case, until it is withdrawn. */
interface Closure {
  closed: Promise<Closed>;
  withdraw: () => void;
}

export class Case {
  readonly context: ResponseContext;
  /** Resolves with the closure of a case that is filed upon a further letter, after none was filed at first. */
  readonly later: Promise<Closed>;
  noCaseSince: Instant;
  #laterClosed: (closure: Closed) => void = () => {};

  constructor(context: ResponseContext) {
    this.context = context;
    this.noCaseSince = context.opening.letter.receivedAt;
    this.later = new Promise((closed) => {
      this.#laterClosed = closed;
    });
  }

  // （二）（四）A filed case is answered within 3 days of filing, or of the letter if the case was filed before it came.
  // Resolves with the closure of the case (办结), or with nothing when no case was filed.
  async filing(duty: Duties['decideFiling' | 'reportFilingStatus']): Promise<Closed | undefined> {
    const {
      file,
      duties,
      opening: { letter, direction },
    } = this.context;
    const direct = direction === 'A' ? this.closure() : undefined;
    const decided = file.performed(duty, letter.receivedAt);
    const first = direct ? await Promise.race([direct.closed, decided]) : await decided;
    if (!('wait' in first)) {
      file.release(duty.id, 'the case is closed');
      this.context.answeredBy(first, 'handling');
      return first;
    }
    const { act } = first;
    const { facts } = act;
    file.state.caseFiled = facts.outcome === 'filed';
    if (act.type === duty.act) {
      if (facts.outcome === 'filed') this.context.filed(facts.caseNo);
      this.context.answeredBy(act, 'handling');
    }
    if (!file.state.caseFiled) return this.noCase(act, direct);
    file.state.filedAt = act.occurredAt;
    this.context.owed.push(
      file.performed(duties.replyOnCase, Math.max(act.occurredAt!, letter.receivedAt) as Instant),
    );
    file.stage = 'investigation';
    return (direct ?? this.closure()).closed;
  }

  /** The text sets no time for telling 支付处 that no case is filed; the file says so at once, or the suspension would have no end. */
  noCase(act: Act, direct: Closure | undefined): undefined {
    direct?.withdraw();
    this.noCaseSince = act.receivedAt;
    this.context.file.enter({
      key: 'no-case-notice',
      type: 'no-case-notified',
      clause: this.context.duties.replyOnCase.basis.clause,
      act: act.id,
      body: {
        owedTo: this.context.payment,
        label: '系统规则，非条文要求 system rule, not in text',
      },
    });
  }

  /** 办结 The closing approval: with its case number, legal review and collective discussion. */
  closure(): Closure {
    let withdraw = () => {};
    const closed = new Promise<Closed>((resolve) => {
      withdraw = this.context.file.allow(
        {
          act: caseClosure.type,
          by: [this.context.supervision],
          clause: this.context.clause('5a'),
        },
        (act) => {
          withdraw();
          resolve(act);
        },
      );
    });
    return { closed, withdraw };
  }

  /** A case is filed upon a further letter, after none was filed at first. */
  afterAll(act: Act, round: number): void {
    const { file, duties } = this.context;
    file.state.caseFiled = true;
    file.state.filedAt = act.occurredAt;
    file.stage = 'investigation';
    file.release(duties.decideAfterNoCase.id, 'a case is filed');
    this.context.suspension.keepUnderReview(act);
    const { closed } = this.closure();
    this.context.owed.push(
      file.performed(duties.replyOnCase, act.occurredAt!, { round }),
      closed.then(this.#laterClosed),
    );
  }
}
