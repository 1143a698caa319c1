/** Where the Temporal server's programs come from: a folder that is given, the per-user cache, or built with Go from tools/temporal. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

const moduleFolder = fileURLToPath(new URL('../temporal/', import.meta.url));

/** Import paths as in go.mod's tool block. */
const tools = [
  { name: 'temporal-server', path: 'go.temporal.io/server/cmd/server' },
  { name: 'temporal-sql-tool', path: 'go.temporal.io/server/cmd/tools/sql' },
  { name: 'temporal-ui', path: 'github.com/temporalio/ui-server/v2/cmd/server' },
] as const;

export interface TemporalBinaries {
  server: string;
  sqlTool: string;
  /** The official server release has no UI server beside it: without it there is no Web UI. */
  ui: string | undefined;
}

export async function temporalBinaries(
  given: string | undefined,
  onProgress: (text: string) => void,
  signal?: AbortSignal,
): Promise<TemporalBinaries> {
  if (given) return fromFolder(given);
  const cache = cacheFolder();
  const missing = (): { name: string; path: string }[] =>
    tools.filter((tool) => !executable(join(cache, tool.name)));
  if (missing().length > 0) {
    const go = findGo();
    if (!go) throw new Error(noBinaries(cache));
    await build({ go, moduleFolder, cache, missing, onProgress, ...(signal ? { signal } : {}) });
  }
  return fromFolder(cache);
}

function fromFolder(folder: string): TemporalBinaries {
  const find = (...names: string[]): string | undefined =>
    names.map((name) => join(folder, name)).find(executable);
  const server = find('temporal-server');
  const sqlTool = find('temporal-sql-tool');
  if (!server || !sqlTool)
    throw new Error(
      `${folder}: no executable temporal-server and temporal-sql-tool there (setting TEMPORAL_BINARIES)`,
    );
  return { server, sqlTool, ui: find('temporal-ui', 'ui-server') };
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Keyed by the versions that go.mod pins: a new version is a new folder, and clones of one version share theirs. */
export function cacheFolder(): string {
  const module = readFileSync(join(moduleFolder, 'go.mod'), 'utf8');
  const version = (path: string): string =>
    new RegExp(`^\\s*${path.replaceAll('.', '\\.')} v(\\S+)`, 'm').exec(module)?.[1] ?? 'unknown';
  const key = `temporal-${version('go.temporal.io/server')}+ui-${version('github.com/temporalio/ui-server/v2')}`;
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'duban', key);
}

const noBinaries = (cache: string): string =>
  `The Temporal server's programs are neither given nor in ${cache}, and there is no Go to build them. Choose one:
  - install Go (the version in tools/temporal/go.mod or newer) and start again: it builds once, a few minutes
  - TEMPORAL_BINARIES=<folder> with the official release's temporal-server, temporal-sql-tool and, for the Web UI, ui-server
  - TEMPORAL_ADDRESS=<host:port> with DATABASE_URL, for servers that run elsewhere
  - docker compose up`;

function findGo(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/go/bin'];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, 'go'))
    .find(executable);
}
