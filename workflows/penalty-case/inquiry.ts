/** 十四 立案、调查、法制审核 From the filing to the passed review; a fact that comes later leads back to the report and to the review. */
import {
  caseOrigin,
  evidence,
  furtherFiling,
  preservation,
  recusal,
  type investigators,
  type report,
  type review,
} from '../../domain/penalty-case/acts.ts';
import { clauseOf } from '../../domain/penalty-case/guards.ts';
import type { Origin } from '../../domain/penalty-case/terms.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PenaltyContext } from './context.ts';

type Joining = ActOf<typeof furtherFiling> | ActOf<typeof caseOrigin>;

export class Inquiry {
  readonly context: PenaltyContext;
  #reports = 0;
  #reviews = 0;
  #assignments = 0;
  /** Called with an origin that comes after the case was closed. */
  late: (origin: string) => void = () => {};

  constructor(context: PenaltyContext) {
    this.context = context;
  }

  begin(): void {
    const { context } = this;
    const { file, duties, opening, filedAt } = context;
    if (opening.clue) {
      const { receivedAt, extended } = opening.clue;
      const verify = duties.verifyClue;
      file.metByOpening(
        extended ? { ...verify, limit: { unit: 'working-days', count: 30 } } : verify,
        receivedAt,
      );
    }
    this.link(opening.origins, opening.letter);
    if (opening.demand) this.#carry(opening.letter);
    context.owe(duties.assign, opening.letter.receivedAt, {}, (act) => this.#assigned(act));
    this.investigate(filedAt);
    this.#offers();
  }

  #offers(): void {
    const { context } = this;
    const { state, file, duties } = context;
    const open = (): boolean => state.decision === undefined;
    context.offer(furtherFiling.type, (act) => this.#joined(act), open);
    // Not withdrawn with the other offers: an origin that comes while the case closes is told of its end.
    file.allow(
      { act: caseOrigin.type, by: ['duban'], clause: clauseOf(caseOrigin.type) },
      (act) => {
        this.#joined(act);
        context.look();
      },
    );
    context.offer(
      duties.assign.act,
      (act) => this.#assigned(act),
      () => open() && !context.isOwed(duties.assign),
    );
    context.offer(recusal.type, (act) => this.#recused(act));
    context.offer(
      evidence.type,
      (act) => {
        if (act.facts.newFacts) this.newFact(act);
      },
      () => open() && state.investigators.length > 0,
    );
    context.offer(
      preservation.type,
      (act) => {
        const { item } = act.facts;
        state.preserved.add(item);
        state.preservedEver.add(item);
        state.approvers.push(act.facts.approvedBy);
        context.owe(duties.decidePreserved, act.occurredAt!, { item }, () => {
          state.preserved.delete(item);
        });
        file.notes.push(
          `已先行登记保存（${item}），七个工作日内作出处理决定。Preserved: it is decided on within seven working days.`,
        );
      },
      () => open() && state.investigators.length > 0,
    );
  }

  /** 并案 One case a subject and matter: it comes from here too. */
  #joined(act: Joining): void {
    const { state } = this.context;
    const { origins, newFacts, demand } = act.facts;
    this.link(origins, act);
    if (demand && !state.demand) {
      state.demand = demand;
      this.#carry(act);
    }
    if (newFacts && !state.decision) this.newFact(act);
  }

  link(origins: readonly Origin[], act: Pick<Act, 'id' | 'type' | 'hash'>): void {
    const { file, state } = this.context;
    for (const origin of origins) {
      if (state.origins.includes(origin.file)) continue;
      state.origins.push(origin.file);
      file.effect('penalty-origin', { ...origin, act: act.id });
      this.context.note('origin-linked', act, { ...origin }, `${origin.file}`);
      file.task('penalty-case-linked', `linked:${origin.file}`, {
        origin: origin.file,
        evidence: act.hash,
      });
      file.notes.push(`来源案卷 ${origin.file}。It comes from that file.`);
      this.late(origin.file);
    }
  }

  /** 四（三）拒不改正 stays with the case until a decision says why it is not severe. */
  #carry(act: Pick<Act, 'id' | 'type'>): void {
    const { state, file } = this.context;
    file.effect('penalty-severe', {});
    this.context.note('demand-carried', act, { ...state.demand! });
    file.notes.push(
      `当事人拒不改正（${state.demand!.on} 的要求），应当从重（TJ51-4.3）。A demand was refused or let pass: the penalty is severe.`,
    );
  }

