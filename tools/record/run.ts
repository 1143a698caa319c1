/** 录制 Runs folders of the engine's tests so that what they leave is recorded: `variable` tells the stack where to. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `into`: the folder, from tools/. `folders`: those that are run where the command names none. */
export function record(variable: string, into: string, folders: readonly string[]): void {
  const named = process.argv.slice(2);
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', 'engine', ...(named.length > 0 ? named : folders)],
    {
      stdio: 'inherit',
      env: { ...process.env, [variable]: fileURLToPath(new URL(`../${into}`, import.meta.url)) },
    },
  );
  process.exitCode = status ?? 1;
}
