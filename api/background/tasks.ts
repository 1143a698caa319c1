/**
 * 跨案事项 Performs the tasks that files have for each other: opens a file, or brings a system act. Each is performed at least once, idempotently by
 * its id. They are begun in the order in which they were written, a few at a time. A task that fails is tried again ever more seldom, at least
 * once an hour, and the others do not wait for it. A kind of task that this version does not know is left to a newer one; the reconciliation shows it.
 */
import type { Logger } from 'pino';
import { takeTasks, taskDone, taskFailed, type TaskRow } from '../../db/queries/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { faultOf } from '../http/problem-answer.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';

/** What is done for each kind of task. Where it throws, the task is tried again. */
export type TaskHandlers = Readonly<
  Record<string, (task: TaskRow, deps: ActDeps) => Promise<void>>
>;

/** Milliseconds between two looks; the database notifies of what it has just written. */
const EVERY = 5_000;
const BATCH = 100;
/** How many are performed at the same time. None depends on another, and each spends most of its time waiting for the engine. */
const WIDTH = 8;

export class Tasks {
  readonly loop: Loop;
  readonly #deps: ActDeps;
  readonly #log: Logger;
  readonly #handlers: TaskHandlers;

  constructor(deps: ActDeps, log: Logger, handlers: TaskHandlers) {
    this.#deps = deps;
    this.#log = log;
    this.#handlers = handlers;
    this.loop = new Loop({
      name: 'tasks',
      log,
      every: EVERY,
      first: 0,
      perform: (stopping) => this.once(stopping),
      listen: (wake) => deps.sql.listen('duban_task', wake),
    });
  }

  /** Performs what is due, one batch after the other, and answers how much was done. A task that was taken cannot be given back, so it is performed even while the loop stops. */
  async once(stopping?: AbortSignal): Promise<number> {
    const { sql } = this.#deps;
    for (let done = 0; ;) {
      const due = await takeTasks(sql, Object.keys(this.#handlers), BATCH);
      done += await performEach(due, {
        loop: 'tasks',
        log: this.#log,
        called: ({ file, kind }) => ({ file, task: kind }),
        width: WIDTH,
        perform: async (task) => {
          await this.#handlers[task.kind]!(task, this.#deps);
          await taskDone(sql, task.id);
        },
        failed: ({ id }, error) => taskFailed(sql, id, String(faultOf(error)['code'] ?? 'fault')),
      });
      if (due.length < BATCH || stopping?.aborted) return done;
    }
  }
}
