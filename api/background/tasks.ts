/**
 * 跨案事项 Performs the tasks that files have for each other: opens a file, or brings a system act. Each is performed at least once, idempotently by
 * its id. They are begun in the order in which they were written, a few at a time; kinds that come by the thousand (`bulk`) only where nothing else is due. A task that fails is tried again ever more seldom, at least
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
  readonly #kinds: { urgent: string[]; bulk: string[] };

  constructor(deps: ActDeps, log: Logger, handlers: TaskHandlers, bulk: readonly string[] = []) {
    this.#deps = deps;
    this.#log = log;
    this.#handlers = handlers;
    const urgent = Object.keys(handlers).filter((kind) => !bulk.includes(kind));
    this.#kinds = { urgent, bulk: [...bulk] };
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
      const due = await this.#take();
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
      if (due.length === 0 || stopping?.aborted) return done;
    }
  }

  /** What comes by the thousand is taken a few at a time, so that what is written meanwhile does not wait for it. */
  async #take(): Promise<TaskRow[]> {
    const { sql } = this.#deps;
    const { urgent, bulk } = this.#kinds;
    const due = await takeTasks(sql, urgent, BATCH);
    return due.length > 0 || bulk.length === 0 ? due : takeTasks(sql, bulk, WIDTH);
  }
}
