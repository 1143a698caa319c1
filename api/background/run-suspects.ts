/** 存疑 How a run is told from what the register holds of its file. */
import type { Registered } from '../../db/queries/runs.ts';
import type { FileView } from '../../workflows/messages.ts';
import type { SeenRun } from '../intake/engine-lists.ts';

/** In milliseconds: how long a turn may take to show in the engine. */
export const SETTLING = 30_000;

/** Long enough after its last turn, and able to write: then run and register say the same of it. */
export const isSettled = ({ changed, attention }: Registered): boolean =>
  changed > SETTLING && attention !== 'technical';

/** With this the register refuses a turn of a run that knows more than itself (`enter`, db/core/register.sql). */
const REFUSED_AS_AHEAD = 'P0AHD';

/**
 * In milliseconds: so long a run may go on with a turn that it cannot write, because the database does not answer it, before it shows `technical`
 * (workflows/kit/questions.ts): its pauses are four minutes together, and between them every try may take its ten seconds.
 */
const WRITING = 1_200_000;

/** What a run also seems to be where it has gone on since the row of its file was read. */
export const wentOn: ReadonlySet<string> = new Set(['AHEAD', 'OTHERWISE', 'COMPLETED']);

/**
 * The run has judged what the register does not hold: an act that the inbox has lost, or one whose turn never came though it has waited in the inbox
 * for longer than a turn may take to be written; or the register has said so.
 */
export const isAhead = (file: Registered, known: number): boolean =>
  known > file.inbox ||
  file.fault === REFUSED_AS_AHEAD ||
  (known > file.judged && isSettled(file) && (file.waits ?? 0) > WRITING);

/** A window that the register itself has closed is what its list row may name as due until the next turn: no run waits for it. */
const isDueOtherwise = ({ nextDue, lapsed }: Registered, due: number | null): boolean =>
  nextDue !== due && !lapsed;

/** Whether the run differs from the register: it has another letter, or what it shows to coordinators has not followed the register though it has had the time. */
export function isSuspect(file: Registered, run: SeenRun): boolean {
  if (run.letter !== undefined && run.letter !== file.letter) return true;
  if (file.changed < SETTLING) return false;
  return (
    run.stage !== file.stage ||
    run.awaited !== (file.awaited ?? 'none') ||
    isDueOtherwise(file, run.nextDue === 0 ? null : run.nextDue)
  );
}

/** What the run would show of its file is not what the register shows. */
export const showsOtherwise = (file: Registered, shows: FileView): boolean =>
  shows.stage !== file.stage ||
  shows.attention !== file.attention ||
  shows.awaited !== file.awaited ||
  isDueOtherwise(file, shows.nextDue);

/** The run goes on and shows that it cannot write. `retry` is the way; where that does not help, it is started anew. */
export const isStuck = ({ attention, closed }: Registered): boolean =>
  attention === 'technical' && !closed;
