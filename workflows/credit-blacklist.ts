/**
 * 黑名单 One listing: proposed by the table (秦医保〔2022〕23号 二（四）), told, heard, answered, approved by the principal; the class in force is C until then. The file is open
 * as long as the subject is listed: it leaves by repair or decision, on the proposal of one and the decision of another, or at once when what it rested on falls.
 */
import * as acts from '../domain/credit-blacklist/acts.ts';
import {
  regraded,
  removalProposal,
  statement,
  waiver,
  type State,
} from '../domain/credit-blacklist/acts.ts';
import { CLAUSE, dutiesFor, type Duties } from '../domain/credit-blacklist/duties.ts';
import { guards, notAwaited } from '../domain/credit-blacklist/guards.ts';
import type { CreditBlacklistSettings } from '../domain/credit-blacklist/settings.ts';
import type { SubjectKind } from '../domain/credit-cycle/terms.ts';
import type { Act } from '../domain/law/act.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import { StandingOffers } from './kit/standing-offers.ts';
import type { Closing, Opening } from './messages.ts';

interface BlacklistOpening extends Opening {
  units: { 'fund-supervision': string; approving: string };
  subject: { kind: SubjectKind; id: string };
  cycle: string;
  settings: CreditBlacklistSettings;
}

export async function creditBlacklist(opening: BlacklistOpening): Promise<Closing> {
  const state: State = {
    handlers: new Set(),
    toldAt: null,
    unanswered: false,
    heard: false,
    proposer: null,
    groundless: false,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([regraded.type]),
    manages: true,
  });
  return file.run(CLAUSE, () => new Listing(file, opening).run());
}

class Listing {
  readonly file: CaseFile<State>;
  readonly opening: BlacklistOpening;
  readonly duties: Duties;
  readonly #offers = new StandingOffers();
  readonly #settled: Promise<string>;
  #settle: (outcome: string) => void = () => {};
  #rounds = 0;
  /** How often the subject has been told, or is to be. */
  #notices = 0;
  #told = false;
  #listed = false;
  #waivedAt: Instant | undefined;

