/** 检查进程 What the parts of an inspection share: its duties, what may be filed, what is still owed, and duties whose beginning moves. */
import type { InspectionOpening, InspectionState } from '../../domain/inspection/acts.ts';
import type { transfer } from '../../domain/inspection/conduct/acts-outcomes.ts';
import { stays } from '../../domain/inspection/conduct/gone.ts';
import type { ConductState } from '../../domain/inspection/conduct/state.ts';
import { dutiesFor, type Duties } from '../../domain/inspection/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { TimeLimit } from '../../domain/time/limit.ts';
import type { CaseFile, Outcome, Which } from '../kit/case-file.ts';
import { StandingOffers } from '../kit/standing-offers.ts';

/** 缘由 The act because of which something is entered or moved. */
export interface Because {
  act: Pick<Act, 'id'>;
  because: string;
}

export class ConductContext {
  readonly file: CaseFile<InspectionState>;
  readonly opening: InspectionOpening;
  readonly duties: Duties;
  readonly state: ConductState;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  readonly #offers = new StandingOffers();
  /** Set by the transfers: what a transfer does, and whether nothing is left to be transferred. */
  transferred: (act: ActOf<typeof transfer>) => boolean = () => true;
  /** Set by the outcomes: findings that must be decided on as a case after all. */
  toCase: (findings: readonly string[], from: Instant) => void = () => {};

  constructor(file: CaseFile<InspectionState>, opening: InspectionOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
    this.state = file.state.conduct;
  }

  get inspecting(): string {
    return this.opening.units.inspecting;
  }

  /** 可以 As long as `when` holds, until it is withdrawn: what is shown as possible is possible. Nothing is handled of a matter that was transferred as a whole. */
  offer<T extends string>(
    act: T,
    clause: string,
    accept: (act: ActIn<{ act: T }>) => void,
    when: () => boolean = () => true,
    by: readonly string[] = [this.inspecting],
  ): () => void {
    return this.#offers.add(
      () => (stays.has(act) || !this.state.gone.whole) && when(),
      () =>
        this.file.allow({ act, by, clause }, (given) => {
          accept(given);
          this.look();
        }),
    );
  }

  /** Looks again at what may be filed, after something has changed. */
  look(): void {
    this.#offers.look();
  }

  /** 应当, insisted on however late; never reached when it is released. */
  owe<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>>,
    then: (act: ActIn<D>) => void,
  ): void {
    this.owed.push(
      this.file.performed(duty, from, which).then(({ act }: Outcome<ActIn<D>>) => {
        if (act) then(act);
        this.look();
      }),
    );
  }

  /** A duty that nobody owes any more, where it is open. */
  release(key: string, why: string): void {
    if (this.file.wait(key)) this.file.release(key, why);
  }

  note(
    key: string,
    clause: string,
    type: string,
    act: Because['act'],
    body: Record<string, string | number | boolean | null>,
  ): void {
    this.file.enter({ key: `${key}:${act.id}`, type, clause, act: act.id, body });
  }

  /** Nothing is owed any more; what is performed may bring new duties with it. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.owed.length;) {
      seen = this.owed.length;
      await Promise.all(this.owed);
    }
  }
}

/** 起算点会移动的期限 A duty that is armed anew when what it is counted from moves: each time a round of its own, with the old and the new end in the register. */
export class MovableDeadline<D extends Duty> {
  readonly #context: ConductContext;
  readonly #duty: D;
  readonly #item: string | undefined;
  readonly #then: (act: ActIn<D>) => void;
  #round = 0;
  #key: string | undefined;
  from: Instant | undefined;

  constructor(context: ConductContext, duty: D, then: (act: ActIn<D>) => void, item?: string) {
    this.#context = context;
    this.#duty = duty;
    this.#then = then;
    this.#item = item;
  }

  get wait() {
    return this.#key === undefined ? undefined : this.#context.file.wait(this.#key);
  }

  /** Begins, or begins anew because of an act. Overdue already: it is not moved, a person decides (as X-2 has it for calendars). */
  begin(from: Instant, why?: Because, limit: TimeLimit = this.#duty.limit): void {
    const duty: D = { ...this.#duty, limit };
    const { file } = this.#context;
    const before = this.wait;
    if (before?.breached) return this.#left(before.due.lastDay ?? null, why!);
    if (before) file.release(before.key, why?.because ?? 'begun anew');
    this.from = from;
    const round = ++this.#round;
    const which: Which<ActIn<D>> = {
      ...(this.#item !== undefined && { item: this.#item }),
      ...(round > 1 && { round }),
    };
    this.#key = [duty.id, which.item, which.round].filter((part) => part !== undefined).join(':');
    void file.performed(duty, from, which).then(({ act }: Outcome<ActIn<D>>) => {
      if (act) this.#then(act);
      this.#context.look();
    });
    if (before && why)
      this.#context.note(`moved:${duty.id}`, duty.basis.clause, 'duty-moved', why.act, {
        duty: duty.id,
        before: before.due.lastDay ?? null,
        after: this.wait!.due.lastDay ?? null,
        because: why.because,
      });
  }

  #left(before: string | null, why: Because): void {
    this.#context.note(
      `left:${this.#duty.id}`,
      this.#duty.basis.clause,
      'revision-left-to-a-person',
      why.act,
      { duty: this.#duty.id, before, because: why.because },
    );
  }

  /** Counted in days: nothing moves within a day. */
  moves(from: Instant, why?: Because): void {
    if (this.from === undefined || civilDateOf(this.from) !== civilDateOf(from))
      this.begin(from, why);
  }

  release(why: string): void {
    if (this.wait) this.#context.file.release(this.wait.key, why);
  }
}
