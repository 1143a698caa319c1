/** 决定不再成立 What the register of decisions has for a publicity: that its decision stands no more (处罚法 48). */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { decisionFell } from '../../domain/publicity/acts.ts';
import { instant } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const fallen = z.object({
  state: z.enum(['fallen', 'changed']),
  at: z.number(),
  adopted: z.boolean(),
});

async function bringFall({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { state, at, adopted } = fallen.parse(data);
  await bring(deps, file, decisionFell.type, { state, at: instant(at), adopted }, file);
}

export const publicityTasks: TaskHandlers = { 'publicity-decision-fell': bringFall };
