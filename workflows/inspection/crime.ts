/** 移送公安机关 Article 14: suspected crimes under 国令310号, in the course that penalty cases have: reported, decided, moved, answered; goods, reconsideration and return. */
import {
  crimeReport,
  policeReturn,
  reconsideration,
  type crimeDecision,
  type policeAnswer,
} from '../../domain/inspection/conduct/acts-outcomes.ts';
import { asTeam, caseOn, dayOfAct } from '../../domain/inspection/conduct/refusing.ts';
import { oursAgain } from '../../domain/inspection/conduct/state.ts';
import { certified } from '../../domain/inspection/judging.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { AfterAnswer, CrimeTransfer } from '../crime-transfer.ts';
import type { Outcome, Which } from '../kit/case-file.ts';
import type { ConductContext } from './context.ts';

const CLAUSE = 'QY-14.3';

export class Crime {
  readonly context: ConductContext;
  readonly #crime: CrimeTransfer;
  readonly #after: AfterAnswer;

  constructor(context: ConductContext) {
    this.context = context;
    const { duties, state } = context;
    const host = {
      file: {
        // The file does not end while the police may still be asked to think again.
        until: <D extends Duty>(duty: D, from: Instant, which: Which<ActIn<D>> = {}) => {
          const window: Promise<Outcome<ActIn<D>>> = context.file.until(duty, from, which);
          context.owed.push(window);
          return window;
        },
      },
      look: () => context.look(),
      owe: <D extends Duty>(
        duty: D,
        from: Instant,
        which: Which<ActIn<D>>,
        then: (act: ActIn<D>) => void,
      ) => context.owe(duty, from, which, then),
      duties,
    };
    this.#after = new AfterAnswer(host, duties, {
      changed: (id) => state.changed(id),
      asked: (at) => this.#asked(at),
      filed: (act) => this.#taken(act),
      handed: () => {
        if (state.crime?.step === 'taken') state.crime.step = 'handed';
      },
      declined: (at) => this.#declined(at),
    });
    this.#crime = new CrimeTransfer(host, {
      moved: (act) => {
        Object.assign(state.crime!, { moved: true, movedAt: act.receivedAt });
      },
      answered: (act, which) => this.#answered(act, which),
    });
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    context.offer(
      crimeReport.type,
      CLAUSE,
      (act) => this.reported(act),
      () => !state.crime || oursAgain(state.crime),
    );
    context.offer(
      policeReturn.type,
      CLAUSE,
      (act) => this.#returned(act),
      () => state.crime?.step === 'taken' || state.crime?.step === 'handed',
    );
    // 国令310 art. 9, X-13: it had reached the police in time, and the result has not been told since.
    context.offer(
      reconsideration.type,
      CLAUSE,
      (act) => this.#after.late(act),
      () => state.crime?.lapsedAt !== undefined && state.crime.step === 'back' && !state.result,
    );
  }

  // 第十四条第三款、国令310  A written report of a group of two, decided by the principal in 3 days; approved, it moves within 24 hours.
  reported(act: ActOf<typeof crimeReport>): void {
    const { context } = this;
    const { state, duties } = context;
    const { group, findings } = act.facts;
    const shown = group.map((officer) => ({ officer, shown: 'certificate' as const }));
    const c = caseOn(asTeam(act.known!, group)!, dayOfAct(act), shown, state.settings);
    state.crime = { group, certificates: [...certified(c, c.plan.team)], findings, moved: false };
    // The head may be registered in another unit than the body.
    const { units, approvers } = context.opening;
    const owedBy =
      approvers.length === 0 || approvers.includes(units.head) ? 'head' : approvers[0]!;
    this.#crime.reported((which, approved) =>
      context.owe({ ...duties.decideCrime, owedBy }, act.occurredAt!, which, (decided) =>
        this.decided(decided, approved),
      ),
    );
  }

  decided(act: ActOf<typeof crimeDecision>, approved: (at: Instant) => void): void {
    const { context } = this;
    const { state, file } = context;
    state.crime!.decided = act.facts.approved ? 'approved' : 'not-approved';
    if (!act.facts.approved) {
      file.notes.push(
        '负责人不批准移送公安机关，理由在卷（QY-14.3）。The head has not approved the transfer to the police; the reason is on file.',
      );
      return this.ours(act);
    }
    approved(act.occurredAt!);
  }

  // 国令310 art. 8 (and TJ51-16.1)  Whether the police have taken it in and opened a case is recorded; what follows is theirs, or dealt with here.
  #answered(act: ActOf<typeof policeAnswer>, which: { round?: number }): void {
    const { state, file } = this.context;
    const { accepted, filed, noticedAt } = act.facts;
    file.notes.push(
      accepted && filed
        ? '公安机关已受理并立案（QY-14.3）。The police have taken it in and opened a case.'
        : '公安机关不予受理或者不予立案，理由在卷（QY-14.3）。The police have not opened a case; the reason is on file.',
    );
    if (!state.changed('crime-whole-course')) {
      if (!accepted || !filed) this.ours(act);
      return;
    }
    state.crime!.noticedAt = noticedAt ?? act.receivedAt;
    this.#after.answered(act, which);
  }

  #taken(act: Pick<Act, 'id'>): void {
    const { context } = this;
    context.state.crime!.step = 'taken';
    context.note('crime-taken', CLAUSE, 'crime-taken', act, {});
  }

  #asked(at: Instant): void {
    const { crime } = this.context.state;
    if (!crime) return;
    crime.askedAt = at;
    delete crime.step;
    delete crime.lapsedAt;
  }

  // 国令310 art. 10  Neither taken nor reconsidered: it is dealt with here.
  #declined(at: Instant): void {
    const { state, file } = this.context;
    const { lapsed } = this.#after;
    state.crime!.step = 'back';
    if (lapsed) state.crime!.lapsedAt = lapsed.at;
    file.enter({ key: `crime-declined:${at}`, type: 'crime-declined', clause: CLAUSE, body: {} });
    file.notes.push(
      '公安机关不予受理或者立案，由本单位继续处理（QY-14.3）。The police have declined: it is dealt with here.',
    );
    this.ours({ receivedAt: at });
  }

  /** What the police return is a fact of its own: it is decided on as a case, and no goods are owed to them any more. */
  #returned(act: ActOf<typeof policeReturn>): void {
    const { context } = this;
    const { state, file, duties } = context;
    state.crime!.step = 'back';
    for (const { key, duty } of file.waits)
      if (duty.id === duties.handOver.id) context.release(key, 'the police have returned it');
    context.note('crime-returned', CLAUSE, 'crime-returned', act, {});
    file.notes.push('公安机关退回，由本单位继续处理（QY-14.3）。Returned by the police.');
    this.ours(act);
  }

  /** What is not transferred after all is dealt with as a case, where the result had told of a transfer to the police. */
  ours(act: Pick<Act, 'occurredAt' | 'receivedAt'>): void {
    const { state, toCase } = this.context;
    const told =
      state.result?.findings
        .filter((f) => f.outcome === 'crime-transfer' && state.crime!.findings.includes(f.id))
        .map((f) => f.id) ?? [];
    toCase(told, act.occurredAt ?? act.receivedAt);
  }
}
