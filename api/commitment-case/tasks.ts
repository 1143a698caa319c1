/** What other files have for a case. */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { linked } from '../../domain/law/common-act-types.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';

const linking = z.object({ file: z.string(), evidence: z.string(), clause: z.string().optional() });

/** TJ84-10.2, QY-12.4: the other file shows the link too; one that has ended stays as it was, and shows it nowhere but here. */
export async function bringLink(task: TaskRow, deps: ActDeps): Promise<void> {
  const { file, evidence, clause } = linking.parse(task.data);
  await bring(
    deps,
    file,
    linked.type,
    { file: task.file, evidence, ...(clause && { clause }) },
    task.key,
  );
}
