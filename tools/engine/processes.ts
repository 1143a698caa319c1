/**
 * The children of one stack: started, watched, restarted by name for chaos tests, and ended with their owner whatever
 * becomes of it. A guard beside them notices the owner's death (its pipe closes) and ends what is left.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startGuard, type Guard } from './guard.ts';
import { identity } from './identity.ts';
import { end, signal, writePids, type Running } from './pids.ts';

export interface Service {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
  user?: { uid: number; gid: number };
  stopSignal?: NodeJS.Signals;
  onLaunch?: () => void;
  /** Asked until it says yes; an error is a no. */
  ready?: () => Promise<boolean>;
  /** How long it may take to be ready, in ms. */
  timeout?: number;
  /** How often it may be started if it ends before it is ready; once unless said. */
  attempts?: number;
}

export interface Crash {
  name: string;
  how: string;
  logEnd: string;
  logFile: string;
}

export interface Processes {
  run(service: Service): Promise<void>;
  /** Starts what does its work and ends, and waits for that; throws what it said where it failed. */
  finish(service: Service): Promise<void>;
  pid(name: string): number | undefined;
  logFile(name: string): string;
  /** Ends it as a crash would (SIGKILL unless said), without its being reported as one. */
  kill(name: string, how?: NodeJS.Signals): Promise<void>;
  /** Starts it again as it was, having stopped it if it runs. */
  restart(name: string): Promise<void>;
  /** Ends all of them, and starts none any more; the guard stays. */
  halt(): Promise<void>;
  /** Ends all of them, and at last the guard: after `last`, which the guard would do were the owner killed meanwhile. */
  stop(last?: () => Promise<void>): Promise<void>;
}

interface Child {
  service: Service;
  running: Running;
  gone: Promise<string>;
  /** How it ended, once it did. */
  how?: string;
  /** Its end is awaited by somebody and no crash. */
  expected: boolean;
}

/** A TypeScript main as a child process. */
export function typescript(file: string, ...args: string[]): { command: string; args: string[] } {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { command: process.execPath, args: ['--import', tsx, file, ...args] };
}

export function processesIn(folder: string, options: Options = {}): Processes {
  return new ChildProcesses(folder, options);
}

interface Options {
  temporaryId?: string;
  onCrash?: (crash: Crash) => void;
}

class ChildProcesses implements Processes {
  readonly #folder: string;
  readonly #logs: string;
  readonly #options: Options;
  readonly #children = new Map<string, Child>();
  readonly #known = new Map<string, Service>();
  readonly #guard: Guard;
  #stopping = false;

  constructor(folder: string, options: Options) {
    this.#folder = folder;
    this.#options = options;
    this.#logs = join(folder, 'logs');
    mkdirSync(this.#logs, { recursive: true });
    this.#record();
    const reap = fileURLToPath(new URL('./reap.ts', import.meta.url));
    const { temporaryId: id } = options;
    this.#guard = startGuard(typescript(reap, folder, ...(id ? [id] : [])));
  }

  readonly logFile = (name: string): string => join(this.#logs, `${name}.log`);
  readonly pid = (name: string): number | undefined => this.#children.get(name)?.running.pid;

  readonly run = async (service: Service): Promise<void> => {
    if (this.#children.has(service.name)) throw new Error(`${service.name} is running already`);
    this.#known.set(service.name, service);
    const until = Date.now() + (service.timeout ?? 60_000);
    let child = this.#launch(service);
    let attempts = service.attempts ?? 1;
    while (!(await isUp(child))) {
      const ended = child.how !== undefined;
      if (ended) attempts -= 1;
      if (Date.now() > until || attempts === 0) {
        const how = child.how ?? 'not ready in time';
        await stopOne(child);
        const log = logEnd(this.logFile(service.name));
        throw new Error(`${service.name} did not start (${how})\n${log}`);
      }
      await sleep(ended ? 250 : 40);
      if (ended) child = this.#launch(service);
    }
    child.expected = false;
  };

  readonly finish = async (service: Service): Promise<void> => {
    const how = await this.#launch(service).gone;
    if (how !== 'exit code 0') throw new Error(logEnd(this.logFile(service.name)) || how);
  };

  readonly kill = async (name: string, how: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const child = this.#children.get(name);
    if (!child) return;
    child.expected = true;
    signal(child.running, how);
    await child.gone;
  };

  readonly restart = async (name: string): Promise<void> => {
    const service = this.#known.get(name);
    if (!service)
      throw new Error(`unknown process ${name}; known: ${[...this.#known.keys()].join(', ')}`);
    const child = this.#children.get(name);
    if (child) await stopOne(child);
    await this.run(service);
  };

  readonly halt = async (): Promise<void> => {
    this.#stopping = true;
    for (const child of [...this.#children.values()].toReversed()) await stopOne(child);
  };

  readonly stop = async (last?: () => Promise<void>): Promise<void> => {
    await this.halt();
    await last?.();
    await this.#guard.dismiss();
  };

  #launch(service: Service): Child {
    if (this.#stopping) throw new Error(`${service.name} is not started: the stack stops`);
    service.onLaunch?.();
    const process = spawnLogged(service, this.logFile(service.name));
    const pid = process.pid ?? 0;
    const running = {
      name: service.name,
      pid,
      who: identity(pid) ?? '',
      stopSignal: service.stopSignal ?? 'SIGTERM',
    };
    const child: Child = { service, running, gone: endOf(process), expected: true };
    void child.gone.then((how) => this.#left(child, how));
    this.#children.set(service.name, child);
    this.#record();
    return child;
  }

  #left(child: Child, how: string): void {
    const { name } = child.service;
    child.how = how;
    if (this.#children.get(name) === child) this.#children.delete(name);
    this.#record();
    if (child.expected) return;
    const logFile = this.logFile(name);
    this.#options.onCrash?.({ name, how, logEnd: logEnd(logFile), logFile });
  }

  #record(): void {
    writePids(
      this.#folder,
      [...this.#children.values()].map((child) => child.running),
    );
  }
}

async function isUp(child: Child): Promise<boolean> {
  const ready = await (child.service.ready?.() ?? Promise.resolve(true)).catch(() => false);
  return ready && child.how === undefined;
}

async function stopOne(child: Child): Promise<void> {
  child.expected = true;
  if (child.how === undefined) await end(child.running);
  await child.gone;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, name) => resolve(name ? `ended by ${name}` : `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
}

/** In a session of its own: Ctrl-C reaches the owner only, which stops its children in order. */
function spawnLogged(service: Service, file: string): ChildProcess {
  const log = openSync(file, 'a', 0o600);
  try {
    const options = {
      cwd: service.cwd,
      env: { ...process.env, ...service.env },
      detached: true,
      ...service.user,
    };
    return spawn(service.command, [...service.args], { ...options, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

function logEnd(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  } catch {
    return '';
  }
}
