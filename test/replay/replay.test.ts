/** Replay is a gate: the code that runs now must make of every recorded history exactly what was made of it then. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { procedures } from '../../domain/procedures.ts';
import { quietRuntime } from '../setup/quiet-runtime.ts';

interface Recorded {
  name: string;
  workflowId: string;
  history: { events: { eventType: string }[] };
}
const folder = fileURLToPath(new URL('../histories/', import.meta.url));
let recorded: Recorded[];
let scratch: string;

beforeAll(async () => {
  quietRuntime();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  recorded = await Promise.all(
    names.map(async (name) => ({
      name,
      ...(JSON.parse(await readFile(join(folder, name), 'utf8')) as Omit<Recorded, 'name'>),
    })),
  );
  scratch = await mkdtemp(join(tmpdir(), 'duban-replay-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** What replay says of each history: nothing, or why it went another way. */
async function replay(codePath: string): Promise<Map<string, string | undefined>> {
  const said = new Map<string, string | undefined>();
  const histories = recorded.map(({ workflowId, history }) => ({ workflowId, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath } },
    histories,
  ))
    said.set(workflowId, error?.message);
  return said;
}

it('there is a whole file of every procedure', () => {
  expect([...new Set(recorded.map(({ name }) => name.split('.')[0]))].toSorted()).toEqual(
    procedures.map(({ id }) => id).toSorted(),
  );
  for (const { history } of recorded)
    expect(history.events.at(-1)!.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
});

it('every recorded history replays against the code as it is (when a change is meant: patched(), or record anew before the first release)', async () => {
  const said = await replay(inject('stack').bundle!);
  expect([...said.keys()].sort()).toEqual(recorded.map(({ workflowId }) => workflowId).sort());
  expect([...said].filter(([, error]) => error !== undefined)).toEqual([]);
}, 120_000);

it.each<[string, string, (code: string) => string]>([
  [
    'an alarm that is not set',
    'EVENT_TYPE_TIMER_STARTED',
    (code) => code.replace(/\bsetAlarm\(\) \{/, '$& return;'),
  ],
  [
    'search attributes that are not shown',
    'EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
    (code) =>
      code.replace(/if \(changed\.length > 0\) [^;]+upsertSearchAttributes\)\(changed\);/, ''),
  ],
])('replay detects a planted change: %s', async (_, eventType, plant) => {
  const code = await readFile(inject('stack').bundle!, 'utf8');
  const planted = plant(code);
  expect(planted).not.toBe(code);
  const file = join(scratch, 'planted.js');
  await writeFile(file, planted);
  const said = await replay(file);
  const touched = recorded.filter(({ history }) =>
    history.events.some((event) => event.eventType === eventType),
  );
  expect(touched.length).toBeGreaterThan(10);
  for (const { name, workflowId } of touched)
    expect([name, said.get(workflowId)]).toEqual([
      name,
      expect.stringMatching(/nondeterminism|determinis/i),
    ]);
});
