/** 评价的跨案事项 What a cycle has done for it: the grading, and what it is told of records, objections, rules and the next cycle. */
import { z } from 'zod';
import {
  allGathered,
  assessBatch,
  assessMore,
  figuresOf,
  hearersOf,
  listingsHear,
  regrade,
} from '../../db/credit-cycle/store.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import {
  assessed,
  gathered,
  objectionGranted,
  recount,
  ruleChanged,
  succeeded,
} from '../../domain/credit-cycle/acts.ts';
import { recountCauses, subjectKinds } from '../../domain/credit-cycle/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** Subjects in one transaction: few enough that whoever has a record fall meanwhile waits a moment only. */
const BATCH = 2_000;

/** 评价 A batch a task, so that no other waits for all of them. What an earlier attempt has graded is not graded again. */
async function assess({ file }: TaskRow, deps: ActDeps): Promise<void> {
  if ((await assessBatch(deps.sql, file, BATCH)) > 0) return assessMore(deps.sql, file);
  await listingsHear(deps.sql, file);
  await bring(deps, file, assessed.type, await figuresOf(deps.sql, file), `assessed:${file}`);
}

/** 登记完毕 Looked at when the cycle has ended, and whenever a source is recorded or falls. */
async function gather({ file }: TaskRow, deps: ActDeps): Promise<void> {
  if (await allGathered(deps.sql, file))
    await bring(deps, file, gathered.type, { open: 0 }, `gathered:${file}`);
}

const again = z.object({
  cycle: z.string(),
  kind: z.enum(subjectKinds),
  subject: z.string(),
  cause: z.enum(recountCauses),
  reference: z.string(),
});

/** 重新评价 Its own file takes it, or, where that has ended, the one of the bureau that is open; where none is, it is done all the same. */
async function bringRecount({ data }: TaskRow, deps: ActDeps): Promise<void> {
  const { cause, ...facts } = again.parse(data);
  const type = cause === 'objection' ? objectionGranted.type : recount.type;
  const key = `${cause}:${facts.cycle}:${facts.kind}:${facts.subject}:${facts.reference}`;
  for (const file of await hearersOf(deps.sql, facts.cycle))
    if (await bring(deps, file, type, facts, key)) return;
  await regrade(deps.sql, { ...facts, cause });
}

const changed = z.object({ version: z.int(), inForceFrom: z.string() });
async function bringRule({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { version, inForceFrom } = changed.parse(data);
  const facts = { version, inForceFrom: inForceFrom as CivilDate };
  await bring(deps, file, ruleChanged.type, facts, `rule:${file}:${version}`);
}

const next = z.object({ cycle: z.string() });
async function bringSuccession({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  await bring(deps, file, succeeded.type, next.parse(data), `succeeded:${file}`);
}

export const creditCycleTasks: TaskHandlers = {
  'credit-assess': assess,
  'credit-gather': gather,
  'credit-recount': bringRecount,
  'credit-rule-changed': bringRule,
  'credit-cycle-succeeded': bringSuccession,
};
