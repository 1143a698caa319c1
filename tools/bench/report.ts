/** The bench's plain table. */
import { perCall, type AssessRun, type Timed } from './assess.ts';
import type { Block } from './blocks.ts';
import type { DrawsRun } from './draws.ts';
import type { CasesRun } from './cases.ts';
import type { Counts } from './histories.ts';
import { percentile, total, type Figures } from './meter.ts';
import type { Parked, Resting } from './parked.ts';
import { actsPerFile } from './referrals.ts';

const line = (label: string, value: string, aim = ''): void =>
  console.log(`  ${label.padEnd(44)} ${value}${aim && `   (aim: ${aim})`}`);
const n = (value: number, digits = 1): string => value.toFixed(digits);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const perFile = (block: Block): number => (total(block.cpu) / block.files) * 1000;
/** How far blocks of one kind lie apart: what a difference must exceed to mean anything. */
const spread = (blocks: readonly Block[]): number =>
  (Math.max(...blocks.map(perFile)) - Math.min(...blocks.map(perFile))) / mean(blocks.map(perFile));

export function reportBlocks(
  blocks: readonly Block[],
  ours: Counts,
  bare: Counts,
  acts = actsPerFile,
): void {
  const [us, them] = [
    blocks.filter(({ kind }) => kind === 'ours'),
    blocks.filter(({ kind }) => kind === 'bare'),
  ];
  console.log('\nBlocks, in the order they ran');
  for (const block of blocks) {
    const parts = Object.entries(block.cpu)
      .map(([name, used]) => `${name} ${n((used / block.files) * 1000)}`)
      .join(', ');
    console.log(
      `  ${block.kind === 'ours' ? 'Duban' : 'bare '}  ${block.files} files  ${n(block.files / block.seconds)} files/s  CPU ${n(perFile(block))} ms/file (${parts})`,
    );
  }
  throughput(us, them);
  console.log('\nCPU per file');
  line('Duban / bare', `${n(mean(us.map(perFile)))} / ${n(mean(them.map(perFile)))} ms`);
  line('ratio', n(mean(us.map(perFile)) / mean(them.map(perFile)), 2), 'at most 1.3');
  line('A/A spread, Duban / bare', `${n(spread(us) * 100)} % / ${n(spread(them) * 100)} %`);
  perFileAndAct(us, them, { ours, bare, acts });
}

function throughput(us: readonly Block[], them: readonly Block[]): void {
  console.log('\nThroughput and latency');
  line(
    'files/s, Duban / bare',
    `${n(mean(us.map((b) => b.files / b.seconds)))} / ${n(mean(them.map((b) => b.files / b.seconds)))}`,
  );
  const verdicts = us.flatMap(({ ms }) => ms);
  line(
    'verdict of an act under load, p50 / p99',
    `${n(percentile(verdicts, 50))} / ${n(percentile(verdicts, 99))} ms`,
  );
  line(
    'opening under load, p50 / p99',
    `${n(
      percentile(
        us.flatMap(({ openMs }) => openMs),
        50,
      ),
    )} / ${n(
      percentile(
        us.flatMap(({ openMs }) => openMs),
        99,
      ),
    )} ms`,
  );
}

function perFileAndAct(
  us: readonly Block[],
  them: readonly Block[],
  { ours, bare, acts }: { ours: Counts; bare: Counts; acts: number },
): void {
  console.log('\nPer file and per act');
  const statement =
    (of: 'ours' | 'temporal') =>
    (list: readonly Block[]): number =>
      mean(list.map((b) => b.statements[of] / b.files));
  line(
    'history events per file, Duban / bare',
    `${n(ours.events)} / ${n(bare.events)}`,
    acts === actsPerFile ? 'at most 60 for six acts' : '',
  );
  line('history events per act', n(ours.events / acts));
  line(
    'workflow tasks per file / per act',
    `${n(ours.tasks)} / ${n(ours.tasks / acts)}   (failed ${n(ours.failedTasks)})`,
  );
  line(
    'signals, local activities, timers per file',
    `${n(ours.signals)}, ${n(ours.activities)}, ${n(ours.timers)} (cancelled ${n(ours.cancelled)}); attribute upserts ${n(ours.attributes)}`,
  );
  line(
    'round trips to our database per file / act',
    `${n(statement('ours')(us))} / ${n(statement('ours')(us) / acts)}   (bare: ${n(statement('ours')(them))} per file)`,
  );
  line(
    'round trips of the Temporal server per file',
    `${n(statement('temporal')(us))}   (bare: ${n(statement('temporal')(them))})`,
  );
}

