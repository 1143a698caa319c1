/** What files owe each other, by kind of task. */
import type { TaskHandlers } from './background/tasks.ts';
import { performConsultationCall } from './consultation/open.ts';
import { drawTasks } from './draw/tasks.ts';
import { inspectionTasks } from './inspection/tasks.ts';
import { licenceTasks } from './licence-revocation/tasks.ts';
import { checkTasks } from './inspection/checks.ts';
import { bringLink } from './commitment-case/routes.ts';
import { implementingRuleTasks } from './implementing-rule/routes.ts';
import type { Seal } from './intake/sealing.ts';

export const taskHandlers = (seal: Seal | undefined): TaskHandlers => ({
  ...implementingRuleTasks,
  link: bringLink,
  'consultation-call': performConsultationCall,
  ...licenceTasks,
  ...inspectionTasks,
  ...drawTasks(seal),
  ...checkTasks(seal),
});
