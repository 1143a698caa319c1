/**
 * 重算 Lives a file's life again with the real code of its procedure, and without an engine. The verdicts that stand are not obeyed: each act is
 * judged by what was known when it was judged. Acts come in at their arrival, alarms go off at their instants, and what would have been entered
 * is the answer.
 */
import type { FileActivities, InboxRow } from '../../activities/contract.ts';
import type { Life, Lived, LivedAct, StoodVerdict } from '../../domain/recount/life.ts';
import * as procedures from '../../workflows/index.ts';
import { Ledger } from './ledger.ts';
import { enterWorld, instantOf, newWorld, settle, type World } from './stand-in.ts';

type Procedure = (opening: never) => Promise<unknown>;

/** The workflow of a procedure bears its name. */
function workflowOf(procedure: string): Procedure | undefined {
  const name = procedure.replaceAll(/-([a-z])/g, (_, c: string) => c.toUpperCase());
  return Object.hasOwn(procedures, name)
    ? (procedures as Readonly<Record<string, Procedure>>)[name]
    : undefined;
}

/** Two lives would share one world. */
let before: Promise<unknown> = Promise.resolve();

/** `verdicts`: those that stand, obeyed only where what an act was judged by was not kept. */
export function live(life: Life, verdicts: readonly StoodVerdict[]): Promise<Lived> {
  const lived = before.then(() => liveAlone(life, verdicts));
  before = lived.catch(() => {});
  return lived;
}

async function liveAlone(life: Life, verdicts: readonly StoodVerdict[]): Promise<Lived> {
  const ledger = new Ledger();
  const inbox = new Inbox(life.acts, verdicts);
  const procedure = workflowOf(life.procedure);
  let fault: string | null = procedure ? null : `no such procedure: ${life.procedure}`;
  if (procedure) {
    const world: World = newWorld({
      now: life.opening.letter.arrivedAt,
      changes: new Set(life.changes),
      activities: answering(inbox, ledger, () => instantOf(world)),
    });
    enterWorld(world);
    try {
      const ended = { done: false };
      procedure({ ...life.opening, carried: undefined } as never).then(
        () => (ended.done = true),
        (error: unknown) => {
          ended.done = true;
          fault = error instanceof Error ? error.message : String(error);
        },
      );
      await course(world, life, ended);
    } finally {
      enterWorld(undefined);
    }
  }
  return { ...ledger.lived, fault, obeyed: inbox.obeyed };
}

/** Acts and alarms come in, one after the other, in the order of their instants; an act goes before an alarm of its instant. */
async function course(world: World, { acts, until }: Life, ended: { done: boolean }) {
  const rest = acts.slice(1);
  await settle(world);
  while (!ended.done) {
    const [alarm] = [...world.timers].sort((a, b) => a.at - b.at);
    const next = rest[0]?.message;
    if (next && !(alarm && alarm.at < next.arrivedAt)) {
      rest.shift();
      world.now = Math.max(world.now, next.arrivedAt);
      world.signal?.(next);
    } else if (alarm && alarm.at <= until + 1) {
      // A turn that enters what is over at an instant says that the file has lived up to the millisecond before.
      world.timers.delete(alarm);
      world.now = Math.max(world.now, alarm.at);
      alarm.goesOff();
    } else return;
    await settle(world);
  }
}

/** What the database answers. */
function answering(inbox: Inbox, ledger: Ledger, at: () => ReturnType<typeof instantOf>) {
  const activities: Partial<Record<keyof FileActivities, (argument: never) => unknown>> = {
    takeActs: ({ after, upto }: { after: number; upto: number }) => inbox.rows(after, upto),
    decide: ({ act }: { act: string }) => inbox.decision(act),
    enterTurn: (turn: Parameters<FileActivities['enterTurn']>[0]) => {
      const { ask } = turn;
      const missed = ask ? inbox.rows(ask.after, Infinity, ask.until) : [];
      if (missed.length > 0) return { missed };
      ledger.enter(turn, at());
      return {};
    },
  };
  return activities;
}

class Inbox {
  readonly obeyed: string[] = [];
  readonly #acts: readonly LivedAct[];
  readonly #verdicts: ReadonlyMap<string, StoodVerdict['verdict']>;

  constructor(acts: readonly LivedAct[], verdicts: readonly StoodVerdict[]) {
    this.#acts = acts;
    this.#verdicts = new Map(verdicts.map(({ act, verdict }) => [act, verdict]));
    for (const { message, author } of acts.slice(1)) if (!author) this.obeyed.push(message.id);
  }

  rows(after: number, upto: number, arrivedUntil = Infinity): InboxRow[] {
    return this.#acts
      .filter(
        ({ message: { number, arrivedAt } }) =>
          number > after && number <= upto && arrivedAt <= arrivedUntil,
      )
      .slice(0, 200)
      .map(({ message, known, author }) => ({
        message,
        known,
        standing: author?.standing ?? null,
        verdict: author ? null : (this.#verdicts.get(message.id) ?? null),
      }));
  }

  decision(act: string): object {
    const decision = this.#acts.find(({ message }) => message.id === act)?.decision;
    if (!decision) throw new Error(`nothing was decided of act ${act} across files`);
    return decision;
  }
}
