/** 熔断事项 What the database has decided is done: a file is opened or told, a response opens, and the breaker hears of it (TJ51-6). */
import { z } from 'zod';
import { standingWarning } from '../../db/circuit-breaker/store.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import {
  responseFailed,
  responseOpened,
  responseSettled,
  trip,
  warningLapsed,
} from '../../domain/circuit-breaker/acts.ts';
import { cuts } from '../../domain/rapid-response/terms.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openForBreaker } from '../rapid-response/automatic.ts';
import { warn } from './open.ts';

const at = z.number().transform((ms): Instant => instant(ms));
const kind = z.enum(['institution', 'practitioner']);
const warned = z.object({
  bureau: z.string(),
  kind,
  subject: z.string(),
  epoch: z.int(),
  indicator: z.string(),
  version: z.int(),
});
const tripped = z.object({
  file: z.string(),
  item: z.string(),
  round: z.int(),
  touches: z.int(),
  first: at,
  last: at,
  decidedAt: at,
});
const letter = z.object({
  round: z.int(),
  attempt: z.int(),
  decidedAt: at,
  clause: z.string(),
  cut: z.enum(cuts),
  subject: z.object({ kind, id: z.string() }),
  handling: z.string(),
});
const lapsed = z.object({ file: z.string(), item: z.string() });
const settled = z.object({
  file: z.string(),
  round: z.int(),
  outcome: z.enum(['restored', 'ended']),
  at,
});

async function performWarning(task: TaskRow, deps: ActDeps): Promise<void> {
  const one = warned.parse(task.data);
  const standing = await standingWarning(deps.sql, one);
  // Reset or lapsed meanwhile, or its file has it already.
  if (!standing) return;
  const { indicator, version, epoch } = one;
  await warn(deps, one, task.id, epoch, {
    item: `${indicator}@${version}`,
    indicator,
    version,
    measuredAt: instant(standing.measuredAt),
    clause: standing.clause,
    cut: standing.cut,
  });
}

/** A file that has ended was reset at the same instant: nothing has been cut, and what was touched is spent. */
async function performTrip({ data }: TaskRow, deps: ActDeps): Promise<void> {
  const { file, ...facts } = tripped.parse(data);
  await bring(deps, file, trip.type, facts, `${file}:trip:${facts.round}`);
}

async function performLetter(task: TaskRow, deps: ActDeps): Promise<void> {
  const { round, attempt, ...rest } = letter.parse(task.data);
  const { file, bureau } = task;
  const opened = await openForBreaker(deps, { ...rest, bureau, breaker: file, attempt });
  const key = `${file}:letter:${attempt}`;
  if ('failed' in opened)
    await bring(deps, file, responseFailed.type, { round, reason: opened.failed }, key);
  else
    await bring(
      deps,
      file,
      responseOpened.type,
      { round, response: opened.file, joined: opened.joined },
      key,
    );
}

async function performLapse({ data }: TaskRow, deps: ActDeps): Promise<void> {
  const { file, item } = lapsed.parse(data);
  await bring(deps, file, warningLapsed.type, { item }, `${file}:lapsed:${item}`);
}

async function performSettlement({ data }: TaskRow, deps: ActDeps): Promise<void> {
  const { file, ...facts } = settled.parse(data);
  await bring(deps, file, responseSettled.type, facts, `${file}:settled:${facts.round}`);
}

export const breakerTasks: TaskHandlers = {
  'breaker-warn': performWarning,
  'breaker-trip': performTrip,
  'breaker-letter': performLetter,
  'breaker-lapsed': performLapse,
  'breaker-settled': performSettlement,
};
