/** Which folders a stack may claim or remove. Once a relative path made one remove a whole tree: never again. */
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  claimDataFolder,
  makeTemporaryFolder,
  removeTemporaryFolder,
  whyNoDataFolder,
  whyNotOurs,
} from '../../tools/engine/folders.ts';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const mine = makeTemporaryFolder();
const other = makeTemporaryFolder();
const inside = join(mine.folder, 'inside');
mkdirSync(inside);

afterAll(async () => {
  await removeTemporaryFolder(mine);
  await removeTemporaryFolder(other);
});

describe('a temporary folder', () => {
  it('goes when its stack asks', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder.folder, 'file'), 'x');
    await removeTemporaryFolder(folder);
    expect(existsSync(folder.folder)).toBe(false);
  });

  const unmarked = mkdtempSync(join(mine.folder, 'duban-stack-'));
  const link = join(tmpdir(), `duban-stack-link-${process.pid}`);
  it.each([
    ['without a path', '', mine.id],
    ['by a relative path', '.', mine.id],
    ['by a path that goes up', `${mine.folder}/../`, mine.id],
    ['that is the repository', repository, mine.id],
    ['that is the temp folder', tmpdir(), mine.id],
    ['that is the root', '/', mine.id],
    ['without an id', mine.folder, ''],
    ["with another stack's id", mine.folder, other.id],
    ['that is not directly in the temp folder', unmarked, mine.id],
    ['that lies in a marked one', inside, mine.id],
    ['that is not there', join(tmpdir(), 'duban-stack-nowhere'), mine.id],
  ])('is not removed: %s', async (_name, folder, id) => {
    expect(whyNotOurs(folder, id)).toBeTypeOf('string');
    await expect(removeTemporaryFolder({ folder, id })).rejects.toThrow(/refusing to remove/);
    expect(existsSync(mine.folder)).toBe(true);
  });

  it('is not removed through a link', async () => {
    symlinkSync(mine.folder, link);
    const { unlinkSync } = await import('node:fs');
    try {
      expect(whyNotOurs(link, mine.id)).toBe('no such folder');
    } finally {
      unlinkSync(link);
    }
  });
});

describe('a data folder', () => {
  it.each([
    ['', /absolute/],
    ['.data', /absolute/],
    ['.', /absolute/],
    ['/', /is or holds/],
    [repository, /the repository/],
    [dirname(repository), /the repository/],
    [homedir(), /home folder/],
    [dirname(homedir()), /is or holds/],
    [tmpdir(), /is or holds/],
  ])('"%s" is refused', (path, why) => {
    expect(whyNoDataFolder(path)).toMatch(why);
    expect(() => claimDataFolder(path)).toThrow(why);
  });

  it('that holds something else is refused', () => {
    expect(() => claimDataFolder(join(repository, 'docs'))).toThrow(/holds other things/);
  });

  it('is made, and known again', () => {
    const folder = join(inside, 'data');
    expect(claimDataFolder(folder)).toBe(folder);
    writeFileSync(join(folder, 'passwords.json'), '{}');
    expect(claimDataFolder(folder)).toBe(folder);
  });
});
