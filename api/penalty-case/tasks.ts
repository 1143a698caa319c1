/** 立案查处与其他案卷 What a case has for the files that it comes from: that they are linked, and that it has ended. */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { linked } from '../../domain/law/common-act-types.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';

const link = z.object({ origin: z.string(), evidence: z.string() });

/** TJ51-14.1: the other file shows the link too; one that has ended stays as it was, and shows it nowhere but here. */
async function bringLink({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { origin, evidence } = link.parse(data);
  await bring(
    deps,
    origin,
    linked.type,
    { file, evidence, clause: 'TJ51-14.1' },
    `${file}:${origin}`,
  );
}

export const penaltyCaseTasks: TaskHandlers = {
  'penalty-case-linked': bringLink,
  'penalty-case-ended': async () => {},
};
