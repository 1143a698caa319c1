/** 程序版本 The code to replay against: today's, and the code that ran a file, where its bundle is at hand. A build is named by the hash of its bundle. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface Bundle {
  path: string;
  sha256: string;
}

/** A bundle, or every bundle in a folder. */
export async function bundlesAt(path: string): Promise<Bundle[]> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path))
        .filter((name) => name.endsWith('.js'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return Promise.all(
    files.map(async (file) => ({
      path: file,
      sha256: createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    })),
  );
}

/** The SDK calls a worker by its own version and, behind a plus, the hash of the bundle. */
export const hashOfBuild = (build: string): string => build.slice(build.lastIndexOf('+') + 1);
