/** 决定不再成立 What the register of decisions has for a publicity: that its decision stands no more (处罚法 48). */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { publicityLapsed, turnOf } from '../../db/publicity/store.ts';
import { decisionFell, decisionStands } from '../../domain/publicity/acts.ts';
import { instant } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const fallen = z.object({
  state: z.enum(['fallen', 'changed']),
  at: z.number(),
  adopted: z.boolean(),
  /** Which turn of the decision; tasks of before it could stand again have none. */
  turn: z.int().default(1),
});
/** Once for each turn of the decision. */
const keyOf = (file: string, turn: number): string => (turn === 1 ? file : `${file}:${turn}`);

/** Of a fall that was taken back meanwhile nothing is told; one that is taken back while it is told is told to stand again at once. */
async function bringFall(task: TaskRow, deps: ActDeps): Promise<void> {
  const { file, data } = task;
  const { state, at, adopted, turn } = fallen.parse(data);
  if (await overtaken(deps, file, turn)) return;
  const facts = { state, at: instant(at), adopted };
  await bring(deps, file, decisionFell.type, facts, keyOf(file, turn));
  if (await overtaken(deps, file, turn)) await stand(deps, file, turn + 1, at);
}

const overtaken = async ({ sql }: ActDeps, file: string, turn: number): Promise<boolean> =>
  ((await turnOf(sql, file, ''))?.turn ?? turn) > turn;

const standing = z.object({ at: z.number(), turn: z.int() });

/** 恢复成立 A publicity that never heard of the fall goes on as it was. */
async function bringStanding({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { at, turn } = standing.parse(data);
  const fell = `${decisionFell.type}:${keyOf(file, turn - 1)}`;
  if ((await turnOf(deps.sql, file, fell))?.heard) await stand(deps, file, turn, at);
}

/** It may have ended meanwhile: then the decision may be drafted anew. */
async function stand(deps: ActDeps, file: string, turn: number, at: number): Promise<void> {
  const told = await bring(deps, file, decisionStands.type, { at: instant(at) }, keyOf(file, turn));
  if (!told) await publicityLapsed(deps.sql, file);
}

export const publicityTasks: TaskHandlers = {
  'publicity-decision-fell': bringFall,
  'publicity-decision-stands': bringStanding,
};
