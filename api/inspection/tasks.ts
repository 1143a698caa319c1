/** 检查之间的事项 What inspections owe each other: a plan on hold is asked anew, and an inspection that is over leaves its window (QY-4.1, 15.1). */
import { z } from 'zod';
import { endedPlan, type EndedPlan } from '../../db/inspection/past.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { historyCorrected, waking } from '../../domain/inspection/acts.ts';
import { inspectionWindow } from '../../domain/inspection-window/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { stillBars } from '../../domain/inspection/correction.ts';
import { endMoved } from '../../domain/inspection-window/acts.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { databaseToday } from '../http/clock.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile } from '../intake/opening-context.ts';
import { systemCaller } from '../intake/system.ts';

const wake = z.object({ file: z.string().nullish(), cause: z.enum(['timer', 'freed']) });
const ofPlan = z.object({ plan: z.string() });

/** Its own time has come, or another file has freed something. One that is not on hold any more refuses it, and that is as it should be. */
async function wakePlan({ id, file, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { file: held, cause } = wake.parse(data);
  await bring(deps, held ?? file, waking.type, { cause }, id);
}

/** A window is opened; a later end moves it. Corrected when it has closed, the end opens another one, where its year still bars. */
async function openWindow({ id, data }: TaskRow, deps: ActDeps): Promise<void> {
  const ended = await endedPlan(deps.sql, ofPlan.parse(data).plan);
  if (!ended) return;
  if (!ended.window) return open(deps, ended, `window:${ended.plan}`);
  if (ended.windowClosed) {
    const again =
      ended.windowEndedOn !== ended.endedOn && stillBars(ended.endedOn, databaseToday());
    return again ? open(deps, ended, `window:${ended.plan}:${id}`) : undefined;
  }
  if (ended.windowEndedOn !== ended.endedOn)
    await bring(deps, ended.window, endMoved.type, { endedOn: ended.endedOn }, id);
}

async function open(
  deps: ActDeps,
  { plan, file, bureau, body, endedOn }: EndedPlan,
  key: string,
): Promise<void> {
  const opened = await openFileFor(deps, systemCaller(bureau), {
    payload: { inspection: file, endedOn },
    key,
    procedure: inspectionWindow,
    ifOpen: async (there) => ({
      status: 200,
      body: { file: there, act: '', joined: true, status: 'joined' },
    }),
    prepare: async ({ arrivedAt }) => ({
      subject: { kind: 'plan', id: plan },
      idPattern: numbered(inspectionWindow.prefix, bureau, civilDateOf(arrivedAt).slice(0, 4)),
      type: 'inspection-over',
      stated: { facts: { inspection: file, endedOn } },
      opening: {
        inspection: file,
        endedOn,
        units: { inspecting: body, institution: 'institution' },
      } as NewFile['opening'],
    }),
  });
  if (opened.status >= 400) throw new Error('the window is not open');
}

/** The history that a plan was assessed by has been corrected: it is assessed anew. One that has begun or is given up refuses it, and that is as it should be. */
async function tellCorrection({ id, file }: TaskRow, deps: ActDeps): Promise<void> {
  await bring(deps, file, historyCorrected.type, {}, id);
}

export const inspectionTasks: TaskHandlers = {
  'wake-plan': wakePlan,
  'inspection-window': openWindow,
  'history-corrected': tellCorrection,
};
