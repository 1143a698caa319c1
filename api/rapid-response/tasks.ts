/** 快速反应与立案查处 A filing has named a penalty case: that shows the response as its origin, and tells it when it ends (TJ51-14.1). */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { caseOrigin } from '../../domain/penalty-case/acts.ts';
import { rapidResponse } from '../../domain/rapid-response/procedure.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { bringEnd } from '../penalty-case/tasks.ts';

const named = z.object({ case: z.string() });

/** A case that has ended since is not told any more: the response is told of its end at once. */
async function bringOrigin({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { case: of } = named.parse(data);
  const origins = [{ file, procedure: rapidResponse.id }];
  const told = await bring(
    deps,
    of,
    caseOrigin.type,
    { origins, newFacts: false },
    `${file}:origin:${of}`,
  );
  if (!told) await bringEnd(deps, of, file);
}

export const rapidResponseTasks: TaskHandlers = { 'penalty-case-named': bringOrigin };
