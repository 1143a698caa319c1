/** 暂停 The suspension of a subject, from its order to its end. It is never endless and never lifted by the software. */
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { suspensionReview } from '../../domain/rapid-response/acts.ts';
import { dueOn } from '../../domain/law/duty.ts';
import { type Duties } from '../../domain/rapid-response/duties.ts';
import type { Measure } from '../../domain/rapid-response/measures.ts';
import type { State } from '../../domain/rapid-response/state.ts';
import type { SubjectKind } from '../../domain/rapid-response/terms.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { SuspensionRow } from '../../activities/contract.ts';
import type { CaseFile } from '../kit/case-file.ts';

interface Order {
  decidedAt: Instant;
  startsAt?: Instant;
  endsOn?: CivilDate;
  reviewOn?: CivilDate;
  act: Act;
}

const statuses = {
  institution: { suspended: 'suspended', restored: 'designated', ended: 'terminated' },
  practitioner: { suspended: 'suspended', restored: 'qualified', ended: 'cancelled' },
} as const;

export class Suspension {
  #file: CaseFile<State>;
  #duties: Duties;
  #status: (typeof statuses)[SubjectKind];
  #row?: SuspensionRow;
  #rounds = 0;
  #review?: string;
  #over: (() => void)[] = [];
  #reviewed: (act: Act) => void;

  /** `reviewed`: told of every review, for it is a decision on the suspension. */
  constructor(
    file: CaseFile<State>,
    duties: Duties,
    subject: SubjectKind,
    reviewed: (act: Act) => void,
  ) {
    this.#reviewed = reviewed;
    this.#file = file;
    this.#duties = duties;
    this.#status = statuses[subject];
  }

  get standing(): boolean {
    return this.#row?.state === 'ordered';
  }
  /** There is, or was, a suspension. */
  get ordered(): boolean {
    return this.#row !== undefined;
  }

