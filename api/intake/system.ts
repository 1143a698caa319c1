/** The system itself, as the author of what one file owes another. */
import type { Caller } from '../http/authentication.ts';

/** Opens a file that another file owes (a task). Its author is the system itself. */
export const SYSTEM = { id: 'duban', unit: 'duban' } as const;

export const systemCaller = (bureau: string): Caller => ({
  ...SYSTEM,
  kind: 'system',
  bureau,
  roles: [],
  unitRoles: [],
  removed: false,
});
