/**
 * 跨案事项 Performs what one file owes another: opens a file, brings a system act. At least once, idempotent by the task's id; begun in the order
 * in which they were written, a few at a time. A failing one is tried again ever more seldom, up to an hour, and never keeps others waiting;
 * what nobody here can perform is left to a newer version, and shown by the reconciliation.
 */
import type { Logger } from 'pino';
import { takeTasks, taskDone, taskFailed, type TaskRow } from '../../db/queries/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { faultOf } from '../http/problem-answer.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';

/** What is done for one kind of task; whatever it throws means: try again. */
export type TaskHandlers = Readonly<
  Record<string, (task: TaskRow, deps: ActDeps) => Promise<void>>
>;

/** Milliseconds between two looks; the database notifies of what it has just written. */
const EVERY = 5_000;
const BATCH = 100;
/** So many at a time: none depends on another one, and most of the time of each is spent waiting for the engine. */
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

  /** Performs what is due, a batch after the other; how much was done. What is taken is performed, for it cannot be given back. */
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