  constructor(file: CaseFile<State>, opening: BlacklistOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
    this.#settled = new Promise((settle) => {
      this.#settle = settle;
    });
  }

  run(): Promise<string> {
    this.#offer();
    void this.#notify(this.opening.letter.receivedAt);
    return this.#settled;
  }

  #offer(): void {
    const mine = { by: [this.opening.units['fund-supervision']], clause: CLAUSE };
    const { file, state } = this;
    this.#offers.add(
      () => true,
      () =>
        file.allow({ act: regraded.type, by: ['duban'], clause: CLAUSE }, (act) =>
          this.#regraded(act),
        ),
    );
    // What comes after the window is heard all the same, until it is decided.
    this.#offers.add(
      () => this.#told && !this.#listed,
      () => file.allow({ act: statement.type, ...mine }, (act) => this.#said(act)),
    );
    this.#offers.add(
      () => this.#told && !state.heard,
      () =>
        file.allow({ act: waiver.type, ...mine }, ({ receivedAt }) => {
          this.#waivedAt = receivedAt;
          this.#release(this.duties.hear.id, 'the subject has waived its statement');
        }),
    );
    this.#offers.add(
      () => this.#listed && state.proposer === null,
      () => file.allow({ act: removalProposal.type, ...mine }, (act) => this.#leaving(act)),
    );
  }

  get state(): State {
    return this.file.state;
  }

  #round(): { round?: number } {
    const round = this.#rounds++;
    return round === 0 ? {} : { round };
  }

  /** 告知 Then the subject may be heard, whether or not it wants to. */
  async #notify(from: Instant, which: { round?: number } = {}): Promise<void> {
    const { file, duties, state } = this;
    const notice = ++this.#notices;
    file.stage = 'proposed';
    const { act } = await file.performed(duties.notify, from, which);
    if (!act) return;
    const at = act.servedAt!;
    this.#told = true;
    state.toldAt = at;
    state.handlers.add(act.officer);
    file.stage = 'hearing';
    file.effect('blacklist-noticed', { act: act.id, at });
    this.#offers.look();
    const { wait } = await file.until(duties.hear, at, {
      ...which,
      takes: (said) => {
        this.#said(said);
        return false;
      },
    });
    if (notice !== this.#notices) return;
    state.heard = true;
    this.#offers.look();
    this.#decide(this.#waivedAt ?? wait.due.at);
  }

  /** 陈述 Each is answered; what is being decided waits for the answer. */
  #said({ receivedAt }: Act): void {
    const { file, duties, state } = this;
    this.#release(duties.approve.id, 'the subject has stated its case');
    file.stage = 'answering';
    if (state.unanswered) return;
    state.unanswered = true;
    void file.performed(duties.answer, receivedAt, this.#round()).then(({ act }) => {
      if (!act) return;
      state.unanswered = false;
      state.handlers.add(act.officer);
      this.#decide(act.receivedAt);
    });
  }

  /** 正职审批 Once it has been heard and answered. */
  #decide(from: Instant): void {
    const { file, duties, state } = this;
    if (state.unanswered) return;
    file.stage = state.heard ? 'deciding' : 'hearing';
    if (!state.heard) return;
    void file.performed(duties.approve, from, this.#round()).then(({ act }) => {
      if (!act) return;
      const { outcome } = act.facts;
      this.#enter(`blacklist-${outcome}`, act, { subject: this.opening.subject.id });
      file.effect('blacklist-decided', { state: outcome, act: act.id, at: act.receivedAt });
      if (outcome === 'not-listed') return this.#end('not-listed');
      this.#listed = true;
      file.stage = 'listed';
      this.#offers.look();
    });
  }

  /** 重新评价 A pending proposal that is made no more is dropped. Who is listed leaves at once when its ground has fallen; a later grading alone is decided on. */
  #regraded(act: ActOf<typeof regraded>): void {
    const { file, duties, state } = this;
    const { proposed, cause, grade } = act.facts;
    const known = state.groundless;
    state.groundless = !proposed;
    if (proposed && act.facts.fresh === true && this.#told && !this.#listed)
      return this.#again(act.receivedAt);
    if (proposed) return this.#release(duties.proposeRemoval.id, 'the grading proposes it again');
    if (!this.#listed) {
      file.effect('blacklist-left', { state: 'dropped', at: act.receivedAt });
      return this.#end('dropped');
    }
    if (cause !== 'regular' && grade !== 'D') return this.#left(act);
    if (cause !== 'regular' && known) return;
    if (state.proposer !== null || this.#owed(duties.proposeRemoval.id).length > 0) return;
    void file
      .performed(duties.proposeRemoval, act.receivedAt, this.#round())
      .then(({ act: proposal }) => proposal && this.#leaving(proposal));
  }

  /** 另有行为 What the notice has not named is told, heard and answered like the rest, before anybody decides. */
  #again(from: Instant): void {
    this.#release(null, 'acts are counted that the notice does not name');
    Object.assign(this.state, { heard: false, unanswered: false, toldAt: null });
    this.#told = false;
    this.#waivedAt = undefined;
    this.#offers.look();
    void this.#notify(from, { round: ++this.#rounds });
  }

  /** 移出 Proposed by one, decided by another. */
  #leaving(act: ActOf<typeof removalProposal>): void {
    const { file, duties, state } = this;
    state.proposer = act.officer;
    file.stage = 'leaving';
    this.#offers.look();
    void file
      .performed(duties.decideRemoval, act.receivedAt, this.#round())
      .then(({ act: decided }) => {
        if (!decided) return;
        if (decided.facts.outcome === 'left') return this.#left(decided);
        state.proposer = null;
        file.stage = 'listed';
        this.#enter('blacklist-kept', decided, {});
        this.#offers.look();
      });
  }

  #left(act: Pick<Act, 'id' | 'receivedAt'>): void {
    this.#enter('blacklist-left', act, { subject: this.opening.subject.id });
    this.file.effect('blacklist-left', { state: 'left', at: act.receivedAt });
    this.#end('left');
  }

  #enter(type: string, { id }: Pick<Act, 'id'>, body: { subject?: string }): void {
    this.file.enter({ key: `${type}:${id}`, type, clause: CLAUSE, act: id, body });
  }

  #owed = (duty: string) => this.file.waits.filter((wait) => wait.duty.id === duty);
  /** Null: everything that is owed. */
  #release(duty: string | null, why: string): void {
    const waits = duty === null ? this.file.waits : this.#owed(duty);
    for (const { key } of waits) this.file.release(key, why);
  }

  #end(outcome: string): void {
    this.#offers.withdrawAll();
    this.#release(null, 'the listing has ended');
    this.#settle(outcome);
  }
}
