/** 吊销联动 What a cascade and the files of its results owe each other (TJ84-11). */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { licenceRevoked, revokedElsewhere } from '../../domain/commitment-case/acts.ts';
import { newcomer, resultsRevoked } from '../../domain/licence-revocation/acts.ts';
import {
  findCascade,
  findResult,
  flagNewcomer,
  listed,
  placeRevocation,
  tellRevoked,
} from '../../db/licence-revocation/store.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { openForLicence } from '../result-revocation/routes.ts';

const place = z.object({ cascade: z.string(), result: z.string() });
const cascadeOf = z.object({ cascade: z.string() });
const revoked = z.object({
  file: z.string(),
  act: z.string(),
  unit: z.string().nullable(),
  officer: z.string().nullable(),
});

/** A result is to be revoked: in its own case while that is open, else in a file of its own. */
async function revokeResult(task: TaskRow, deps: ActDeps): Promise<void> {
  const at = place.parse(task.data);
  const [cascade, result, on] = await Promise.all([
    findCascade(deps.sql, at.cascade),
    findResult(deps.sql, at.result),
    listed(deps.sql, at.cascade, at.result),
  ]);
  if (!cascade || !result || !on || result.state === 'revoked') return;
  const { file } = cascade;
  if (result.caseOpen) {
    // A case that refused to hear it is about to end: it is seen to when it has.
    if (!result.told && task.key.startsWith('unheard:'))
      throw new Error('the case has not ended yet');
    const told =
      result.told ||
      (await bring(
        deps,
        result.case!,
        licenceRevoked.type,
        { cascade: file, documentHash: cascade.document.sha256 },
        `${file}:${result.id}`,
      ));
    if (told) return placeRevocation(deps.sql, file, result.id, result.case!);
  }
  await placeRevocation(
    deps.sql,
    file,
    result.id,
    await openForLicence(deps, cascade, result, on.decision === 'revoke'),
  );
}

/** Approved on a revoked licence: its cascade hears of it, or, when that has ended, the result is to be revoked at once. */
async function listNewcomer(task: TaskRow, deps: ActDeps): Promise<void> {
  const { cascade, result } = place.parse(task.data);
  const row = await findResult(deps.sql, result);
  if (
    row &&
    (await bring(
      deps,
      cascade,
      newcomer.type,
      { result, department: row.accepting },
      `${cascade}:${result}`,
    ))
  )
    return;
  await flagNewcomer(deps.sql, cascade, result);
  await revokeResult(task, deps);
}

/** Results of the list are revoked: the first task tells of all that are, the next ones find nothing left to tell. */
async function resultRevoked(task: TaskRow, deps: ActDeps): Promise<void> {
  const { cascade } = cascadeOf.parse(task.data);
  const results = await tellRevoked(deps.sql, cascade, `results-revoked:${task.id}`);
  if (results > 0) await bring(deps, cascade, resultsRevoked.type, { results }, task.id);
}

/** TJ84-10.1 A result that another file has revoked: whatever this one owes of it ends. One that has ended has nothing to hear. */
async function endElsewhere(task: TaskRow, deps: ActDeps): Promise<void> {
  const { file, act, unit, officer } = revoked.parse(task.data);
  await bring(
    deps,
    file,
    revokedElsewhere.type,
    {
      file: task.file,
      act,
      ...(unit !== null && { unit }),
      ...(officer !== null && { officer }),
    },
    task.key,
  );
}

export const licenceTasks: TaskHandlers = {
  'revoke-result': revokeResult,
  'licence-newcomer': listNewcomer,
  'licence-result-revoked': resultRevoked,
  'revoked-elsewhere': endElsewhere,
};
