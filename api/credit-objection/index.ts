/** 信用异议 What objections bring: their routes, what becomes of one whose record falls, and a line on the desk. */
import { z } from 'zod';
import { openObjections } from '../../db/credit-objection/store.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { recordFell } from '../../domain/credit-objection/acts.ts';
import { bring } from '../background/system-acts.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Room } from '../room.ts';
import { ownRoutes } from './own.ts';
import { objectionRoutes } from './routes.ts';

const fell = z.object({ record: z.string(), why: z.string() });
async function settle({ file, data }: TaskRow, deps: ActDeps): Promise<void> {
  await bring(deps, file, recordFell.type, fell.parse(data), file);
}

const lines: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '正在处理的信用异议',
    'Objections to credit that are open',
    await openObjections(sql, bureau),
    '/v1/credit/objections?state=open',
    'DubanProcedure = "credit-objection"',
  ),
];

export const creditObjection: Room = {
  desk: lines,
  open: ({ acts }) => ({
    routes: [objectionRoutes(acts), ownRoutes(acts)],
    tasks: { 'credit-objection-settled': settle },
  }),
};
