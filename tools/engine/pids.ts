/** The pid file of a data folder: who owns it and what runs from it, so that a later start can end what a crash left. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identity, isAlive } from './identity.ts';

export interface Running {
  name: string;
  pid: number;
  who: string;
  stopSignal: NodeJS.Signals;
}

interface Pids {
  owner: { pid: number; who: string };
  running: Running[];
}

const fileIn = (folder: string): string => join(folder, 'pids.json');

/** Synchronous: nothing may happen between the start of a child and its being written down. */
export function writePids(folder: string, running: readonly Running[]): void {
  const file = fileIn(folder);
  const content = { owner: { pid: process.pid, who: identity(process.pid) ?? '' }, running };
  writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readPids(folder: string): Pids | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Pids;
  } catch {
    return undefined;
  }
}

/** The other process that runs this folder's stack now, if any. */
export function ownerOf(folder: string): number | undefined {
  const owner = readPids(folder)?.owner;
  return owner && owner.pid !== process.pid && isAlive(owner.pid, owner.who)
    ? owner.pid
    : undefined;
}

/** Ends whatever an earlier owner left running, last started first; answers the names. */
export async function reap(folder: string): Promise<string[]> {
  const left = readPids(folder);
  if (!left) return [];
  const ended: string[] = [];
  for (const one of left.running.toReversed()) {
    if (!isAlive(one.pid, one.who)) continue;
    await end(one);
    ended.push(one.name);
  }
  rmSync(fileIn(folder), { force: true });
  return ended;
}

/** Asks a process to stop, and makes it when it has not ended in time. */
export async function end(one: Running, timeout = 10_000): Promise<void> {
  signal(one, one.stopSignal);
  for (let waited = 0; waited < timeout; waited += 20) {
    if (!isAlive(one.pid, one.who)) return;
    await sleep(20);
  }
  signal(one, 'SIGKILL');
  while (isAlive(one.pid, one.who)) await sleep(20);
}

export function signal(one: Running, name: NodeJS.Signals): void {
  try {
    if (isAlive(one.pid, one.who)) process.kill(one.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
