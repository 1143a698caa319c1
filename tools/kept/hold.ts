/**
 * One process for one state. The lock is a socket beside the state on which its holder listens: the kernel knows whether anybody is there, after a
 * fall of the holder as well, and from another container with the same volume, where process ids say nothing.
 */
import { randomUUID } from 'node:crypto';
import { link, rename, rm, stat } from 'node:fs/promises';
import { createServer, connect, type Server } from 'node:net';

/** The system's limit for the address of a socket, in bytes; macOS has the smaller one. */
const LONGEST_ADDRESS = 103;

export class HeldElsewhere extends Error {}

export interface Hold {
  /** Whether the lock in its place is still ours: a process that is about to write asks. */
  isOurs(): Promise<boolean>;
  release(): Promise<void>;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Whether anybody listens there. */
export function answers(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      if (['ECONNREFUSED', 'ENOENT'].includes(String(codeOf(error)))) resolve(false);
      else reject(error);
    });
  });
}

export const isAddress = (path: string): boolean => Buffer.byteLength(path) <= LONGEST_ADDRESS;

export function mustBeAddress(address: string): void {
  if (!isAddress(address))
    throw new Error(`${address}: too long for a socket; ${LONGEST_ADDRESS} bytes at most`);
}

/** Holds the lock at that place, or throws: `HeldElsewhere` where another process has it. */
export async function hold(place: string): Promise<Hold> {
  // Listens first and takes the place then: so the lock answers from its first instant, and we know which one is ours.
  const own = besideOf(place);
  mustBeAddress(own);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(own, resolve);
  });
  server.unref();
  try {
    const { ino } = await stat(own);
    while (!(await took(own, place))) {
      if (await answers(place)) throw new HeldElsewhere(place);
      await putAside(place);
    }
    return holdOf(server, place, ino);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

const besideOf = (place: string): string => `${place}.${randomUUID().slice(0, 8)}`;

async function took(own: string, place: string): Promise<boolean> {
  try {
    await link(own, place);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** What a killed process has left is moved before it is removed: if it was another's after all, who came in between, it goes back. */
async function putAside(place: string): Promise<void> {
  const aside = besideOf(place);
  try {
    await rename(place, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = await answers(aside);
  if (taken) await took(aside, place);
  await rm(aside);
  if (taken) throw new HeldElsewhere(place);
}

function holdOf(server: Server, place: string, ino: number): Hold {
  const isOurs = async (): Promise<boolean> =>
    (await stat(place).catch(() => undefined))?.ino === ino;
  return {
    isOurs,
    async release() {
      if (await isOurs()) await rm(place);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
