/** 依次 One after the other within this process. A document takes the process's one thread anyway, and whoever waits here holds no connection and no lock. */
import postgres from 'postgres';

const last = new Map<string, Promise<unknown>>();

async function inTurn<T>(of: string, perform: () => Promise<T>): Promise<T> {
  const before = last.get(of) ?? Promise.resolve();
  const turn = before.then(perform, perform);
  last.set(of, turn);
  try {
    return await turn;
  } finally {
    if (last.get(of) === turn) last.delete(of);
  }
}

/** Another process may take the number, and what the paper is of may go on, while the document is made: then it is begun anew, so often at most. */
const TRIES = 20;
export const refusedBy = (error: unknown, code: string): boolean =>
  error instanceof postgres.PostgresError && error.code === code;
const goneOn = (error: unknown): boolean => refusedBy(error, '40001');

export const begunAnew = <T>(of: string, once: () => Promise<T>): Promise<T> =>
  inTurn(of, async () => {
    for (let tries = 1; ; tries++)
      try {
        return await once();
      } catch (error) {
        if (!goneOn(error) || tries === TRIES) throw error;
      }
  });
