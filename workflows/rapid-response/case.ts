/** （二）（四）The case of 监督所: whether one is filed, how that is answered, and its closure. */
import { caseEnded, caseLinked } from '../../domain/penalty-case/told.ts';
import {
  caseClosure,
  type filingDecision,
  type furtherAnswer,
} from '../../domain/rapid-response/acts.ts';
import type { Duties } from '../../domain/rapid-response/duties.ts';
import { caseOf } from '../../domain/rapid-response/penalty-case.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf, ActWith } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ResponseContext } from './context.ts';

/** 办结 By hand, or by the penalty case, at the instant at which that was closed. */
export type Closed = ActWith<{ caseNo: string }>;
type Filed = ActOf<typeof filingDecision> | ActOf<typeof furtherAnswer>;
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
  /** What the end of the penalty case closes, while a closure is awaited. */
  #awaiting: (() => void) | undefined;
  readonly #ends = new Map<string, ActOf<typeof caseEnded>>();

  constructor(context: ResponseContext) {
    this.context = context;
    this.noCaseSince = context.opening.letter.receivedAt;
    this.later = new Promise((closed) => {
      this.#laterClosed = closed;
    });
  }

  /** 十四 What a penalty case tells the file: that it is linked with it, and that it has ended. */
  listen(): void {
    const { context } = this;
    const { file } = context;
    const by = ['duban'];
    file.allow({ act: caseLinked.type, by, clause: context.clause('2b') }, (act) =>
      this.#linked(act),
    );
    file.allow({ act: caseEnded.type, by, clause: context.clause('5a') }, (act) =>
      this.#ended(act),
    );
  }

  #linked(act: ActOf<typeof caseLinked>): void {
    const { caseNo, filedAt } = act.facts;
    this.#link(act.facts, false);
    this.#settle();
    // 不予立案 had been decided, and a case is filed after all.
    if (this.context.file.state.caseFiled !== false || !this.#isOwn(act.facts)) return;
    this.context.filed(caseNo);
    this.#settle();
    const occurredAt = filedAt >= this.noCaseSince ? filedAt : act.receivedAt;
    this.afterAll({ ...act, occurredAt }, 'case');
  }

  /** Another body's case closes nothing here, unless it is named. Those that came before it was told were the body's own. */
  #isOwn({ unit }: { unit?: string }): boolean {
    return unit === undefined || unit === this.context.supervision;
  }

  #link(linked: { file: string; caseNo: string; unit?: string }, named: boolean): void {
    const { state, notes } = this.context.file;
    const { file, caseNo } = linked;
    const known = state.cases.find((c) => c.file === file);
    if (!known) {
      state.cases.push({ file, caseNo, own: this.#isOwn(linked), named, ended: false });
      notes.push(
        `关联立案查处案卷 ${file}，证据在该卷。Linked with the penalty case ${file}; the evidence is on that file.`,
      );
    } else if (named) known.named = true;
  }

  #ended(act: ActOf<typeof caseEnded>): void {
    const { file } = act.facts;
    this.#link(act.facts, false);
    this.context.file.state.cases.find((c) => c.file === file)!.ended = true;
    this.#ends.set(file, act);
    this.#settle();
    this.#awaiting?.();
  }

  /** 十四 A filing has been told: which case counts is settled once, and where that has ended already, so is this. Otherwise the opinion could be put off by naming another. */
  #settle(): void {
    const { state, notes } = this.context.file;
    const counting = caseOf(state);
    if (!counting || state.caseNos.length === 0 || !state.changed('case-settled')) return;
    if (state.counts === undefined) {
      state.counts = counting.file;
      notes.push(
        `${counting.file} 结案，本件随之办结。The closure of ${counting.file} closes the case of this file.`,
      );
    }
    this.#awaiting?.();
  }

  /** 立案 The number under which a case is filed; the penalty case that leads it is told that it comes from here too. */
  filed({ facts, known, hash }: Filed): void {
    const { penaltyCase } = facts;
    const caseNo = facts.caseNo ?? known?.caseNo ?? undefined;
    this.context.filed(caseNo);
    if (penaltyCase !== undefined && caseNo !== undefined) this.#name(penaltyCase, caseNo, hash);
    this.#settle();
  }

  #name(penaltyCase: string, caseNo: string, evidence: string): void {
    const { file } = this.context;
    const before = file.state.cases.some((c) => c.file === penaltyCase);
    this.#link({ file: penaltyCase, caseNo }, true);
    if (!before)
      file.task('penalty-case-named', `named:${penaltyCase}`, { case: penaltyCase, evidence });
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
    if (file.state.caseFiled) file.state.filedAt = act.occurredAt;
    if (act.type === duty.act) {
      if (facts.outcome === 'filed') this.filed(act);
      this.context.answeredBy(act, 'handling');
    }
    if (!file.state.caseFiled) return this.noCase(act, direct);
    this.context.owed.push(
      file.performed(duties.replyOnCase, Math.max(act.occurredAt!, letter.receivedAt) as Instant),
    );
    file.stage = 'investigation';
    const { closed } = direct ?? this.closure();
    this.#awaiting?.();
    return closed;
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

  /** 办结 The closing approval: with its case number, legal review and collective discussion. Where the file has a penalty case, the end of that. */
  closure(): Closure {
    let withdraw = () => {};
    const closed = new Promise<Closed>((resolve) => {
      const offer = this.context.file.allow(
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
      withdraw = () => {
        offer();
        this.#awaiting = undefined;
      };
      this.#awaiting = () => {
        const closure = this.#closedByItsCase();
        if (!closure) return;
        withdraw();
        resolve(closure);
      };
    });
    this.#awaiting?.();
    return { closed, withdraw: () => withdraw() };
  }

  /** 十四 The 24 hours of the opinion run from the closure of the case, or from the filing here where that is dated later. */
  #closedByItsCase(): Closed | undefined {
    const { state } = this.context.file;
    const act = this.#ends.get(caseOf(state)?.file ?? '');
    if (!act) return undefined;
    const { closedAt, caseNo } = act.facts;
    const occurredAt = Math.max(closedAt, state.filedAt ?? 0) as Instant;
    return { ...act, occurredAt, facts: { caseNo } };
  }

  /** A case is filed upon a further letter, after none was filed at first. */
  afterAll(act: Act, round: number | string): void {
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