  /** `clause`: under which it was decided. */
  order(order: Order, clause: string): void {
    const { decidedAt, startsAt, endsOn, reviewOn, act } = order;
    this.#row = { state: 'ordered', decidedAt, startsAt, endsOn, reviewOn, act: act.id, clause };
    this.#file.state.suspended = true;
    // The registry says suspended from the start on, once that is fixed: in A when the subject has been told.
    this.#file.suspend(
      this.#row,
      startsAt === undefined ? undefined : this.#status.suspended,
      startsAt,
    );
    this.keepUnderReview(act, endsOn ?? reviewOn);
  }

  /** The start of which the subject was told in advance. */
  starts(startsAt: Instant): void {
    this.#change({ startsAt }, startsAt);
  }

  /**
   * 先行暂停 A suspension of which a later letter tells. One suspension a subject, since the earliest decision, which never moves later: it opens one where none
   * stands, or shows that the one that stands was decided earlier; what is told again, or has ended since, changes nothing.
   */
  join(order: Order & { startsAt: Instant }, clause: string): 'opened' | 'earlier' | 'known' {
    const row = this.#row;
    if (!row || (row.state === 'lifted' && order.decidedAt > row.endedAt!)) {
      this.order(order, clause);
      return 'opened';
    }
    if (row.state !== 'ordered' || order.decidedAt >= row.decidedAt) return 'known';
    const { decidedAt, act, endsOn, reviewOn } = order;
    const dated = row.endsOn !== undefined || row.reviewOn !== undefined;
    const startsAt = Math.min(row.startsAt ?? order.startsAt, order.startsAt) as Instant;
    this.#change(
      { decidedAt, startsAt, act: act.id, clause, ...(!dated && { endsOn, reviewOn }) },
      startsAt,
    );
    if (!dated && (endsOn ?? reviewOn)) this.keepUnderReview(act, endsOn ?? reviewOn);
    return 'earlier';
  }

  /** Decided upon while it stands already: only a date that the decision sets is new. */
  confirm(act: Act, { endsOn, reviewOn }: { endsOn?: CivilDate; reviewOn?: CivilDate }): void {
    if ((endsOn ?? reviewOn) === undefined) return;
    this.#change({ endsOn, reviewOn });
    this.keepUnderReview(act, endsOn ?? reviewOn);
  }

  /** Confirmed, extended or lifted by 支付处. */
  review(act: ActOf<typeof suspensionReview>): void {
    this.#reviewed(act);
    const { outcome, endsOn, reviewOn } = act.facts;
    if (outcome === 'lift') return this.#end('lifted', act, this.#status.restored);
    this.#change({ endsOn, reviewOn });
    this.keepUnderReview(act, endsOn ?? reviewOn);
  }

  /** （五）What the final decision makes of it. */
  decide(act: Act, measures: readonly Measure[]): void {
    const kinds = new Set(measures.map((m) => m.measure));
    if (kinds.has('terminate') || kinds.has('cancel'))
      return this.#end('replaced', act, this.#status.ended);
    if (kinds.has('restore')) return this.#end('lifted', act, this.#status.restored);
    const suspend = measures.find((m) => m.measure === 'suspend');
    if (!suspend) return;
    if (!this.standing)
      this.order(
        {
          decidedAt: act.occurredAt!,
          startsAt: act.occurredAt!,
          endsOn: suspend.endsOn,
          reviewOn: suspend.reviewOn,
          act,
        },
        this.#duties.decideFinally.basis.clause,
      );
    else {
      this.#change({ endsOn: suspend.endsOn, reviewOn: suspend.reviewOn });
      this.keepUnderReview(act, suspend.endsOn ?? suspend.reviewOn);
    }
  }

  /** Resolves when nothing is suspended any more. */
  over(): Promise<void> {
    return this.standing
      ? new Promise((over) => {
          this.#over.push(over);
        })
      : Promise.resolve();
  }

  /** `startsAt`: where the start is fixed or moved. */
  #change(to: Partial<SuspensionRow>, startsAt?: Instant): void {
    this.#row = { ...this.#row!, ...to };
    this.#file.suspend(
      this.#row,
      startsAt === undefined ? undefined : this.#status.suspended,
      startsAt,
    );
  }

  #end(state: 'lifted' | 'replaced', act: Act, status: string): void {
    this.#file.state.suspended = false;
    this.stopReview(state);
    if (state === 'lifted') this.#warnOfFaces(act);
    if (!this.#row && state === 'lifted') return;
    const row: SuspensionRow = this.#row ?? {
      state,
      decidedAt: act.occurredAt ?? act.receivedAt,
      act: act.id,
      clause: this.#duties.decideFinally.basis.clause,
    };
    this.#row = { ...row, state, endedAt: act.occurredAt ?? act.receivedAt };
    this.#file.suspend(this.#row, status);
    if (row.startsAt === undefined) this.#forgetNotices(state);
    for (const over of this.#over.splice(0)) over();
  }

  /** Nobody is told any more when something starts that never will. */
  #forgetNotices(why: string): void {
    for (const { key, duty } of this.#file.waits)
      if (duty.id === this.#duties.noticeOfStart.id) this.#file.release(key, why);
  }

  /** 十 Where face recognition is only recommended (the bureau's setting), a restoration without it is shown. */
  #warnOfFaces(act: Act): void {
    if (this.#file.state.subject !== 'institution' || act.facts['faceRecognitionReady'] !== false)
      return;
    this.#file.warn(
      '恢复协议时人脸识别尚未就绪（TJ51-10，管理设定：提示）。The agreement is restored without face recognition (management setting: warn).',
    );
  }

  /** The date of review is not owed any more. */
  stopReview(why: string): void {
    if (this.#review) this.#file.release(this.#review, why);
    this.#review = undefined;
  }

  /** X-14 Looked at again on the date set, or by management after 30 days. */
  keepUnderReview(act: Act, on?: CivilDate): void {
    if (!this.standing) return;
    const { limit } = this.#duties.reviewSuspension;
    const since = act.occurredAt ?? act.receivedAt;
    const date = on ?? addDays(civilDateOf(since), 'count' in limit ? limit.count : 30);
    this.stopReview('a new date is set');
    const round = ++this.#rounds;
    this.#review = `${this.#duties.reviewSuspension.id}:${round}`;
    void this.#file
      .performed(dueOn(this.#duties.reviewSuspension, date), act.receivedAt, { round })
      .then((done) => {
        if (!done.act) return;
        this.#review = undefined;
        this.review(done.act);
      });
  }
}
