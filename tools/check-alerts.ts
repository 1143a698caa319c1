/**
 * `npm run check:alerts`: alarms and dashboard tried with the real programs. promtool reads the configuration and plays the alarms (deploy/prometheus/rules.test.yml); with
 * targets a Prometheus reads them, and is asked every expression of rules and dashboard.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { misused, readCommand } from './command.ts';
import { choosePorts } from './engine/ports.ts';
import { expressions } from './metrics/expressions.ts';

const usage = `npm run check:alerts -- [--target JOB=HOST:PORT …]
  promtool and prometheus have to be in the PATH (Debian: apt install prometheus; Go: go install github.com/prometheus/prometheus/cmd/…)
  plays the alarms; with targets, e.g. those that npm start prints, a Prometheus reads them for a minute and is asked every expression
  --target duban-api=127.0.0.1:8300 --target duban-worker=127.0.0.1:9464 --target duban-engine=HOST:PORT`;
const { values } = readCommand({
  usage,
  options: { target: { type: 'string', multiple: true, default: [] } },
});

const folder = fileURLToPath(new URL('../deploy/prometheus', import.meta.url));
/** Two rounds of reading at least, so that rates have what they need. */
const READING = 40_000;

function promtool(...args: string[]): void {
  const { status, error } = spawnSync('promtool', args, { cwd: folder, stdio: 'inherit' });
  if (error) throw new Error(`promtool cannot be started: ${error.message}`);
  if (status !== 0) throw new Error(`promtool ${args.join(' ')}: ${status}`);
}

/** What a target shows has the form of metrics: promtool's own reading of it. Its advice on names is no fault. */
async function readable(target: string): Promise<void> {
  const text = await (await fetch(`http://${target}/metrics`)).text();
  const { stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  if (/error while linting|text format parsing error/.test(stderr))
    throw new Error(`${target}: ${stderr}`);
}

interface Asked {
  status: string;
  error?: string;
  data?: { result: unknown[] };
}

async function askAll(at: string): Promise<void> {
  const empty: string[] = [];
  const all = await expressions();
  for (const { where, text } of all) {
    const answer = await fetch(`http://${at}/api/v1/query?query=${encodeURIComponent(text)}`);
    const { status, error, data } = (await answer.json()) as Asked;
    if (status !== 'success') throw new Error(`${where}: ${error}`);
    if (data!.result.length === 0) empty.push(where);
  }
  const answer = await fetch(`http://${at}/api/v1/targets?state=active`);
  const { data } = (await answer.json()) as {
    data: { activeTargets: { labels: { job: string }; health: string; lastError: string }[] };
  };
  for (const { labels, health, lastError } of data.activeTargets) {
    console.log(`${labels.job}: ${health} ${lastError}`);
    if (health !== 'up') throw new Error(`${labels.job} cannot be read`);
  }
  console.log(
    `${all.length} expressions understood; without data now (alarms that do not fire among them): ${empty.length}`,
  );
  for (const where of empty) console.log(`  ${where}`);
}

async function read(targets: readonly (readonly [job: string, address: string])[]): Promise<void> {
  for (const [, address] of targets) await readable(address);
  const own = await mkdtemp(join(tmpdir(), 'duban-prometheus-'));
  const { prometheus: port } = await choosePorts(['prometheus'], {});
  const at = `127.0.0.1:${port}`;
  const config = {
    global: { scrape_interval: '5s', evaluation_interval: '5s' },
    rule_files: [join(folder, 'rules.yml')],
    scrape_configs: targets.map(([job_name, address]) => ({
      job_name,
      static_configs: [{ targets: [address] }],
    })),
  };
  await writeFile(join(own, 'prometheus.yml'), JSON.stringify(config));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(own, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(own, 'data')}`,
      `--web.listen-address=${at}`,
      '--log.level=warn',
    ],
    { stdio: 'inherit' },
  );
  const gone = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  try {
    await sleep(READING);
    await askAll(at);
  } finally {
    child.kill('SIGTERM');
    await gone;
    await rm(own, { recursive: true, force: true });
  }
}

try {
  const targets = values.target.map((given) => {
    const [, job, address] = /^(duban-[a-z]+)=(\S+:\d+)$/.exec(given) ?? [];
    return job && address
      ? ([job, address] as const)
      : misused(usage, `--target JOB=HOST:PORT, not '${given}'`);
  });
  promtool('check', 'rules', 'rules.yml');
  promtool('check', 'config', '--syntax-only', 'prometheus.yml');
  promtool('test', 'rules', 'rules.test.yml');
  if (targets.length > 0) await read(targets);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
