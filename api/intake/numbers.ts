/** 案号 Gives a file that opens its number from the register's series. Where the engine knows higher numbers than the series has given, the series goes on after those. */
import { NumberTaken, openFile, type Opening } from '../../db/queries/inbox.ts';
import { lastOpening, raiseSerial, standsAt } from '../../db/queries/runs.ts';
import { Problem } from '../http/problems.ts';
import type { NewFile } from './opening-context.ts';
import type { ActDeps } from './submit-act.ts';

interface Serial {
  procedure: string;
  bureau: string;
  year: number;
}
const DAY = 86_400_000;
/** So many numbers in a row may turn out to be taken, because the engine's list does not yet show what was started a moment ago. */
const TAKEN = 20;

/** After a restore the register's series may be behind the engine. A number that the engine knows is passed over, together with all that it has started since. */
export async function openNumbered(
  deps: ActDeps,
  serial: Serial,
  { serial: series, within }: Pick<NewFile, 'serial' | 'within'>,
  opening: object,
): Promise<Opening> {
  for (let taken = 0; ; taken++) {
    try {
      // An engine that is away cannot be asked. The file is opened all the same; when it is started, a number that is taken is found out.
      const free = async (id: string) => !(await deps.engine.knows(id));
      return await openFile(deps.sql, opening, free, within);
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

/** The number of the file is held by the run of another file, so this one has not begun, and asking again changes nothing. */
export async function assertItsOwn({ sql }: ActDeps, file: string | undefined): Promise<void> {
  if (file && (await standsAt(sql, file)) === 'ANOTHER-FILE') throw numberTaken(file);
}
