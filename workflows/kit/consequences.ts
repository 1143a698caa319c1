/** What follows from one act: the duties that begin with it and the warnings it causes, so that its answer can tell them. */
import type { Started, Verdict } from '../../domain/law/verdict.ts';
import type { Wait } from '../../domain/law/wait.ts';

export class Consequences {
  #waits: Wait[] = [];
  #warnings: string[] = [];

  began(wait: Wait): void {
    this.#waits.push(wait);
  }
  warned(warning: string): void {
    this.#warnings.push(warning);
  }

  /** Writes them into the verdict, when the procedure has come to rest. What the act itself has performed or made pointless is no duty any more. */
  tell(verdict: Verdict): void {
    if (!verdict.accepted) return;
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
