/** 案号 The number of a file that opens, from the register's series; a series that counts behind the engine jumps past what the engine knows. */
import { NumberTaken, openFile, type Opening } from '../../db/queries/inbox.ts';
import { lastOpening, raiseSerial, standsAt } from '../../db/queries/runs.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from './submit-act.ts';

interface Serial {
  procedure: string;
  bureau: string;
  year: number;
}
const DAY = 86_400_000;
/** Numbers in a row that may turn out to be taken: what was started a moment ago is not listed yet. */
const TAKEN = 20;

/** A register that was restored counts behind the engine: a number that the engine knows is passed over, with all it has started since. */
export async function openNumbered(
  deps: ActDeps,
  serial: Serial,
  series: string | undefined,
  opening: object,
): Promise<Opening> {
  for (let taken = 0; ; taken++) {
    try {
      // An engine that is away cannot be asked: the file is opened all the same, and its start finds out.
      return await openFile(deps.sql, opening, async (id) => !(await deps.engine.knows(id)));
    } catch (error) {
      if (!(error instanceof NumberTaken)) throw error;
      deps.log.error(
        { file: error.file },
        'the number is taken: the register is behind the engine',
      );
      await jumpPast(
        deps,
        { ...serial, procedure: series ?? serial.procedure },
        serial.procedure,
        error.file,
      );
      if (series || taken === TAKEN) throw numberTaken(error.file);
    }
  }
}

async function jumpPast(
  { sql, engine }: ActDeps,
  serial: Serial,
  procedure: string,
  id: string,
): Promise<void> {
  const since = (await lastOpening(sql, procedure, serial.bureau)) - DAY;
  const last = await engine.lists
    .highest({ ...serial, procedure }, Math.max(since, 0))
    .catch(() => 0);
  await raiseSerial(sql, { ...serial, last: Math.max(last, Number(/\d+$/.exec(id)?.[0] ?? 0)) });
}

export const numberTaken = (id: string): Problem =>
  new Problem('number-taken', {
    say: {
      zh: `案号 ${id} 在流程引擎中属于另一案卷`,
      en: `In the engine the number ${id} belongs to another file`,
    },
    headers: { 'Retry-After': '30' },
  });

/** A file whose number another run holds has not begun, however often it is asked for. */
export async function assertItsOwn({ sql }: ActDeps, file: string | undefined): Promise<void> {
  if (file && (await standsAt(sql, file)) === 'ANOTHER-FILE') throw numberTaken(file);
}
