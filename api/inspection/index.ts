/** 行政检查 What the inspections bring, in the parts in which they are documented. */
import { inspectionsOf } from '../../db/inspection/past.ts';
import type { Room } from '../room.ts';
import type { RecordLines } from '../subject-record/lines.ts';
import { checkRoutes } from './checks.ts';
import { checkTasks } from './check-code.ts';
import { inspectionConductRoutes } from './conduct.ts';
import { inspectionCorrectionRoutes } from './corrections.ts';
import { inspectionLines } from './dashboard.ts';
import { inspectionReportRoutes } from './reports.ts';
import { inspectionRoutes } from './routes.ts';
import { inspectionTasks } from './tasks.ts';
import { publicationRoutes } from './publications.ts';

/** 检查 The inspections of an institution that have begun, for its record. */
const inspected: RecordLines = async ({ sql, bureau, kind, id }) =>
  kind === 'institution'
    ? (await inspectionsOf(sql, bureau, id)).map((i) => ({
        kind: 'inspection',
        title: { zh: '行政检查', en: 'Inspection' },
        file: i.file,
        from: i.startedOn,
        until: i.overOn,
        state: i.found,
        clause: null,
      }))
    : [];

export const inspection: Room = {
  record: inspected,
  open: ({ acts }) => ({ routes: [inspectionRoutes(acts)], tasks: inspectionTasks }),
};

export const inspectionConduct: Room = {
  open: ({ acts }) => ({ routes: [inspectionCorrectionRoutes(acts), inspectionConductRoutes] }),
};

export const inspectionChecks: Room = {
  open: ({ acts, seal, settings }) => ({
    routes: [checkRoutes({ ...acts, seal, publicUrl: settings.API_PUBLIC_URL })],
    tasks: checkTasks(seal),
  }),
};

/** The lines of the desk come with this part: after those of coordination. */
export const inspectionPublications: Room = {
  desk: inspectionLines,
  open: ({ acts }) => ({ routes: [publicationRoutes(acts)] }),
};

export const inspectionReports: Room = {
  open: ({ acts }) => ({ routes: [inspectionReportRoutes(acts)] }),
};
