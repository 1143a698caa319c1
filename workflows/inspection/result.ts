/** 结果告知 Articles 10 to 12: what is to be decided is told, the institution is heard, a major decision is reviewed, the result is served in writing within 20 working days. */
import {
  legalReview,
  provisionalResult,
  statement,
  statementWaiver,
  type resultNotice,
} from '../../domain/inspection/conduct/acts.ts';
import { foundBy, isMajor, outcomesOf } from '../../domain/inspection/conduct/found.ts';
import type { Duties } from '../../domain/inspection/duties.ts';
import { statementUntil } from '../../domain/inspection/hearing-duty.ts';
import { statementWindow } from '../../domain/inspection/statement-window.ts';
import type { ToldFinding } from '../../domain/inspection/conduct/told.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import { MovableDeadline, type Because, type ConductContext } from './context.ts';
import type { Outcome } from '../kit/case-file.ts';

/** The unit that reviews is known by the opening. */
type Reviewed = Omit<Duties['review'], 'owedBy'> & { owedBy: string };

export class Result {
  readonly context: ConductContext;
  /** Resolves with the notice of the result. */
  readonly told: Promise<ActOf<typeof resultNotice>>;
  readonly #tell: MovableDeadline<Duties['tellResult']>;
  readonly #review: MovableDeadline<Reviewed>;
  readonly #withdrawals: (() => void)[] = [];
  #tellNow: (act: ActOf<typeof resultNotice>) => void = () => {};
  #windows = 0;
  #window: string | undefined;

