/** Files on which a promise rests: once written they are there after a fall of the machine, and a reader never meets half of one. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The folder's own entry for a file is on the disk only when the folder is. */
export async function settleFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a file that is not there yet, and has it on the disk before it returns; one that is there is an error. */
export async function makeDurably(
  file: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await settleFolder(dirname(file));
}

/** Puts it in the place of what the file had, in one step. What a killed process has left beside it is removed first. */
export async function writeDurably(
  file: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.new`);
  await rm(beside, { force: true });
  await makeDurably(beside, content, mode);
  await rename(beside, file);
  await settleFolder(dirname(file));
}

/** Nothing where there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
