/** 第八条、第九条第二款 责令停止 The stop order that is owed, once at a time. */
import type { Instant } from '../../domain/time/instant.ts';
import type { Which } from '../kit/case-file.ts';
import type { CaseContext } from './context.ts';

export class Stopping {
  /** The stop order that is owed, and how often one has been. */
  #stop: Promise<void> | undefined;
  #stops = 0;
  readonly context: CaseContext;

  constructor(context: CaseContext) {
    this.context = context;
  }

  /** The order, once it has been owed. */
  get ordered(): Promise<void> | undefined {
    return this.#stop;
  }

  /** The order is served on the party with its reasons and remedies. Once: what the check has demanded the feedback does not demand again. */
  order(since: Instant): void {
    const { file, duties } = this.context;
    if (this.#stop) return;
    file.state.stopOwed = true;
    const which: Which = ++this.#stops === 1 ? {} : { round: this.#stops };
    this.#stop = this.context.step(duties.orderStop, since, which).then((order) => {
      file.state.stopOwed = false;
      file.state.stopped = true;
      file.effect('result-stopped', { act: order.id, at: order.servedAt! });
    });
    this.context.owed.push(this.#stop);
  }

  /** A corrected record takes away what only the earlier one demanded; what has been served stays. */
  withdraw(): void {
    const { state, waits } = this.context.file;
    if (!this.#stop || !state.stopOwed) return;
    this.context.owed.splice(this.context.owed.indexOf(this.#stop), 1);
    this.#stop = undefined;
    state.stopOwed = false;
    const wait = waits.find(({ duty }) => duty.id === this.context.duties.orderStop.id);
    if (wait) this.context.file.release(wait.key, 'the check record was corrected');
  }
}
