/** 定期会商 What the consultations bring: their routes, and the schedules of the engine that call them. */
import type { Room } from '../room.ts';
import { ConsultationSchedules } from './schedules.ts';
import { consultationRoutes } from './routes.ts';
import { performConsultationCall } from './open.ts';

export const consultation: Room = {
  open({ acts }) {
    const schedules = new ConsultationSchedules(acts);
    return {
      routes: [consultationRoutes(acts, schedules)],
      tasks: { 'consultation-call': performConsultationCall },
      loops: [schedules.loop],
    };
  },
};
