/** 吊销联动 What a cascade and the files of its results owe each other (TJ84-11). */
import type { TaskRow } from '../../db/queries/tasks.ts';
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

interface Place {
  cascade: string;
  result: string;
}

/** A result is to be revoked: in its own case while that is open, else in a file of its own. */
async function revokeResult(task: TaskRow, deps: ActDeps): Promise<void> {
  const place = task.data as unknown as Place;
  const [cascade, result, on] = await Promise.all([
    findCascade(deps.sql, place.cascade),
    findResult(deps.sql, place.result),
    listed(deps.sql, place.cascade, place.result),
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
        'licence-revoked',
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
async function newcomer(task: TaskRow, deps: ActDeps): Promise<void> {
  const { cascade, result } = task.data as unknown as Place;
  const row = await findResult(deps.sql, result);
  if (
    row &&
    (await bring(
      deps,
      cascade,
      'newcomer',
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
  const { cascade } = task.data as unknown as Place;
  const results = await tellRevoked(deps.sql, cascade, `results-revoked:${task.id}`);
  if (results > 0) await bring(deps, cascade, 'results-revoked', { results }, task.id);
}

/** TJ84-10.1 A result that another file has revoked: whatever this one owes of it ends. One that has ended has nothing to hear. */
async function revokedElsewhere(task: TaskRow, deps: ActDeps): Promise<void> {
  const { file, act, unit, officer } = task.data as unknown as {
    file: string;
    act: string;
    unit: string | null;
    officer: string | null;
  };
  await bring(
    deps,
    file,
    'revoked-elsewhere',
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
  'licence-newcomer': newcomer,
  'licence-result-revoked': resultRevoked,
  'revoked-elsewhere': revokedElsewhere,
};
