/** 熔断 What circuit breakers bring: indicators, touches, acknowledgements, their registers, and what the database has them do. */
import { missingAcknowledgements } from '../../db/circuit-breaker/lists.ts';
import type { RoomGauges } from '../http/deps.ts';
import type { Room } from '../room.ts';
import { acknowledgementRoutes } from './acknowledgements.ts';
import { breakerLines } from './desk.ts';
import { indicatorRoutes } from './indicators.ts';
import { listRoutes } from './lists.ts';
import { breakerLoops } from './loop.ts';
import { breakerTasks } from './tasks.ts';
import { touchRoutes } from './touches.ts';

/** 没有回执 Decided is not stopped: what nobody has acknowledged may be paid on. */
const gauges: RoomGauges = {
  names: {
    duban_breaker_orders_unacknowledged:
      'Orders of circuit breakers to stop or resume payment without an acknowledgement',
    duban_breaker_order_oldest_seconds: 'How long the oldest of them has waited',
  },
  async read(sql) {
    const { orders, oldestSeconds } = await missingAcknowledgements(sql);
    return {
      duban_breaker_orders_unacknowledged: orders,
      duban_breaker_order_oldest_seconds: oldestSeconds,
    };
  },
};

export const circuitBreaker: Room = {
  desk: breakerLines,
  gauges,
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
