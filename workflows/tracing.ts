/**
 * 追踪 Brings the trace of an act from its signal to the local activities that are about it. Without a header, where nobody traces, nothing is done. It adds no await and no
 * command, so a history is the same with it and without it, and one of before replays.
 */
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { Act } from '../domain/law/act.ts';

/** Under which @temporalio/interceptors-opentelemetry carries W3C trace context. */
const HEADER = '_tracer-data';
/** So many acts wait for their verdicts with their traces; of more the oldest goes on without. */
const MOST = 100;

export interface TracingSinks extends Sinks {
  tracing: {
    /** A workflow task has taken in what carries this context. */
    taken(what: 'start' | 'act', carrier: unknown): void;
  };
}
const { tracing } = proxySinks<TracingSinks>();

type Headers = Readonly<Record<string, unknown>>;

/** What an activity says that it is about: the act itself, numbers of the inbox, or the verdicts of a turn. */
interface About {
  act?: string;
  after?: number;
  upto?: number;
  verdicts?: readonly { act: string }[];
}

export const interceptors: WorkflowInterceptorsFactory = () => {
  const carried = new Map<string, { number: number; carrier: never }>();
  const note = (what: 'start' | 'act', headers: Headers, act: Act | undefined): void => {
    const carrier = headers[HEADER];
    if (carrier === undefined || !act?.id) return;
    const [oldest] = carried.keys();
    if (carried.size >= MOST && oldest) carried.delete(oldest);
    carried.set(act.id, { number: act.number, carrier: carrier as never });
    tracing.taken(what, carrier);
  };
  const carrierOf = ({ act, after, upto, verdicts }: About): undefined | never => {
    if (act !== undefined) return carried.get(act)?.carrier;
    for (const { act: judged } of verdicts ?? []) {
      const found = carried.get(judged);
      carried.delete(judged);
      if (found) return found.carrier;
    }
    if (after === undefined || upto === undefined) return undefined;
    return [...carried.values()].find(({ number }) => number > after && number <= upto)?.carrier;
  };
  return {
    inbound: [
      {
        execute(input, next) {
          note('start', input.headers, (input.args[0] as { letter?: Act } | undefined)?.letter);
          return next(input);
        },
        handleSignal(input, next) {
          note('act', input.headers, input.args[0] as Act | undefined);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleLocalActivity(input, next) {
          if (carried.size === 0) return next(input);
          const carrier = carrierOf((input.args[0] ?? {}) as About);
          return next(
            carrier === undefined
              ? input
              : { ...input, headers: { ...input.headers, [HEADER]: carrier } },
          );
        },
      },
    ],
  };
};
