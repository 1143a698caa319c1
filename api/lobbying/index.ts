/** 请托说情登记 What the register brings: its one route, and the watches of its places. */
import { readRegisterKeys } from '../../db/lobbying/keys.ts';
import { faultOf } from '../http/problem-answer.ts';
import type { Room } from '../room.ts';
import { registerLines } from './desk.ts';
import { lobbyingRoutes } from './routes.ts';
import { Watches } from './watches.ts';

export const lobbying: Room = {
  desk: registerLines,
  open({ acts, settings }) {
    const keys = readRegisterKeys(settings);
    // Said at the start, not when somebody needs it; until it is set right, nothing is taken.
    keys.catch((error: unknown) =>
      acts.log.error({ fault: faultOf(error) }, 'the keys of the register cannot be read'),
    );
    const watches = new Watches(acts);
    return { routes: [lobbyingRoutes({ acts, keys, watches })], loops: [watches.loop] };
  },
};