const figures = (all: Figures, format: (value: number) => string): string =>
  Object.entries(all)
    .map(([name, value]) => `${name} ${format(value)}`)
    .join(', ');

export function reportAlone(ms: readonly number[]): void {
  line(
    'verdict of an act, one file alone, p50 / p99',
    `${n(percentile(ms, 50))} / ${n(percentile(ms, 99))} ms`,
  );
}

export function reportParked({ files, seconds, openMs, ...rest }: Parked): void {
  console.log(`\nWith ${files} files open`);
  line(
    'opened at',
    `${n(files / seconds)} files/s (p50 ${n(percentile(openMs, 50))} ms, p99 ${n(percentile(openMs, 99))} ms)`,
  );
  reportResting(rest);
}

function reportResting({ memory, justNow, idle, recovery }: Resting): void {
  line(
    'memory, MB (PSS)',
    figures(memory, (mb) => n(mb, 0)),
    'worker under 300',
  );
  line('CPU in the first 25 s, % of a core', n(total(justNow) * 100));
  line(
    'idle CPU, two minutes later',
    `${n(total(idle) * 100)} (${figures(idle, (share) => n(share * 100))})`,
    'at most 5',
  );
  line(
    'kill -9 of the worker to the next verdict, s',
    recovery.map((s) => n(s, 2)).join(', '),
    'at most 2',
  );
}

/** Approvals through the event endpoint, each archived and pushed in one; all of them stay open. */
export function reportCases({
  cases,
  batch,
  width,
  seconds,
  settled,
  batchMs,
  cpu,
  statements,
  counts,
  ...rest
}: CasesRun): void {
  console.log(
    `\n${cases} commitment cases through POST /v1/events, ${batch} a call, ${width} calls at once`,
  );
  line(
    'taken in, cases/s',
    `${n(cases / seconds)}   (every verdict entered after ${n(settled)} s: ${n(cases / settled)} cases/s)`,
  );
  line(
    'a call, p50 / p99',
    `${n(percentile(batchMs, 50), 0)} / ${n(percentile(batchMs, 99), 0)} ms`,
  );
  line(
    'CPU per case, ms',
    `${n((total(cpu) / cases) * 1000)} (${figures(cpu, (used) => n((used / cases) * 1000))})`,
  );
  line(
    'history events per case',
    `${n(counts.events)}   (workflow tasks ${n(counts.tasks)}, failed ${n(counts.failedTasks)}; local activities ${n(counts.activities)}, timers ${n(counts.timers)})`,
  );
  line(
    'round trips to our database per case',
    `${n(statements.ours / cases)}   (of the Temporal server: ${n(statements.temporal / cases)})`,
  );
  console.log(`\nWith all ${cases} open`);
  reportResting(rest);
}

/** Gates asked of plans, with years of inspections in the database. */
export function reportAssess({
  past,
  institutions,
  width,
  calls,
  alone,
  rules,
  http,
}: AssessRun): void {
  console.log(
    `\nAll gates of a plan, ${past} past inspections of ${institutions} institutions in the database, ${calls} calls`,
  );
  const told = ({ ms, seconds }: Timed): string =>
    `${n(percentile(ms, 50), 2)} / ${n(percentile(ms, 99), 2)} ms   (${n(ms.length / seconds, 0)} a second)`;
  line('statement and rules, one at a time, p50 / p99', told(alone));
  line(`statement and rules, ${width} at once, p50 / p99`, told(rules), '5 / 20 ms');
  line(`POST /v1/inspections/assess, ${width} at once`, told(http));
  line(
    'CPU of a call over HTTP, ms',
    `${n(perCall(http, calls), 2)} (${figures(http.cpu ?? {}, (used) => n((used / calls) * 1000, 2))})`,
  );
}

/** Draws through the API: the middle one, and the longest. */
export function reportDraws({ objects, count, runs, cpu }: DrawsRun): void {
  console.log(
    `\n${runs.length} draws of ${count} from ${objects} objects through the API, one after the other`,
  );
  const told = (seconds: readonly number[]): string =>
    `${n(percentile(seconds, 50), 2)} s   (at most ${n(Math.max(...seconds), 2)})`;
  line('POST /v1/draws until it is committed', told(runs.map(({ commit }) => commit)), '2 s');
  line('the second number', told(runs.map(({ number }) => number)));
  line('reveal, until the record stands', told(runs.map(({ reveal }) => reveal)), '2 s');
  line(
    'CPU of a draw, ms',
    figures(cpu, (used) => n((used / runs.length) * 1000, 0)),
  );
}
