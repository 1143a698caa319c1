/** The Chromium of the tests comes into the cache once, also where two files of tests ask for it at the same time. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inCache, intoCache } from '../../tools/browser/package.ts';

let cache: string;
let filled: number;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'duban-browser-'));
  filled = 0;
});
afterEach(() => rm(cache, { recursive: true }));

const bring = (): ReturnType<typeof intoCache> =>
  intoCache(
    { XDG_CACHE_HOME: cache },
    () => {},
    async (folder) => {
      filled += 1;
      await writeFile(join(folder, 'chromium'), `made ${filled}`);
    },
  );
const { program } = inCache({ XDG_CACHE_HOME: '/cache' });
const here = (): string => program.replace('/cache', cache);

it('two at once: the second takes what the first has brought, which may be running', async () => {
  const [first, second] = await Promise.all([bring(), bring()]);
  expect(first).toEqual(second);
  expect([filled, await readFile(here(), 'utf8')]).toEqual([1, 'made 1']);
});

it('what a killed run has left is removed, and half a folder is made anew', async () => {
  const folder = dirname(here());
  await mkdir(`${folder}.making-1`, { recursive: true });
  await mkdir(folder);
  await bring();
  expect(await readFile(here(), 'utf8')).toBe('made 1');
  expect((await readdir(dirname(folder))).filter((name) => name.includes('.making'))).toEqual([]);
});

it('where it cannot be brought nothing is left', async () => {
  const failing = intoCache(
    { XDG_CACHE_HOME: cache },
    () => {},
    () => Promise.reject(new Error('no network')),
  );
  await expect(failing).rejects.toThrow('no network');
  expect(existsSync(dirname(here()))).toBe(false);
  await bring();
  expect(filled).toBe(1);
});
