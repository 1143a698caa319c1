/** What is left to do when an owner is gone, whatever has become of it. */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

export interface Guard {
  /** There is nothing left to do. */
  dismiss(): Promise<void>;
}

/** A shell waits at the other end of a pipe that only the owner holds; the command is read from disk only when needed. */
export function startGuard({ command, args }: { command: string; args: string[] }): Guard {
  const guard = spawn('sh', ['-c', 'cat >/dev/null; exec "$@"', 'duban-guard', command, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  const gone = new Promise((resolve) => {
    guard.once('exit', resolve);
    guard.once('error', resolve);
  });
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return {
    async dismiss() {
      guard.ref();
      if (guard.pid && guard.exitCode === null && guard.signalCode === null)
        process.kill(-guard.pid, 'SIGKILL');
      await gone;
    },
  };
}
