/** Plays whole files of rapid response on the demo clock and keeps their histories for the replay test: `npx tsx tools/record-histories.ts [folder]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { startTheatre } from '../test/chaos/theatre.ts';
import { playA, playB } from '../test/chaos/plays.ts';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../test/histories', import.meta.url)));
const theatre = await startTheatre({ onProgress: console.log });
try {
  await mkdir(folder, { recursive: true });
  for (const [name, play] of [['a', playA], ['b', playB]] as const) {
    const file = await theatre.perform(play);
    const history = await theatre.history(file);
    await writeFile(join(folder, `rapid-response-${name}.json`), `${JSON.stringify({ workflowId: file, history: JSON.parse(historyToJSON(history)) as unknown }, null, 1)}\n`);
    console.log(`${name}: ${file}, ${history.events?.length} events`);
  }
} finally {
  await theatre.close();
}
