/** 后一版清单 What an adoption has for the versions before it that nobody has published. */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { superseded } from '../../domain/credit-list/acts.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const later = z.object({ version: z.int() });

async function bringSuperseded({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  await bring(deps, file, superseded.type, later.parse(data), file);
}

export const creditListTasks: TaskHandlers = { 'credit-list-superseded': bringSuperseded };
