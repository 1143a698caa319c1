/** 熔断 What circuit breakers bring: indicators, touches, acknowledgements, their registers, and what the database has them do. */
import type { Room } from '../room.ts';
import { acknowledgementRoutes } from './acknowledgements.ts';
import { breakerLines } from './desk.ts';
import { indicatorRoutes } from './indicators.ts';
import { listRoutes } from './lists.ts';
import { breakerLoops } from './loop.ts';
import { breakerTasks } from './tasks.ts';
import { touchRoutes } from './touches.ts';

export const circuitBreaker: Room = {
  desk: breakerLines,
  open: ({ acts }) => ({
    routes: [
      indicatorRoutes(acts),
      touchRoutes(acts),
      acknowledgementRoutes(acts),
      listRoutes(acts),
    ],
    tasks: breakerTasks,
    loops: breakerLoops(acts),
  }),
};
