/**
 * 一网通 (TJ84-4) A batch of events: each is judged by itself and answered in its place; events about one result stay in order, results do not wait for each other.
 * A key counts once for the system that made it. An answer that is final is kept and given again, whatever has happened since.
 */
import type { Logger } from 'pino';
import { fileOfResult, settleEvents, takeEvents } from '../../db/commitment-registries/events.ts';
import { fileOr404, submitAct, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openCommitmentCase } from './open.ts';
import { type EventAnswer, type Batch, refusal } from './event-answer.ts';
import { refuse, recordAccess } from './refused-events.ts';
import { type Taken, readEvent } from './event-reading.ts';

/** Results at a time, and how long a whole batch waits for its verdicts; what has none by then is pending. */
const WIDTH = 16;
const BATCH_TIMEOUT = 15_000;

export async function answerEvents(
  deps: ActDeps,
  log: Logger,
  caller: Caller,
  raw: readonly unknown[],
): Promise<EventAnswer[]> {
  const system = caller.system ?? caller.id;
  const batch = { deps, log, caller, until: Date.now() + BATCH_TIMEOUT };
  const read = await Promise.all(raw.map((one) => readEvent(batch, one)));
  const taken = [
    ...new Map(
      read.flatMap((one) => ('refused' in one ? [] : [[`${one.hash} ${one.key}`, one] as const])),
    ).values(),
  ];
  const known = await takeEvents(
    deps.sql,
    system,
    caller.id,
    taken.map(({ key, hash, type, result }) => ({ key, hash, type, result })),
  );
  const isOf = ({ key, hash }: Taken): boolean => known[key]!.hash === hash;
  const answers = await inOrder(
    batch,
    taken.filter((one) => isOf(one) && known[one.key]!.answer === null),
  );
  const settled = await settleEvents(
    deps.sql,
    system,
    Object.fromEntries(
      [...answers].filter(([, { state }]) => state === 'accepted' || state === 'refused'),
    ),
  );
  return Promise.all(
    read.map(async (one) => {
      if ('refused' in one) return one.refused;
      if (!isOf(one)) return refuse(batch, conflict(), one, one.raw);
      return (known[one.key]!.answer ?? settled[one.key] ?? answers.get(one.key)) as EventAnswer;
    }),
  );
}

const conflict = (): Problem =>
  new Problem('idempotency-conflict', {
    clause: 'TJ84-4',
    lawful: { zh: '内容不同的事件请用新的键。', en: 'Use a new key for another event.' },
  });

/** One lane a result, so many lanes at once. Behind a fault of ours the rest of its lane waits for the next sending, or it would be out of order. */
async function inOrder(batch: Batch, events: readonly Taken[]): Promise<Map<string, EventAnswer>> {
  const lanes = new Map<string, Taken[]>();
  for (const event of events) lanes.set(event.result, [...(lanes.get(event.result) ?? []), event]);
  const answers = new Map<string, EventAnswer>();
  const waiting = lanes.values();
  const walk = async (): Promise<void> => {
    for (const lane of waiting) {
      let broken = false;
      for (const event of lane) {
        const { key, type } = event;
        const given: EventAnswer = broken
          ? { ...refusal(new Problem('not-ready'), { key, type }), state: 'fault' }
          : await answer(batch, event);
        broken = given.state === 'fault';
        answers.set(key, given);
      }
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, walk));
  return answers;
}

async function answer(batch: Batch, taken: Taken): Promise<EventAnswer> {
  try {
    return await perform(batch, taken);
  } catch (error) {
    return refuse(batch, error, { key: taken.key, type: taken.type }, taken.raw);
  }
}

/** The same ways as an officer's own: nothing is lawful here that would not be lawful there. */
async function perform(
  { deps, caller, until }: Batch,
  { event, key, type, result, raw }: Taken,
): Promise<EventAnswer> {
  const patient = {
    ...deps,
    verdictTimeout: Math.min(deps.verdictTimeout ?? 5_000, Math.max(0, until - Date.now())),
  };
  const own = `event/${caller.system ?? caller.id}/${key}`;
  if (event.type === 'approval') {
    const { file, act, status } = (await openCommitmentCase(patient, caller, own, event.body)).body;
    return { key, type, state: status === 'pending' ? 'pending' : 'accepted', file, act };
  }
  const id = await fileOfResult(deps.sql, caller.bureau, result);
  if (!id)
    throw new Problem('not-found', {
      clause: 'TJ84-3.2',
      say: {
        zh: `没有办理结果 ${result} 的案卷。`,
        en: `There is no file of the result ${result}.`,
      },
      lawful: { zh: '先报送该结果的批准（approval）。', en: 'Report its approval first.' },
    });
  const { act, verdict } = await submitAct(
    patient,
    caller,
    await fileOr404(deps.sql, id),
    type,
    own,
    event.body,
  );
  const place = { key, type, file: id, act: act.id };
  if (!verdict) return { ...place, state: 'pending' };
  if (verdict.accepted)
    return {
      ...place,
      state: 'accepted',
      ...(verdict.timing && { timing: verdict.timing }),
      ...(verdict.force && { force: verdict.force }),
    };
  const problem = Problem.refused(verdict.refusal);
  await recordAccess({ deps, caller }, problem, raw);
  return refusal(problem, place);
}
