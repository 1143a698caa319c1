/**
 * `npm run bench [-- --files 300 --blocks 6 --width 50 --open 1000]`: referrals opened and carried to their ends through the API,
 * beside a bare Temporal client doing the same numbers of starts, signals, timers and one-row local activities on the same server,
 * in alternating blocks. Then files left open: memory, idle CPU, recovery after kill -9. Writes nothing but the table.
 * `npm run bench -- --assess 100000 [--calls 4000 --width 10]`: instead, POST /v1/inspections/assess with so many past inspections in the database.
 * `npm run bench -- --inspections 200 [--blocks 6 --width 20]`: instead, inspections from the plan to the close with the window each leaves, beside the bare client.
 * `npm run bench -- --draw 100000`: instead, draws from so many objects through the API.
 * `npm run bench -- --cases 10000 [--batch 100 --width 4]`: instead of all that, commitment cases taken in through POST /v1/events and left open.
 */
import { cpus, totalmem } from 'node:os';
import { misused, readCommand } from '../command.ts';
import { assessRun } from './assess.ts';
import { bareBlock, oursBlock, type Block } from './blocks.ts';
import type { Plan } from './bare-workflow.ts';
import { caseRun } from './cases.ts';
import { drawsRun } from './draws.ts';
import { startHarness, type Harness } from './harness.ts';
import { histories, type Counts } from './histories.ts';
import { actsPerInspection, Inspections } from './inspections.ts';
import { parked } from './parked.ts';
import { actsPerFile, Referrals } from './referrals.ts';
import {
  reportAlone,
  reportAssess,
  reportBlocks,
  reportCases,
  reportDraws,
  reportParked,
} from './report.ts';
import { dearest, reset } from './statements.ts';

const usage = `npm run bench [-- --files 300 --blocks 6 --width 50 --open 1000 --statements]
  referrals carried to their ends through the API beside a bare Temporal client, then files left open; --open 0: none
npm run bench -- --cases 10000 [--batch 100 --width 4]       commitment cases taken in and left open
npm run bench -- --assess 100000 [--calls 4000 --width 10]   assessments of plans
npm run bench -- --inspections 200 [--blocks 6 --width 20]   inspections from the plan to the close
npm run bench -- --draw 100000                               draws from so many objects
  whole numbers; at least 4 blocks`;
const number = { type: 'string' } as const;
const { values } = readCommand({
  usage,
  options: {
    files: number,
    blocks: number,
    width: number,
    open: number,
    statements: { type: 'boolean', default: false },
    cases: number,
    assess: number,
    calls: number,
    inspections: number,
    draw: number,
    batch: number,
  },
});

const kinds = ['cases', 'assess', 'inspections', 'draw'] as const;
const asked = kinds.filter((kind) => values[kind] !== undefined);
if (asked.length > 1)
  misused(usage, `one at a time: ${asked.map((kind) => `--${kind}`).join(', ')}`);

function whole(
  name: 'files' | 'blocks' | 'width' | 'open' | 'calls' | 'batch' | (typeof kinds)[number],
  otherwise: number,
  least = 1,
): number {
  const n = Number(values[name] ?? otherwise);
  return Number.isSafeInteger(n) && n >= least
    ? n
    : misused(usage, `--${name}: a whole number, at least ${least}`);
}
const widths = { cases: 4, assess: 10, inspections: 20, draw: 50 } as const;
const size = {
  files: whole('files', 300),
  blocks: whole('blocks', 6, 4),
  width: whole('width', asked[0] ? widths[asked[0]] : 50),
  open: whole('open', 1000, 0),
  calls: whole('calls', 4000),
  batch: whole('batch', 100),
  ...((asked[0] && { [asked[0]]: whole(asked[0], 0) }) as {
    [kind in (typeof kinds)[number]]?: number;
  }),
};

const say = (text: string): void => console.error(`· ${text}`);
const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => abort.abort(new Error(signal)));

