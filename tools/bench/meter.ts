/** CPU seconds and memory of processes with all their descendants, from /proc (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ is 100 on every Linux that Node runs on. */
const TICKS = 100;

export type Figures<Name extends string = string> = Record<Name, number>;
/** Process ids by name; asked each time, since one may have been started again. */
export type Pids = () => Figures;

interface Stat {
  pid: number;
  parent: number;
  ticks: number;
}

/** Fields after the command's name: state, ppid, …, utime (11), stime, cutime, cstime: children that have gone count with their parent. */
function stats(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const text = read(`/proc/${name}/stat`);
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields.length > 15
        ? [
            {
              pid: Number(name),
              parent: Number(fields[1]),
              ticks: [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0),
            },
          ]
        : [];
    });
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

function familyOf(pid: number, all: readonly Stat[]): Stat[] {
  const here = all.filter((one) => one.pid === pid);
  return [
    ...here,
    ...all.filter((one) => one.parent === pid).flatMap((child) => familyOf(child.pid, all)),
  ];
}

/** A process that is gone has no figure: nothing counts for it, least of all the children of process 0, which are the whole machine. */
function running(pids: Pids, all: readonly Stat[]): [name: string, pid: number][] {
  const here = new Set(all.map(({ pid }) => pid));
  const gone = Object.entries(pids())
    .filter(([, pid]) => !here.has(pid))
    .map(([name]) => name);
  if (gone.length > 0)
    throw new Error(`no figure can be given: ${gone.join(', ')} does not run (its log says why)`);
  return Object.entries(pids());
}

/** CPU seconds since each began. */
export function cpu(pids: Pids): Figures {
  const all = stats();
  return Object.fromEntries(
    running(pids, all).map(([name, pid]) => [
      name,
      familyOf(pid, all).reduce((sum, one) => sum + one.ticks, 0) / TICKS,
    ]),
  );
}

/** Proportional set size in MB: memory that PostgreSQL's processes share counts once. */
export function memory(pids: Pids): Figures {
  const all = stats();
  const pss = (pid: number): number =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
  return Object.fromEntries(
    running(pids, all).map(([name, pid]) => [
      name,
      familyOf(pid, all).reduce((sum, one) => sum + pss(one.pid), 0),
    ]),
  );
}

/** What was spent between two readings; a process that has been started anew meanwhile has spent nobody knows what. */
export function minus(after: Figures, before: Figures): Figures {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      const spent = value - (before[name] ?? 0);
      if (spent < 0)
        throw new Error(`no figure can be given: ${name} was started anew while it was measured`);
      return [name, spent];
    }),
  );
}
export const total = (figures: Figures): number =>
  Object.values(figures).reduce((sum, value) => sum + value, 0);

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? NaN;
}

/** Runs a job for each of `count` numbers, at most `width` at a time. */
export async function pool(
  count: number,
  width: number,
  job: (n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await job(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}
