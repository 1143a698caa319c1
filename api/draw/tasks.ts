/** 揭示、放弃 The end of a draw: only here is our secret unsealed. The record is made from what was committed and given, stored once, and its file is told. */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { chainOf, endDraw, sealedDraw } from '../../db/draw/store.ts';
import { actById, type StoredAct } from '../../db/queries/inbox.ts';
import { drawn, givenUp } from '../../domain/draw/acts.ts';
import type { AbandonedRecord, Draw, DrawRecord } from '../../domain/draw/record.ts';
import { picksOf } from '../../domain/draw/standing.ts';
import { abandon, reveal } from '../../domain/draw/steps.ts';
import { isRefusal } from '../../domain/law/instruments.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { Seal } from '../intake/sealing.ts';

/** The act that ends the draw: our number revealed, or the draw given up. */
const ending = z.object({ act: z.string() });
type Sealed = NonNullable<Awaited<ReturnType<typeof sealedDraw>>>;

export const drawTasks = (seal: Seal | undefined): TaskHandlers => ({
  'end-draw': (task, deps) => end(task, deps, seal),
});

async function end({ file, data }: TaskRow, deps: ActDeps, seal: Seal | undefined): Promise<void> {
  const [draw, act] = await Promise.all([
    sealedDraw(deps.sql, file),
    actById(deps.sql, file, ending.parse(data).act),
  ]);
  if (!draw || !act) throw new Error('no such draw or act');
  const record = draw.record ?? (await ended(deps, seal, file, draw, act));
  const { objects, teams, unstaffed } =
    'result' in record ? record.result : { objects: [], teams: [], unstaffed: [] };
  await bring(
    deps,
    file,
    'result' in record ? drawn.type : givenUp.type,
    {
      recordHash: record.hash,
      objects: objects.length,
      teams: teams.length,
      unstaffed: unstaffed.length,
    },
    `end:${act.act}`,
  );
}

async function ended(
  deps: ActDeps,
  seal: Seal | undefined,
  file: string,
  draw: Sealed,
  act: StoredAct & { payload: unknown },
): Promise<DrawRecord | AbandonedRecord> {
  const now = asDraw(draw);
  const at = formatInstant(act.receivedAt as Instant);
  const made =
    act.type === 'reveal'
      ? reveal(now, { secret: opened(seal, draw.secret, file), at })
      : abandon(now, {
          why: (act.payload as { why: string }).why,
          approvedBy: act.officer,
          at,
          approver: act.unit === draw.statement.body ? 'drawing-body' : 'outside',
        });
  if (isRefusal(made) || !('record' in made))
    throw new Error(`the draw cannot end: ${isRefusal(made) ? made.code : made.state}`);
  const { state, record } = made;
  const picks =
    state === 'revealed' ? picksOf([...(await chainOf(deps.sql, draw.root)), record]) : [];
  await endDraw(deps.sql, { draw: file, state, record, at: act.receivedAt, picks });
  return record;
}

const asDraw = ({ statement, contribution }: Sealed): Draw =>
  contribution
    ? { state: 'contributed', statement, contribution }
    : { state: 'committed', statement };

function opened(seal: Seal | undefined, secret: string, file: string): string {
  if (!seal)
    throw Object.assign(new Error('no sealing key is set'), { code: 'sealing-key-missing' });
  return seal.open(secret, `draw:${file}`);
}
