/** What follows from one act: the duties that begin with it and the warnings it causes, so that its answer can tell them. */
import type { Started, Verdict } from '../../domain/law/verdict.ts';
import type { Wait } from '../../domain/law/wait.ts';

export class Consequences {
  #waits: Wait[] = [];
  #warnings: string[] = [];
  /** Of the act taken last, until the next act or wake. */
  #verdict?: Verdict | undefined;

  /**
   * An act is about to be judged. The law of the file may follow at once, before the verdict is returned: what begins
   * from here on follows from this act.
   */
  begin(verdict: Verdict): void {
    [this.#waits, this.#warnings] = [[], []];
    this.#verdict = verdict;
  }
  /** The act has been judged: this is the verdict in which its consequences will stand. */
  judged(verdict: Verdict): void {
    this.#verdict = verdict;
  }

  began(wait: Wait): void {
    if (this.#verdict) this.#waits.push(wait);
  }
  warned(warning: string): void {
    if (this.#verdict) this.#warnings.push(warning);
  }

  /**
   * The file is at rest: what followed from the last act is written into its verdict. What the act itself has performed or
   * made pointless is no duty any more.
   */
  settle(): void {
    const verdict = this.#verdict;
    this.#verdict = undefined;
    if (!verdict?.accepted) return;
    const started = this.#waits.filter((w) => w.state === 'open').map(startedOf);
    if (started.length > 0) verdict.started = started;
    if (this.#warnings.length > 0) verdict.warnings = this.#warnings;
  }
}

const startedOf = ({ key, kind, duty, item, owedBy, owedTo, due, force }: Wait): Started => ({
  key,
  duty: duty.id,
  ...(item === undefined ? {} : { item }),
  act: duty.act,
  action: duty.action,
  kind,
  owedBy,
  owedTo,
  due: due.at,
  inclusive: due.inclusive,
  status: due.status,
  force,
  clause: duty.basis.clause,
});
