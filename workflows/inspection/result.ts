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
import { statementWindow } from '../../domain/inspection/statement-window.ts';
import type { ToldFinding } from '../../domain/inspection/conduct/told.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import { Moving, type Because, type Course } from './course.ts';
import type { Outcome } from '../kit/case-file.ts';

/** 陈述申辩期限 A management period inside the 20 working days: the party's, recorded by the body, for the party is not on the system. */
const statementUntil = (on: CivilDate) =>
  ({
    id: 'hearStatement',
    act: statement.type,
    owedBy: 'inspecting',
    owedTo: 'institution',
    judgedBy: 'receipt',
    limit: { unit: 'fixed', on },
    basis: { clause: 'QY-10.10', instrument: 'QY', article: '第十条', force: 'management' },
    action: { zh: '听取陈述申辩', en: 'Hear the institution' },
  }) satisfies Duty;

/** The unit that reviews is known by the opening. */
type Reviewed = Omit<Duties['review'], 'owedBy'> & { owedBy: string };

export class Result {
  readonly course: Course;
  /** Resolves with the notice of the result. */
  readonly told: Promise<ActOf<typeof resultNotice>>;
  readonly #tell: Moving<Duties['tellResult']>;
  readonly #review: Moving<Reviewed>;
  readonly #withdrawals: (() => void)[] = [];
  #tellNow: (act: ActOf<typeof resultNotice>) => void = () => {};
  #windows = 0;
  #window: string | undefined;

