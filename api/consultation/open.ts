/** 召集会商 Opens the file of a consultation, for a coordinator or for the schedule itself, with the figures of the period already in it (TJ84-16). */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { coordinatorOf } from '../../db/commitment-registries/coordinators.ts';
import { isCoordinator } from '../../db/coordination-issue/store.ts';
import { consultationSince, pairFigures, type Pair } from '../../db/consultation/store.ts';
import { unitsOf } from '../../db/queries/subjects.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { consultation } from '../../domain/consultation/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { nextTerm } from '../../domain/consultation/acts.ts';
import { refuseCall } from '../../domain/consultation/opening.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import { bring } from '../background/system-acts.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { SYSTEM, systemCaller } from '../intake/system.ts';
import { Problem } from '../http/problems.ts';

/** `to`: the instant of the call; absent: now. `from`: absent: since the consultation before. */
export interface ConsultationCall {
  pair: Pair;
  from?: Instant;
  to?: Instant;
  payload: object;
}

/** The pair has one consultation at a time: called again, it answers with the open one. */
export function openConsultation(
  deps: ActDeps,
  caller: Caller,
  key: string,
  call: ConsultationCall,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload: call.payload,
    key,
    procedure: consultation,
    prepare: (context) => prepare(deps, context, call),
    async ifOpen(file) {
      const scheduled = caller.id === SYSTEM.id && call.to !== undefined;
      if (scheduled) await bring(deps, file, nextTerm.type, { at: call.to! }, key);
      return {
        status: 200,
        body: { file, act: '', joined: true, status: 'joined' },
        headers: { Location: `/v1/files/${file}` },
      };
    },
  });
}

async function prepare(
  deps: ActDeps,
  context: OpeningContext,
  { pair, from, to = context.receivedAt }: ConsultationCall,
): Promise<NewFile | { refusal: Refusal }> {
  const { sql } = deps;
  const { bureau, caller } = context;
  const today = civilDateOf(context.receivedAt);
  const { accepting, supervising } = pair;
  const settings = settingsOf(bureau);
  const units = new Set((await unitsOf(sql, bureau.id)).map((u) => u.id));
  const since = from ?? (await consultationSince(sql, pair, to, settings.consultationMonths));
  const refusal = refuseCall({
    authorised: await mayCall(deps, caller, today),
    accepting,
    supervising,
    registered: units.has(accepting) && units.has(supervising),
    periodInOrder: since < to,
  });
  if (refusal) return { refusal };
  const [figures, invited] = await Promise.all([
    pairFigures(sql, pair, since, to),
    invitedOn(today, pair, sql),
  ]);
  const [mine, theirs] =
    caller.unit === supervising ? [supervising, accepting] : [accepting, supervising];
  return {
    subject: { kind: 'pair', id: `${accepting}~${supervising}` },
    idPattern: numbered(consultation.prefix, bureau.id, today.slice(0, 4)),
    type: 'consultation-call',
    stated: {
      facts: {
        accepting,
        supervising,
        from: since,
        to,
        by: caller.id === SYSTEM.id ? 'schedule' : 'coordinator',
      },
    },
    opening: {
      units: { convener: mine, counterpart: theirs, accepting, supervising },
      period: { from: since, to },
      figures,
      invited,
      settings,
    },
  };
}

/** The coordinators of both sides who are in office on the day. */
async function invitedOn(day: CivilDate, { accepting, supervising }: Pair, sql: Sql) {
  const [forAccepting, forSupervising] = await Promise.all([
    coordinatorOf(sql, accepting, 'accepting', day),
    coordinatorOf(sql, supervising, 'supervising', day),
  ]);
  return { accepting: forAccepting, supervising: forSupervising };
}

const mayCall = async ({ sql }: ActDeps, caller: Caller, day: string): Promise<boolean> =>
  caller.id === SYSTEM.id ||
  holds(caller, 'coordinator', 'registrar') ||
  isCoordinator(sql, caller.id, caller.unit, day);

/** A pair, and the instant for which its schedule fired. */
const term = z.object({
  bureau: z.string(),
  accepting: z.string(),
  supervising: z.string(),
  at: z.number(),
});

/** The task of a schedule's term. What the rules refuse is kept with its reason by the opening; only faults are tried again. */
export async function performConsultationCall(task: TaskRow, deps: ActDeps): Promise<void> {
  const { bureau, accepting, supervising, at } = term.parse(task.data);
  const pair = { bureau, accepting, supervising };
  await openConsultation(deps, systemCaller(bureau), task.key, {
    pair,
    to: instant(at),
    payload: { ...pair, at },
  }).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
  });
}
