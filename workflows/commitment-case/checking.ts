/** 第七条、第十五条（四） The check, its record and its corrections, the feedback, and that the feedback is handled. */
import { checkRecord } from '../../domain/commitment-case/acts.ts';
import type { PeriodStart } from '../../domain/commitment-case/rule-periods.ts';
import { demandsStop } from '../../domain/commitment-case/stopping.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Outcome, Which } from '../kit/case-file.ts';
import type { Conduct } from './conduct.ts';
import type { CaseContext, Result } from './context.ts';
import type { Stopping } from './stopping.ts';
import type { Supplementing } from './supplementing.ts';

export class Checking {
  /** Since when a period of the implementing rule may count. */
  since: { [start in PeriodStart]?: Instant } = {};
  #rounds = 0;
  #feedback?: string;
  readonly context: CaseContext;
  readonly stopping: Stopping;
  readonly supplementing: Supplementing;
  readonly conduct: Conduct;

  constructor(
    context: CaseContext,
    stopping: Stopping,
    supplementing: Supplementing,
    conduct: Conduct,
  ) {
    this.context = context;
    this.stopping = stopping;
    this.supplementing = supplementing;
    this.conduct = conduct;
  }

  // 第七条  The assigned officer checks as the rule of the item says, records it, and feeds the result back to the accepting department.
  // Until then the record may be corrected; the feedback says what it says.
  async checking(since: Instant): Promise<Result> {
    const { file, duties } = this.context;
    const which: Which = ++this.#rounds === 1 ? {} : { round: this.#rounds };
    const early = this.feedbackBeforeCheck(which);
    const record = await this.context.step(duties.check, this.countedFrom('check') ?? since, which);
    this.checked(record);
    const endCorrection = this.context.offer(
      checkRecord.type,
      this.context.opening.units.supervising,
      'TJ84-7',
      (again) => this.checked(again),
    );
    const result = await (early ?? this.context.step(duties.feedBack, record.occurredAt!, which));
    endCorrection();
    const { facts } = result;
    file.state.checked = false;
    file.state.finding = undefined;
    file.state.result = facts.result;
    file.state.canSupplement = facts.result === 'to-supplement' ? true : facts.canSupplement;
    this.context.stage('fed-back');
    this.supplementing.conforming(result);
    this.conduct.found(result);
    this.feedback(result);
    return result;
  }

  /** 第十三条 Since when the rule's period counts for the first check; later ones count from what brought them about. */
  countedFrom(duty: 'check' | 'feedback'): Instant | undefined {
    const start = this.context.opening.rule?.[duty]?.from;
    return start && this.#rounds === 1 ? this.since[start] : undefined;
  }

  /** 第十三条 A rule that counts the feedback from the push or the distribution lets it fall due whether or not there is a check. */
  feedbackBeforeCheck(which: Which): Promise<Result> | undefined {
    const from = this.countedFrom('feedback');
    return from === undefined
      ? undefined
      : this.context.step(this.context.duties.feedBack, from, which);
  }

  checked(record: ActOf<typeof checkRecord>): void {
    const { state } = this.context.file;
    const { result, canSupplement } = record.facts;
    state.checked = true;
    state.checkedAt = record.occurredAt;
    state.finding = result && { result, ...(canSupplement !== undefined && { canSupplement }) };
    this.context.stage('checked');
    if (!state.finding) return;
    if (demandsStop(this.context.opening.type, state.finding))
      this.stopping.order(record.occurredAt!);
    else this.stopping.withdraw();
  }

  // 第十五条（四）  The accepting department handles what is fed back; what lies unhandled is chased again and again, at its own coordinator, never in a closed case.
  feedback(result: Result): void {
    const { file, duties } = this.context;
    if (this.#feedback) file.release(this.#feedback, 'a newer result is fed back');
    const which: Which = this.#rounds === 1 ? {} : { round: this.#rounds };
    const key = [duties.receiveFeedback.id, which.round]
      .filter((part) => part !== undefined)
      .join(':');
    this.#feedback = key;
    this.context.owed.push(
      file.performed(duties.receiveFeedback, result.receivedAt, which).then(({ act }: Outcome) => {
        if (act) this.context.noted(act);
        if (this.#feedback === key) this.#feedback = undefined;
      }),
    );
  }
}