  constructor(course: Course) {
    const { opening, duties } = course;
    this.course = course;
    this.told = new Promise((told) => {
      this.#tellNow = told;
    });
    this.#tell = new Moving(course, duties.tellResult, (act) => this.noticed(act));
    const reviewing = opening.units['reviewing'] ?? course.inspecting;
    this.#review = new Moving(course, { ...duties.review, owedBy: reviewing }, (act) =>
      this.reviewed(act),
    );
    this.#withdrawals.push(
      course.offer(
        legalReview.type,
        'QY-11',
        (act) => this.reviewed(act),
        () => course.s.provisional !== undefined,
        [...new Set([course.inspecting, reviewing])],
      ),
    );
  }

  // 第十二条  Within 20 working days of the end, served and not only drafted. Moved by a later record, by the end, by its correction.
  runsFrom(at: Instant, why?: Because): void {
    this.#tell.moves(at, why);
  }

  // 第十条  After the end: what is to be decided is told and the institution is heard; asked for only where something was found.
  hear(endedAt: Instant): void {
    const { course } = this;
    const first = course.file
      .performed(course.duties.offerStatement, endedAt)
      .then(({ act }: Outcome<ActIn<Duties['offerStatement']>>) => {
        if (act) this.provisional(act);
        course.look();
      });
    course.owed.push(first);
    const told = () => course.s.provisional !== undefined;
    this.#withdrawals.push(
      course.offer(provisionalResult.type, 'QY-10.10', (act) => this.provisional(act)),
      course.offer(
        statement.type,
        'QY-10.10',
        (act) => {
          this.said(act);
        },
        told,
      ),
      course.offer(
        statementWaiver.type,
        'QY-10.10',
        (act) => this.closes(act.occurredAt!, 'the institution waives it'),
        told,
      ),
    );
  }

  provisional(act: ActOf<typeof provisionalResult>): void {
    const { course } = this;
    const { s } = course;
    s.provisional = {
      toldAt: act.servedAt!,
      closesAt: act.servedAt!,
      findings: act.facts.findings,
    };
    delete s.review;
    this.window(act);
    this.#review.release('told anew');
    if (isMajor(act.facts.findings, s)) this.#review.begin(act.servedAt!);
  }

  /** The window that runs from what was told, inside the 20 working days of the end as it stands. */
  window(why: Because['act']): void {
    const { course } = this;
    const { s, file } = course;
    const { toldAt } = s.provisional!;
    const window = this.counted();
    s.provisional!.closesAt = window.none ? toldAt : startOfDay(addDays(window.lastDay, 1));
    if (this.#window) course.release(this.#window, 'told anew');
    if (window.none)
      file.warn(
        '告知拟作结果过迟，20 个工作日内没有留给陈述申辩的工作日（QY-10.10）。Told so late that no working day is left for the statement.',
      );
    else this.opens(window.lastDay, toldAt);
    course.note('statement-window', 'QY-10.10', 'statement-window', why, { ...window });
  }

  /** The end has moved: a window that is still open is counted anew, and where the result would be late for it, it closes. */
  hearAnew(why: Because['act']): void {
    if (this.#window && this.course.file.wait(this.#window)) this.window(why);
  }

  /** the calendar has changed. A window that ends with its own days, and would have ended already, is left to a person; one that the result would be late for closes. */
  recounted(notice: Act): void {
    const { course } = this;
    const open = this.#window && course.file.wait(this.#window);
    if (!open) return;
    const { lastDay, none, shortened } = this.counted();
    if (!none && lastDay === open.due.lastDay) return;
    if (!none && !shortened && lastDay < civilDateOf(notice.arrivedAt))
      return course.note('window-left', 'QY-10.10', 'revision-left-to-a-person', notice, {
        duty: open.key,
        before: open.due.lastDay ?? null,
        after: lastDay,
      });
    this.window(notice);
  }

  counted() {
    const {
      s: { provisional, end },
      opening,
      file,
    } = this.course;
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
    void this.course.file.until(statementUntil(lastDay), toldAt, {
      round,
      takes: (act) => this.said(act),
    });
  }

  /** Heard as often as it speaks; true when it has said all it wants to. */
  said(act: ActOf<typeof statement>): boolean {
    const { s } = this.course;
    s.statements++;
    if (act.facts.complete && s.provisional && act.receivedAt < s.provisional.closesAt)
      s.provisional.closesAt = act.receivedAt;
    return act.facts.complete;
  }

  closes(at: Instant, why: string): void {
    const { s } = this.course;
    if (s.provisional && at < s.provisional.closesAt) s.provisional.closesAt = at;
    if (this.#window) this.course.release(this.#window, why);
  }

  // 第十一条  A major decision is reviewed by somebody who is not on the team.
  reviewed({ facts }: ActOf<typeof legalReview>): void {
    this.course.s.review = { reviewer: facts.reviewer, agreed: facts.agreed };
  }

  noticed(act: ActOf<typeof resultNotice>): void {
    const { course } = this;
    const { s, file, duties } = course;
    const { findings } = act.facts;
    s.result = { toldAt: act.servedAt!, findings };
    s.statements = 0;
    const found = foundBy(findings, s.end!.abandoned || (s.gone.whole && findings.length === 0));
    file.effect('inspection-found', { found });
    file.effect('inspection-told', {
      act: act.id,
      at: act.servedAt!,
      found,
      outcomes: s.end!.abandoned ? ['abandoned'] : outcomesOf(findings, s.gone.whole),
      findings,
    });
    this.warn(findings);
    course.release(duties.offerStatement.id, 'the result is told');
    if (this.#window) course.release(this.#window, 'the result is told');
    this.#review.release('the result is told');
    for (const withdraw of this.#withdrawals) withdraw();
    // 第六条  Published, by management within 20 working days; an abandoned one has no result to publish.
    if (!s.end!.abandoned)
      course.owe(duties.publishResult, act.servedAt!, {}, (published) =>
        file.effect('inspection-published', {
          act: published.id,
          withheld: published.facts.withheld,
        }),
      );
    this.#tellNow(act);
  }

  /** QY-10.8: entries without audio or video under what has become a major decision are remarked upon. */
  warn(findings: readonly ToldFinding[]): void {
    const { s, file } = this.course;
    if (isMajor(findings, s) && s.records.some((r) => !r.recorded))
      file.warn(
        '重大执法决定的现场检查没有全部音像记录（QY-10.8）。Not every entry was recorded although the decision is a major one.',
      );
  }
}
