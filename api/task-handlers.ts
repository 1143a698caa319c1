/** What files owe each other, by kind of task. */
import type { TaskHandlers } from './background/tasks.ts';
import { performConsultationCall } from './consultations.ts';
import { drawTasks } from './draw-tasks.ts';
import { inspectionTasks } from './inspection-tasks.ts';
import { licenceTasks } from './licence-tasks.ts';
import { checkTasks } from './routes/checks.ts';
import { bringLink } from './routes/commitment-cases.ts';
import { implementingRuleTasks } from './routes/implementing-rules.ts';
import type { Seal } from './sealing.ts';

export const taskHandlers = (seal: Seal | undefined): TaskHandlers => ({
  ...implementingRuleTasks,
  link: bringLink,
  'consultation-call': performConsultationCall,
  ...licenceTasks,
  ...inspectionTasks,
  ...drawTasks(seal),
  ...checkTasks(seal),
});