  constructor(context: ConductContext) {
    const { opening, duties } = context;
    this.context = context;
    this.told = new Promise((told) => {
      this.#tellNow = told;
    });
    this.#tell = new MovableDeadline(context, duties.tellResult, (act) => this.noticed(act));
    const reviewing = opening.units['reviewing'] ?? context.inspecting;
    this.#review = new MovableDeadline(context, { ...duties.review, owedBy: reviewing }, (act) =>
      this.reviewed(act),
    );
    this.#withdrawals.push(
      context.offer(
        legalReview.type,
        'QY-11',
        (act) => this.reviewed(act),
        () => context.state.provisional !== undefined,
        [...new Set([context.inspecting, reviewing])],
      ),
    );
  }

  // 第十二条  Within 20 working days of the end, served and not only drafted. Moved by a later record, by the end, by its correction.
  runsFrom(at: Instant, why?: Because): void {
    this.#tell.moves(at, why);
  }

  // 第十条  After the end: what is to be decided is told and the institution is heard; asked for only where something was found.
  hear(endedAt: Instant): void {
    const { context } = this;
    const first = context.file
      .performed(context.duties.offerStatement, endedAt)
      .then(({ act }: Outcome<ActIn<Duties['offerStatement']>>) => {
        if (act) this.provisional(act);
        context.look();
      });
    context.owed.push(first);
    const told = () => context.state.provisional !== undefined;
    this.#withdrawals.push(
      context.offer(provisionalResult.type, 'QY-10.10', (act) => this.provisional(act)),
      context.offer(
        statement.type,
        'QY-10.10',
        (act) => {
          this.said(act);
        },
        told,
      ),
      context.offer(
        statementWaiver.type,
        'QY-10.10',
        (act) => this.closes(act.occurredAt!, 'the institution waives it'),
        told,
      ),
    );
  }

  provisional(act: ActOf<typeof provisionalResult>): void {
    const { context } = this;
    const { state } = context;
    state.provisional = {
      toldAt: act.servedAt!,
      closesAt: act.servedAt!,
      findings: act.facts.findings,
    };
    delete state.review;
    this.window(act);
    this.#review.release('told anew');
    if (isMajor(act.facts.findings, state)) this.#review.begin(act.servedAt!);
  }

  /** The window that runs from what was told, inside the 20 working days of the end as it stands. */
  window(why: Because['act']): void {
    const { context } = this;
    const { state, file } = context;
    const { toldAt } = state.provisional!;
    const window = this.counted();
    state.provisional!.closesAt = window.none ? toldAt : startOfDay(addDays(window.lastDay, 1));
    if (this.#window) context.release(this.#window, 'told anew');
    if (window.none)
      file.warn(
        '告知拟作结果过迟，20 个工作日内没有留给陈述申辩的工作日（QY-10.10）。Told so late that no working day is left for the statement.',
      );
    else this.opens(window.lastDay, toldAt);
    context.note('statement-window', 'QY-10.10', 'statement-window', why, { ...window });
  }

  /** The end has moved: a window that is still open is counted anew, and where the result would be late for it, it closes. */
  hearAnew(why: Because['act']): void {
    if (this.#window && this.context.file.wait(this.#window)) this.window(why);
  }

  /** the calendar has changed. A window that ends with its own days, and would have ended already, is left to a person; one that the result would be late for closes. */
  recounted(notice: Act): void {
    const { context } = this;
    const open = this.#window && context.file.wait(this.#window);
    if (!open) return;
    const { lastDay, none, shortened } = this.counted();
    if (!none && lastDay === open.due.lastDay) return;
    if (!none && !shortened && lastDay < civilDateOf(notice.arrivedAt))
      return context.note('window-left', 'QY-10.10', 'revision-left-to-a-person', notice, {
        duty: open.key,
        before: open.due.lastDay ?? null,
        after: lastDay,
      });
    this.window(notice);
  }

  counted() {
    const {
      state: { provisional, end },
      opening,
      file,
    } = this.context;
    return statementWindow(
      provisional!.toldAt,
      end!.at,
      opening.settings.statementDays,
      file.calendar,
    );
  }

  opens(lastDay: CivilDate, toldAt: Instant): void {
    const round = ++this.#windows;
    this.#window = `hearStatement:${round}`;
    void this.context.file.until(statementUntil(lastDay), toldAt, {
      round,
      takes: (act) => this.said(act),
    });
  }

  /** Heard as often as it speaks; true when it has said all it wants to. */
  said(act: ActOf<typeof statement>): boolean {
    const { state } = this.context;
    state.statements++;
    if (act.facts.complete && state.provisional && act.receivedAt < state.provisional.closesAt)
      state.provisional.closesAt = act.receivedAt;
    return act.facts.complete;
  }

  closes(at: Instant, why: string): void {
    const { state } = this.context;
    if (state.provisional && at < state.provisional.closesAt) state.provisional.closesAt = at;
    if (this.#window) this.context.release(this.#window, why);
  }

  // 第十一条  A major decision is reviewed by somebody who is not on the team.
  reviewed({ facts }: ActOf<typeof legalReview>): void {
    this.context.state.review = { reviewer: facts.reviewer, agreed: facts.agreed };
  }

  noticed(act: ActOf<typeof resultNotice>): void {
    const { context } = this;
    const { state, file, duties } = context;
    const { findings } = act.facts;
    state.result = { toldAt: act.servedAt!, findings };
    state.statements = 0;
    const found = foundBy(
      findings,
      state.end!.abandoned || (state.gone.whole && findings.length === 0),
    );
    file.effect('inspection-found', { found });
    file.effect('inspection-told', {
      act: act.id,
      at: act.servedAt!,
      found,
      outcomes: state.end!.abandoned ? ['abandoned'] : outcomesOf(findings, state.gone.whole),
      findings,
    });
    this.warn(findings);
    context.release(duties.offerStatement.id, 'the result is told');
    if (this.#window) context.release(this.#window, 'the result is told');
    this.#review.release('the result is told');
    for (const withdraw of this.#withdrawals) withdraw();
    // 第六条  Published, by management within 20 working days; an abandoned one has no result to publish.
    if (!state.end!.abandoned)
      context.owe(duties.publishResult, act.servedAt!, {}, (published) =>
        file.effect('inspection-published', {
          act: published.id,
          withheld: published.facts.withheld,
        }),
      );
    this.#tellNow(act);
  }

  /** QY-10.8: entries without audio or video under what has become a major decision are remarked upon. */
  warn(findings: readonly ToldFinding[]): void {
    const { state, file } = this.context;
    if (isMajor(findings, state) && state.records.some((r) => !r.recorded))
      file.warn(
        '重大执法决定的现场检查没有全部音像记录（QY-10.8）。Not every entry was recorded although the decision is a major one.',
      );
  }
}