/** What a file of ours does is what the bare client does: as many rows, signals and timers. */
function planOf(counts: Counts): Plan {
  const activities = Math.round(counts.activities);
  const later = Array.from(
    { length: Math.round(counts.signals) },
    (_, i) =>
      Math.floor(((i + 1) * (activities - 1)) / counts.signals) -
      Math.floor((i * (activities - 1)) / counts.signals),
  );
  return { rows: [1, ...later], timers: Math.round(counts.timers) };
}

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}`;

/** Commitment cases instead of referrals. */
async function runCases(harness: Harness, cases: number): Promise<void> {
  await reset(harness.superuser);
  const ran = await caseRun(harness, cases, size.batch, size.width, say);
  console.log(`\nnpm run bench -- --cases ${cases}: ${machine()}`);
  reportCases(ran);
  if (values.statements)
    for (const { calls, ms, query } of await dearest(harness.superuser))
      console.log(`  ${calls} × ${ms.toFixed(2)} ms  ${query}`);
}

/** Assessments of plans instead of referrals. */
async function runAssess(harness: Harness, past: number): Promise<void> {
  await reset(harness.superuser);
  const ran = await assessRun(harness, past, size.calls, size.width, say);
  console.log(`\nnpm run bench -- --assess ${past}: ${machine()}`);
  reportAssess(ran);
  if (values.statements)
    for (const { calls, ms, query } of await dearest(harness.superuser))
      console.log(`  ${calls} × ${ms.toFixed(2)} ms  ${query}`);
}

/** Draws instead of referrals. */
async function runDraws(harness: Harness, objects: number): Promise<void> {
  await reset(harness.superuser);
  const ran = await drawsRun(harness, objects, say);
  console.log(`\nnpm run bench -- --draw ${objects}: ${machine()}`);
  reportDraws(ran);
  if (values.statements)
    for (const { calls, ms, query } of await dearest(harness.superuser))
      console.log(`  ${calls} × ${ms.toFixed(2)} ms  ${query}`);
}

/** Inspections instead of referrals. The bare client starts two for each: the file, and the window that stays behind. */
async function runInspections(harness: Harness, count: number): Promise<void> {
  const inspections = new Inspections(harness);
  say('warming up');
  const { ids } = await inspections.carry(20, size.width);
  const measured = [
    await histories(harness.stack, ids.slice(0, 10)),
    await histories(harness.stack, (await inspections.windows(ids)).slice(0, 10)),
  ] as const;
  const plans = measured.map(planOf);
  await bareBlock(harness, plans, 20, size.width);
  await reset(harness.superuser);
  const blocks: Block[] = [];
  const each = Math.max(1, Math.round(count / Math.ceil(size.blocks / 2)));
  for (let i = 0; i < size.blocks; i += 1) {
    say(`block ${i + 1} of ${size.blocks}: ${each} inspections`);
    blocks.push(
      i % 2 === 0
        ? await oursBlock(
            harness,
            {
              carry: async (n, width) => {
                const carried = await inspections.carry(n, width);
                await inspections.windows(carried.ids);
                return carried;
              },
            },
            each,
            size.width,
          )
        : await bareBlock(harness, plans, each, size.width),
    );
    abort.signal.throwIfAborted();
  }
  console.log(
    `\nnpm run bench -- --inspections ${count}: ${actsPerInspection} acts each and a window, ${size.width} at once; ${machine()}`,
  );
  reportBlocks(
    blocks,
    await histories(harness.stack, blocks[0]!.ids.slice(0, 10)),
    await histories(harness.stack, blocks[1]!.ids.slice(0, 10)),
    actsPerInspection,
  );
  console.log(
    `  the window: ${measured[1].events} history events, ${measured[1].activities} local activities, ${measured[1].timers} timer`,
  );
  if (values.statements)
    for (const { calls, ms, query } of await dearest(harness.superuser))
      console.log(`  ${calls} × ${ms.toFixed(2)} ms  ${query}`);
}

async function run(harness: Harness): Promise<void> {
  if (size.draw) return runDraws(harness, size.draw);
  if (size.inspections) return runInspections(harness, size.inspections);
  if (size.assess) return runAssess(harness, size.assess);
  if (size.cases) return runCases(harness, size.cases);
  const referrals = new Referrals(harness);
  say('warming up');
  const warm = await referrals.carry(30, size.width);
  const plan = planOf(await histories(harness.stack, warm.ids.slice(0, 10)));
  await bareBlock(harness, plan, 30, size.width);
  const { ms: alone } = await referrals.carry(10, 1);
  await reset(harness.superuser);
  const blocks: Block[] = [];
  const each = Math.max(1, Math.round(size.files / Math.ceil(size.blocks / 2)));
  for (let i = 0; i < size.blocks; i += 1) {
    say(`block ${i + 1} of ${size.blocks}: ${each} files`);
    blocks.push(
      i % 2 === 0
        ? await oursBlock(harness, referrals, each, size.width)
        : await bareBlock(harness, plan, each, size.width),
    );
    abort.signal.throwIfAborted();
  }
  const sample = (kind: Block['kind']): string[] =>
    blocks.filter((block) => block.kind === kind).flatMap(({ ids }) => ids.slice(0, 5));
  const [ours, bare] = [
    await histories(harness.stack, sample('ours')),
    await histories(harness.stack, sample('bare')),
  ];
  console.log(
    `\nnpm run bench: ${each * Math.ceil(size.blocks / 2)} files of ${actsPerFile} acts each, ${size.width} at once; ${machine()}`,
  );
  reportBlocks(blocks, ours, bare);
  reportAlone(alone);
  if (values.statements)
    for (const { calls, ms, query } of await dearest(harness.superuser))
      console.log(`  ${calls} × ${ms.toFixed(2)} ms  ${query}`);
  if (size.open > 0) reportParked(await parked(harness, referrals, size.open, size.width, say));
}

let harness: Harness | undefined;
try {
  harness = await startHarness(say, abort.signal);
  await run(harness);
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
} finally {
  await harness?.owner.end({ timeout: 2 });
  await harness?.superuser.end({ timeout: 2 });
  await harness?.stack.stop();
}
