/**
 * 重放 `npm run replay -- dossier.zip [--bundle FILE|FOLDER]`: replays every history of a dossier against today's code, and against the code that ran
 * it where its bundle is at hand; and counts the file's life again. Exit code 0: nothing differs; 1: something does; 2: it cannot be read.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { buildBundle } from './bundle.ts';
import { readCommand } from './command.ts';
import { recounting } from './recount/bundle.ts';
import { readArchive, type Archive } from './replay/archive.ts';
import { bundlesAt, type Bundle } from './replay/bundles.ts';
import { recountOf, replayOf, type Said } from './replay/replaying.ts';

const mark = (holds: boolean | undefined): string =>
  holds === undefined ? '…' : holds ? '✓' : '✗';

/** Everything that can be said of a dossier. `now`: today's workflows as one file; built where there is none. */
export async function replay(
  archive: Archive,
  kept: readonly Bundle[],
  now?: string,
): Promise<Said[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'duban-replay-'));
  try {
    const [today] = await bundlesAt(now ?? (await buildBundle(join(scratch, 'bundle.js'))));
    const histories = await replayOf(archive, today!, kept);
    return [...histories, ...(await recountOf(archive, today!, await recounting()))];
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function main(): Promise<number> {
  const { values, positionals } = readCommand({
    usage: `npm run replay -- dossier.zip [--bundle FILE|FOLDER]
  replays the histories of a dossier against today's code, and against the code that ran it where --bundle has it;
  and counts the file's life again. 0: nothing differs; 1: something does; 2: it cannot be read`,
    options: { bundle: { type: 'string' } },
    words: [1, 1],
  });
  let archive: Archive;
  let kept: Bundle[];
  try {
    archive = await readArchive(positionals[0]!);
    kept = values.bundle ? await bundlesAt(values.bundle) : [];
  } catch (error) {
    console.log(
      `✗ 无法读取。Cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 2;
  }
  Runtime.install({ logger: new DefaultLogger('ERROR', () => {}) });
  const said = await replay(archive, kept);
  for (const { holds, say, details } of said) {
    console.log(`${mark(holds)} ${say.zh} ${say.en}`);
    for (const detail of details) console.log(`    ${detail}`);
  }
  return said.some(({ holds }) => holds === false) ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
