/** Random passwords of the embedded database's roles, made once per data folder and kept there, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './keys.ts';

export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
  temporal: string;
}

export async function passwordsIn(folder: string): Promise<Passwords> {
  const file = join(folder, 'passwords.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Passwords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const random = (): string => randomBytes(24).toString('base64url');
  const passwords = { superuser: random(), owner: random(), app: random(), temporal: random() };
  await writeWhole(file, passwords, 0o600);
  return passwords;
}