  #assigned(act: ActOf<typeof investigators>): void {
    const { state } = this.context;
    state.investigators = [...new Set(act.facts.officers)];
    state.investigated = [...new Set([...state.investigated, ...state.investigators])];
    this.context.note('investigators-named', act, {
      officers: state.investigators,
      round: ++this.#assignments,
    });
  }

  /** X-7 Who is recused acts here no more; where fewer than two are left, others are named. */
  #recused(act: ActOf<typeof recusal>): void {
    const { context } = this;
    const { state, file, duties } = context;
    const { officer, approved } = act.facts;
    context.note('recusal-decided', act, { officer, approved });
    if (!approved || state.recused.includes(officer)) return;
    state.recused.push(officer);
    state.investigators = state.investigators.filter((each) => each !== officer);
    if (state.decision || state.investigators.length >= 2 || context.isOwed(duties.assign)) return;
    file.notes.push(
      '调查人员因回避不足两人，须另行指定。Fewer than two investigators are left: name others.',
    );
    context.owe(duties.assign, act.receivedAt, { round: `recusal-${officer}` }, (named) =>
      this.#assigned(named),
    );
  }

  /** Until a report covers everything that was found. */
  investigate(from: Instant): void {
    const { context } = this;
    const { file, duties } = context;
    file.stage = 'investigation';
    if (context.isOwed(duties.reportOn)) return;
    const round = ++this.#reports;
    context.owe(duties.reportOn, from, round > 1 ? { round } : {}, (act) => this.#reported(act));
  }

  #reported(act: ActOf<typeof report>): void {
    const { context } = this;
    const { file, state, duties } = context;
    state.report = { at: act.occurredAt!, facts: state.facts };
    file.stage = 'review';
    const round = ++this.#reviews;
    context.owe(duties.reviewCase, act.occurredAt!, round > 1 ? { round } : {}, (reviewed) =>
      this.#reviewed(reviewed),
    );
  }

  // 十四 Passed, it covers what was reported. Returned, the investigation goes on and reports anew.
  #reviewed(act: ActOf<typeof review>): void {
    const { file, state } = this.context;
    const { passed } = act.facts;
    state.review = { at: act.occurredAt!, facts: state.report!.facts, passed };
    if (!state.reviewers.includes(act.officer)) state.reviewers.push(act.officer);
    if (passed) {
      file.stage = 'handling';
      return;
    }
    state.report = undefined;
    file.notes.push(
      '法制审核退回，须补充调查。The review has returned it: the investigation goes on.',
    );
    this.investigate(act.receivedAt);
  }

  /** 十四 The passed review covers every supplement: a new fact is reported and reviewed before anything is decided. */
  newFact(act: Pick<Act, 'receivedAt'>): void {
    const { context } = this;
    const { state, duties } = context;
    state.facts++;
    if (!state.report) return;
    context.release('a new fact: it is reported first', duties.reviewCase);
    this.investigate(act.receivedAt);
  }

  /** A decision that was annulled is made anew: from the investigation, by a review and a notice of its own. */
  anew(from: Instant): void {
    const { state } = this.context;
    Object.assign(state, {
      report: undefined,
      review: undefined,
      discussion: undefined,
      notice: undefined,
      statement: undefined,
      hearing: undefined,
      heardAt: undefined,
      decision: undefined,
      extended: 0,
    });
    this.investigate(from);
  }
}
