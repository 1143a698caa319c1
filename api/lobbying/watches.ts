/** 守候 The watches of all places: each runs from the day its register is opened, used or not, and one that is missing is begun again. */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { sealedPlaces, type Place } from '../../db/lobbying/store.ts';
import { nextBeat } from '../../domain/lobbying/beats.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import type { Engine } from '../intake/engine.ts';

const NAME = 'sealed-registers';
/** Milliseconds between two looks whether every watch runs. */
const EVERY = 6 * 3_600_000;
const FIRST = 60_000;

export class Watches {
  readonly loop: Loop;
  readonly #deps: { sql: Sql; engine: Engine; log: Logger };

  constructor(deps: { sql: Sql; engine: Engine; log: Logger }) {
    this.#deps = deps;
    this.loop = new Loop({
      name: NAME,
      log: deps.log,
      every: EVERY,
      first: FIRST,
      perform: (stopping) => this.#all(() => true, stopping),
    });
  }

  /** Those of a bureau, right after its register has been opened or has grown. An engine that is away gets them with the next look. */
  async begin(bureau: string): Promise<void> {
    await this.#all((place) => place.bureau === bureau).catch(() => this.loop.wake());
  }

  async #all(of: (place: Place) => boolean, stopping?: AbortSignal): Promise<number> {
    const { sql, log } = this.#deps;
    return performEach((await sealedPlaces(sql)).filter(of), {
      loop: NAME,
      log,
      stopping,
      perform: (place) => this.#start(place),
      called: () => ({}),
      restsOnEngine: true,
      width: 8,
    });
  }

  /** All of them alike, in the system's own name: no memo, no attribute, no summary. One that runs goes on. */
  async #start({ place, beat, hours }: Place): Promise<void> {
    const { engine } = this.#deps;
    await engine.soon('duban-api', () =>
      engine.client.workflow.start('sealedWatch', {
        workflowId: place,
        taskQueue: engine.options.taskQueue,
        args: [{ place, next: nextBeat(beat, hours) }],
        workflowTaskTimeout: '3s',
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
  }
}
