/** One process at a time, across processes of one user: for work that two starts at once must not both do. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { identity, isAlive } from './identity.ts';

/** Waits until this process holds the lock file; `onWait` is told once if another holds it. A dead holder's lock is taken over; `signal` ends the wait at once. */
export async function holding<T>(
  lock: string,
  onWait: () => void,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let waited = false; !(await take(lock)); waited = true) {
    if (!waited) onWait();
    await sleep(500, undefined, signal && { signal });
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** A link is made whole or not at all, with the holder's name already in it. */
async function take(lock: string): Promise<boolean> {
  const mine = `${lock}.${process.pid}-${randomUUID()}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, who: identity(process.pid) }));
  try {
    await link(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(mine, { force: true });
  }
  const holder = await readFile(lock, 'utf8').then(
    (text) => JSON.parse(text) as { pid: number; who: string },
    () => undefined,
  );
  if (holder && !isAlive(holder.pid, holder.who)) await rm(lock, { force: true });
  return false;
}
