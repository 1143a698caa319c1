/** The version that runs, as package.json states it, and the commit where that is known. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, from the source and from what was built into `.build`. */
const [root, version] = ['../../', '../']
  .map((up): [string, string] | undefined => {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    const stated = JSON.parse(textOf(join(folder, 'package.json')) ?? '{}') as {
      name?: string;
      version?: string;
    };
    return stated.name === 'duban' && stated.version ? [folder, stated.version] : undefined;
  })
  .find((found) => found !== undefined) ?? ['', 'unknown'];

export { version };

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

const isCommit = (text: string | undefined): text is string => /^[0-9a-f]{40}$/.test(text ?? '');

/** `DUBAN_COMMIT`, which the image has; or what is checked out here; undefined where neither is known. */
export function commitOf(env: NodeJS.ProcessEnv = process.env, folder = root): string | undefined {
  if (isCommit(env['DUBAN_COMMIT'])) return env['DUBAN_COMMIT'];
  const link = /^gitdir: (.+)$/.exec(textOf(join(folder, '.git')) ?? '')?.[1];
  const git = link ? resolve(folder, link) : join(folder, '.git');
  const head = textOf(join(git, 'HEAD'));
  const ref = /^ref: (\S+)$/.exec(head ?? '')?.[1];
  if (!ref) return isCommit(head) ? head : undefined;
  const common = resolve(git, textOf(join(git, 'commondir')) ?? '.');
  const packed = textOf(join(common, 'packed-refs'))
    ?.split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.slice(0, 40);
  return [textOf(join(git, ref)), textOf(join(common, ref)), packed].find(isCommit);
}
