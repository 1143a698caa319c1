/** 任务 What the tasks of a plan bring: how they are opened, and how they end with it. Their list is that of the plan. */
import type { Room } from '../room.ts';
import { workTaskTasks } from './tasks.ts';

export const workTask: Room = {
  open: () => ({ routes: [], tasks: workTaskTasks }),
};
