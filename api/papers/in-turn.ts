/** 依次 One after the other within this process. A document takes the process's one thread anyway, and whoever waits here holds no connection and no lock. */
const last = new Map<string, Promise<unknown>>();

export async function inTurn<T>(of: string, perform: () => Promise<T>): Promise<T> {
  const before = last.get(of) ?? Promise.resolve();
  const turn = before.then(perform, perform);
  last.set(of, turn);
  try {
    return await turn;
  } finally {
    if (last.get(of) === turn) last.delete(of);
  }
}
