/** 立案查处与其他案卷 What a case has for the files that it comes from: that they are linked, and that it has ended. */
import { z } from 'zod';
import { findFile } from '../../db/queries/files.ts';
import { endedCase, linkedCase } from '../../db/penalty-case/told.ts';
import type { Sql } from '../../db/client.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { linked } from '../../domain/law/common-act-types.ts';
import { caseEnded, caseLinked } from '../../domain/penalty-case/told.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';

type Deps = Pick<ActDeps, 'sql' | 'engine'>;

/** Whether the procedure of the file takes this from a case. */
async function takes(sql: Sql, file: string, type: string): Promise<boolean> {
  const found = await findFile(sql, file);
  return procedureOf(found?.procedure ?? '')?.brought?.includes(type) === true;
}

const link = z.object({ origin: z.string(), evidence: z.string() });
/** TJ51-14.1: the other file shows the link too; one that has ended stays as it was, and shows it nowhere but here. */
async function bringLink({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { origin, evidence } = link.parse(data);
  const key = `${file}:${origin}`;
  if (!(await takes(deps.sql, origin, caseLinked.type))) {
    await bring(deps, origin, linked.type, { file, evidence, clause: 'TJ51-14.1' }, key);
    return;
  }
  const facts = { ...(await linkedCase(deps.sql, file)), evidence };
  await bring(deps, origin, caseLinked.type, facts, key);
}

/** 办结 Once a case and an origin, whoever finds first that its closure was approved. Of a case without it nothing is told. */
export async function bringEnd(deps: Deps, of: string, origin: string): Promise<void> {
  if (!(await takes(deps.sql, origin, caseEnded.type))) return;
  const end = await endedCase(deps.sql, of);
  if (end) await bring(deps, origin, caseEnded.type, end, `${of}:ended:${origin}`);
}

const ended = z.object({ origin: z.string() });

export const penaltyCaseTasks: TaskHandlers = {
  'penalty-case-linked': bringLink,
  'penalty-case-ended': ({ file, data }, deps) => bringEnd(deps, file, ended.parse(data).origin),
};
