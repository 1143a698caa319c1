/**
 * Keeps examples for the document: `npx tsx tools/record-examples.ts test/<room>`. The engine tests act files out; of each operation that has no example
 * yet what was sent and answered is written to api/http/examples.json. What stands there stays: to record it anew, take it out first. Of a run of all tests
 * with DUBAN_RECORD_EXAMPLES=<folder>: `npx tsx tools/record-examples.ts --merge <folder>`.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Examples } from '../api/http/examples.ts';
import { record } from './record/run.ts';

/** Set while the tests of this tool run: the folder to which each process of the tests writes what it has met. */
export const RECORD_EXAMPLES = 'DUBAN_RECORD_EXAMPLES';

const kept = fileURLToPath(new URL('../api/http/examples.json', import.meta.url));

/** In characters: a whole dossier is no example. */
const LONGEST_ANSWER = 4000;

/** One operation a line, in order, so that two who record at once do not meet. */
const printed = ({ lacking, operations, problems }: Examples): string =>
  `{\n"lacking": ${JSON.stringify(lacking)},\n"operations": {\n${lines(operations)}\n},\n"problems": {\n${lines(problems)}\n}\n}\n`;
const lines = (all: object): string =>
  Object.entries(all)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`)
    .join(',\n');

function merge(folder: string): void {
  const all = JSON.parse(readFileSync(kept, 'utf8')) as Examples;
  for (const file of readdirSync(folder)) {
    const met = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Examples;
    all.problems = { ...met.problems, ...all.problems };
    for (const [name, { request, answer }] of Object.entries(met.operations)) {
      const short = answer && JSON.stringify(answer).length < LONGEST_ANSWER && { answer };
      const one = { ...(request !== undefined && { request }), ...short };
      const stands = Object.keys(all.operations[name] ?? {}).length;
      // Never the request of one exchange beside the answer of another.
      if (Object.keys(one).length > stands) all.operations[name] = one;
    }
  }
  all.lacking = all.lacking.filter((name) => all.operations[name]?.request === undefined);
  writeFileSync(kept, printed(all));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = '../.build/examples';
  const path = fileURLToPath(new URL(folder, import.meta.url));
  const [option, recorded] = process.argv.slice(2);
  if (option === '--merge' && recorded !== undefined) merge(recorded);
  else {
    rmSync(path, { recursive: true, force: true });
    record(RECORD_EXAMPLES, folder, ['test/joint-meeting', 'test/rapid-response']);
    merge(path);
  }
}
