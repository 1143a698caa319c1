/** 期满立卷 Opens the list of every bureau's period when it is over: what an outage has swallowed is opened after it, one period after the other (TJ51-15). */
import { bureaux } from '../../db/sanctioned-list/store.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openDue } from './open.ts';

const NAME = 'sanctioned-lists';
/** Milliseconds between two looks. Periods end with a day. */
const EVERY = 600_000;

export class PeriodLists {
  readonly loop: Loop;
  readonly #deps: ActDeps;

  constructor(deps: ActDeps) {
    this.#deps = deps;
    this.loop = new Loop({
      name: NAME,
      log: deps.log,
      every: EVERY,
      perform: (stopping) => this.once(stopping),
    });
  }

  /** Answers how many bureaux were looked at. */
  async once(stopping?: AbortSignal): Promise<number> {
    return performEach(await bureaux(this.#deps.sql), {
      loop: NAME,
      log: this.#deps.log,
      stopping,
      called: (bureau) => ({ bureau }),
      perform: async (bureau) => void (await openDue(this.#deps, bureau)),
    });
  }
}
