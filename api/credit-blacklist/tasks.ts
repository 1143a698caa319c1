/** 黑名单的跨案事项 How a listing is proposed by a grading, and what it hears of a later one (QHD-2.4d). */
import { z } from 'zod';
import { headUnit, stillProposed } from '../../db/credit-blacklist/store.ts';
import { findFile } from '../../db/queries/files.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { regraded } from '../../domain/credit-blacklist/acts.ts';
import { creditBlacklist } from '../../domain/credit-blacklist/procedure.ts';
import { creditBlacklistSettingsOf } from '../../domain/credit-blacklist/settings-form.ts';
import { grades, gradingCauses, subjectKinds } from '../../domain/credit-cycle/terms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

const heard = z.object({
  cycle: z.string(),
  kind: z.enum(subjectKinds),
  subject: z.string(),
  proposed: z.boolean(),
  cause: z.enum(gradingCauses),
  grading: z.int(),
  grade: z.enum(grades).optional(),
  fresh: z.boolean().optional(),
});
type Heard = z.output<typeof heard>;

const tell = (deps: ActDeps, file: string, { proposed, cause, grading, grade, fresh }: Heard) =>
  bring(
    deps,
    file,
    regraded.type,
    { proposed, cause, grading, ...(grade && { grade }), ...(fresh && { fresh }) },
    `${file}:${grading}`,
  );

/** Where the listing has ended meanwhile, what proposes the subject still is proposed anew. */
async function bringRegraded(task: TaskRow, deps: ActDeps): Promise<void> {
  const grading = heard.parse(task.data);
  const told = await tell(deps, task.file, grading);
  if (!told && grading.proposed) await propose(task, deps);
}

/** One open file a subject: where one has opened meanwhile, it hears of the grading instead. */
async function propose({ data }: TaskRow, deps: ActDeps): Promise<void> {
  const proposal = heard.parse(data);
  if (!(await stillProposed(deps.sql, proposal.grading))) return;
  const { bureau } = (await findFile(deps.sql, proposal.cycle))!;
  await openFileFor(deps, systemCaller(bureau), {
    payload: proposal,
    key: `credit-blacklist:${proposal.grading}`,
    procedure: creditBlacklist,
    prepare: (context) => newFile(deps, context, proposal),
    ifOpen: async (file) => {
      // The task is done again, and opens one.
      if (!(await tell(deps, file, proposal))) throw new Error('the listing has ended meanwhile');
      return { status: 200, body: { file, act: '', joined: true, status: 'joined' } };
    },
  });
}

async function newFile(
  { sql }: ActDeps,
  { bureau, receivedAt }: OpeningContext,
  { cycle, kind, subject: id, grading }: Heard,
): Promise<NewFile> {
  const of = (await findFile(sql, cycle))!;
  const unit = (of.opening as { units: { 'fund-supervision': string } }).units['fund-supervision'];
  return {
    // Only an institution has an id that no other bureau gives.
    subject: { kind, id: kind === 'institution' ? id : `${bureau.id}:${id}` },
    idPattern: numbered(creditBlacklist.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'blacklist-proposal',
    stated: { facts: { kind, subject: id, cycle, grading } },
    opening: {
      units: {
        'fund-supervision': unit,
        approving: (await headUnit(sql, bureau.id)) ?? unit,
      },
      subject: { kind, id },
      cycle,
      settings: creditBlacklistSettingsOf(bureau.settings),
    },
  };
}

export const creditBlacklistTasks: TaskHandlers = {
  'credit-blacklist': propose,
  'blacklist-regraded': bringRegraded,
};
