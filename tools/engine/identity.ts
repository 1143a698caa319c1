/** Which process a process id means. Ids are used again, so one alone must never be signalled from a file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells this process from any other that had or will have the same id; undefined when there is none. */
export function identity(pid: number): string | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

export function isAlive(pid: number, who: string): boolean {
  return pid > 1 && who !== '' && identity(pid) === who;
}

/** Boot and start time. Not the command line: programs such as vitest rewrite theirs. */
function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const args = ['-o', 'lstart=', '-p', String(pid)];
    return (
      execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}
